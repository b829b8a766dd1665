from tradepost.doors.api.billing import customers, invoices, payments

ROUTERS = (invoices.router, payments.router, customers.router)
