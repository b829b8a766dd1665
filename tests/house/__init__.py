"""What a linter of imports cannot see: checks that read the source and answer with a list of faults."""
