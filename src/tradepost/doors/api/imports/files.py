"""Files brought in: the list, one of them, how it is read. Nothing of it is in the books yet."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ninja import Router

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.models import Import
from tradepost.domain.imports.queries import IMPORTS
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id, from_base64
from tradepost.doors.api.imports.schemas import (
    FileToBring,
    ImportChange,
    ImportKindOut,
    ImportListed,
    ImportOut,
    ReadOut,
    WorkOut,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.files.bringing import GUESSED, bring, look, read_otherwise
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.files.reading import Preview, Reading
from tradepost.render.sentences import said

router = Router(tags=["Imports"])
_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "prices": ("price_list", "price_version"), "items": ("price_list",), "stock": ("warehouse",),
    "orders": ("confirm", "credits", "customer"),
}  # fmt: skip

lists(router, "/imports", IMPORTS, name="list_imports", needs="imports.read", gives=ImportListed)


def whole(by: By, found: Import) -> dict[str, Any]:
    """The import as it stands now."""
    columns = [{"heading": word, "field": found.columns.get(word, "")} for word in _once(found.heading)]
    counts = imports_queries.counts_of(found.pk)
    return ImportOut.plain(found, columns=columns, counts=counts, work=_work(by, found))


def _once(heading: Any) -> list[str]:
    return [word for word in dict.fromkeys(heading) if word.strip()]


def _work(by: By, found: Import) -> dict[str, Any] | None:
    """Somebody else's work is not shown, as on the page."""
    try:
        return WorkOut.plain(jobs.job_of(by, found.job_id)) if found.job_id else None
    except NotFound:
        return None


@reads(router, "/import-kinds", needs="imports.read", gives=list[ImportKindOut])
def list_import_kinds(by: By) -> list[dict[str, Any]]:
    """The kinds of files that you may bring, and what their columns may be."""
    return [ImportKindOut.plain(KINDS[kind], kind=kind) for kind in imports_queries.kinds_of(by)]


@changes(
    router,
    "POST",
    "/imports",
    needs="imports.bring_file",
    gives=ImportOut,
    status=201,
    at="/api/v1/imports/{id}",
    keyed=True,
)
def bring_file(by: By, body: FileToBring) -> dict[str, Any]:
    """Bring a file, or rows. Its columns are guessed; nothing of it is in the books yet."""
    is_rows = not body.content
    found = bring(
        by,
        import_id=body.id or new_id(by.now),
        kind=body.kind,
        file_name=body.file_name,
        data=_as_csv(body) if is_rows else from_base64(body.content),
        reading=Reading("utf-8", ",", "", ".") if is_rows else GUESSED,
    )
    return whole(by, found)


def _as_csv(body: FileToBring) -> bytes:
    """Rows are a file too: kept, read and taken back like any other."""
    if not body.heading or not body.rows:
        raise Invalid("Give a file, or a heading and rows.", fields={"content": "Give it, or rows."})
    written = io.StringIO()
    csv.writer(written).writerows([body.heading, *body.rows])
    return written.getvalue().encode()


@reads(router, "/imports/{import_id}", needs="imports.read", gives=ImportOut)
def get_import(by: By, import_id: Id) -> dict[str, Any]:
    """One import: how it is read, how far it came, and what became of its rows in numbers."""
    return whole(by, imports_queries.import_of(by, import_id))


@reads(router, "/imports/{import_id}/columns", needs="imports.read", gives=ReadOut)
def get_import_columns(by: By, import_id: Id) -> dict[str, Any]:
    """The columns and the first rows as they will be understood. The file is there until its rows are through."""
    found = imports_queries.import_of(by, import_id)
    return _read(look(found, Reading.of(found.reading), found.columns or None))


def _read(shown: Preview) -> dict[str, Any]:
    columns = [
        {"heading": word, "field": shown.columns.get(word, ""), "samples": list(shown.samples.get(word, ()))}
        for word in _once(shown.heading)
    ]
    rows = [
        {
            "number": row.number,
            "wrong": said(row.wrong),
            "cells": [
                {"field": name, "text": cell.text, "wrong": said(cell.wrong)}
                for name, cell in zip(shown.fields, row.cells, strict=bool(row.cells))
            ],
        }
        for row in shown.rows
    ]
    return ReadOut.plain(shown, columns=columns, rows=rows)


@changes(
    router,
    "PATCH",
    "/imports/{import_id}",
    needs="imports.bring_file",
    gives=ImportOut,
    within=IMPORTS,
)
def choose_columns(by: By, import_id: Id, body: ImportChange) -> dict[str, Any]:
    """Say what the columns are, how the file is read, where prices and stock go."""
    found = imports_queries.import_of(by, import_id)
    given = body.model_dump(exclude_unset=True)
    reading = Reading.of({**found.reading, **given})
    columns = _columns(found, look(found, reading, found.columns), body if "columns" in given else None)
    options = _options(by, found, {name: given[name] for name in given if name in _OPTIONS})
    changed = read_otherwise(by, found, reading=reading, columns=columns, options=options)
    return whole(by, changed)


_OPTIONS = {"price_list", "price_version", "warehouse", "confirm", "credits", "customer"}


def _columns(found: Import, shown: Preview, body: ImportChange | None) -> dict[str, str]:
    """As they are read with these choices, corrected by what was given. Raises Invalid."""
    columns = dict(shown.columns)
    fields = {"", *(field.name for field in KINDS[found.kind].fields)}
    problems = {}
    for place, one in enumerate(body.columns if body else ()):
        if one.heading not in columns:
            problems[f"columns.{place}.heading"] = "There is no such column in the file."
        elif one.field not in fields:
            problems[f"columns.{place}.field"] = f"There is no such field in files of {found.kind}."
        columns[one.heading] = one.field
    twice = [name for name, times in Counter(columns.values()).items() if name and times > 1]
    if twice and not problems:
        problems["columns"] = f"Two columns are {twice[0]}. Leave one of them out."
    if problems:
        raise Invalid(next(iter(problems.values())), fields=problems)
    return columns


def _options(by: By, found: Import, given: dict[str, Any]) -> dict[str, Any]:
    """What was chosen before and now, of what this kind of file asks. Raises Invalid."""
    asked = _OF_KIND.get(found.kind, ())
    problems = {name: f"A file of {found.kind} does not ask for it." for name in given if name not in asked}
    code = given.get("warehouse", "")
    if code and "warehouse" in asked and code not in _warehouses(by):
        problems["warehouse"] = f"There is no warehouse {code}."
    if (number := given.get("customer", "")) and not parties_queries.customer_ids([number]):
        problems.setdefault("customer", f"There is no customer {number}.")
    if problems:
        raise Invalid(next(iter(problems.values())), fields=problems)
    if given.get("price_version"):
        given["price_version"] = str(pricing_queries.price_version(by, given["price_version"]).pk)
    return {name: value for name, value in {**found.options, **given}.items() if value not in ("", None)}


def _warehouses(by: By) -> set[str]:
    return {row.code for row in inventory_queries.visible_warehouses(by)}
