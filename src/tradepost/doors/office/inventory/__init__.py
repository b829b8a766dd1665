"""Stock, moves, counts, warehouses and places in the office."""
