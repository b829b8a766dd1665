"""A list of the API from a Listing: filters, sorts, search and cursor as documented query parameters."""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from ninja import Router
from pydantic import create_model

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.listing import MAX_PAGE, MOST_SORTS, Filter, Listing, Page
from tradepost.domain.access import queries as access_queries
from tradepost.doors.api.answers import JSON, as_json, only
from tradepost.doors.api.endpoints import COSTS, Facts, allowed, register, wanted_fields
from tradepost.doors.api.fields import FIRST_DAY, LAST_DAY, Id, about
from tradepost.doors.api.shapes import Shape

Write = Callable[[By, list[Any]], list[dict[str, Any]]]
PAGE = 50
MOST_VALUES = 50
"""So many values of one filter."""
_OWN = ("q", "sort", "after", "limit", "fields")
_CURSOR = re.compile(r"<?[A-Za-z0-9_-]{1,2000}")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)?(\.\.(\d{4}-\d\d-\d\d)?)?", re.ASCII)
_MOMENT_SAYS = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
    r"(![0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})?"
)
_MOMENT = re.compile(_MOMENT_SAYS, re.ASCII)
_ID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


@dataclass(frozen=True, slots=True)
class Under:
    """A list that stands under a document: `part` of the path names it, in place of the filter `instead_of`.

    `seen` refuses a document that is not the actor's to see.
    """

    part: str
    instead_of: str
    seen: Callable[[By, UUID], Any]

    def without_filter(self, listing: Listing[Any]) -> Listing[Any]:
        """The list as it is documented."""
        left = {name: filter_ for name, filter_ in listing.filters.items() if name != self.instead_of}
        return replace(listing, filters=left)

    def narrowed(self, by: By, listing: Listing[Any], of: Filter, document_id: UUID) -> Listing[Any]:
        """What is the document's own. Raises what `seen` raises."""
        self.seen(by, document_id)
        return replace(listing, rows=lambda by: of.apply(listing.rows(by), [str(document_id)]))


def lists(
    router: Router,
    path: str,
    listing: Listing[Any],
    *,
    name: str,
    needs: str,
    gives: type[Shape],
    related: Sequence[str] = (),
    write: Write | None = None,
    costly: Sequence[str] = (),
    says: str = "",
    under: Under | None = None,
) -> None:
    """GET `path`: pages of a Listing. `related` are joined; `write` turns a page's rows to plain values.

    The sorts in `costly` tell about costs, and are for those who may see them. `under` a document, the list
    holds what is its own.
    """
    written = write or (lambda by, rows: [gives.plain(row) for row in rows])
    walked = (
        replace(listing, rows=lambda by: listing.rows(by).select_related(*related)) if related else listing
    )
    if under is not None:
        walked = under.without_filter(walked)

    def view(request: HttpRequest, **parts: UUID) -> HttpResponse:
        by = allowed(request, needs)
        asked = Asked.of(request, walked)
        if any(name.removeprefix("-") in costly for name in asked.sort.split(",")):
            access_queries.require(by, COSTS)
        fields = wanted_fields(request, gives)
        shown = (
            under.narrowed(by, walked, listing.filters[under.instead_of], parts[under.part])
            if under
            else walked
        )
        found = asked.page(by, shown)
        rows = [only(row, fields) for row in written(by, found.rows)]
        return _answer(request, rows, found)

    view.__name__ = name
    view.__doc__ = says or f"List {listing.name.replace('_', ' ')}, a page at a time."
    view.__signature__ = _signature(under)  # type: ignore[attr-defined]
    facts = Facts(needs, parameters=parameters(walked, gives), sparse="PartPage")
    register(router, "GET", path, view, view, _page_of(gives), 200, facts)


