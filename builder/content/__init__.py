"""The editor's files in ``content/``, validated and returned as ``Content``."""
