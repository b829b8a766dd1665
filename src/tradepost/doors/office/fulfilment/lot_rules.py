"""How customers take lots: set and removed on their page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.parts.lot_rules import LotRuleForm, RemoveLotRuleForm
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.verbs import done, verb


@verb("fulfilment.set_lot_rule", back="office:customer", form=LotRuleForm)
def lot_rule_set(request: HttpRequest, by: By, form: LotRuleForm, pk: UUID) -> str:
    customer = parties_queries.customer(by, pk)
    fulfilment.set_lot_rule(by, customer_id=customer.pk, **form.cleaned_data)
    return done(request, _("Kept. It counts from the next release on."))


def _remove_form(data: Any, *, by: By, pk: UUID) -> RemoveLotRuleForm:
    customer = parties_queries.customer(by, pk)
    return RemoveLotRuleForm(data, rules=fulfilment_queries.lot_rules(customer.pk))


@verb("fulfilment.remove_lot_rule", back="office:customer", form=_remove_form)
def lot_rule_remove(request: HttpRequest, by: By, form: RemoveLotRuleForm, pk: UUID) -> str:
    customer = parties_queries.customer(by, pk)
    rule = fulfilment_queries.lot_rule(customer.pk, id_of(form.cleaned_data["rule"]))
    fulfilment.remove_lot_rule(by, customer_id=customer.pk, item_id=rule.item_id)
    return done(request, _("Removed. They take these lots as they come."))
