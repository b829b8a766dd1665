"""A file brought in through the browser: its columns, the preview, what becomes of each row, and back again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from desk import Desk, count_of, id_in, text_of
from tradepost.base import sql
from tradepost.base.ids import new_id
from tradepost.doors.files.kinds import KINDS
from tradepost.doors.worker.desk import Desk as JobDesk

pytestmark = pytest.mark.django_db

CUSTOMERS = (
    "Kunden-Nr;Firma;Straße;Ort;Land;Kreditlimit;Gruppierung\n"
    "K1;Bäckerei Groß;Hauptstr. 1;Köln;DE;1.500,50;Handel\n"
    "K2;Café Blüm;;;;;\n"
    "K3;Falsch;;;Nirgendwo;;\n"
    "K4;<script>alert(1)</script>;;;;;\n"
)


def write_sheet(path: Path, *rows: list[Any], sheet: str, more: dict[str, list[Any]]) -> Path:
    """A workbook of some sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, lines in {sheet: list(rows), **more}.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(lines):
                page.write_row(number, 0, row)
    return path


def url(name: str, *args: Any) -> str:
    return reverse(f"office:{name}", args=args)


class Clerk(Desk):
    """Somebody who brings files, and the worker beside them."""

    def bring(self, kind: str, data: str | bytes, name: str = "customers.csv", status: int = 302) -> str:
        """Drop a file; the address of its page."""
        content = data.encode("cp1252") if isinstance(data, str) else data
        posted = {
            "kind": kind,
            "import_id": new_id(timezone.now()),
            "file": SimpleUploadedFile(name, content),
        }
        answer = self.client.post(url("import_new"), posted)
        assert answer.status_code == status, text_of(answer)[:2000]
        self.answer = answer
        return str(answer.headers.get("Location", ""))

    def press(self, page: str, verb: str, **more: Any) -> str:
        """A verb of the page, and the worker's turn after it; what the page then says."""
        posted = {"job_id": new_id(timezone.now()), **more}
        answer = self.client.post(f"{page}{verb}/", posted, follow=True)
        assert answer.status_code == 200
        work()
        return self.see(page)


def work() -> None:
    """The worker does what people asked for."""
    desk = JobDesk(beats=False)
    while desk.do_one():
        pass


@pytest.fixture
def clerk() -> Clerk:
    return Clerk("owner")


def test_a_file_is_brought_tried_kept_and_taken_back(clerk: Clerk) -> None:
    page = clerk.bring("customers", CUSTOMERS)
    seen = clerk.see(page)
    assert "CSV, cp1252, delimiter ';'" in seen
    assert "Bäckerei Groß" in seen
    assert "1500.50" in seen, "as it will be understood"
    assert sql.rows("select count(*) from parties_customer") == [(0,)]

    seen = clerk.press(page, "check")
    assert "3 of 4 rows can be brought in. Nothing of it is in the books yet." in seen
    assert "Country: “Nirgendwo” is not a country." in seen
    assert sql.rows("select count(*) from parties_customer") == [(0,)]

    seen = clerk.press(page, "begin")
    assert "3 made, 0 changed, 0 as they were, 1 refused." in seen
    assert sql.rows("select number from parties_customer order by 1") == [("K1",), ("K2",), ("K4",)]
    assert f'href="{url("customer", customer("K1"))}"' in clerk.get(page).content.decode()
    assert "<script>alert(1)" not in clerk.get(page).content.decode()

    assert "3 rows can be taken back." in clerk.see(f"{page}undo/")
    seen = clerk.press(page, "take-back")
    assert "3 rows were taken back, 0 stand." in seen
    assert sql.rows("select count(*) from parties_customer") == [(0,)]


def customer(number: str) -> Any:
    return sql.rows("select id from parties_customer where number = %s", [number])[0][0]


def test_columns_are_corrected_with_a_preview_and_remembered(clerk: Clerk) -> None:
    page = clerk.bring("customers", CUSTOMERS)
    heading = CUSTOMERS.splitlines()[0].split(";")
    fields = ["number", "name", "line1", "city", "country", "credit_limit", "group"]
    asked = {"column": heading, "field": fields}
    shown = clerk.client.post(f"{page}preview/", asked).content.decode()
    assert '<th scope="col">Group</th>' in shown
    missing = clerk.client.post(
        f"{page}preview/", asked | {"field": ["number", "", *fields[2:]]}
    ).content.decode()
    assert "Still needed: Name." in missing
    assert "disabled" in missing
    twice = clerk.client.post(f"{page}preview/", asked | {"field": ["name", *fields[1:]]}).content.decode()
    assert "Two columns are Name." in twice
    assert "3 of 4 rows" in clerk.press(page, "check", **asked)
    again = clerk.bring("customers", CUSTOMERS.upper().replace("STRASSE", "Straße"))
    html = clerk.get(again).content.decode()
    assert '<option value="group" selected>' in html


def test_what_changes_is_told_field_by_field(clerk: Clerk) -> None:
    clerk.press(clerk.bring("suppliers", "number,name,lead days\nS1,Tea Traders,5\n"), "check")
    first = clerk.bring("suppliers", "number,name,lead days\nS1,Tea Traders,5\nS2,Mugs,3\n")
    clerk.press(first, "check")
    clerk.press(first, "begin")
    second = clerk.bring("suppliers", "number,name,lead days\nS1,Tea & Co,9\nS2,Mugs,3\n")
    seen = clerk.press(second, "check")
    assert "Name Tea Traders → Tea & Co" in seen
    assert "Lead time, days 5 → 9" in seen
    assert "S2 As it is" in seen
    only = clerk.see(f"{second}?verdict=changed")
    assert "S1" in only
    assert "S2" not in only
    assert "S2" in clerk.see(f"{second}?q=S2")


