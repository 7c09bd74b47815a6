"""The lexicon: lists of English words, and tables of names, that rules look up."""
