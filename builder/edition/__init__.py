"""The site as one finished value: everything that pages, search and exports look up."""
