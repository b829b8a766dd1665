from tradepost.doors.api.sales import (
    blankets,
    bulk,
    changes,
    checking,
    moved,
    order_templates,
    orders,
    preview,
    quote_words,
    quotes,
    reading,
    why,
)

ROUTERS = (
    bulk.router,
    blankets.router,
    checking.router,
    order_templates.router,
    reading.router,
    orders.router,
    changes.router,
    moved.router,
    quotes.router,
    quote_words.router,
    why.router,
    preview.router,
)  # `bulk` is no id of an order
