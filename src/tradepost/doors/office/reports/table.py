"""A report declared once: a form of what may be asked, columns, rows; shown as a page or as a file."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.paging import page_asked, page_of
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Text, Total
from tradepost.render.screens.export import plain, safe_text, write_book
from tradepost.render.screens.form import ScreenForm

Asked = Mapping[str, Any]
NOTHING = _("Nothing to show for this question.")


@dataclass(frozen=True, slots=True)
class Table:
    """What a report answers: its rows, sums below, a chart above, and a sentence.

    `count`: `rows` are only those of the page that was asked for (`asked["page"]`, None: all), of so many.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    totals: Sequence[Total] = ()
    chart: str = ""
    note: Text = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`answer(by, asked)` gives the table; `form` reads the question, with `start(by)` as what is asked first."""

    name: str
    title: Text
    text: Text
    may: str
    answer: Callable[[By, Asked], Table]
    form: Callable[..., ScreenForm] = ScreenForm
    start: Callable[[By], dict[str, Any]] = field(default=lambda by: {})
    empty: Text = ""
    icon: str = "chart-column"


def report_view(report: Report) -> Any:
    """The page of a report, or its file with `?export=csv` or `xlsx`."""

    @page(report.may)
    def view(request: HttpRequest, by: By) -> HttpResponseBase:
        start = report.start(by)
        form = report.form({**start, **request.GET.dict()}, by=by) if start else None
        asked: Asked = {}
        if form is not None:
            asked = form.cleaned_data if form.is_valid() else {}
        is_asked = form is None or form.is_valid()
        is_file = request.GET.get("export", "") in FILES
        asked = {**asked, "page": None if is_file else page_asked(request)}
        table = report.answer(by, asked) if is_asked else Table((), ())
        if is_asked and (write := FILES.get(request.GET.get("export", ""))):
            return write(table.columns, table.rows, f"{report.name}-{by.now:%Y-%m-%d}")
        return _shown(request, report, form, table)

    return view


def _shown(request: HttpRequest, report: Report, form: ScreenForm | None, table: Table) -> HttpResponse:
    rows, pages = page_of(request, table.rows, table.count)
    section = Section(
        report.title, table.columns, rows, report.empty or NOTHING, table.note, table.totals, pages=pages
    )
    context = {
        "report": report,
        "form": form,
        "section": section,
        "chart": table.chart,
        "files": [(words, _file_url(request, kind)) for kind, words in (("csv", "CSV"), ("xlsx", "Excel"))],
        "back_url": address("reports"),
    }
    return render(request, "office/reports/report.html", context)


def _file_url(request: HttpRequest, kind: str) -> str:
    query = request.GET.copy()
    query["export"] = kind
    return f"?{query.urlencode()}"


def csv_file(columns: tuple[Column, ...], rows: Sequence[Any], name: str) -> HttpResponse:
    """All rows as CSV: numbers and days as machines read them, text that no spreadsheet runs."""
    out = StringIO()
    writer = csv.writer(out)
    shown = [column for column in columns if column.kind not in {"html", "progress"}]
    writer.writerow(_headings(shown))
    for row in rows:
        writer.writerow(_record(shown, row))
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or ""
    return answer


def xlsx_file(columns: tuple[Column, ...], rows: Sequence[Any], name: str) -> FileResponse:
    """The same as a workbook."""
    file = BytesIO()
    shown = tuple(column for column in columns if column.kind not in {"html", "progress"})
    for _written in write_book(file, shown, [rows]):
        pass
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")


FILES = {"csv": csv_file, "xlsx": xlsx_file}


def _headings(columns: Sequence[Column]) -> list[str]:
    heads: list[str] = []
    for column in columns:
        heads.append(safe_text(str(column.label)))
        if column.kind in {"money", "price"}:
            heads.append(safe_text(str(_("%s (currency)") % column.label)))
    return heads


def _record(columns: Sequence[Column], row: Any) -> list[str]:
    values: list[str] = []
    for column in columns:
        values.append(plain(column.raw(row)))
        if column.kind in {"money", "price"}:
            values.append(column.aside(row, column.currency))
    return values
