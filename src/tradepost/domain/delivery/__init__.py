"""When goods leave and arrive: working days of warehouses and carriers, handling and transit days."""
