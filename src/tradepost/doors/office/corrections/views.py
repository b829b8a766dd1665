"""Corrections: scrapping, giving away, finding; the page and what is decided on it; the reasons."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.corrections.models import Correction
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.doors.office.corrections.correction_page import correction_page
from tradepost.doors.office.corrections.forms import (
    DeclineForm,
    FindForm,
    ReasonForm,
    TakeForm,
    account_text,
)
from tradepost.doors.office.corrections.screens import corrections_for, lines_for
from tradepost.doors.office.inventory.counting import asked_for, choose_item, item_form
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.correcting import KINDS
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_document, answer_form, list_view
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb
from tradepost.render.sentences import named

corrections_list = list_view(corrections_for, "corrections.read")
correction_lines = list_view(lines_for, "corrections.read")


@page("corrections.correct_stock")
def scrap(request: HttpRequest, by: By) -> HttpResponseBase:
    return _take(request, by, "scrap")


@page("corrections.correct_stock")
def give_away(request: HttpRequest, by: By) -> HttpResponseBase:
    return _take(request, by, "give_away")


def _take(request: HttpRequest, by: By, kind: str) -> HttpResponseBase:
    titles = {"scrap": (_("Scrap"), _("Scrap %s")), "give_away": (_("Give away"), _("Give away %s"))}
    title, of_item = titles[kind]
    if "item" not in request.GET:
        return choose_item(request, by, title, address(f"stock_{kind}"))
    item, warehouse, lying = asked_for(request, by)
    source = f"{request.GET.get('place', '')}/{request.GET.get('lot', '')}"
    form = TakeForm(
        request.POST or None,
        request.FILES or None,
        item=item,
        shelves=_nearest(lying, request),
        reasons=corrections_queries.reasons([kind]),
        initial={"source": source},
    )
    minted = request.POST.get("correction_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        place, _slash, lot = typed["source"].partition("/")
        line = CorrectionInput(item.pk, id_of(place), -typed["quantity"], id_of(lot) if lot else None)
        try:
            return _corrected(request, by, id_of(minted), warehouse.pk, [line], typed)
        except Refusal as refusal:
            form.refuse(refusal)
    lots = {f"{shelf.place_id}/{shelf.lot_id or ''}": shelf.lot_code for shelf in lying}
    shown = item_form(
        item, warehouse, of_item % item.sku, form, title, {"correction_id": minted}, moves=True, lots=lots
    )
    return answer_form(request, shown)


def _nearest(lying: Sequence[Any], request: HttpRequest) -> list[Any]:
    """What somebody stands before comes first: the lot or the place they came from."""
    place, lot = request.GET.get("place", ""), request.GET.get("lot", "")
    return sorted(lying, key=lambda row: (str(row.lot_id) != lot, str(row.place_id) != place))


@page("corrections.correct_stock")
def find(request: HttpRequest, by: By) -> HttpResponseBase:
    if "item" not in request.GET:
        return choose_item(request, by, _("Goods found"), address("stock_find"))
    item, warehouse, _lying = asked_for(request, by)
    form = FindForm(
        request.POST or None,
        request.FILES or None,
        item=item,
        warehouse_id=warehouse.pk,
        reasons=corrections_queries.reasons(["find"]),
        initial={"found_place": request.GET.get("place", "")},
    )
    minted = request.POST.get("correction_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        line = CorrectionInput(
            item.pk,
            typed["found_place"],
            typed["found"],
            lot_code=typed.get("found_lot") or "",
            expires_on=typed.get("found_expires"),
            best_before_on=typed.get("found_best_before"),
        )
        try:
            return _corrected(request, by, id_of(minted), warehouse.pk, [line], typed)
        except Refusal as refusal:
            form.refuse(refusal)
    shown = item_form(
        item, warehouse, _("%s found") % item.sku, form, _("Take in"), {"correction_id": minted}
    )
    return answer_form(request, shown)


def _corrected(
    request: HttpRequest,
    by: By,
    correction_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[CorrectionInput],
    typed: dict[str, Any],
) -> HttpResponseBase:
    photo = typed.get("photo")
    # Contents that nobody names are harmless, so they are kept before anything is written.
    kept = storage.keep(photo.chunks(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE) if photo else None

    def both() -> Correction:
        made = corrections.correct_stock(
            by,
            correction_id=correction_id,
            warehouse_id=warehouse_id,
            lines=lines,
            reason=typed["reason"],
            note=typed["note"],
        )
        if kept is not None and access_queries.may(by, "notes.add_file"):
            notes.add_file(
                by,
                # Of the correction: sent twice it is one photo.
                file_id=uuid5(correction_id, "photo"),
                kind="correction",
                subject_id=made.pk,
                name=notes_queries.name_to_keep(photo.name),
                digest=kept.digest,
            )
        return made

    made = transact(both, "corrections.correct_stock")
    done(request, said_of(made))
    return redirect(address("correction", made.pk))


def said_of(made: Correction) -> str:
    """What became of a correction, in a sentence."""
    if made.state == "waiting":
        return _("It waits for approval: it is worth more than you may correct alone.")
    return _("Stock and books say so.")


@page("corrections.read")
def correction(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, correction_page(by, pk))


def _own(by: By, pk: UUID) -> UUID:
    """The correction's id, when it is theirs to see. Raises NotFound."""
    return corrections_queries.correction(by, pk).pk


