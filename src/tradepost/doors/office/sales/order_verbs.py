"""Which verbs an order's page offers: what the flow allows now and the role may say, the likeliest first."""

from django.utils.translation import gettext as _

from tradepost.base.ids import new_id
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import ORDER
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.freeing import freed_text
from tradepost.doors.office.sales.forms import CancelForm, HoldForm
from tradepost.doors.office.sales.order_templates import KeepOrderTemplateForm
from tradepost.doors.office.sales.order_view import OrderView
from tradepost.render.screens.document import Verb


def verbs(view: OrderView) -> list[Verb]:
    allowed = ORDER.allowed(view.order.state)
    found = [*_before_firm(view, allowed), *_of_confirmed(view), *_always(view), *_ends(view, allowed)]
    return [verb for verb in found if verb is not None and verb.url]


def _before_firm(view: OrderView, allowed: tuple[str, ...]) -> list[Verb | None]:
    pk = view.order.pk
    draft = "confirm" in allowed
    return [
        Verb("confirm", _("Confirm"), address("order_confirm", pk), strong=True, icon="check", key="c")
        if draft and view.may("sales.confirm_order")
        else None,
        Verb("submit", _("Submit"), address("order_submit", pk), icon="send")
        if "submit" in allowed and view.may("sales.submit_order")
        else None,
        Verb("edit", _("Edit"), address("order_edit", pk), method="get", icon="pencil", key="l")
        if draft and view.may("sales.change_order")
        else None,
        Verb("suggest", _("What may be missing"), f"{address('order_edit', pk)}?suggest=yes", method="get",
             icon="lightbulb")
        if draft and view.may("sales.change_order")
        else None,
    ]  # fmt: skip


def _of_confirmed(view: OrderView) -> list[Verb | None]:
    order = view.order
    if order.state != "confirmed":
        return []
    release = view.ready > 0 and not order.held and view.may("fulfilment.release_order")
    bill = order.shipped_total > order.invoiced_total and view.may("billing.invoice_order")
    return [
        Verb("release", _("Release to warehouse"), address("order_release", order.pk), strong=True, icon="package",
             hidden={"shipment_id": new_id(view.by.now)}, key="r") if release else None,
        Verb("invoice", _("Invoice"), address("order_invoice", order.pk), strong=not release, icon="receipt-text",
             hidden={"invoice_id": new_id(view.by.now)}, key="i") if bill else None,
        Verb("change", _("Change"), address("order_change", order.pk), method="get", icon="pencil", key="l")
        if view.may("sales.apply_change") else None,
        Verb("release_some", _("Release some lines"), address("order_release_lines", order.pk), method="get",
             icon="list-checks") if release else None,
        Verb("lots", _("Prefer lots"), address("order_wish_lots", order.pk), method="get", icon="tag")
        if view.traced and view.may("sales.wish_lots") else None,
        Verb("source", _("Send from another warehouse"), address("order_source_lines", order.pk), method="get",
             icon="warehouse") if view.movable and view.may("sales.source_lines") else None,
    ]  # fmt: skip


def _always(view: OrderView) -> list[Verb | None]:
    order = view.order
    live = order.state not in ("closed", "cancelled")
    return [
        Verb("hold", _("Hold"), address("order_hold", order.pk), form=HoldForm(auto_id="id_hold_%s"),
             hidden={"hold_id": new_id(view.by.now)}, icon="octagon-pause")
        if live and view.may("sales.hold_order") else None,
        Verb("split", _("Split"), address("order_split", order.pk), method="get", icon="split")
        if live and (order.lines_count > 1 or order.quantity_total > 1) and view.may("sales.split_order") else None,
        Verb("merge", _("Merge others into it"), address("order_merge", order.pk), method="get", icon="merge")
        if live and view.may("sales.merge_orders") else None,
        Verb("deposit", _("Record deposit"), address("deposit_new", order.pk), method="get", icon="banknote")
        if live and view.may("billing.record_deposit") else None,
        Verb("return", _("Request return"), address("return_new", order.pk), method="get", icon="undo-2")
        if order.shipped_total and view.may("returns.request_return") else None,
        Verb("dispute", _("Open a dispute"), address("order_dispute", order.pk), method="get",
             icon="message-square-warning")
        if order.state != "draft" and view.may("service.open_dispute") else None,
        Verb("copy", _("Copy as new order"), f"{address('order_new')}?copy={order.pk}", method="get", icon="copy")
        if view.may("sales.place_order") else None,
        Verb("template", _("Keep as template"), address("order_keep_template", order.pk),
             form=KeepOrderTemplateForm(auto_id="id_template_%s"), icon="copy",
             hidden={"template_id": new_id(view.by.now)}) if view.may("sales.keep_order_template") else None,
        Verb("again", _("Order a part again"), address("order_again", order.pk), method="get", icon="repeat")
        if view.may("sales.place_order") else None,
    ]  # fmt: skip


def _ends(view: OrderView, allowed: tuple[str, ...]) -> list[Verb | None]:
    order = view.order
    open_quantity = order.quantity_total - order.shipped_total - order.cancelled_total
    final = _("What is not shipped goes to whoever waits for it. This cannot be undone.")
    if order.state == "confirmed" and open_quantity:
        told = freed_text(order, sales_queries.freed_of(order, view.lines, view.covers))
        final = " ".join([*told, _("This cannot be undone.")])
    cancel = "cancel" in allowed and not order.shipped_total and view.may("sales.cancel_order")
    some = order.state == "confirmed" and open_quantity > 0 and view.may("sales.cancel_lines")
    close = some and order.shipped_total > 0 and view.may("sales.close_order")
    reasons = sales_queries.cancel_reasons() if cancel or close else []
    return [
        Verb("cancel_lines", _("Cancel lines"), address("order_cancel_lines", order.pk), method="get", icon="scissors")
        if some else None,
        Verb("close", _("Close short"), address("order_close", order.pk),
             form=CancelForm(among=reasons, auto_id="id_close_%s"), confirm=final, danger=True,
             icon="archive") if close else None,
        Verb("cancel", _("Cancel order"), address("order_cancel", order.pk),
             form=CancelForm(among=reasons, auto_id="id_cancel_%s"), confirm=final, danger=True,
             icon="ban") if cancel else None,
    ]  # fmt: skip
