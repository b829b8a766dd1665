from tradepost.doors.api.sales import bulk, changes, moved, orders, preview, quote_words, quotes, why

ROUTERS = (
    bulk.router,
    orders.router,
    changes.router,
    moved.router,
    quotes.router,
    quote_words.router,
    why.router,
    preview.router,
)  # `bulk` is no id of an order
