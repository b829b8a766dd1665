"""A list as a file: all rows of its filter, page by page, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.timezone import is_aware, localtime

from tradepost.base.by import By
from tradepost.base.listing import MAX_PAGE
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import ListScreen
from tradepost.render.screens.parameters import ListParameters

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Wide forms too: some spreadsheets read them as the narrow ones. Blanks and line feeds before do not help."""
SHEET_ROWS = 1_048_575
"""What a sheet holds below its head; a longer list goes on in the next sheet."""
EXACT_DIGITS = 15
"""A spreadsheet keeps so many; a longer number is written as text."""


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def safe_text(value: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection)."""
    return "'" + value if value.lstrip(" \n").startswith(RISKY) else value


def plain(value: Any) -> str:
    """Numbers and dates as machines read them, text neutralised."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return safe_text(str(value))


def headings(columns: tuple[Column, ...]) -> list[str]:
    """The words over the columns; an amount has its currency beside it."""
    out: list[str] = []
    for column in columns:
        out.append(safe_text(str(column.label)))
        if column.kind in {"money", "price"}:
            out.append(safe_text(f"{column.label} (currency)"))
    return out


def record(columns: tuple[Column, ...], row: Any) -> list[Any]:
    """The values of a row."""
    out: list[Any] = []
    for column in columns:
        out.append(column.raw(row))
        if column.kind in {"money", "price"}:
            out.append(column.aside(row, column.currency))
    return out


def pages_of(screen: ListScreen, by: By, parameters: ListParameters) -> Iterator[list[Any]]:
    """The rows of the filter in its order, some hundreds at a time; a million never stand in memory."""
    cursor: str | None = None
    while True:
        page = screen.listing.page(
            by,
            filters=parameters.asked(),
            search=parameters.search,
            sort=parameters.sort,
            after=cursor,
            limit=MAX_PAGE,
        )
        yield screen.decorate(by, page.rows) if screen.decorate else page.rows
        cursor = page.next_cursor
        if cursor is None:
            return


def csv_pages(screen: ListScreen, by: By, parameters: ListParameters) -> Iterator[tuple[str, int]]:
    """The file as CSV, some hundred lines at a time, each with how many rows they are."""
    columns, writer = screen.columns_at(parameters.columns), csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(headings(columns)), 0
    for rows in pages_of(screen, by, parameters):
        lines = [writer.writerow([plain(value) for value in record(columns, row)]) for row in rows]
        yield "".join(lines), len(rows)


def write_csv(file: IO[bytes], screen: ListScreen, by: By, parameters: ListParameters) -> Iterator[int]:
    """Write the whole file; tells how many rows came with each step."""
    for text, count in csv_pages(screen, by, parameters):
        file.write(text.encode())
        yield count


def write_xlsx(file: IO[bytes], screen: ListScreen, by: By, parameters: ListParameters) -> Iterator[int]:
    """The same as a workbook."""
    yield from write_book(file, screen.columns_at(parameters.columns), pages_of(screen, by, parameters))


def write_book(file: IO[bytes], columns: tuple[Column, ...], pages: Iterable[Sequence[Any]]) -> Iterator[int]:
    """Rows as a workbook, page by page. Texts are texts: nothing in it is ever a formula."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = _Sheet(book, headings(columns))
        for rows in pages:
            for row in rows:
                sheet.write(record(columns, row))
            yield len(rows)


class _Sheet:
    """The sheets of a workbook, one after the other."""

    def __init__(self, book: Any, heads: list[str]) -> None:
        self.book, self.heads = book, heads
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._begin()

    def _begin(self) -> None:
        self.sheet, self.row = self.book.add_worksheet(), 0
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, len(self.heads), 16)
        for at, text in enumerate(self.heads):
            self.sheet.write_string(0, at, text, self.bold)

    def write(self, values: list[Any]) -> None:
        if self.row == SHEET_ROWS:
            self._begin()
        self.row += 1
        for at, value in enumerate(values):
            self._cell(at, value)

    def _cell(self, at: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.sheet.write_string(self.row, at, plain(value))
        elif isinstance(value, datetime):
            shown = localtime(value).replace(tzinfo=None) if is_aware(value) else value
            self.sheet.write_datetime(self.row, at, shown, self.moment)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.row, at, value, self.day)
        elif isinstance(value, int | Decimal) and len(Decimal(value).as_tuple().digits) <= EXACT_DIGITS:
            self.sheet.write_number(self.row, at, value)
        else:
            self.sheet.write_string(self.row, at, str(plain(value))[:32_767])
