"""Customers, suppliers, items, prices, opening stock and open orders from CSV and XLSX files."""

from tradepost.doors.files.fields import Layout
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.files.kinds.orders import NAMES_NONE
from tradepost.doors.files.loading import laid_out, load
from tradepost.doors.files.outcome import VERDICTS, Kind, Options, Outcome
from tradepost.doors.files.refusals import ColumnsMissing, Unreadable
from tradepost.doors.files.refused_rows import RefusedRows
from tradepost.doors.files.source import RawRow, Source, opened

__all__ = [
    "KINDS",
    "NAMES_NONE",
    "VERDICTS",
    "ColumnsMissing",
    "Kind",
    "Layout",
    "Options",
    "Outcome",
    "RawRow",
    "RefusedRows",
    "Source",
    "Unreadable",
    "laid_out",
    "load",
    "opened",
]
