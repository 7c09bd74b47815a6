"""The editor's files: ``content/`` read, checked and turned into ``Content``."""
