"""What to buy again, and the rules behind it."""
