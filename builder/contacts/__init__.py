"""How somebody can be reached: e-mail addresses and telephone numbers in texts."""
