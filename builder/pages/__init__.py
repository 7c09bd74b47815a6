"""Pages: from the graph to a list of pages with typed contexts. Pure: no file is read or written here."""
