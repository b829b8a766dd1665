from tradepost.doors.api.sales import bulk, checking, moved, orders, preview, quote_words, quotes, why

ROUTERS = (
    bulk.router,
    checking.router,
    orders.router,
    moved.router,
    quotes.router,
    quote_words.router,
    why.router,
    preview.router,
)  # `bulk` is no id of an order