@verb("corrections.approve_correction", back="office:correction")
def correction_approve(request: HttpRequest, by: By, pk: UUID) -> str:
    corrections.approve_correction(by, correction_id=_own(by, pk))
    return done(request, _("Posted: stock and books say so."))


@verb("corrections.decline_correction", back="office:correction", form=DeclineForm)
def correction_decline(request: HttpRequest, by: By, form: DeclineForm, pk: UUID) -> str:
    corrections.decline_correction(by, correction_id=_own(by, pk), reason=form.cleaned_data["reason"])
    return done(request, _("Declined: nothing was corrected."))


def _edit_url(row: Any) -> str:
    return f"{address('correction_reasons')}?edit={row.code}"


REASONS = (
    Column("name", gettext_lazy("Reason"), value=lambda row: named(row.name), link=_edit_url),
    Column("code", gettext_lazy("Code"), "code"),
    Column("kind", gettext_lazy("Kind"), value=lambda row: KINDS.get(row.kind, row.kind)),
    Column("account", gettext_lazy("Account"), value=lambda row: account_text(row.account)),
    Column("is_open", gettext_lazy("May be chosen"), "flag"),
)


@page("corrections.read")
def correction_reasons(request: HttpRequest, by: By) -> HttpResponseBase:
    """The reasons, with a form for one that was chosen, and for a new one."""
    rows = corrections_queries.reasons(closed=True)
    verbs = []
    if access_queries.may(by, "corrections.keep_reason"):
        edited = next((row for row in rows if row.code == request.GET.get("edit")), None)
        if edited is not None:
            given = {name: getattr(edited, name) for name in ("code", "name", "kind", "account", "is_open")}
            form = ReasonForm(initial=given, auto_id="id_edit_%s")
            form.fields["code"].widget.attrs["readonly"] = True
            label = _("Change “%s”") % named(edited.name)
            verbs.append(
                Verb("edit", label, address("correction_reason_keep"), strong=True, form=form, icon="pencil")
            )
        form = ReasonForm(auto_id="id_reason_%s")
        verbs.append(
            Verb("reason", _("New reason"), address("correction_reason_keep"), strong=edited is None, form=form,
                 icon="plus")
        )  # fmt: skip
    note = _("What was corrected before keeps the reason and the account that it had.")
    shown = DocumentPage(
        title=_("Reasons of corrections"),
        back_url=address("corrections"),
        back_label=_("Corrections"),
        verbs=verbs,
        sections=[Section(_("Reasons"), REASONS, rows, note=note)],
    )
    return answer_document(request, shown)


@verb("corrections.keep_reason", back="office:correction_reasons", form=ReasonForm)
def correction_reason_keep(request: HttpRequest, by: By, form: ReasonForm) -> str:
    corrections.keep_reason(by, **form.cleaned_data)
    return done(request, _("The reason stands."))
