"""Benchmarks: figures to compare by hand, never tests."""
