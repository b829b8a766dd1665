from pathlib import Path

from rivals import start

RIVAL = Path(__file__).with_name("rival.py")


def test_two_processes_receive_the_same_line_and_nothing_comes_in_twice(own_database: str) -> None:
    made = start(own_database, RIVAL, "prepare").said()
    rivals = [start(own_database, RIVAL, "receive", made["order"], made["line"], "5", "15") for _ in range(2)]
    told = [rival.said() for rival in rivals]
    assert sum(rival["taken"] for rival in told) == 100, told
    assert sum(rival["refused"] for rival in told) == 10, told
    assert start(own_database, RIVAL, "verify").said() == []


def test_a_draft_that_two_rewrite_is_sent_as_one_of_them_left_it(own_database: str) -> None:
    made = start(own_database, RIVAL, "prepare", "draft").said()
    rivals = [start(own_database, RIVAL, "rewrite", made["order"], made["item"]) for _ in range(2)]
    sent = start(own_database, RIVAL, "send", made["order"]).said()
    told = [rival.said()["times"] for rival in rivals]
    assert sum(told) >= 19, told
    assert min(told) >= 0, told
    assert sent["ordered"] > 0
    assert start(own_database, RIVAL, "verify").said() == []


def test_damaged_goods_go_back_once_whoever_says_so(own_database: str) -> None:
    made = start(own_database, RIVAL, "prepare").said()
    start(own_database, RIVAL, "take_in", made["order"], made["line"]).said()
    rivals = [start(own_database, RIVAL, "settle", made["order"], way) for way in ("back", "back", "close")]
    told = [rival.said() for rival in rivals]
    assert sum(rival["done"] for rival in told) == 20, told
    assert sum(rival["refused"] for rival in told) == 40, told
    assert start(own_database, RIVAL, "verify").said() == []
