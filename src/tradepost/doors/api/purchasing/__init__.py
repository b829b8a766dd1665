from tradepost.doors.api.purchasing import announced, landed_costs, orders, planning, receipts

ROUTERS = (orders.router, receipts.router, announced.router, landed_costs.router, planning.router)
