"""Date mentions: trimming of their spans, and the tense of the verb that each modifies."""
