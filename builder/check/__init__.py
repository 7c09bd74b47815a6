"""Check: the bytes of finished pages in, diagnostics of links, ids and markup out."""
