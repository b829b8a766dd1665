"""Tradepost: order management for wholesalers, from quote to cash and from supplier to shelf."""
