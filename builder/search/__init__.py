"""Search: what can be found in the site, and the index that a reader's browser searches."""
