"""The one item everybody wants: N units, 2N buyers over HTTP, and exactly N are told yes."""

import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chaos.clerk import Clerk, Wire
from chaos.premises import TESTS, Premises, loads, premises

SOAK = bool(os.environ.get("SOAK"))
STOCK = 500 if SOAK else 24


def buy(place: Premises, company: dict[str, Any], item: str, clients: int, buyers: int) -> Counter[str]:
    """So many orders of one unit, from so many clients at once; counts the answers."""

    def go_shopping(number: int) -> list[str]:
        rng = random.Random(number)
        wire = Wire(place.port, company["token"], rng)
        mint = Clerk({}, rng, None, wire).new_id
        answers = []
        for turn in range(number, buyers, clients):
            body = {
                "id": str(mint()),
                "customer_id": company["customers"][turn % 3],
                "customer_po": f"PO-{item}-{turn}",
                "lines": [{"item_id": item, "quantity": 1}],
                "confirm": True,
            }
            answer = wire.send("POST", "/orders", body)
            assert answer.status == 201, answer
            assert answer.tries == 1
            (line,) = answer.body["lines"]
            answers.append("promised" if line["promised_on"] else "backordered")
        return answers

    with ThreadPoolExecutor(clients) as pool:
        return Counter(word for words in pool.map(go_shopping, range(clients)) for word in words)


@pytest.mark.slow
def test_of_two_buyers_for_each_unit_exactly_one_is_promised_it(keep) -> None:
    with premises() as place:
        company = loads(place.run_python(str(TESTS / "chaos" / "company.py"), "2", str(STOCK)))
        place.start_web()
        place.wait_for_web()
        for item, clients in zip(company["items"], (8, 50), strict=True):
            began = time.monotonic()
            told = buy(place, company, item, clients, 2 * STOCK)
            seconds = time.monotonic() - began
            stands = place.ask(
                """select p.on_hand, p.promised, p.backordered,
                          (select count(*)::int from inventory_demand d where d.item_id = p.item_id)
                   from inventory_position p where p.item_id = %s""",
                [item],
            )
            keep(
                f"hot item, {clients} clients",
                {
                    "stock": STOCK,
                    "buyers": 2 * STOCK,
                    **told,
                    "orders a second": round(2 * STOCK / seconds, 1),
                },
            )
            assert told == {"promised": STOCK, "backordered": STOCK}
            assert stands == [(STOCK, STOCK, STOCK, 2 * STOCK)]
        ((deadlocks,),) = place.ask(
            "select deadlocks from pg_stat_database where datname = current_database()"
        )
        verified = place.tradepost("verify")
    assert (verified.returncode, deadlocks) == (0, 0), verified.stdout
