"""An order split in two, and orders of a customer that become one: chosen, shown what it does, done."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import Regrouped
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import offer
from tradepost.doors.office.parts.posted import version_of
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetOf
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.sales.sheets import order_line
from tradepost.doors.office.verbs import done
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section
from tradepost.render.screens.form import FormPage, ScreenForm

OPEN = ("draft", "submitted", "confirmed")
_DIFFER = (
    gettext_noop("customer"), gettext_noop("currency"), gettext_noop("exchange rate"), gettext_noop("terms"),
    gettext_noop("warehouse"), gettext_noop("address"), gettext_noop("billing address"),
    gettext_noop("rounding of tax"), gettext_noop("discount"), gettext_noop("carrier"),
    gettext_noop("way of shipping"), gettext_noop("days that goods must last"), gettext_noop("state"),
    gettext_noop("tax of freight"),
)  # fmt: skip
"""What the refusal of orders that differ may name; said in the reader's language with its sentence."""


class SplitForm(ScreenForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=300,
        help_text=gettext_lazy("Stands in the history of both orders."),
    )  # fmt: skip


class SplitOrder(LineSheet):
    name = "order_split"
    route = "orders/<uuid:pk>/split/"
    may = "sales.split_order"
    submit = gettext_lazy("Make another order of these")
    done = gettext_lazy("This is the new order. What was promised to its lines came along.")
    head = SplitForm
    open_label = gettext_lazy("May go")
    nothing = gettext_lazy(
        "Nothing of this order can go into another: it is shipped, cancelled, or with the warehouse."
    )

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        lines = sales_queries.lines_with_items(pk) if order.state in OPEN else []
        free = [(line, line.open - line.released) for line in lines]
        return SheetOf(
            _("Split %s") % order.number,
            address("order", pk),
            order.number,
            [order_line(line, left) for line, left in free if left > 0],
        )

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        order = sales_queries.order(by, pk)
        asked = [(line.key, line.quantity) for line in chosen]
        effect = sales.preview_split(by, order_id=pk, lines=asked)
        words = {
            "number": order.number,
            "new": money_text(effect.others.total, effect.currency),
            "rest": money_text(effect.first.total, effect.currency),
            "currency": effect.currency,
        }
        told = [_("The new order comes to %(new)s %(currency)s; %(number)s keeps %(rest)s.") % words]
        if order.freight:
            told.append(_("Freight stays with %s.") % order.number)
        if order.deposit:
            told.append(_("The deposit stays with %s.") % order.number)
        return [*told, *effect_told(effect)]

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = sales.split_order(
            by,
            new_order_id=minted,
            order_id=sales_queries.order(by, pk).pk,
            lines=[(line.key, line.quantity) for line in chosen],
            reason=head["reason"],
        )
        return address("order", made.pk)


def effect_told(effect: Regrouped) -> list[str]:
    """What goes along with lines that go into another order, in sentences."""
    stock, supply, short = effect.covered
    found = []
    if any(effect.covered):
        cover = [
            text % number_text(units)
            for text, units in (
                (_("%s in stock"), stock), (_("%s on the way"), supply), (_("%s without supply"), short),
            ) if units
        ]  # fmt: skip
        found.append(_("It goes along with what is promised to it: %s.") % ", ".join(cover))
    if effect.holds:
        kinds = dict.fromkeys(str(HOLD_REASONS.get(kind, kind)) for kind in effect.holds)
        found.append(_("What holds it goes along: %s.") % ", ".join(kinds))
    if effect.difference:
        words = {"amount": money_text(abs(effect.difference), effect.currency), "currency": effect.currency}
        text = (
            _("All together it is %(amount)s %(currency)s more than before: taxes are rounded by order.")
            if effect.difference > 0
            else _("All together it is %(amount)s %(currency)s less than before: taxes are rounded by order.")
        )
        found.append(text % words)
    return found


# ---- several become one


class MergeForm(ScreenForm):
    orders = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Orders that go into it"), coerce=UUID, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Their lines come into this order, and they are cancelled."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=300,
        help_text=gettext_lazy("Stands in the history of this order."),
    )  # fmt: skip

    def __init__(self, *args: Any, among: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "orders", list(among))


AFTER = (
    Column("what", gettext_lazy("Order")),
    Column("lines", gettext_lazy("Lines"), "number"),
    Column("before", gettext_lazy("Before"), "money"),
    Column("after", gettext_lazy("After"), "money"),
)


@page("sales.merge_orders")
def order_merge(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """Choose, see what it does, and do it: sent with what was seen, it is done."""
    order, here = sales_queries.order(by, pk), address("order", pk)
    others = sales_queries.may_merge(by, order) if order.state in OPEN else []
    form = MergeForm(request.POST or None, among=[(str(one.pk), _named(by, one)) for one in others])
    sections: list[Section] = []
    hidden = {"version": request.POST.get("version") or order.version}
    if request.method == "POST" and form.is_valid():
        chosen, version = form.cleaned_data["orders"], version_of(request.POST)
        seen = ",".join(sorted(map(str, chosen)))
        try:
            if request.POST.get("seen") == seen:
                sales.merge_orders(
                    by, order_id=pk, other_ids=chosen, reason=form.cleaned_data["reason"], version=version
                )
                return redirect(done(request, _merged(len(chosen)), here))
            effect = sales.preview_merge(by, order_id=pk, other_ids=chosen, version=version)
            sections = [_after(order, [one for one in others if one.pk in chosen], effect)]
            hidden["seen"] = seen
        except Refusal as refusal:
            form.refuse(refusal)
            hidden["version"] = order.version
    shown = FormPage(
        _("Merge other orders into %s") % order.number,
        form,
        _("Merge them") if sections else _("See what it does"),
        here,
        intro=_("They are of the same customer, terms, address and warehouse, and nothing of them has begun.")
        if others
        else _("%s has no other open order that could go into this one.") % order.customer_name,
        hidden=hidden,
        back_url=here,
        back_label=order.number,
        sections=sections,
    )
    return answer_form(request, shown)


def _merged(count: int) -> str:
    text = ngettext(
        "%(n)s order went into this one, with what was promised to it.",
        "%(n)s orders went into this one, with what was promised to them.",
        count,
    )
    return text % {"n": number_text(count)}


def _named(by: By, order: Order) -> str:
    """`SO-1004 · 12 Mar · 3 lines · 120.00 EUR · PO 77`"""
    lines = ngettext("%(n)s line", "%(n)s lines", order.lines_count) % {"n": number_text(order.lines_count)}
    amount = f"{money_text(order.total, order.currency)} {order.currency}"
    day = day_text(order.placed_at.date(), today_of(by))
    return " · ".join(part for part in (order.number, day, lines, amount, order.customer_po) if part)


def _after(order: Order, others: Sequence[Order], effect: Regrouped) -> Section:
    """Of each order what it comes to, before and after."""
    ends = [(one, 0, effect.others.total) for one in others]
    rows = [
        {"what": one.number, "lines": lines, "before": one.total, "after": after, "currency": one.currency}
        for one, lines, after in [(order, order.lines_count + effect.moved, effect.first.total), *ends]
    ]
    return Section(_("What it does"), AFTER, rows, note=" ".join(effect_told(effect)), name="after")
