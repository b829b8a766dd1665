from tradepost.doors.api.purchasing import announced, landed_costs, orders, planning, receipts, stores

ROUTERS = (
    orders.router, receipts.router, announced.router, landed_costs.router, stores.router, planning.router
)  # fmt: skip
