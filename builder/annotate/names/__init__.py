"""Names: which spans name something, of what type, and which of them name the same thing."""
