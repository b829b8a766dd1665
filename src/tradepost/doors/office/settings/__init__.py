"""What is set once: company, exchange rates, books; and the way to users, warehouses, prices."""
