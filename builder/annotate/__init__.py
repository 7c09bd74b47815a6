"""Annotation: the mentions, entities and quotes of an article. The only stage that uses the language model."""
