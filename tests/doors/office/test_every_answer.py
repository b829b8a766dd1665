"""Every page of the office, found by the links of the pages before: valid HTML, few statements, few bytes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parents[3]
CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINK = re.compile(r'href="(/office/[^"#]*)')
NO_PAGE = re.compile(r"\.pdf|\.csv|\.xlsx|/export|/papers?/|logout|format=|-pdf/")
MOST_STATEMENTS = 30
MOST_BYTES = 60_000
"""Of a page of fifty rows; a report that shows two hundred may weigh as much more."""


@dataclass(frozen=True)
class Answer:
    """One page as it was sent."""

    kind: str
    html: str
    statements: int

    @property
    def is_heavy(self) -> bool:
        rows = self.html.count("<tr") + self.html.count('"key":')
        return len(self.html.encode()) > MOST_BYTES * max(1, rows / 51)


@pytest.fixture
def answers(demonstration: None) -> list[Answer]:
    """One page of each kind, as the owner of the demonstration company finds them."""
    client = Client()
    client.force_login(get_user_model().objects.get(email="owner@larkfield.example"))
    client.get("/office/")
    return list(walk(client))


def walk(client: Client) -> Iterator[Answer]:
    waiting, seen = ["/office/"], {"/office/"}
    while waiting:
        address = waiting.pop(0)
        with CaptureQueriesContext(connection) as said:
            heard = client.get(address)
        if heard.status_code != 200 or not heard.headers["Content-Type"].startswith("text/html"):
            continue
        html = heard.content.decode()
        asked = [query for query in said if "SAVEPOINT" not in query["sql"]]
        yield Answer(kind(address), html, len(asked))
        for link in LINK.findall(html.replace("&amp;", "&")):
            if kind(link) not in seen and not NO_PAGE.search(link):
                seen.add(kind(link))
                waiting.append(link)


def kind(address: str) -> str:
    """What a page shows, whatever the document: its path with ids and filters left out."""
    return ID.sub("*", address.split("?", maxsplit=1)[0])


@pytest.mark.slow
@pytest.mark.xdist_group("company")
def test_every_page_is_valid_and_within_its_budget(answers: list[Answer], tmp_path: Path) -> None:
    assert len(answers) > 60
    assert faults_of(answers, tmp_path) == []
    spent = [f"{a.kind}: {a.statements} statements" for a in answers if a.statements > MOST_STATEMENTS]
    heavy = [f"{a.kind}: {len(a.html.encode())} bytes" for a in answers if a.is_heavy]
    assert not spent + heavy, "\n".join(spent + heavy)
    twice = [f"{answer.kind}: {key}" for answer in answers for key in keys_said_twice(answer.html)]
    assert not twice, "\n".join(twice)


def keys_said_twice(html: str) -> list[str]:
    """Single letters that two things of one page are reached by, of which the second never is."""
    counted = Counter(re.findall(r'data-key="(.)"', html.lower()))
    return sorted(key for key, count in counted.items() if count > 1)


def faults_of(answers: list[Answer], folder: Path) -> list[str]:
    """What the Nu Html Checker says, each fault with the page it was found in."""
    kinds = {f"{number:03}.html": answer.kind for number, answer in enumerate(answers)}
    for name, answer in zip(kinds, answers, strict=True):
        (folder / name).write_text(answer.html)
    java = shutil.which("java") or pytest.fail("no Java on this machine: `make setup-browser` installs one")
    command = [java, "-jar", str(CHECKER), "--format", "json", "--errors-only", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stderr)["messages"]
    return [
        f"{kinds[Path(fault['url']).name]}: {fault['message']} {fault.get('extract', '')}" for fault in told
    ]
