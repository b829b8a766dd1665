"""`tradepost import` tells how it read a file, what became of it, and where the refused rows are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tradepost.base import sql
from tradepost.doors.cli import main as cli

pytestmark = pytest.mark.django_db
TEXT = "Kundennr;Firma;Land;Farbe\n1;Bäckerei Groß;DE;rot\n2;=Summe;DE;\n3;Käse;Nirgendwo;\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kunden.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    return path


def test_a_dry_run_tells_every_row(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "customers", str(file), "--dry-run"]) == cli.REFUSED
    assert capsys.readouterr().out.splitlines() == [
        "kunden.csv: CSV, cp1252, delimiter ';'",
        "  'Kundennr' is number",
        "  'Firma' is name",
        "  'Land' is country",
        "  not used: 'Farbe'",
        "row 2: made 1",
        "row 3: refused 2 name: is a formula; write its value.",
        "row 4: refused 3 country: “Nirgendwo” is not a country. Give its two-letter code, for example DE.",
        "1 would be made, 0 would be changed, 0 would be same, 2 would be refused",
    ]
    assert sql.rows("select count(*) from parties_customer") == [(0,)]
    assert not Path("kunden.csv.refused.csv").exists()


def test_refused_rows_can_be_corrected_and_imported_again(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "customers", str(file), "--report", "report.csv"]) == cli.REFUSED
    assert capsys.readouterr().out.endswith(
        "1 made, 0 changed, 0 same, 2 refused\nrefused rows: kunden.csv.refused.csv\n"
    )
    refused = Path("kunden.csv.refused.csv")
    with refused.open(encoding="utf-8-sig", newline="") as handle:
        assert list(csv.reader(handle)) == [
            ["Kundennr", "Firma", "Land", "Farbe", "row refused", "reason"],
            ["2", "'=Summe", "DE", "", "3", "name: is a formula; write its value."],
            [
                "3", "Käse", "Nirgendwo", "", "4",
                "country: “Nirgendwo” is not a country. Give its two-letter code, for example DE.",
            ],
        ]  # fmt: skip
    with Path("report.csv").open(encoding="utf-8", newline="") as handle:
        assert [row[:3] for row in csv.reader(handle)][1:] == [
            ["2", "made", "1"],
            ["3", "refused", "2"],
            ["4", "refused", "3"],
        ]
    refused.write_text(
        refused.read_text(encoding="utf-8-sig").replace("'=Summe", "Summe").replace("Nirgendwo", "NL")
    )
    assert cli.main(["import", "customers", str(refused)]) == cli.WELL
    assert cli.main(["import", "customers", str(file)]) == cli.REFUSED
    assert "0 made, 0 changed, 1 same, 2 refused" in capsys.readouterr().out


def test_what_cannot_be_read_is_told_in_a_sentence(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "prices", str(file)]) == cli.REFUSED
    assert "No column for sku, price was found" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="--map is COLUMN=FIELD"):
        cli.main(["import", "customers", str(file), "--map", "Firma"])
