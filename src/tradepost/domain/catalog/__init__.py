"""Catalog: what is sold, in which units, under which codes."""
