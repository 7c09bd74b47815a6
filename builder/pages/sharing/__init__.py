"""Pages and cards to share."""
