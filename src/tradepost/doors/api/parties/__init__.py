from tradepost.doors.api.parties import customers, suppliers

ROUTERS = (customers.router, suppliers.router)
