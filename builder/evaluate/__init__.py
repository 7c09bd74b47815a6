"""How right the annotations are: the build's own stages on articles that people annotated."""
