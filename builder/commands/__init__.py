"""The command line: each command parses its options, calls the other stages, and returns an exit code."""
