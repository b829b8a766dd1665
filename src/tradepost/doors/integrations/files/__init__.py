"""Customers, suppliers, items, prices, opening stock and open orders from CSV and XLSX files."""

from tradepost.doors.integrations.files.fields import Layout
from tradepost.doors.integrations.files.kinds import KINDS
from tradepost.doors.integrations.files.loading import laid_out, load
from tradepost.doors.integrations.files.outcome import VERDICTS, Kind, Options, Outcome
from tradepost.doors.integrations.files.refusals import ColumnsMissing, Unreadable
from tradepost.doors.integrations.files.refused_rows import RefusedRows
from tradepost.doors.integrations.files.source import RawRow, Source, opened

__all__ = [
    "KINDS",
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
