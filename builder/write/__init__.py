"""The write stage: a complete new site in place of the last one, or no change at all."""
