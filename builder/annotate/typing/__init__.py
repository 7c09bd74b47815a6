"""Typing: the entity type of each mention, from the whole article."""
