"""Annotation of languages that have no rules of their own: names of the model, and quotes in quotation marks."""
