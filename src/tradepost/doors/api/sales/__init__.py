from tradepost.doors.api.sales import bulk, orders, preview

ROUTERS = (bulk.router, orders.router, preview.router)
