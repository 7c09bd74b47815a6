"""Campaigns: what is tried by hand in large numbers, beyond what every run of the tests has time for."""