def _signature(under: Under | None) -> inspect.Signature:
    """What the router reads of the view: the request, and the part of the path that names a document."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parts = [inspect.Parameter(under.part, kind, annotation=Id)] if under else []
    return inspect.Signature([inspect.Parameter("request", kind), *parts])


def _page_of(gives: type[Shape]) -> type[Shape]:
    return create_model(
        f"{gives.__name__}Page",
        __base__=Shape,
        __module__=gives.__module__,
        __doc__="Some rows, and the cursors of the pages around them.",
        items=(list[gives], about("The rows, in the order asked for.")),  # type: ignore[valid-type]
        next=(str | None, about("Give it as `after` for the next page; null: this is the last.")),
        previous=(str | None, about("Give it as `after` for the page before; null: this is the first.")),
    )


def _answer(request: HttpRequest, rows: list[dict[str, Any]], found: Page[Any]) -> HttpResponse:
    body = {"items": rows, "next": found.next_cursor, "previous": found.previous_cursor}
    response = HttpResponse(as_json(body), content_type=JSON)
    response.headers["Cache-Control"] = "private, no-cache"
    if links := _links(request, found):
        response.headers["Link"] = links
    return response


class Asked:
    """The query parameters of a list, checked."""

    def __init__(self, query: QueryDict, listing: Listing[Any]) -> None:
        self.problems: dict[str, str] = {}
        self.filters: dict[str, list[str]] = {}
        for name in query:
            if name in listing.filters:
                self.filters[name] = self._filter(name, listing.filters[name], query.getlist(name))
                if len(self.filters[name]) > MOST_VALUES:
                    self.problems[name] = f"At most {MOST_VALUES} at once."
            elif name not in _OWN:
                self.problems[name] = "There is no such parameter."
            elif len(query.getlist(name)) > 1:
                self.problems[name] = "Give it once."
        self.search = self._text("q", query.get("q", ""), 200)
        self.sort = query.get("sort", "")
        names = self.sort.split(",")
        known = all(name.removeprefix("-") in listing.sorts for name in names) and len(names) <= MOST_SORTS
        if "sort" in query and not known:
            words = ", ".join(listing.sorts)
            self.problems["sort"] = f"At most {MOST_SORTS} of {words}, with commas; a minus turns one round."
        self.after = query.get("after") or None
        if self.after and not _CURSOR.fullmatch(self.after):
            self.problems["after"] = "Not a cursor."
        limit = query.get("limit", str(PAGE))
        if not re.fullmatch("[0-9]{1,3}", limit) or not 1 <= int(limit) <= MAX_PAGE:
            self.problems["limit"], limit = f"A whole number from 1 to {MAX_PAGE}.", str(PAGE)
        self.limit = int(limit)

    @classmethod
    def of(cls, request: HttpRequest, listing: Listing[Any]) -> "Asked":
        """The parameters of a request. Raises Invalid naming every bad one."""
        asked = cls(request.GET, listing)
        if asked.problems:
            name, sentence = next(iter(asked.problems.items()))
            raise Invalid(f"{name}: {sentence}", fields=asked.problems)
        return asked

    def page(self, by: By, listing: Listing[Any]) -> Page[Any]:
        """The rows. A cursor that was made up fails here in many ways, and is refused in one."""
        try:
            return listing.page(
                by,
                filters=self.filters,
                search=self.search,
                sort=self.sort,
                after=self.after,
                limit=self.limit,
            )
        except (ValidationError, ValueError, TypeError, ArithmeticError):
            if self.after is None:
                raise
            raise Invalid(
                "This cursor does not belong to this list. Start at its first page.",
                fields={"after": "Unknown cursor."},
            ) from None

    def _filter(self, name: str, filter_: Filter, values: list[str]) -> list[str]:
        if filter_.kind in ("flag", "day_range", "moment") and len(values) > 1:
            self.problems[name] = "Give it once."
        for value in values:
            if sentence := _wrong(filter_, value):
                self.problems[name] = sentence
            self._text(name, value, 200)
        return values

    def _text(self, name: str, value: str, most: int) -> str:
        if "\x00" in value or len(value) > most:
            self.problems[name] = f"At most {most} characters, without NUL."
        return value


def _wrong(filter_: Filter, value: str) -> str:
    if filter_.kind == "choice" and filter_.choices:
        words = [word for word, _ in filter_.choices]
        return "" if value in words else f"One of {', '.join(words)}."
    if filter_.kind == "flag":
        return "" if value in ("yes", "no") else "yes or no."
    if filter_.kind == "reference":
        return "" if _ID.fullmatch(value) else "Not an id."
    if filter_.kind == "moment":
        return "" if _is_moment(value) else "A moment with its time zone, like 2026-01-31T09:00:00Z."
    if filter_.kind == "day_range":
        return "" if _are_days(value) else "A day like 2026-01-31, or 2026-01-01..2026-02-01."
    return ""


def _is_moment(value: str) -> bool:
    found = _MOMENT.fullmatch(value)
    try:
        return bool(found) and FIRST_DAY <= datetime.fromisoformat(value.partition("!")[0]).date() <= LAST_DAY
    except ValueError:
        return False


def _are_days(value: str) -> bool:
    found = _DAYS.fullmatch(value)
    try:
        days = [date.fromisoformat(day) for day in (found.group(1, 3) if found else ()) if day]
    except ValueError:
        return False
    return bool(days) and all(FIRST_DAY <= day <= LAST_DAY for day in days)


def _links(request: HttpRequest, found: Page[Any]) -> str:
    def link(cursor: str, relation: str) -> str:
        query = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
        return f'<{request.path}?{urlencode([*query, ("after", cursor)])}>; rel="{relation}"'

    links = [
        link(cursor, relation)
        for cursor, relation in ((found.next_cursor, "next"), (found.previous_cursor, "prev"))
        if cursor
    ]
    return ", ".join(links)


def parameters(listing: Listing[Any], gives: type[Shape]) -> tuple[dict[str, Any], ...]:
    """What the document says of the query parameters."""
    sort = "-?(" + "|".join(listing.sorts) + ")"
    shown = [_filter_parameter(name, filter_) for name, filter_ in listing.filters.items()]
    if listing.search is not None:
        shown.append(_parameter("q", "Rows that match this text.", {"type": "string", "maxLength": 200}))
    sort_says = (
        f"The order: one of {', '.join(listing.sorts)}, or up to {MOST_SORTS} with commas, by the first, then by the"
        f" next; a minus turns one round. Without it: {listing.default_sort}."
    )
    fields = "|".join(gives.model_fields)
    return (
        *shown,
        _parameter(
            "sort", sort_says, {"type": "string", "pattern": f"^{sort}(,{sort}){{0,{MOST_SORTS - 1}}}$"}
        ),
        _parameter(
            "after",
            "The cursor of a page: `next` or `previous` of another one.",
            {"type": "string", "pattern": "^<?[A-Za-z0-9_-]+$", "maxLength": 2001},
        ),
        _parameter(
            "limit",
            "Rows per page.",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": PAGE},
        ),
        _parameter(
            "fields",
            "Only these fields of each row, with commas. Without it: all.",
            {"type": "string", "pattern": f"^(({fields})(,({fields}))*)?$"},
        ),
    )


def _filter_parameter(name: str, filter_: Filter) -> dict[str, Any]:
    if filter_.kind == "flag":
        return _parameter(name, filter_.label, {"type": "string", "enum": ["yes", "no"]})
    if filter_.kind == "day_range":
        day = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
        says = f"{filter_.label}: a day, or two with .. between them; the second is the first day outside."
        pattern = rf"^({day}|{day}\.\.|\.\.{day}|{day}\.\.{day})$"
        return {
            **_parameter(name, says, {"type": "string", "pattern": pattern}),
            "example": "2031-01-01..2026-02-01",
        }
    if filter_.kind == "moment":
        says = "What the change feed told of after this moment; `!` and a user's id leave out what that user did."
        shown = _parameter(name, says, {"type": "string", "pattern": f"^{_MOMENT_SAYS}$", "maxLength": 80})
        return {**shown, "example": "2026-01-31T09:00:00Z"}
    each: dict[str, Any] = {"type": "string", "maxLength": 200}
    if filter_.kind == "reference":
        each = {"type": "string", "format": "uuid"}
    elif filter_.kind == "choice" and filter_.choices:
        each = {"type": "string", "enum": [word for word, _ in filter_.choices]}
    shown = _parameter(
        name,
        f"{filter_.label}; repeat it for any of several.",
        {"type": "array", "items": each, "maxItems": MOST_VALUES},
    )
    return {**shown, "style": "form", "explode": True}


def _parameter(name: str, says: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": says, "schema": schema}
