"""Notes, mentions and files on the pages of documents: what is shown to whom, and what nobody gets to run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from desk import Desk, count_of, text_of
from trade import Trade
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.models import File, Note
from tradepost.domain.reports.queries.subjects import SUBJECTS
from tradepost.doors.office.parts.beside import PAGES, page_of
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def storage_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


def minted() -> str:
    return str(new_id(timezone.now()))


def write(desk: Desk, pk: object, text: str) -> Note:
    note_id = minted()
    desk.say(f"/office/documents/{pk}/notes/", note_id=note_id, text=text)
    return notes_queries.note(note_id)  # type: ignore[arg-type]


def upload(desk: Desk, pk: object, name: str, contents: bytes, **headers: str) -> Any:
    return desk.client.post(
        f"/office/documents/{pk}/files/?{'&'.join((f'name={name}', f'id={minted()}'))}",
        contents,
        content_type="application/octet-stream",
        headers={**PART, **headers},
    )


def test_a_note_stands_in_the_timeline_with_its_lines_and_nothing_in_it_runs(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    write(
        desk, order.pk, "See https://shop.example/a?b=1&c=2.\n<script>alert(1)</script> javascript:alert(2)"
    )
    html = desk.get(f"/office/orders/{order.pk}/").content.decode()
    assert (
        '<a href="https://shop.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">'
        "https://shop.example/a?b=1&amp;c=2</a>.\n&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(2)"
    ) in html
    assert "<script>alert" not in html


def test_a_mention_is_counted_in_the_top_bar_and_read_for_you(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), Desk("sales", name="Ana"), Desk("warehouse", name="Ben Ortega")
    assert 'data-count="0" hidden' in ben.get("/office/").content.decode()
    write(ana, order.pk, "@Ben Ortega the pallet is by the door")
    assert 'data-count="1"' in ben.get("/office/").content.decode()
    assert ben.get("/office/for-you/count/").json() == {"count": 1}
    seen = ben.see("/office/for-you/")
    assert f"Ana · {order.number}" in seen and "the pallet is by the door" in seen
    ben.say("/office/for-you/read/")
    assert ben.get("/office/for-you/count/").json() == {"count": 0}
    assert "the pallet is by the door" in ben.see("/office/for-you/"), "it stays to be read again"


def test_a_mention_on_a_document_that_went_out_of_sight_is_not_told(trade: Trade) -> None:
    rita = Desk("rep", own_customers=True, name="Rita")
    trade.add_customer("Own Café", rep_id=rita.user_id)
    order = trade.order(("TEA", 1), customer="Own Café")
    write(Desk("sales", name="Ana"), order.pk, "@Rita their cellar floods")
    assert "cellar" in rita.see("/office/for-you/")
    type(order).objects.filter(pk=order.pk).update(rep_id=None)
    seen = rita.see("/office/for-you/")
    assert "cellar" not in seen and order.number not in seen
    rita.get(f"/office/orders/{order.pk}/", status=404)


def test_only_colleagues_who_may_read_the_document_are_offered(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana Lee")
    rita = Desk("rep", own_customers=True, name="Rita Lee")
    Desk("buyer", name="Bruno Lee")

    def offered(of: object, q: str) -> list[str]:
        found = ana.get(f"/office/documents/{of}/people/?q={q}").json()["items"]
        return [one["label"] for one in found]

    assert offered(order.pk, "lee") == ["Ana Lee"]
    trade.add_customer("Own Café", rep_id=rita.user_id)
    own = trade.order(("TEA", 1), customer="Own Café")
    assert offered(own.pk, "lee") == ["Ana Lee", "Rita Lee"]
    assert offered(own.pk, "nobody") == []


def test_somebody_without_a_view_of_it_is_refused_as_a_sentence(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    Desk("rep", own_customers=True, name="Rita")
    with unchanged("notes"):
        assert "Rita may not read" in ana.say(
            f"/office/documents/{order.pk}/notes/", note_id=minted(), text="@Rita"
        )


def test_a_note_is_changed_and_removed_by_its_author_only(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), Desk("sales", name="Ana"), Desk("sales", name="Ben")
    note = write(ana, order.pk, "Monday")
    with unchanged("notes"):
        assert "only its author" in ben.say(f"/office/notes/{note.pk}/edit/", text="Mine")
    ana.say(f"/office/notes/{note.pk}/edit/", text="Tuesday")
    assert "Tuesday" in ben.see(f"/office/orders/{order.pk}/")
    assert "Monday" in ben.see(f"/office/notes/{note.pk}/earlier/")
    assert "data-note-edit" not in ben.get(f"/office/orders/{order.pk}/").content.decode()
    ana.say(f"/office/notes/{note.pk}/remove/")
    seen = ben.get(f"/office/orders/{order.pk}/").content.decode()
    assert "Note removed" in seen and "Tuesday" not in seen
    ben.get(f"/office/notes/{note.pk}/earlier/", status=404)
    ana.say(f"/office/notes/{note.pk}/restore/")
    assert "Tuesday" in ben.see(f"/office/orders/{order.pk}/")


def test_notes_and_files_of_another_reps_order_are_not_found(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    note = write(ana, order.pk, "Their cellar floods")
    upload(ana, order.pk, "cellar.png", PNG)
    file = File.objects.get()
    rita = Desk("rep", own_customers=True, name="Rita")
    for path in (f"notes/{note.pk}/earlier", f"files/{file.pk}", f"files/{file.pk}/picture"):
        rita.get(f"/office/{path}/", status=404)
    with unchanged("notes"):
        for path in (f"documents/{order.pk}/notes", f"documents/{order.pk}/files", f"notes/{note.pk}/edit",
                     f"notes/{note.pk}/remove", f"files/{file.pk}/remove"):  # fmt: skip
            assert rita.client.post(f"/office/{path}/", {"text": "x", "note_id": minted()}).status_code == 404


def test_a_buyer_reads_no_notes_even_on_what_they_may_read(trade: Trade) -> None:
    order = trade.order(("TEA", 1))
    write(Desk("sales", name="Ana"), order.pk, "They always pay late")
    buyer = Desk("buyer", name="Bruno")
    seen = buyer.get(f"/office/orders/{order.pk}/").content.decode()
    assert "pay late" not in seen and "tp-composer" not in seen and "data-for-you" not in seen


def test_a_file_is_handed_out_to_be_saved_whatever_it_is(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(document.cookie)</script></svg>"
    assert upload(ana, order.pk, "drawing.svg", script).status_code == 204
    file = File.objects.get()
    answer = ana.get(f"/office/files/{file.pk}/")
    assert b"".join(answer.streaming_content) == script
    assert {
        name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
    } == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="drawing.svg"',
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    ana.get(f"/office/files/{file.pk}/picture/", status=404)


def test_a_picture_is_shown_with_its_own_type_in_a_sandbox(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    upload(ana, order.pk, "cellar.png", PNG)
    file = File.objects.get()
    answer = ana.get(f"/office/files/{file.pk}/picture/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    html = ana.get(f"/office/orders/{order.pk}/").content.decode()
    assert f'<img src="/office/files/{file.pk}/picture/"' in html


@pytest.mark.parametrize("name", ["page.html", "run.exe", "photo.png", ""])
def test_what_is_refused_says_why_and_leaves_nothing(trade: Trade, name: str, settings: Any) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    with unchanged("notes"):
        answer = upload(ana, order.pk, name, b"<script>alert(1)</script>")
    assert answer.status_code == 422
    assert re.search("cannot be kept here|is not what its name says", text_of(answer))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(trade: Trade, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    with unchanged("notes"):
        answer = upload(ana, order.pk, "big.txt", b"x" * (1024 * 1024 + 1))
    assert answer.status_code == 422 and "1 MB" in text_of(answer)


def test_a_header_cannot_be_written_by_a_file_name(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    upload(ana, order.pk, "a%0d%0aSet-Cookie%3a%20x%3d1%22%3bé.txt", b"words")
    answer = ana.get(f"/office/files/{File.objects.get().pk}/")
    assert "Set-Cookie" not in answer.headers
    assert "\r" not in answer["Content-Disposition"] and "\n" not in answer["Content-Disposition"]


def test_a_removed_file_is_gone_and_can_be_brought_back(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), Desk("sales", name="Ana"), Desk("sales", name="Ben")
    upload(ana, order.pk, "cellar.png", PNG)
    file = File.objects.get()
    with unchanged("notes"):
        assert "can remove it" in ben.say(f"/office/files/{file.pk}/remove/")
    ana.say(f"/office/files/{file.pk}/remove/")
    ana.get(f"/office/files/{file.pk}/", status=404)
    assert "File removed: cellar.png" in ben.see(f"/office/orders/{order.pk}/")
    ana.say(f"/office/files/{file.pk}/restore/")
    ana.get(f"/office/files/{file.pk}/")


@pytest.mark.slow
@pytest.mark.xdist_group("company")
def test_every_kind_of_document_takes_notes_and_a_mention_leads_there(demonstration: None) -> None:
    assert SUBJECTS.keys() == PAGES.keys()
    ana, ben = Desk("owner", name="Ana"), Desk("owner", name="Ben Ortega")
    for kind, known in SUBJECTS.items():
        pk = known.rows(system(timezone.now())).order_by().values_list("pk", flat=True)[:1].get()
        write(ana, pk, f"@Ben Ortega about a {kind}")
        assert ana.where == f"{page_of(kind, pk)}#tp-beside"
        assert f"about a {kind}" in ben.see(page_of(kind, pk))
        assert f'href="{page_of(kind, pk)}' in ben.get("/office/for-you/").content.decode(), kind


def test_the_page_costs_the_same_for_one_and_for_three_notes_and_files(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), Desk("sales", name="Ana")
    Desk("warehouse", name="Ben")
    path = f"/office/orders/{order.pk}/"

    def more() -> None:
        write(ana, order.pk, "@Ben look")
        upload(ana, order.pk, "cellar.png", PNG)

    more()
    one = count_of(ana, path)
    more()
    more()
    assert count_of(ana, path) == one <= 30
    ben = Desk("warehouse", name="Ben Two")
    assert count_of(ben, "/office/for-you/") <= 10
