"""How a customer takes lots: the section on their page, its forms and verbs' addresses."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import LotRule
from tradepost.domain.inventory.rules.lots import AGES
from tradepost.domain.parties.models import Customer
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.figures import offer
from tradepost.doors.office.parts.lots import AGE_NAMES, rule_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Verb
from tradepost.render.screens.form import LookUp, ScreenForm


def item_of(rule: LotRule) -> str:
    """For what it holds: a SKU, or everything without a rule of its own."""
    return rule.item.sku if rule.item else _("All other items")


RULES = (
    Column(
        "item", gettext_lazy("Item"), value=item_of,
        link=lambda rule: address("item", rule.item_id) if rule.item_id else "",
        note=lambda rule: rule.item.name if rule.item else "",
    ),
    Column(
        "what", gettext_lazy("How they take lots"),
        value=lambda rule: rule_text(same_lot=rule.same_lot, age=rule.age, one_lot=rule.one_lot),
    ),
)  # fmt: skip


class LotRuleForm(ScreenForm):
    """What a customer wants of the lots they get."""

    item_id = forms.UUIDField(
        label=gettext_lazy("Item"),
        required=False,
        widget=LookUp(later("stock_item_lookup")),
        error_messages={"invalid": gettext_lazy("Choose an item.")},
        help_text=gettext_lazy("Empty: all items that have no rule of their own."),
    )
    same_lot = forms.BooleanField(
        label=gettext_lazy("The lot of their last delivery first, as far as it is there"), required=False
    )
    age = forms.ChoiceField(
        label=gettext_lazy("Age"),
        required=False,
        choices=[(age, AGE_NAMES[age]) for age in AGES],
        help_text=gettext_lazy("By the day a lot is over; without one, by when it came."),
    )
    one_lot = forms.BooleanField(
        label=gettext_lazy("One lot on a line of a shipment; the rest waits for the next"), required=False
    )


class RemoveLotRuleForm(ScreenForm):
    rule = forms.ChoiceField(label=gettext_lazy("Rule"))

    def __init__(self, *args: Any, rules: list[LotRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "rule", [(str(rule.pk), item_of(rule)) for rule in rules])


def lot_section(by: By, customer: Customer) -> list[Section]:
    """How they take lots; nothing is said where nothing is agreed and nobody may agree it."""
    rules = fulfilment_queries.lot_rules(customer.pk)
    may_set = access_queries.may(by, "fulfilment.set_lot_rule")
    verbs = []
    if may_set:
        form = LotRuleForm(auto_id="id_lots_%s")
        verbs.append(
            Verb("lots", _("Set a rule"), address("lot_rule_set", customer.pk), form=form, icon="plus")
        )
    if rules and access_queries.may(by, "fulfilment.remove_lot_rule"):
        gone = RemoveLotRuleForm(rules=rules, auto_id="id_lots_gone_%s")
        verbs.append(
            Verb(
                "lots_gone", _("Remove a rule"), address("lot_rule_remove", customer.pk), form=gone, icon="x"
            )
        )
    if not rules and not may_set:
        return []
    empty = _("They take lots as they come: what is over first goes first.")
    return [Section(_("Lots"), RULES, rules, empty=empty, verbs=verbs, name="lots")]
