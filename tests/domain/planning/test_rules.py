from dataclasses import replace
from uuid import UUID

import pytest

from tradepost.domain.planning import rules
from tradepost.domain.planning.rules import Picture, Terms

TEA = Picture(
    item_id=UUID(int=1),
    sku="tea",
    name="Tea",
    base_unit="piece",
    is_active=True,
    on_hand=0,
    promised=0,
    incoming=0,
    incoming_promised=0,
    unsent=0,
    backordered=0,
    reorder_point=20,
    order_up_to=50,
    supplier_id=None,
)
CASES = Terms("case", 12, 24)


@pytest.mark.parametrize(
    ("given", "projected", "missing"),
    [
        ({}, 0, 50),
        ({"on_hand": 21}, 21, 0),
        ({"on_hand": 20}, 20, 30),  # at the point, not below it
        ({"on_hand": 30, "promised": 15}, 15, 35),
        ({"on_hand": 5, "incoming": 45}, 50, 0),
        ({"on_hand": 5, "incoming": 45, "incoming_promised": 40}, 10, 40),
        ({"on_hand": 5, "unsent": 45}, 50, 0),
        ({"backordered": 8}, -8, 58),
        ({"backordered": 8, "incoming": 60, "incoming_promised": 10}, 42, 0),
        ({"reorder_point": 0, "order_up_to": 0}, 0, 0),
        ({"reorder_point": 0, "order_up_to": 0, "backordered": 8}, -8, 8),
        ({"reorder_point": 20, "order_up_to": 20, "on_hand": 20}, 20, 0),
        ({"is_active": False}, 0, 0),
        ({"is_active": False, "backordered": 3}, -3, 3),
    ],
)
def test_what_is_missing(given: dict[str, int], projected: int, missing: int) -> None:
    picture = replace(TEA, **given)  # type: ignore[arg-type]
    assert (picture.projected, picture.missing) == (projected, missing)


@pytest.mark.parametrize(
    ("missing", "terms", "expected"),
    [
        (0, CASES, 0),
        (1, CASES, 24),
        (24, CASES, 24),
        (25, CASES, 36),
        (30, Terms("", 1, 1), 30),
        (3, Terms("", 1, 10), 10),
        (3, Terms("case", 12, 13), 24),
        (7, None, 7),
    ],
)
def test_order_quantity(missing: int, terms: Terms | None, expected: int) -> None:
    assert rules.order_quantity(missing, terms) == expected


def test_what_was_ordered_is_never_proposed_again() -> None:
    for on_hand in range(60):
        picture = replace(TEA, on_hand=on_hand)
        ordered = rules.order_quantity(picture.missing, CASES)
        assert replace(picture, incoming=ordered).missing == 0


@pytest.mark.parametrize(
    ("given", "terms", "expected"),
    [
        (
            {"on_hand": 30, "promised": 15},
            CASES,
            "30 on hand, 15 of it promised. 0 on order. 15 will be free. That is at or below the reorder "
            "point of 20; 35 bring it to 50. Importer sells by the case of 12. So 36 are proposed.",
        ),
        (
            {"incoming": 30, "incoming_promised": 18, "unsent": 4, "backordered": 2},
            Terms("case", 12, 60),
            "0 on hand, 0 of it promised. 30 on order, 18 of it promised. 4 on orders not sent yet. "
            "2 backordered. 14 will be free. That is at or below the reorder point of 20; 36 bring it to 50. "
            "Importer sells at least 60. Importer sells by the case of 12. So 60 are proposed.",
        ),
        (
            {"reorder_point": 0, "order_up_to": 0, "backordered": 8},
            None,
            "0 on hand, 0 of it promised. 0 on order. 8 backordered. -8 will be free. There is no reorder "
            "rule: only the 8 that customers wait for are bought. No active supplier sells this item: "
            "enter an offer first.",
        ),
        (
            {"is_active": False, "backordered": 12},
            CASES,
            "0 on hand, 0 of it promised. 0 on order. 12 backordered. -12 will be free. The item is given "
            "up: only the 12 that customers wait for are bought. Importer sells at least 24. Importer sells "
            "by the case of 12. So 24 are proposed.",
        ),
    ],
)
def test_a_proposal_explains_itself(given: dict[str, int], terms: Terms | None, expected: str) -> None:
    picture = replace(TEA, **given)  # type: ignore[arg-type]
    suggested = rules.order_quantity(picture.missing, terms)
    assert rules.explain(picture, suggested, terms, "Importer" if terms else "") == expected


def test_a_fingerprint_changes_with_supply_and_rule_not_with_sales() -> None:
    supplier = UUID(int=9)
    first = rules.fingerprint(TEA, supplier, CASES)
    assert rules.fingerprint(replace(TEA, on_hand=3, promised=2, backordered=1), supplier, CASES) == first
    assert rules.fingerprint(replace(TEA, unsent=5), supplier, CASES) == rules.fingerprint(
        replace(TEA, incoming=5), supplier, CASES
    )
    others = {
        rules.fingerprint(replace(TEA, incoming=1), supplier, CASES),
        rules.fingerprint(replace(TEA, reorder_point=21), supplier, CASES),
        rules.fingerprint(replace(TEA, order_up_to=51), supplier, CASES),
        rules.fingerprint(TEA, UUID(int=8), CASES),
        rules.fingerprint(TEA, supplier, Terms("case", 10, 24)),
        rules.fingerprint(TEA, None, None),
    }
    assert len(others | {first}) == 7
