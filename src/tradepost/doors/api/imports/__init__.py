from tradepost.doors.api.imports import files, work

ROUTERS = (files.router, work.router)
