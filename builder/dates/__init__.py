"""Dates in words: a day, week, month or year read from text, relative to a reference day if needed."""
