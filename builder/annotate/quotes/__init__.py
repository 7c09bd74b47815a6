"""Quotes: what stands in quotation marks or behind a cue, and who said it."""
