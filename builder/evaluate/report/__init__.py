"""Report of a run: HTML pages that show every mistake in its article."""
