"""The store: what builds remember, in one SQLite file that can be deleted at any time."""
