"""Evaluation: the build's own stages run on articles that people annotated, and scored."""
