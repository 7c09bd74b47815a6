"""Long campaigns, run by hand; the test suite runs seeded samples of them."""
