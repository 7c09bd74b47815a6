"""The command line: options in, exit codes out; everything a command does is elsewhere."""
