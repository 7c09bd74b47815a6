"""Extraction of quotes: direct and indirect quotes before their speakers are known."""
