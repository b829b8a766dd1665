"""What customers do not agree with."""
