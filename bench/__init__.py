"""Benchmarks: figures to compare by hand, not tests."""
