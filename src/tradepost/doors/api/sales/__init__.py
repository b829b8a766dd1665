from tradepost.doors.api.sales import bulk, orders, preview, quotes, why

ROUTERS = (
    bulk.router,
    orders.router,
    quotes.router,
    why.router,
    preview.router,
)  # `bulk` is no id of an order
