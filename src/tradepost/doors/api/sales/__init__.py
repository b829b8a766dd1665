from tradepost.doors.api.sales import bulk, orders, preview, quotes, why

ROUTERS = (quotes.router, bulk.router, orders.router, why.router, preview.router)
