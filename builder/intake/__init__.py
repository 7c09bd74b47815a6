"""Articles taken into a site: from files, standard input and the web, each with its settings filled in."""
