"""Dates in words: a day, month or year read from text, relative to a reference day where needed."""
