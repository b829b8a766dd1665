from tradepost.doors.api.purchasing import landed_costs, orders, planning, receipts

ROUTERS = (orders.router, receipts.router, landed_costs.router, planning.router)
