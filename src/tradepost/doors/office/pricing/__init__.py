"""Price lists and tax rules in the office."""
