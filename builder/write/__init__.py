"""Writing: a complete site in place of the last one, or nothing at all."""
