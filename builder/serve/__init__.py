"""Serving: the site in the browser of the one who writes it, rebuilt and reloaded as the files change."""
