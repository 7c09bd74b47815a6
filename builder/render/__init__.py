"""Render: a page and the templates in, bytes out."""
