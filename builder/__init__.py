"""newsgloss: news articles in, a static site of annotated briefs out."""

__version__ = "0.1.0"
