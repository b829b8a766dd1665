"""Pricing: price lists, discounts, tax, and the one place where a line's amount is rounded."""
