"""A recorded history, driven through the same commands at its own moments."""

from tradepost.doors.integrations.replay.adventureworks import read_adventureworks
from tradepost.doors.integrations.replay.driver import BooksNotEmpty, Driven, HistoryRefused, Progress, drive
from tradepost.doors.integrations.replay.folder import read_folder
from tradepost.doors.integrations.replay.history import History
from tradepost.doors.integrations.replay.northwind import read_northwind
from tradepost.doors.integrations.replay.tables import BadHistory

__all__ = [
    "BadHistory",
    "BooksNotEmpty",
    "Driven",
    "History",
    "HistoryRefused",
    "Progress",
    "drive",
    "read_adventureworks",
    "read_folder",
    "read_northwind",
]