def test_refused_rows_are_a_file_to_mend(clerk: Clerk) -> None:
    page = clerk.bring("customers", "number,name,country\n=1+1,X,DE\nK3,Falsch,Nirgendwo\n")
    clerk.press(page, "check")
    answer = clerk.get(f"{page}refused/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["number", "name", "country", "row refused", "reason"]
    assert rows[1][:1] == ["'=1+1"]
    assert rows[2][:4] == ["K3", "Falsch", "Nirgendwo", "3"]


def test_a_workbook_shows_its_sheets(clerk: Clerk, tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "b.xlsx", ["x"], [1], sheet="Notes", more={"Firmen": [["number", "name"], ["S1", "Tea"]]}
    )
    page = clerk.bring("suppliers", path.read_bytes(), "b.xlsx")
    assert "Firmen" in clerk.get(page).content.decode()
    shown = clerk.client.post(
        f"{page}preview/", {"column": ["x"], "field": [""], "sheet": "Firmen"}
    ).content.decode()
    assert "<td>Tea</td>" in shown


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\0\0\0\0", "is empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Excel file"),
        ("a.xlsx", b"PK\x03\x04garbage", "damaged XLSX"),
        ("../../etc/passwd", b"", "empty"),
    ],
)
def test_a_hostile_file_is_refused_in_words(clerk: Clerk, name: str, data: bytes, sentence: str) -> None:
    clerk.bring("customers", data, name, status=422)
    assert sentence in text_of(clerk.answer)
    assert sql.rows("select count(*) from imports_import") == [(0,)]


def test_a_file_of_no_kind_or_without_a_file_is_refused(clerk: Clerk) -> None:
    clerk.bring("secrets", "a,b\n1,2\n", status=422)
    answer = clerk.client.post(url("import_new"), {"kind": "items", "import_id": new_id(timezone.now())})
    assert "Choose a file, or drop one here." in text_of(answer)


def test_roles_bring_what_they_may_do_by_hand() -> None:
    sales, purchasing = Clerk("sales"), Clerk("purchasing")
    assert [kind for kind in ("Prices", "Open orders") if kind in sales.see(url("import_new"))] != []
    assert "Opening stock" not in sales.see(url("import_new"))
    assert "Opening stock" in purchasing.see(url("import_new"))
    sales.bring("items", "sku,name\nA,B\n", status=422)
    page = Clerk("owner").bring("items", "sku,name\nA,B\n")
    sales.get(page, status=403)
    sales.client.post(f"{page}check/", {"job_id": new_id(timezone.now())})
    assert sql.rows("select state from imports_import") == [("draft",)]
    Clerk("viewer").get(url("import_new"), status=403)
    Desk("sales", own_customers=True).get(url("import_new"), status=403)


def test_two_people_press_at_once_and_one_job_is_asked(clerk: Clerk) -> None:
    page = clerk.bring("suppliers", "number,name\nS1,Tea\n")
    version = sql.rows("select version from imports_import")[0][0]
    for _ in range(2):
        clerk.client.post(f"{page}check/", {"job_id": new_id(timezone.now()), "version": version})
    assert sql.rows("select count(*) from base_job") == [(1,)]


def test_an_import_in_the_books_is_neither_changed_nor_thrown_away(clerk: Clerk) -> None:
    page = clerk.bring("suppliers", "number,name\nS1,Tea\n")
    clerk.press(page, "check")
    clerk.press(page, "begin")
    for verb in ("check", "discard", "begin"):
        said = clerk.say(f"{page}{verb}/", job_id=new_id(timezone.now()), column="name", field="name")
        assert "cannot be changed" in said
    assert sql.rows("select state from imports_import") == [("kept",)]
    assert sql.rows("select count(*) from parties_supplier") == [(1,)]


def test_examples_can_be_downloaded_and_brought_in(clerk: Clerk) -> None:
    from tradepost.doors.office.imports.words import KIND_WORDS

    for kind in ("suppliers", "customers", "items", "prices", "tax_rules", "tax_exemptions"):
        data = clerk.get(f"{url('import_example')}?kind={kind}").content
        page = clerk.bring(kind, data, f"{kind}.csv")
        assert "Still needed" not in clerk.see(page)
        clerk.press(page, "check")
        seen = clerk.press(page, "begin")
        assert "0 refused" in seen, (kind, seen)
    assert set(KIND_WORDS) == set(KINDS)


def test_the_pages_ask_as_much_for_one_row_as_for_three(clerk: Clerk) -> None:
    counts = []
    for rows in (1, 3):
        text = "number,name\n" + "".join(f"S{rows}{n},Name {n}\n" for n in range(rows))
        page = clerk.bring("suppliers", text)
        draft = count_of(clerk, page)
        clerk.press(page, "check")
        tried = count_of(clerk, page)
        clerk.press(page, "begin")
        there = count_of(clerk, url("imports"))
        counts.append((draft, tried, count_of(clerk, page), count_of(clerk, f"{page}undo/"), there))
    assert counts[0] == counts[1]
    assert id_in(page)
