"""What a change of a confirmed order comes to: lines as they will be, priced; nothing is written here."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.catalog.rules.weights import pieces_of
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Asked, Basket, Head, Priced, offers_for_many
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change_plan import (
    Plan,
    Planned,
    at_price,
    factor_of,
    order_discount_of,
    sized,
    standing,
    taxed_as,
    with_tax_of,
)
from tradepost.domain.sales.commands._draft import CustomerIsBlocked, DraftLine
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ChangedLine, LineInput
from tradepost.domain.sales.rules import is_free
from tradepost.domain.sales.rules.changing import (
    Proposal,
    Step,
    WithTheWarehouse,
    Worth,
    per_piece,
    step_of,
    typed_of,
)

MOST_LINES = 2000


class Changing:
    """Works out a plan for one order."""

    def __init__(
        self,
        by: By,
        order: Order,
        customer: CustomerTerms,
        lines: Sequence[OrderLine],
        asked: Sequence[ChangedLine],
    ) -> None:
        self.by, self.order, self.customer, self.lines, self.asked = by, order, customer, lines, asked
        self.known = {line.pk: line for line in lines}
        self.faults: dict[str, str] = {}
        self.prices: dict[int, Priced] = {}
        self.plan = Plan()
        self.ids = iter(new_ids(by.now, len(asked)))

    def work_out(self) -> Plan:
        """The plan. Raises Invalid naming each line, CustomerIsBlocked."""
        self._refuse_strange()
        self._look_up_prices()
        self._refuse()
        for place, one in enumerate(self.asked):
            line = self.known.get(one.line_id) if one.line_id else None
            if line is None:
                self._add(place, one)
            else:
                self._change(place, one, line)
        self._refuse()
        self._take_gifts()
        return self.plan

    def _refuse(self) -> None:
        if self.faults:
            raise Invalid("Some lines cannot be changed like this.", fields=self.faults)

    def _fault(self, place: int, name: str, sentence: str) -> None:
        self.faults.setdefault(f"lines.{place}.{name}", sentence)

    def _refuse_strange(self) -> None:
        seen: set[UUID] = set()
        if len(self.asked) > MOST_LINES:
            raise Invalid(f"At most {MOST_LINES} lines at once.", fields={"lines": f"At most {MOST_LINES}."})
        for place, one in enumerate(self.asked):
            line = self.known.get(one.line_id) if one.line_id else None
            if one.line_id is None:
                if one.item_id is None or one.quantity is None:
                    self._fault(place, "item_id", "A new line needs an item and a quantity.")
                continue
            if line is None or one.line_id in seen:
                self._fault(place, "line_id", "Not a line of this order, or named twice.")
                continue
            seen.add(one.line_id)
            if is_free(line.price_trace):
                self._fault(
                    place, "line_id", "What came free goes with its goods; it is not changed by itself."
                )
            if one.unit is not None and one.unit != line.unit and one.quantity is None:
                self._fault(place, "quantity", "Another unit needs its quantity.")

    # ---- prices

    def _look_up_prices(self) -> None:
        """One look-up for all that is new, more or at another price."""
        asked: dict[int, Asked] = {}
        for place, one in enumerate(self.asked):
            line = self.known.get(one.line_id) if one.line_id else None
            if f"lines.{place}.item_id" in self.faults or (one.line_id and line is None):
                continue
            wanted = self._asked(one, line)
            if wanted is not None:
                asked[place] = wanted
        if not asked:
            return
        if self.customer.state != "active":
            raise CustomerIsBlocked(
                f"{self.customer.name} is {self.customer.state}. Unblock the customer first."
            )
        head = Head(order_discount_of(self.order), as_offered=True)
        customer = replace(self.customer, tax_rounding=self.order.tax_rounding)
        (found,) = offers_for_many([Basket(customer, self.by.now.date(), list(asked.values()), head)])
        places = list(asked)
        if isinstance(found, Invalid):
            for path, sentence in found.facts["fields"].items():
                _, at, name = path.split(".")
                self._fault(places[int(at)], name, sentence)
        else:
            self.prices = dict(zip(places, found.lines, strict=True))

    def _asked(self, one: ChangedLine, line: OrderLine | None) -> Asked | None:
        """How the price of a line is asked; None where it keeps its price and is no more than it was."""
        if line is None:
            assert one.item_id is not None
            assert one.quantity is not None
            return Asked(
                one.item_id, one.quantity, one.unit or "", one.unit_price, one.discount_percent,
                gross_price=one.gross_price,
            )  # fmt: skip
        if one.quantity is not None and one.quantity <= 0:
            return None
        quantity = typed_of(standing(line).stands, factor_of(line)) if one.quantity is None else one.quantity
        other_unit = one.unit is not None and one.unit != line.unit
        if other_unit:
            return Asked(
                line.item_id, quantity, one.unit or "", one.unit_price, one.discount_percent,
                gross_price=one.gross_price,
            )  # fmt: skip
        if one.by_hand and self._is_other_price(one, line):
            stays = line.gross_price if one.unit_price in (None, line.unit_price) else None
            gross_price = stays if one.gross_price is None else one.gross_price
            price = line.unit_price if one.unit_price is None else one.unit_price
            discount = line.discount_percent if one.discount_percent is None else one.discount_percent
            is_net = bool(line.price_trace.get("is_net"))
            asked = Asked(line.item_id, quantity, line.unit, price, discount, is_net, gross_price)
            return asked if quantity > 0 else None
        if one.by_hand or not self._is_more(one, line):
            return None
        # More of a line that calls off a blanket order costs what was agreed there.
        if line.price_trace.get("source") == "blanket":
            return Asked(line.item_id, quantity, line.unit, line.unit_price, line.discount_percent, True)
        return Asked(line.item_id, quantity, line.unit)

    def _is_more(self, one: ChangedLine, line: OrderLine) -> bool:
        return one.quantity is not None and one.quantity > typed_of(standing(line).stands, factor_of(line))

    def _is_other_price(self, one: ChangedLine, line: OrderLine) -> bool:
        return any(
            given is not None and given != stands
            for given, stands in (
                (one.unit_price, line.unit_price),
                (one.gross_price, line.gross_price),
                (one.discount_percent, line.discount_percent),
            )
        )

    # ---- lines

    def _add(self, place: int, one: ChangedLine) -> None:
        self._new_line(self.prices[place], one, one.warehouse_id)
        if one.by_hand:
            self.plan.by_hand.add(self.plan.new[-1].line_id)

    def _new_line(
        self, priced: Priced, one: ChangedLine, house: UUID | None, line: OrderLine | None = None
    ) -> UUID:
        day = one.requested_on or (line.requested_on if line and not one.no_day else None)
        note = one.note if one.note is not None else line.note if line else ""
        line_id = next(self.ids)
        typed = LineInput(
            priced.item_id, priced.typed_quantity, priced.unit, None, None, day, note, line_id, house,
            blanket_line_id=line.blanket_line_id if line else None,
        )  # fmt: skip
        self.plan.new.append(DraftLine(line_id, typed, priced, priced.net, house, gross=priced.gross))
        if line is not None:
            self.plan.rest.add(line_id)
            if one.warehouse_id not in (None, line.warehouse_id or self.order.warehouse_id):
                assert one.warehouse_id is not None
                self.plan.moves.append((line_id, priced.quantity, one.warehouse_id))
        return line_id

    def _change(self, place: int, one: ChangedLine, line: OrderLine) -> None:
        priced = self.prices.get(place)
        stands = standing(line)
        wanted = self._wanted(place, one, line, priced)
        anew = priced is not None and (priced.unit != line.unit or one.by_hand)
        grows = priced is not None and not anew
        if grows and priced is not None and not self._same_price(priced, line):
            # What was confirmed keeps its price; what is more of it is priced today, and stands by itself.
            self._add_rest(priced, one, line, wanted - stands.stands)
            wanted = stands.stands
        step = step_of(stands, wanted, anew=anew)
        if isinstance(step, WithTheWarehouse):
            self._fault(
                place,
                "quantity",
                f"{step.released} are with the warehouse: cancel their shipment first, or leave at least {step.begun}.",
            )
            return
        planned = Planned(line, step, house=one.warehouse_id)
        if anew and priced is not None:
            self._at_another_price(planned, priced, one)
        elif (step.quantity, step.cancelled) != (line.quantity, line.cancelled) and wanted != stands.stands:
            self._resize(planned, one, step)
        self._say(planned, one)
        if step.back:
            self._propose_return(line, step.back)
        self.plan.lines.append(planned)

    def _wanted(self, place: int, one: ChangedLine, line: OrderLine, priced: Priced | None) -> int:
        """Base units that are wanted in all."""
        if priced is not None:
            return priced.quantity
        if one.quantity is None:
            return standing(line).stands
        if line.is_weighed and one.quantity > 0:
            return pieces_of(one.quantity, factor_of(line))
        exact = one.quantity * line.unit_numerator / line.unit_denominator
        if one.quantity < 0 or exact != exact.to_integral_value():
            self._fault(place, "quantity", "Give 0 or more, in whole base units.")
            return standing(line).stands
        return int(exact)

    def _same_price(self, priced: Priced, line: OrderLine) -> bool:
        now = (priced.unit_price, priced.gross_price, priced.discount_percent, priced.tax_rate)
        return (*now, priced.quota_row_id) == (
            line.unit_price,
            line.gross_price,
            line.discount_percent,
            line.tax_rate,
            line.quota_row_id,
        )

    def _worth(self, line: OrderLine) -> Worth:
        trace = line.price_trace
        usual = ZERO if trace.get("is_net") else order_discount_of(self.order)
        off = Decimal(trace["order_discount_percent"]) if "order_discount_percent" in trace else usual
        gone = line.cancelled == line.quantity and not line.net
        return Worth(
            line.typed_quantity, line.quantity, line.unit_price, line.discount_percent, off, line.net, gone,
            with_tax_of(line, line.price_trace),
        )  # fmt: skip

    def _resize(self, planned: Planned, one: ChangedLine, step: Step) -> None:
        """Another quantity at the same price."""
        line = planned.line
        if step.cancelled:
            planned.values |= {"cancelled": step.cancelled, "net": ZERO}
            planned.values |= {} if line.gross is None else {"gross": ZERO}
            return
        typed = self._typed(one, line, step.quantity)
        amount = self._worth(line).amount_of(step.quantity, typed, self.order.currency)
        planned.values |= sized(line, step.quantity, typed, amount)

    def _typed(self, one: ChangedLine, line: OrderLine, quantity: int) -> Decimal:
        if (
            one.quantity is not None
            and one.quantity * line.unit_numerator == quantity * line.unit_denominator
        ):
            return one.quantity
        return typed_of(quantity, factor_of(line))

    def _at_another_price(self, planned: Planned, priced: Priced, one: ChangedLine) -> None:
        line, step = planned.line, planned.step
        rest = step.new_line
        if rest:
            parted = self._part_of(priced, rest)
            line_id = self._new_line(parted, one, line.warehouse_id, line)
            self.plan.parted[line_id] = (line.pk, step.part)
            if one.by_hand:
                self.plan.by_hand.add(line_id)
        if rest or line.shipped or line.released:
            self._propose_credit(line, priced, step.back)
        if not line.shipped and not line.released:
            planned.values |= at_price(taxed_as(priced, line, self.order.currency))
            self.plan.by_hand.add(line.pk)
        elif (step.quantity, step.cancelled) != (line.quantity, line.cancelled):
            self._resize(planned, replace(one, quantity=None), step)

    def _add_rest(self, priced: Priced, one: ChangedLine, line: OrderLine, more: int) -> None:
        self._new_line(self._part_of(priced, more), one, line.warehouse_id, line)

    def _part_of(self, priced: Priced, quantity: int) -> Priced:
        """The same price for so many of it."""
        typed = typed_of(quantity, priced.factor)
        whole = Worth(
            priced.typed_quantity, priced.quantity, priced.unit_price, priced.discount_percent,
            priced.order_discount_percent, priced.net, with_tax=with_tax_of(priced, priced.trace),
        )  # fmt: skip
        amount = whole.amount_of(quantity, typed, self.order.currency)
        told = {**priced.trace, "quantity": str(typed), **amount.told()}
        return replace(
            priced, typed_quantity=typed, quantity=quantity, net=amount.net, gross=amount.gross, trace=told
        )

    def _say(self, planned: Planned, one: ChangedLine) -> None:
        """What moves no money."""
        if one.no_day or one.requested_on is not None:
            planned.values["requested_on"] = None if one.no_day else one.requested_on
        if one.note is not None:
            planned.values["note"] = one.note
        line = planned.line
        planned.values = {name: v for name, v in planned.values.items() if getattr(line, name) != v}

    # ---- what cannot be undone

    def _propose_return(self, line: OrderLine, back: int) -> None:
        amount = round_amount(line.net * back / line.quantity, self.order.currency)
        invoiced = min(back, max(line.invoiced - line.credited, 0))
        self.plan.proposals.append(
            Proposal("return", str(line.pk), line.position, line.sku, back, amount, invoiced)
        )

    def _propose_credit(self, line: OrderLine, priced: Priced, back: int) -> None:
        """What was delivered keeps its price; where the new one is lower, the difference may be given back."""
        sold = line.shipped - line.returned - back
        before = per_piece(line.unit_price, line.discount_percent, factor_of(line))
        after = per_piece(priced.unit_price, priced.discount_percent, priced.factor)
        amount = round_amount((before - after) * sold, self.order.currency)
        if sold > 0 and amount > 0:
            invoiced = max(line.invoiced - line.credited, 0)
            self.plan.proposals.append(
                Proposal("credit", str(line.pk), line.position, line.sku, sold, amount, invoiced)
            )

    def _take_gifts(self) -> None:
        """What came free goes with goods that are not wanted any more."""
        less = {
            one.line.pk: standing(one.line).stands
            + one.step.cancelled
            - one.step.quantity
            - one.step.new_line
            for one in self.plan.lines
        }
        cuts = {pk: quantity for pk, quantity in less.items() if quantity > 0}
        gifts = queries.gifts_less(self.lines, cuts) if cuts else {}
        for pk, quantity in gifts.items():
            line = self.known[pk]
            step = step_of(standing(line), standing(line).stands - quantity, anew=False)
            if isinstance(step, Step):
                planned = Planned(line, step)
                self._resize(planned, ChangedLine(), step)
                self.plan.lines.append(planned)
