"""What people do with any list: keep views, choose columns, export, change many rows."""
