from tradepost.doors.api.sales import bulk, moved, orders, preview, quotes, why

ROUTERS = (
    bulk.router,
    orders.router,
    moved.router,
    quotes.router,
    why.router,
    preview.router,
)  # `bulk` is no id of an order
