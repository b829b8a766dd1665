"""Master data as it was, field by field: of one customer, item, user, and of all."""
