"""The audit of a finished site: what a check looks at besides links and markup."""
