"""Mentions: which spans of a document name something, and where their boundaries are."""
