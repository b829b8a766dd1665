from tradepost.doors.api.purchasing import orders, planning, receipts

ROUTERS = (orders.router, receipts.router, planning.router)
