"""Contact details: e-mail addresses and telephone numbers in texts."""
