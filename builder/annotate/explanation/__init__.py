"""Explanation: which rules, features and merging steps decided an annotation."""
