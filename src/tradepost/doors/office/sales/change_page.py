"""The page that shows what a change would do, the one of a change that was made, and the history on the order's."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import ChangeSet, Order
from tradepost.domain.sales.queries import Effect
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.doors.office.parts.trail import trail
from tradepost.doors.office.sales.change_forms import WordForm
from tradepost.doors.office.sales.change_words import (
    KEPT,
    ROWS,
    head_rows,
    kept_row,
    preview_row,
    proposal_text,
)
from tradepost.render.formats import money_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Section,
    Total,
    Verb,
)
from tradepost.render.sentences import said


def preview_page(
    by: By, order: Order, change_id: UUID, asked: Mapping[str, str], effect: Effect
) -> DocumentPage:
    """Money, goods, days, credit, and what cannot be undone, before anything is done."""
    make = Verb(
        "apply",
        _("Make this change"),
        address("order_change_apply", order.pk, change_id),
        strong=True,
        icon="check",
        key="c",
        hidden={"seen": effect.fingerprint},
    )
    again = Verb(
        "again",
        _("Change it further"),
        f"{address('order_change', order.pk)}?again={change_id}",
        method="get",
        icon="pencil",
        key="l",
    )
    return DocumentPage(
        kind=_("Change"),
        title=_("%(n)s of %(order)s") % {"n": effect.number, "order": order.number},
        subtitle=order.customer_name,
        subtitle_url=address("customer", order.customer_id),
        state="preview",
        verbs=[make, again],
        notices=_notices(order, effect),
        facts=[_money(order, effect), _credit(effect), _about(asked)],
        sections=[
            Section(
                _("Lines"),
                ROWS,
                [preview_row(row, effect.currency) for row in effect.lines],
                _("The lines stay as they are."),
                name="lines",
                totals=[Total(_("Total"), effect.total[1], effect.currency, strong=True)],
            )
        ],
        related=trail(by, order=order, here=order.pk).stages,
        back_url=address("order", order.pk),
        back_label=order.number,
    )


def _notices(order: Order, effect: Effect) -> list[Notice]:
    found = [Notice(text, title=_("Order:")) for text in head_rows(effect.head)]
    found += [_proposed(one.plain(), order) for one in effect.proposals]
    found += [
        Notice(said(note), "bad", _("It will be held: %s.") % HOLD_REASONS.get(kind, kind))
        for kind, note in effect.holds
    ]
    return found


def _proposed(proposal: dict[str, Any], order: Order) -> Notice:
    text, link, label = proposal_text(proposal, order)
    return Notice(text, "warn", _("Cannot be undone by a change."), link=link, link_label=label)


def _money(order: Order, effect: Effect) -> FactGroup:
    return FactGroup(
        _("Money"),
        [
            Fact(_("Net before"), effect.net[0], "money", currency=effect.currency),
            Fact(_("Net"), effect.net[1], "money", currency=effect.currency),
            Fact(_("Total before"), effect.total[0], "money", currency=effect.currency),
            Fact(_("Total"), effect.total[1], "money", currency=effect.currency),
        ],
    )


def _credit(effect: Effect) -> FactGroup:
    base = settings.BASE_CURRENCY
    limit = [Fact(_("Limit"), effect.limit, "money", currency=base)] if effect.limit is not None else []
    return FactGroup(
        _("Credit"),
        [
            Fact(_("Owed and ordered before"), effect.exposure[0], "money", currency=base),
            Fact(_("Owed and ordered"), effect.exposure[1], "money", currency=base),
            *limit,
        ],
    )


def _about(asked: Mapping[str, str]) -> FactGroup:
    wanted = _("is asked for") if asked.get("wants_word") else _("is not asked for")
    return FactGroup(_("Why"), [Fact(_("Reason"), asked.get("reason")), Fact(_("The buyer's word"), wanted)])


# ---- what was made

HISTORY = (
    Column("number", "#", "code", link=lambda row: row["url"]),
    Column("what", gettext_lazy("What"), note=lambda row: row["reason"]),
    Column("total", gettext_lazy("Total"), "money", note=lambda row: row["before"]),
    Column("made_by", gettext_lazy("By"), priority=2),
    Column("made_at", gettext_lazy("When"), "moment", priority=2),
    Column("word", gettext_lazy("The buyer's word"), priority=2),
)
MOST_TOLD = 4


def changes_section(changes: Sequence[ChangeSet]) -> Section:
    """The history on the order's page."""
    return Section(_("Changes"), HISTORY, [_row(change) for change in changes], name="changes")


def _row(change: ChangeSet) -> dict[str, Any]:
    rows = [kept_row(one) for one in change.operations.all()]
    told = [" ".join(str(part) for part in (row["kind"], row["sku"], row["what"]) if part) for row in rows]
    return {
        "number": change.number,
        "url": address("order_change_made", change.pk),
        "what": " · ".join([*told[:MOST_TOLD], *(["…"] if len(told) > MOST_TOLD else [])]),
        "reason": said(change.reason),
        "total": change.total_after,
        "currency": change.order.currency,
        "before": _("was %s") % money_text(change.total_before, change.order.currency),
        "made_by": change.made_by,
        "made_at": change.made_at,
        "word": word_text(change),
    }


def word_text(change: ChangeSet) -> str:
    """Whether the buyer said yes."""
    if change.word_on is not None:
        return " · ".join(part for part in (change.word_by, change.word_how) if part)
    return _("awaited") if change.wants_word else ""


def change_page(by: By, order: Order, change: ChangeSet, *, may_record: bool) -> DocumentPage:
    """One change, line by line."""
    operations = sales_queries.operations_of(change.pk)
    word = Verb(
        "word",
        _("The buyer said yes"),
        address("order_change_word", change.pk),
        form=WordForm(),
        icon="check",
        key="y",
    )
    waits = change.wants_word and change.word_on is None
    return DocumentPage(
        kind=_("Change"),
        title=_("%(n)s of %(order)s") % {"n": change.number, "order": order.number},
        subtitle=order.customer_name,
        subtitle_url=address("customer", order.customer_id),
        badges=[Badge("word_wanted")] if waits else [],
        verbs=[word] if may_record and change.word_on is None and order.state != "cancelled" else [],
        notices=[_proposed(one, order) for one in change.proposals],
        facts=_made_facts(change, order.currency),
        sections=[Section(_("Lines"), KEPT, [kept_row(one) for one in operations], name="lines")],
        back_url=address("order", order.pk),
        back_label=order.number,
    )


def _made_facts(change: ChangeSet, currency: str) -> list[FactGroup]:
    return [
        FactGroup(
            _("Money"),
            [
                Fact(_("Net before"), change.net_before, "money", currency=currency),
                Fact(_("Net"), change.net_after, "money", currency=currency),
                Fact(_("Total before"), change.total_before, "money", currency=currency),
                Fact(_("Total"), change.total_after, "money", currency=currency),
            ],
        ),
        FactGroup(
            _("Why"),
            [
                Fact(_("Reason"), said(change.reason)),
                Fact(_("Made by"), change.made_by),
                Fact(_("Made"), change.made_at, "moment"),
            ],
        ),
        FactGroup(
            _("The buyer's word"),
            [
                Fact(_("Said yes"), word_text(change) or _("is not asked for")),
                Fact(_("On"), change.word_on, "day"),
                Fact(_("Written down by"), change.word_recorded_by),
            ],
        ),
    ]
