"""Mentions: which spans of a document name something, and their boundaries."""
