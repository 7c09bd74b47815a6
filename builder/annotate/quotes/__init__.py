"""Quotes: words in quotation marks or after a cue, and who said them."""
