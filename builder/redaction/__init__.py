"""Redaction: names that the editor hides, replaced in articles, graph and editor's words before anything is made."""
