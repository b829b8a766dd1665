from tradepost.doors.api.transfers.transfers import router

__all__ = ["router"]
