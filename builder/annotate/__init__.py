"""Article → annotations: names, roles, quotes and speakers. The only stage that sees the language model."""
