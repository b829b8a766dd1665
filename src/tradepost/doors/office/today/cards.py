"""The cards of Today: what somebody can do something about with its first rows, and the rest as counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tradepost.base import deliveries
from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import FIRST, MOST, Waiting, WaitingRow
from tradepost.domain.reports.rules import NOBODY
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.today.tasks import SOON_DAYS, TASKS, URGENCY, Task
from tradepost.render.formats import number_text
from tradepost.render.screens.document import Text

KEYS = "123456789abcdefhilmopqrstvwyz"
"""One key for each card. The letters that mean something on every page are left out."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """One of the things that wait, with the page it stands on."""

    label: str
    who: str
    since: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of work: its list, how many wait, since when, and the first of them. `key` opens the list."""

    name: str
    label: Text
    icon: str
    url: str
    count: int
    oldest: date | None
    rows: Sequence[CardRow]
    tone: str
    key: str = ""

    @property
    def number(self) -> str:
        """The count in words of the reader's language; nobody counts beyond MOST."""
        if self.count > MOST:
            return _("over %s") % number_text(MOST)
        return number_text(self.count)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for this person, what waits for others, and what is done: all within what they may see."""

    mine: list[Card]
    elsewhere: list[Card]
    done: list[Card]

    @property
    def open(self) -> int:
        """How many things wait for this person."""
        return sum(card.count for card in self.mine)


def work_of(by: By) -> Work:
    """All cards, in a number of statements that does not grow with the work."""
    today = timezone.localtime(by.now).date()
    open_to = [name for name in _in_order(by) if access_queries.may(by, TASKS[name].may)]
    found = {**reports_queries.waiting(by, open_to), **_of_other_rooms(by, open_to, today)}
    cards = [_card(by, name, TASKS[name], found[name], today) for name in open_to if name in found]
    mine, elsewhere, done = [], [], []
    for card in (card for card in cards if card.url):
        if not access_queries.may(by, TASKS[card.name].act):
            elsewhere.append(card)
        else:
            (mine if card.count else done).append(card)
    return Work(_with_keys(mine), elsewhere, done)


def _in_order(by: By) -> list[str]:
    named = [name for role in URGENCY if role in by.roles for name in URGENCY[role]]
    return list(dict.fromkeys([*named, *TASKS]))


def _with_keys(cards: Sequence[Card]) -> list[Card]:
    return [
        Card(one.name, one.label, one.icon, one.url, one.count, one.oldest, one.rows, one.tone, key)
        for one, key in zip(cards, [*KEYS, *[""] * len(cards)], strict=False)
    ]


def _of_other_rooms(by: By, open_to: Sequence[str], today: date) -> dict[str, Waiting]:
    """What planning, the expiry days and the deliveries add: one statement per warehouse, and one each."""
    found = {}
    if "items_to_reorder" in open_to and "customer" not in by.scope and "rep" not in by.scope:
        lacking = [
            picture
            for one in inventory_queries.warehouses_of_ours(by)
            for picture in planning_queries.pictures(one.pk)
        ]
        lacking.sort(key=lambda one: (-one.backordered, one.sku))
        rows = [WaitingRow(one.item_id, one.sku, one.name, None) for one in lacking[:FIRST]]
        found["items_to_reorder"] = Waiting(len(lacking), None, tuple(rows))
    if "lots_expiring" in open_to and "rep" not in by.scope:
        lots = inventory_queries.expiring_lots(by, today + timedelta(days=SOON_DAYS + 1))
        rows = [WaitingRow(lot.item_id, lot.sku, lot.lot_code, lot.over_on) for lot in lots[:FIRST]]
        found["lots_expiring"] = Waiting(len(lots), lots[0].over_on if lots else None, tuple(rows))
    if "mails_failed" in open_to:
        found["mails_failed"] = _mails_in_trouble(by)
    if "deliveries_given_up" in open_to:
        found["deliveries_given_up"] = _given_up()
    return found


def _mails_in_trouble(by: By) -> Waiting:
    trouble = {"trouble": ["yes"]}
    first = mails_queries.MAILS.page(by, filters=trouble, sort="made", limit=FIRST).rows
    rows = [
        WaitingRow(one.pk, one.number or one.title, one.answer, timezone.localtime(one.made_at).date())
        for one in first
    ]
    count = mails_queries.MAILS.narrowed(by, trouble)[: MOST + 1].count()
    return Waiting(count, rows[0].since if rows else None, tuple(rows))


def _given_up() -> Waiting:
    failed = deliveries.given_up()
    rows = tuple(
        WaitingRow(NOBODY, one.event, one.error, timezone.localtime(one.given_up_at).date())
        for one in failed[:FIRST]
    )
    oldest = min((timezone.localtime(one.given_up_at).date() for one in failed), default=None)
    return Waiting(len(failed), oldest, rows)


def _card(by: By, name: str, task: Task, found: Waiting, today: date) -> Card:
    days = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "soon": today + timedelta(days=SOON_DAYS),
        "me": by.actor_id or NOBODY,
    }
    url, query = address(task.page), task.query.format(**days)
    whole = f"{url}?{query}" if url and query else url
    return Card(
        name,
        task.label,
        task.icon,
        whole,
        found.count,
        found.oldest,
        list(_rows(task, found)),
        task.tone if found.count else "",
    )


def _rows(task: Task, found: Waiting) -> Iterator[CardRow]:
    for row in found.first:
        yield CardRow(row.label, row.who, row.since, address(task.row, row.id) if task.row else "")
