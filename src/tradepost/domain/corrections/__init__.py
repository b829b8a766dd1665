"""Correcting stock: adjusted, scrapped, given away, found, each for a reason that has its account."""
