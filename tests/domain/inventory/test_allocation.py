"""Allocating anew, without a database: days of shortage against results worked out otherwise, and small stories."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shortage_days import FIRST, Coming, Day, Has, Wish, shortage_day, should_have
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.rules import OpenSupply
from tradepost.domain.inventory.rules.allocation import (
    Change,
    Claim,
    Picture,
    Shares,
    allocate,
    changes,
    mark_of,
    pegs_between,
    swap,
)
from tradepost.domain.inventory.rules.dealing import POLICIES, deal

NAMES = UUID("6f1b7a40-0000-4000-8000-000000000000")
TODAY = FIRST.date()


def called(name: str) -> UUID:
    return uuid5(NAMES, name)


# ---- dealing


@pytest.mark.parametrize(
    ("policy", "quantity", "wants", "given_out"),
    [
        ("priority", 10, [4, 4, 4], [4, 4, 2]),
        ("needed", 3, [5, 1], [3, 0]),
        ("first_come", 0, [5], [0]),
        ("first_come", 20, [5, 6], [5, 6]),
        ("fair_share", 10, [10, 10, 10], [4, 3, 3]),
        ("fair_share", 10, [1, 9, 90], [0, 1, 9]),
        ("fair_share", 7, [2, 3, 5], [1, 2, 4]),
        ("fair_share", 100, [2, 3], [2, 3]),
        ("fair_share", 5, [], []),
    ],
)
def test_a_quantity_is_dealt_out_in_turns_or_in_shares(
    policy: str, quantity: int, wants: list[int], given_out: list[int]
) -> None:
    assert deal(policy, quantity, wants) == given_out


@pytest.mark.parametrize(
    ("policy", "quantity", "wants", "given_out"),
    [
        ("priority", 30, [24, 24], [24, 0]),
        ("priority", 30, [36, 6], [24, 6]),
        ("priority", 60, [36, 24], [36, 24]),
        ("fair_share", 36, [36, 36], [24, 12]),
        ("fair_share", 40, [30, 36], [24, 12]),
        ("fair_share", 11, [12, 12], [0, 0]),
        ("fair_share", 18, [6, 24], [6, 12]),
    ],
)
def test_a_case_that_is_not_opened_is_dealt_out_as_one(
    policy: str, quantity: int, wants: list[int], given_out: list[int]
) -> None:
    assert deal(policy, quantity, wants, 12) == given_out


@given(
    st.sampled_from(POLICIES),
    st.integers(0, 500),
    st.lists(st.integers(0, 90), max_size=9),
    st.integers(1, 24),
)
def test_parts_are_whole_steps_and_no_step_is_left_while_somebody_wants_it(
    policy: str, quantity: int, wants: list[int], step: int
) -> None:
    parts = deal(policy, quantity, wants, step)
    left = quantity - sum(parts)
    assert left >= 0
    for part, want in zip(parts, wants, strict=True):
        assert 0 <= part <= want
        assert part == want or part % step == 0
        assert part == want or left < min(step, want - part)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), max_size=30))
def test_shares_are_whole_within_one_unit_of_what_is_fair_and_none_is_left(
    quantity: int, wants: list[int]
) -> None:
    parts = deal("fair_share", quantity, wants)
    assert sum(parts) == min(quantity, sum(wants))
    assert all(0 <= part <= want for part, want in zip(parts, wants, strict=True))
    if quantity < sum(wants):
        # |part - fair| < 1, without fractions.
        assert all(
            abs(part * sum(wants) - quantity * want) < sum(wants)
            for part, want in zip(parts, wants, strict=True)
        )


# ---- small stories


def claim(name: str, quantity: int, stock: int = 0, **given: object) -> Claim:
    """A claim of tea, by the name of who wants it; what is not from stock is backordered unless `pegs` say so."""
    values: dict[str, object] = {
        "document_id": called(f"order of {name}"),
        "item_id": called("tea"),
        "pegs": {},
        "priority": 0,
        "needed_on": TODAY,
        "placed_at": FIRST,
        **given,
    }
    pegged = sum(values["pegs"].values())  # type: ignore[attr-defined]
    return Claim(
        demand_id=called(name),
        quantity=quantity,
        stock=stock,
        backordered=quantity - stock - pegged,
        **values,
    )  # type: ignore[arg-type]


def later(hours: int) -> datetime:
    return FIRST + timedelta(hours=hours)


def stock_of(picture: Picture, policy: str, *names: str) -> list[int]:
    shares = allocate(picture, policy)
    return [shares[called(name)].stock for name in names]


def tea(
    free: int, *claims: Claim, coming: tuple[OpenSupply, ...] = (), lacking: frozenset[UUID] = frozenset()
) -> Picture:
    return Picture({called("tea"): free}, coming, claims, lacking)


def test_each_policy_asks_another_question() -> None:
    picture = tea(
        0,
        claim("Ann", 6, 6, placed_at=later(0), needed_on=TODAY + timedelta(days=9)),
        claim("Ben", 6, placed_at=later(1), needed_on=TODAY + timedelta(days=2)),
        claim("Cem", 6, placed_at=later(2), needed_on=TODAY + timedelta(days=5), priority=5),
    )
    who = ("Ann", "Ben", "Cem")
    assert stock_of(picture, "first_come", *who) == [6, 0, 0]
    assert stock_of(picture, "needed", *who) == [0, 6, 0]
    assert stock_of(picture, "priority", *who) == [0, 0, 6]
    assert stock_of(picture, "fair_share", *who) == [2, 2, 2]


def test_who_cannot_leave_with_it_stands_behind_who_can_and_gets_what_is_left() -> None:
    whole = claim("Ann", 12, 10, whole=True)
    picture = tea(0, whole, claim("Ben", 7, placed_at=later(1)))
    assert stock_of(picture, "first_come", "Ann", "Ben") == [3, 7]
    assert stock_of(replace(picture, claims=[whole]), "first_come", "Ann") == [10]


def test_a_line_that_would_get_less_than_its_customer_takes_steps_back() -> None:
    picture = tea(
        10, claim("Ann", 12, minimum_fill=100), claim("Ben", 10, placed_at=later(1), minimum_fill=80)
    )
    assert stock_of(picture, "first_come", "Ann", "Ben") == [0, 10]
    thirds = tea(
        10,
        *(
            claim(name, 10, placed_at=later(n), minimum_fill=50)
            for n, name in enumerate(("Ann", "Ben", "Cem"))
        ),
    )
    assert stock_of(thirds, "fair_share", "Ann", "Ben", "Cem") == [5, 5, 0]


def test_an_order_that_lacks_something_else_does_not_hold_what_others_can_use() -> None:
    whole = claim("Ann", 5, 5, whole=True, priority=9)
    picture = tea(0, whole, claim("Ben", 5), lacking=frozenset({whole.document_id}))
    assert stock_of(picture, "priority", "Ann", "Ben") == [0, 5]
    assert stock_of(replace(picture, lacking=frozenset()), "priority", "Ann", "Ben") == [5, 0]


def test_a_whole_order_of_two_items_is_served_in_both_or_in_neither() -> None:
    cup = called("cup")
    picture = Picture(
        {called("tea"): 5, cup: 1},
        (),
        [
            claim("Ann tea", 5, whole=True, document_id=called("Ann")),
            replace(claim("Ann cup", 2, whole=True, document_id=called("Ann")), item_id=cup),
            claim("Ben", 4, placed_at=later(1)),
            replace(claim("Cem", 1, placed_at=later(2)), item_id=cup),
        ],
    )
    assert stock_of(picture, "first_come", "Ann tea", "Ann cup", "Ben", "Cem") == [1, 0, 4, 1]


def test_what_comes_is_dealt_out_by_its_day_to_those_without_stock() -> None:
    soon, late = (
        OpenSupply(called(n), called("tea"), 5, p, TODAY + timedelta(days=d))
        for n, p, d in (("s", 2, 3), ("l", 0, 9))
    )
    picture = tea(
        4,
        claim("Ann", 6, pegs={called("s"): 2}, placed_at=later(2)),
        claim("Ben", 7, placed_at=later(1)),
        coming=(late, soon),
    )
    shares = allocate(picture, "first_come")
    ben, ann = shares[called("Ben")], shares[called("Ann")]
    assert (ben.stock, ben.pegs, ben.backordered) == (4, {called("s"): 3}, 0)
    assert (ann.stock, ann.pegs, ann.backordered) == (0, {called("s"): 2, called("l"): 4}, 0)
    told = {
        one.claim.demand_id: (one.gain, one.old_on, one.new_on) for one in changes(picture, shares, TODAY)
    }
    assert told == {
        called("Ben"): (4, None, TODAY + timedelta(days=3)),
        called("Ann"): (0, None, TODAY + timedelta(days=9)),
    }


def test_given_by_hand_the_two_trade_places_and_nobody_else_is_touched() -> None:
    days = {called("s"): TODAY + timedelta(days=3), called("l"): TODAY + timedelta(days=9)}
    giver = claim("Ann", 8, 8)
    taker = claim("Ben", 9, 1, pegs={called("s"): 3, called("l"): 3})
    assert taker.backordered == 2
    pegs = swap(giver, taker, 6, days)
    assert Counter({(p.demand_id, p.kind, p.supply_id): p.quantity for p in pegs}) == {
        (called("Ann"), "stock", None): -6,
        (called("Ben"), "stock", None): 6,
        (called("Ben"), "backorder", None): -2,
        (called("Ann"), "backorder", None): 2,
        (called("Ben"), "supply", called("l")): -3,
        (called("Ann"), "supply", called("l")): 3,
        (called("Ben"), "supply", called("s")): -1,
        (called("Ann"), "supply", called("s")): 1,
    }


@pytest.mark.parametrize(("held", "waits", "most"), [(3, 9, 3), (8, 4, 4), (0, 4, 0)])
def test_no_more_is_given_than_one_has_and_the_other_waits_for(held: int, waits: int, most: int) -> None:
    with pytest.raises(ValueError, match=str(most)):
        swap(claim("Ann", 9, held), claim("Ben", waits), most + 1, {})


# ---- the scenario pack: 30 short items, 200 orders, each policy


def picture_of(day: Day) -> tuple[Picture, list[Wish], list[Coming]]:
    """As it stands when the orders came one after the other and the first picks are set aside."""
    items = [called(f"item {n}") for n in range(len(day.stock))]
    coming = [
        Coming(called(f"supply {n}"), items[item], units, on)
        for n, (item, units, on) in enumerate(day.coming)
    ]
    supplies = [OpenSupply(one.supply, one.item, one.quantity, 0, one.on) for one in coming]
    lines = [
        (called(f"line {n}.{k}"), items[item], units, called(f"order {n}"), order)
        for n, order in enumerate(day.orders)
        for k, (item, units) in enumerate(order.lines)
    ]
    stock = dict(zip(items, day.stock, strict=True))
    pegs = rules.cover([(line, item, units) for line, item, units, _, _ in lines], stock, supplies)
    held: Counter[UUID] = Counter({p.demand_id: p.quantity for p in pegs if p.kind == "stock"})
    # Every ninth line is being picked: that is out of it.
    aside = {line: held[line] for n, (line, *_) in enumerate(lines) if n % 9 == 0}
    taken: Counter[UUID] = Counter()
    claims, wishes = [], []
    for line, item, units, order_id, order in lines:
        mine = {p.supply_id: p.quantity for p in pegs if p.demand_id == line and p.supply_id}
        taken.update(mine)
        if units == aside.get(line, 0):
            continue
        of_order = (order.priority, order.needed_on, order.placed_at, order.whole, order.least)
        open_now, from_stock = units - aside.get(line, 0), held[line] - aside.get(line, 0)
        missing = open_now - from_stock - sum(mine.values())
        claims.append(Claim(line, order_id, item, open_now, from_stock, missing, mine, *of_order))
        wishes.append(Wish(line, order_id, item, open_now, *of_order))
    free = {
        item: units - sum(held[line] for line, one, *_ in lines if one == item)
        for item, units in stock.items()
    }
    supplies = [replace(s, promised=taken[s.supply_id]) for s in supplies]
    return Picture(free, supplies, claims), wishes, coming


def has(shares: Shares) -> dict[UUID, Has]:
    return {line: Has(share.stock, share.pegs, share.backordered) for line, share in shares.items()}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", [1, 2])
def test_on_days_of_shortage_everybody_has_what_was_worked_out_otherwise(seed: int, policy: str) -> None:
    picture, wishes, coming = picture_of(shortage_day(seed))
    assert len(picture.free) == 30
    pool = {
        item: free + sum(c.stock for c in picture.claims if c.item_id == item)
        for item, free in picture.free.items()
    }
    shares = allocate(picture, policy)
    assert has(shares) == should_have(policy, pool, coming, wishes)
    # The day is one: it is short, and the policies do not agree with what stands.
    assert sum(share.backordered for share in shares.values()) > 500
    made = changes(picture, shares, TODAY)
    assert sum(one.gain for one in made) == 0
    if policy != "first_come":
        assert sum(one.gain > 0 for one in made) > 30


# ---- what always holds


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    items = [called(f"item {n}") for n in range(draw(st.integers(1, 3)))]
    supplies = [
        OpenSupply(
            called(f"supply {n}"), draw(st.sampled_from(items)), draw(st.integers(1, 20)), 0,
            TODAY + timedelta(days=draw(st.integers(0, 9))),
        )
        for n in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    left = {s.supply_id: s.quantity for s in supplies}
    claims = []
    for n in range(draw(st.integers(0, 12))):
        item, quantity = draw(st.sampled_from(items)), draw(st.integers(1, 20))
        stock, pegs = draw(st.integers(0, quantity)), {}
        for supply in supplies:
            part = min(draw(st.integers(0, 5)), left[supply.supply_id], quantity - stock - sum(pegs.values()))
            if supply.item_id == item and part > 0:
                pegs[supply.supply_id] = part
                left[supply.supply_id] -= part
        claims.append(
            Claim(
                called(f"line {n}"), called(f"order {draw(st.integers(0, 5))}"), item, quantity, stock,
                quantity - stock - sum(pegs.values()), pegs, draw(st.sampled_from([0, 0, 5])),
                date(2026, 3, draw(st.integers(1, 9))), datetime(2026, 3, 1, draw(st.integers(0, 3)), tzinfo=UTC),
                draw(st.booleans()), draw(st.sampled_from([0, 0, 50, 100])),
            )
        )  # fmt: skip
    free = {item: draw(st.integers(0, 20)) for item in items}
    supplies = [replace(s, promised=s.quantity - left[s.supply_id]) for s in supplies]
    lacking = frozenset(draw(st.sets(st.sampled_from([called(f"order {n}") for n in range(6)]), max_size=2)))
    return Picture(free, supplies, claims, lacking)


@settings(max_examples=150, deadline=None)
@given(pictures(), st.sampled_from(POLICIES))
def test_nothing_is_lost_invented_or_left_lying_while_somebody_wants_it(
    picture: Picture, policy: str
) -> None:
    shares = allocate(picture, policy)
    assert shares.keys() == {one.demand_id for one in picture.claims}
    for one in picture.claims:
        share = shares[one.demand_id]
        assert share.stock + sum(share.pegs.values()) + share.backordered == one.quantity
        assert min(share.stock, share.backordered, *share.pegs.values(), 0) == 0
    for item, free in picture.free.items():
        mine = [one for one in picture.claims if one.item_id == item]
        wanted, held = sum(one.quantity for one in mine), sum(one.stock for one in mine)
        # Stock promises are as many as before, or more by what was free.
        assert sum(shares[one.demand_id].stock for one in mine) == min(free + held, wanted)
        given_supply = sum(sum(shares[one.demand_id].pegs.values()) for one in mine)
        coming = sum(s.quantity for s in picture.supplies if s.item_id == item)
        assert given_supply == min(coming, wanted - min(free + held, wanted))
    for supply in picture.supplies:
        assert sum(share.pegs.get(supply.supply_id, 0) for share in shares.values()) <= supply.quantity


@settings(max_examples=100, deadline=None)
@given(pictures(), st.sampled_from(POLICIES))
def test_what_is_applied_is_what_was_shown_and_applied_twice_it_is_as_once(
    picture: Picture, policy: str
) -> None:
    shares = allocate(picture, policy)
    after = _applied(picture, shares)
    for change in changes(picture, shares, TODAY):
        now = next(one for one in after.claims if one.demand_id == change.claim.demand_id)
        assert (now.stock, dict(now.pegs), now.backordered) == (
            change.after.stock, change.after.pegs, change.after.backordered,
        )  # fmt: skip
    assert pegs_between(after, allocate(after, policy)) == []
    # The mark is another as soon as anything is.
    assert (mark_of(after, policy) == mark_of(picture, policy)) == (not pegs_between(picture, shares))
    assert len({mark_of(picture, one) for one in POLICIES}) == len(POLICIES)


def _applied(picture: Picture, shares: Shares) -> Picture:
    """The pegs taken up one by one, as the ledger does."""
    covered = {one.demand_id: [one.stock, dict(one.pegs), one.backordered] for one in picture.claims}
    free, promised = Counter(picture.free), Counter({s.supply_id: s.promised for s in picture.supplies})
    for peg in pegs_between(picture, shares):
        mine = covered[peg.demand_id]
        if peg.kind == "stock":
            mine[0] += peg.quantity  # type: ignore[operator]
            free[peg.item_id] -= peg.quantity
        elif peg.kind == "backorder":
            mine[2] += peg.quantity  # type: ignore[operator]
        else:
            pegs = mine[1]
            assert isinstance(pegs, dict)
            assert peg.supply_id is not None
            promised[peg.supply_id] += peg.quantity
            pegs[peg.supply_id] = pegs.get(peg.supply_id, 0) + peg.quantity
            if not pegs[peg.supply_id]:
                del pegs[peg.supply_id]
    return Picture(
        {item: free[item] for item in picture.free},
        [replace(s, promised=promised[s.supply_id]) for s in picture.supplies],
        [
            replace(one, **dict(zip(("stock", "pegs", "backordered"), covered[one.demand_id], strict=True)))
            for one in picture.claims
        ],
        picture.lacking,
    )  # fmt: skip


def test_a_change_knows_who_gains() -> None:
    picture = tea(0, claim("Ann", 5, 5), claim("Ben", 5, priority=5))
    made = changes(picture, allocate(picture, "priority"), TODAY)
    assert [(one.gain, one.is_moved) for one in made if isinstance(one, Change)] == [(-5, True), (5, True)]
