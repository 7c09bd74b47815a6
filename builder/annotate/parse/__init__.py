"""Parse: an article as tokens and sentences with their grammar. The only package that sees spaCy's objects."""
