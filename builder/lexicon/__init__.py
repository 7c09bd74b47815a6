"""Lexicon: lists of English words and tables of names, in which rules look up words."""
