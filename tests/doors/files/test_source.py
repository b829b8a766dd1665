"""Any encoding, any delimiter, XLSX; and files made to do harm."""

from __future__ import annotations

import codecs
import datetime
import zipfile
from pathlib import Path

import pytest

from tradepost.doors.files import Unreadable, opened
from tradepost.doors.files import source as reading

from .imported import write_sheet

GERMAN = (
    "Kundennummer;Firma;Straße;Ort\n1;Bäckerei Groß;Hauptstraße 1;Köln\n2;Käse & Söhne;Überweg 2;München\n"
    "3;Café Blümchen;Gänsemarkt 3;Düsseldorf\n4;Weingut Schäfer;Mühlgäßchen 8;Würzburg\n"
)


def read(path: Path, **given: str) -> tuple[str, list[tuple[str, ...]]]:
    with opened(path, **given) as source:
        rows = list(source.rows)
    assert [row.fault for row in rows if row.fault] == []
    return source.told, [row.cells for row in rows]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE), ("cp1252", b""), ("mac_roman", b""), ("utf-16-le", b""),
    ],
)  # fmt: skip
def test_encodings_are_found_out(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(mark + GERMAN.encode(encoding))
    _, rows = read(path)
    assert rows == [tuple(line.split(";")) for line in GERMAN.splitlines()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "k.csv"
    lines = [["sku", "name", "price"], ["1", 'Tee, "grün"; 1|2', "1,50"], ["2", "Zwei\nZeilen", "2,00"]]
    path.write_text(
        "\n".join(delimiter.join('"' + c.replace('"', '""') + '"' for c in line) for line in lines)
    )
    told, rows = read(path)
    assert repr(delimiter) in told
    assert rows == [tuple(line) for line in lines]


def test_a_sheet_reads_like_a_csv_file(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "k.xlsx",
        ["sku", "price", "from", "active"],
        ["A-1", 12.5, datetime.date(2024, 12, 31), True],
        [],
        [17, 3, datetime.datetime(2024, 1, 2, 3, 4, 5), False],
        ["A-3", 0.1],
        more={"Other": [["x"], ["y"]]},
    )
    assert read(path) == (
        "XLSX, first sheet",
        [
            ("sku", "price", "from", "active"),
            ("A-1", "12.5", "2024-12-31", "1"),
            ("17", "3", "2024-01-02 03:04:05", "0"),
            ("A-3", "0.1"),
        ],
    )
    assert read(path, sheet="Other")[1] == [("x",), ("y",)]
    with pytest.raises(Unreadable, match="there is no sheet 'Nope'; there are Sheet1, Other"):
        read(path, sheet="Nope")


def test_a_formula_is_what_it_showed_last(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "k.xlsx", ["sku", "price"], ["A", "=1+1"])
    assert read(path)[1][1] == ("A", "0")  # the writer computes nothing: 0 was shown


def test_nul_bytes_long_cells_and_too_many_cells_spoil_their_row_only(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text(
        "sku,name\n1,a\0b\n2," + "x" * 30_000 + "\n3," + "," * 2_000 + "z\n4,good\n", encoding="utf-8"
    )
    with opened(path) as source:
        rows = list(source.rows)
    assert [(row.number, row.fault) for row in rows] == [
        (1, ""),
        (2, "It holds a NUL character."),
        (3, "A cell is longer than 20,000 characters."),
        (4, "It has 2,002 cells; 500 is the most."),
        (5, ""),
    ]


def test_a_quote_that_is_never_closed_loses_only_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text('sku,name\n1,good\n2,"' + "x\n" * 100_000)
    with opened(path) as source:
        rows = list(source.rows)
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[2].fault.startswith("From here on the file cannot be read: field larger than")


def test_a_million_columns(tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_text(",".join(f"c{n}" for n in range(1_000_000)) + "\n")
    with opened(path) as source:
        (row,) = source.rows
    assert row.fault == "It has 1,000,000 cells; 500 is the most."


def bomb(path: Path, *, cells: str = "", filler: int = 0) -> Path:
    """A small workbook by hand, with what a writer would never write."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="r1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/worksheet"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            sheet.write(cells.encode())
            for _ in range(filler):
                sheet.write(b" " * 1_000_000)
            sheet.write(b"</sheetData></worksheet>")
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_UNPACKED", 50_000_000)
    path = bomb(tmp_path / "k.xlsx", filler=200)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(Unreadable, match="unpacks to more than"):
        read(path)


def test_a_sheet_of_seventeen_thousand_million_cells_is_refused(tmp_path: Path) -> None:
    path = bomb(
        tmp_path / "k.xlsx",
        cells='<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    )
    with pytest.raises(Unreadable, match="damaged, or unpacks to more than we take"):
        read(path)


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"PK\x03\x04 no archive", "is a damaged XLSX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel file"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, contents: bytes, sentence: str) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(contents)
    with pytest.raises(Unreadable, match=sentence):
        read(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Unreadable, match="a ZIP archive, but no XLSX workbook"):
        read(path)
    with pytest.raises(Unreadable, match="There is no file"):
        read(tmp_path / "nothing.csv")
