"""Checking: what is wrong with the finished pages, seen from their bytes alone."""
