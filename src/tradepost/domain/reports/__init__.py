"""Questions that need several rooms: sales, stock, open work, today's counts, `verify`. Writes only sums of its own."""
