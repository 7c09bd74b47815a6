"""Date mentions: their boundaries, and the tense of the clause that each belongs to."""
