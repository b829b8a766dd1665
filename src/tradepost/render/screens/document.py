"""A document's page declared by its view: head, verbs, facts, lines, money, related documents, timeline, papers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tradepost.render.marks import NUMERIC, badge, mark_of
from tradepost.render.screens.beside import Beside, ShownFile, ShownNote
from tradepost.render.screens.columns import Column, cells_of
from tradepost.render.screens.editing import Editing, Place
from tradepost.render.states import look_of

Text = str | Promise


NEAR = 4
"""Documents of one stage of the map that stand there at once."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that may be done now, as a button that posts to `url`.

    With a `form` or a `confirm` sentence the button opens a dialog first. `hidden` carries what the command
    needs and nobody types: the id of what will be made, the version that was read. `method="get"` leads to
    a page instead. `key` is its one-letter key on this page.
    """

    name: str
    label: Text
    url: str
    strong: bool = False
    form: BaseForm | None = None
    confirm: Text = ""
    danger: bool = False
    hidden: Mapping[str, Any] = field(default_factory=dict)
    method: str = "post"
    icon: str = ""
    key: str = ""

    @property
    def asks(self) -> bool:
        return bool(self.form is not None or self.confirm)


@dataclass(frozen=True, slots=True)
class Badge:
    """A derived state beside the document's own: "Partly shipped", "Overdue". `tone` and `shape` as in states.py."""

    state: str
    label: Text = ""
    tone: str = ""
    shape: str = ""

    @property
    def mark(self) -> SafeString:
        return badge(self.state, label=str(self.label), tone=self.tone, shape=self.shape)


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value. `kind` as for columns; `why` is the trace behind it, shown on demand.

    `edit` names the field of the page's head that changes it in place; `hides` leaves it out while it is empty
    and cannot be typed in.
    """

    label: Text
    value: Any
    kind: str = "text"
    link: str = ""
    note: Text = ""
    currency: str = ""
    unit: str = ""
    why: Text = ""
    edit: str = ""
    hides: bool = False

    def mark(self, now: datetime | None) -> SafeString:
        return mark_of(self.kind, self.value, {"now": now, "currency": self.currency, "unit": self.unit})


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under a small heading: Customer, Delivery, Terms."""

    title: Text
    facts: Sequence[Fact]
    link: str = ""
    link_label: Text = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Which rows of all are shown, counted from 1, and where the others are ("": there are none)."""

    first: int
    last: int
    all: int
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A table on the page: lines, packages, allocations. `totals` stand under it.

    `count` is how many there are where `rows` are not all of them; then `link` leads to the list of all.
    """

    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[Any]
    empty: Text = ""
    note: Text = ""
    totals: Sequence["Total"] = ()
    verbs: Sequence[Verb] = ()
    link: str = ""
    link_label: Text = ""
    name: str = ""
    pages: Pages | None = None
    count: int = 0

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)

    def shown(self, now: datetime | None) -> list[SafeString]:
        return [cells_of(self.columns, row, now) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Total:
    label: Text
    value: Any
    currency: str = ""
    kind: str = "money"
    strong: bool = False
    note: Text = ""
    link: str = ""
    why: Text = ""

    @property
    def mark(self) -> SafeString:
        shown = mark_of(self.kind, self.value, {"currency": self.currency, "unit": self.currency})
        return format_html('<a href="{}">{}</a>', self.link, shown) if self.link and self.value else shown

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Node:
    """A document on the map of related documents. `key` names it there, `after` are the keys it follows from."""

    label: str
    url: str = ""
    state: str = ""
    note: Text = ""
    current: bool = False
    key: str = ""
    after: tuple[str, ...] = ()

    @property
    def mark(self) -> SafeString:
        return badge(self.state)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the map: Quote, Order, Shipments, Invoices, Payments. Empty ones show what is still to come.

    `nodes` are oldest first. Of many, the newest and the one people look at stand there, the others wait folded.
    `count` is how many there are where these are not all; `all_url` is the list of them.
    """

    label: Text
    nodes: Sequence[Node] = ()
    count: int = 0
    all_url: str = ""

    @property
    def total(self) -> int:
        return max(self.count, len(self.nodes))

    @property
    def has_more(self) -> bool:
        """Whether some stand in the list alone."""
        return bool(self.all_url) and self.total > len(self.nodes)

    @property
    def near(self) -> list[Node]:
        if len(self.nodes) <= NEAR + 1:
            return list(self.nodes)
        current = [node for node in self.nodes if node.current]
        newest = [node for node in self.nodes if not node.current][-(NEAR - len(current)) :]
        return [node for node in self.nodes if node in current or node in newest]

    @property
    def far(self) -> list[Node]:
        near = self.near
        return [node for node in self.nodes if node not in near]

    @property
    def far_states(self) -> list[SafeString]:
        """How many of the folded ones are in which state."""
        counted = Counter(node.state for node in self.far if node.state)
        return [
            badge(state, label=f"{count} {look_of(state).label}") for state, count in counted.most_common()
        ]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: who, when, what; or a note, or a file that was added."""

    at: datetime
    what: Text
    who: str = ""
    detail: Text = ""
    url: str = ""
    icon: str = "dot"
    machine: bool = False
    note: ShownNote | None = None
    file: ShownFile | None = None

    @property
    def source(self) -> str:
        """What the filter of the timeline calls it."""
        return "note" if self.note or self.file else "machine" if self.machine else "person"


@dataclass(frozen=True, slots=True)
class Paper:
    """A printable paper of this document."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence over the page that needs reading, with what to do about it. Tones: info, good, warn, bad."""

    text: Text
    tone: str = "info"
    title: Text = ""
    verb: Verb | None = None
    link: str = ""
    link_label: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    label: Text
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A template of the room's own inside the page: a chart, a map, a form."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything a document's page shows. Verbs in the order of likelihood; at most one is strong.

    `subject` (kind and id, as in reports' SUBJECTS) brings notes and files, for whoever may read them.
    """

    title: str
    kind: Text = ""
    subtitle: Text = ""
    subtitle_url: str = ""
    state: str = ""
    badges: Sequence[Badge] = ()
    verbs: Sequence[Verb] = ()
    notices: Sequence[Notice] = ()
    facts: Sequence[FactGroup] = ()
    sections: Sequence[Section] = ()
    parts: Sequence[Part] = ()
    totals: Sequence[Total] = ()
    related: Sequence[Stage] = ()
    timeline: Sequence[Moment] = ()
    papers: Sequence[Paper] = ()
    mail_url: str = ""
    tabs: Sequence[Tab] = ()
    back_url: str = ""
    back_label: Text = ""
    version: int | None = None
    subject: tuple[str, UUID] | None = None
    beside: Beside | None = None
    history_url: str = ""
    editing: Editing | None = None

    @property
    def state_mark(self) -> SafeString:
        return badge(self.state)

    @property
    def shown_facts(self) -> list[tuple[FactGroup, list[tuple[Fact, bool, Place | None]]]]:
        """The groups, each fact with whether it may be changed here and, while the form is open, where it is typed."""
        groups = []
        for group in self.facts:
            rows = []
            for fact in group.facts:
                may = self.editing is not None and self.editing.may(fact.edit)
                if may or not (fact.hides and fact.value in (None, "")):
                    rows.append((fact, may, self.editing.place(fact.edit) if self.editing and may else None))
            groups.append((group, rows))
        return groups

    @property
    def strong_verb(self) -> Verb | None:
        return next((verb for verb in self.verbs if verb.strong), None)

    @property
    def other_verbs(self) -> list[Verb]:
        strong = self.strong_verb
        return [verb for verb in self.verbs if verb is not strong]

    @property
    def near_verbs(self) -> list[Verb]:
        """Beside the strong button; the rest waits in the menu."""
        return [verb for verb in self.other_verbs if not verb.danger][:2]

    @property
    def far_verbs(self) -> list[Verb]:
        near = self.near_verbs
        return [verb for verb in self.other_verbs if verb not in near]
