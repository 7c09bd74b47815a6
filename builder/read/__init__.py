"""From the bytes of a seed to an ``Article``: decoded, taken apart, nothing lost and nothing invented."""
