import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

RIVAL = Path(__file__).with_name("rival.py")


def start(url: str, *words: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
    environment = {
        **kept,
        "DATABASE_URL": url,
        "TRADEPOST_ENV": "test",
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, str(RIVAL), *words], env=environment, stdout=subprocess.PIPE, text=True
    )


def said(process: subprocess.Popen[str]) -> Any:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out)


def test_two_processes_receive_the_same_line_and_nothing_comes_in_twice(own_database: str) -> None:
    made = said(start(own_database, "prepare"))
    rivals = [start(own_database, "receive", made["order"], made["line"], "5", "15") for _ in range(2)]
    told = [said(rival) for rival in rivals]
    assert sum(rival["taken"] for rival in told) == 100, told
    assert sum(rival["refused"] for rival in told) == 10, told
    assert said(start(own_database, "verify")) == []


def test_a_draft_that_two_rewrite_is_sent_as_one_of_them_left_it(own_database: str) -> None:
    made = said(start(own_database, "prepare", "draft"))
    rivals = [start(own_database, "rewrite", made["order"], made["item"]) for _ in range(2)]
    sent = said(start(own_database, "send", made["order"]))
    told = [said(rival)["times"] for rival in rivals]
    assert sum(told) >= 19, told
    assert min(told) >= 0, told
    assert sent["ordered"] > 0
    assert said(start(own_database, "verify")) == []


def test_damaged_goods_go_back_once_whoever_says_so(own_database: str) -> None:
    made = said(start(own_database, "prepare"))
    said(start(own_database, "take_in", made["order"], made["line"]))
    rivals = [start(own_database, "settle", made["order"], way) for way in ("back", "back", "close")]
    told = [said(rival) for rival in rivals]
    assert sum(rival["done"] for rival in told) == 20, told
    assert sum(rival["refused"] for rival in told) == 40, told
    assert said(start(own_database, "verify")) == []
