"""Quantities: figures and what they count."""
