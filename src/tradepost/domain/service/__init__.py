"""Service: what a customer does not agree with, who cares for it, and how it ended."""
