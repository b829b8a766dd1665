"""What the guide shows works as it stands there."""

import json
import re
from pathlib import Path

import pytest

from doors.api.documented import document

GUIDE = (Path(__file__).resolve().parents[3] / "docs/guide/api.md").read_text()


def test_the_curl_calls_of_the_guide_work(trade, api):
    ids = {"customer_id": str(trade.customers["Café Blum"]), "item_id": str(trade.items["tea"])}
    calls = re.findall(r"```sh\n(curl .*?)```", GUIDE, re.DOTALL)
    assert len(calls) == 3
    for call in calls:
        path = re.search(r"127\.0\.0\.1:8000/api/v1([^\s\"]+)", call)[1]
        body = re.search(r"-d '(.*)'", call)
        key = re.search(r"Idempotency-Key: (\S+)\"", call)
        headers = {"Idempotency_Key": key[1]} if key else {}
        given = json.loads(body[1]) if body else None
        if given:
            given["customer_id"], given["lines"][0]["item_id"] = ids["customer_id"], ids["item_id"]
        answer = api.send("POST" if given else "GET", path, given, **headers)
        assert answer.status_code in (200, 201), answer.said


@pytest.mark.django_db(transaction=True)
def test_the_loop_over_the_feed_reads_every_fact_once(trade, api):
    handled, rounds = [], iter(range(3))
    (source,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)

    class Session:
        def get(self, address, params):
            query = "&".join(f"{name}={value}" for name, value in {**params, "limit": 4}.items())
            answer = api.get(f"{address.removeprefix('/api/v1')}?{query}")
            return type("Answer", (), {"json": lambda self: answer.said})()

    class Time:
        @staticmethod
        def sleep(seconds):
            next(rounds)

    def handle(*fact):
        handled.append(fact)

    with pytest.raises(StopIteration):
        exec(source, {"session": Session(), "base": "", "handle": handle, "time": Time})
    told = api.get("/events?limit=1000").said["events"]
    assert [(event["name"], event["subject_id"], event["data"]) for event in told] == handled
    assert len(handled) > 8


def test_the_addresses_of_the_guide_exist():
    named = set(re.findall(r"`(GET|POST) (/[a-z/{}-]+)", GUIDE))
    known = {
        (method.upper(), re.sub(r"\{[^}]+\}", "{id}", path.removeprefix("/api/v1")))
        for path, operations in document()["paths"].items()
        for method in operations
    }
    assert named <= known, named - known
