"""What is said of a file that is brought in: how it is read, what becomes of its rows, and the work in hand."""

from typing import Any

from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.rules import KINDS, STAGES, VERDICTS
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, Name, Word, Yes, about, new, one_of, text
from tradepost.doors.api.shapes import In, Shape
from tradepost.doors.files.reading import DECIMALS, DELIMITERS, ENCODINGS

Contents, Cell = text(100 * 1024 * 1024), text(20_000)
_HEADING = ["Number", "Name", "City"]


class FileToBring(In):
    """A file, or rows: give `content`, or `heading` and `rows`."""

    id: Id | None = about("Your id for it: sent twice, it is one import.", AN_ID, None)
    kind: one_of(*KINDS) = about("What it holds.", "customers")  # type: ignore[valid-type]
    file_name: Name = about("What people know it by.", "customers.csv", "rows.csv")
    content: Contents = about(  # type: ignore[valid-type]
        "A CSV or XLSX file in base64.", "TnVtYmVyLE5hbWUKQy0xMDAxLEhhcmJvdXIgQ2FmZQo=", ""
    )
    heading: list[Cell] = about("Of rows: what the columns are.", None, [], max_length=500)  # type: ignore[valid-type]
    rows: list[list[Cell]] = about(  # type: ignore[valid-type]
        "Of rows: the cells of each, numbers with a point.", None, [], max_length=200_000
    )


class ColumnChange(In):
    """What a column is."""

    heading: Word = about("As it stands in the file.", "Firm")
    field: Word = about("The field it holds; empty: nobody reads it.", "name")


class ImportChange(In):
    """How the file is to be read; what is left out stays. What a trial said before is forgotten."""

    columns: list[ColumnChange] = new("Those that were guessed wrong.", max_length=500)
    encoding: one_of("", *ENCODINGS) = new("Empty: guessed.", "utf-8")  # type: ignore[valid-type]
    delimiter: one_of("", *DELIMITERS) = new("Of CSV. Empty: guessed.", ",")  # type: ignore[valid-type]
    sheet: Word = new("Of a workbook. Empty: the first.", "")
    decimal: one_of("", *DECIMALS) = new("The decimal mark. Empty: guessed.", ".")  # type: ignore[valid-type]
    price_list: Word = new("Where prices go, by name. Empty: the base one.")
    price_version: Id | None = new(
        "Or the draft of a version that they go to; they hold once it is activated."
    )
    warehouse: Word = new("Where opening stock lies, by code. Empty: the first one.")
    confirm: Yes = new("Whether open orders are confirmed.")
    credits: Yes = new(
        "Of orders: those whose quantities are below 0 are credit notes that name no invoice, and stay."
    )
    customer: Word = new(
        "Of orders: the number of whom they are for where a row names no customer. Empty: refused."
    )


class FieldOut(Shape):
    """A field that a column may hold."""

    name: str = about("Its name.", "name")
    needed: bool = about("Whether there is no such file without it.")
    called: list[str] = about("Headings by which it is recognised.", ["company", "customer name"])


class ImportKindOut(Shape):
    """A kind of file that you may bring."""

    kind: str = about("Its name.", "customers", json_schema_extra={"enum": list(KINDS)})
    fields: list[FieldOut] = about("What its columns may be.")


class ColumnOut(Shape):
    """A column, and what it is."""

    heading: str = about("As it stands in the file.", "Name")
    field: str = about("The field it holds; empty: nobody reads it.", "name")


class SampledColumn(ColumnOut):
    """A column with what stands in it."""

    samples: list[str] = about("The first words in it.", ["Harbour Cafe"])


class ShownCellOut(Shape):
    """A cell as it will be understood."""

    field: str = about("The field.", "name")
    text: str = about("The value.", "Harbour Cafe")
    wrong: str = about("What is wrong with it.", "")


class ShownRowOut(Shape):
    """A row as it will be understood."""

    number: int = about("Its place in the file, the heading included.", 2)
    wrong: str = about("What is wrong with all of it.", "")
    cells: list[ShownCellOut] = about("Its cells.")


class ReadOut(Shape):
    """How a file is read now."""

    told: str = about("In words.", "CSV, utf-8, delimiter ','")
    sheets: list[str] = about("The sheets of a workbook.", [])
    columns: list[SampledColumn] = about("Its columns, as guessed, remembered or corrected.")
    missing: list[str] = about("Needed fields that no column holds.", [])
    rows: list[ShownRowOut] = about("The first rows, as they will be understood.")


class CountsOut(Shape):
    """What becomes, or became, of the rows."""

    made: int = about("Rows that make something.", 2)
    changed: int = about("Rows that change something.", 1)
    same: int = about("Rows that say what is so already.", 0)
    refused: int = about("Rows that cannot be kept.", 1)
    through: int = about("Rows that were brought in, or refused while they were.", 0)
    undone: int = about("Rows that were taken back.", 0)
    standing: int = about("Rows that could not be taken back.", 0)


class WorkOut(Shape):
    """The work on a file that is in hand, or the last one."""

    id: IdOut = about("The job.")
    kind: str = about("What is done.", "import.check")
    state: str = about(
        "How far it is.",
        "done",
        json_schema_extra={"enum": ["queued", "running", "done", "failed", "cancelled"]},
    )
    done: int = about("Rows done.", 4)
    total: int | None = about("Rows in all, when that is known.", 4)
    said: str = about("What came out, or what went wrong.", "3 of 4 rows can be brought in.")
    asked_at: MomentOut = about("When it was asked for.")
    started_at: MomentOut | None = about("When a worker took it.")
    ended_at: MomentOut | None = about("When it was over.")
    FROM = {"asked_at": "made_at"}


class ImportListed(Shape):
    """An import in a list."""

    id: IdOut = about("The import.")
    kind: str = about("What it holds.", "customers", json_schema_extra={"enum": list(KINDS)})
    file_name: str = about("What people know it by.", "customers.csv")
    file_bytes: int = about("How large the file is.", 412)
    state: str = about("Where it stands.", "checked", json_schema_extra={"enum": list(IMPORT.states)})
    is_example: bool = about("Whether it is of the example data.")
    brought_by: str = about("Who brought it.", "Mara")
    brought_at: MomentOut = about("When.")
    version: int = about("Counts the changes; the number in the ETag.", 1)
    FROM = {"brought_by": "actor", "brought_at": "made_at"}


class ImportOut(ImportListed):
    """An import, and how far it came."""

    told: str = about("How the file is read, in words.", "CSV, utf-8, delimiter ','")
    columns: list[ColumnOut] = about("Its columns.")
    reading: dict[str, str] = about("What was chosen of encoding, delimiter, sheet and decimal.", {})
    options: dict[str, Any] = about(
        "What was chosen of price_list, price_version, warehouse and confirm.", {}
    )
    counts: CountsOut = about("What a trial said of the rows, or what became of them.")
    work: WorkOut | None = about("Your work in hand, or the last one.")


class EffectOut(Shape):
    """One thing that a row makes or changes."""

    kind: str = about("What it is.", "customer")
    subject_id: IdOut = about("Its id.")
    new: dict[str, Any] = about("The values, by field.", {"name": "Harbour Cafe"})
    old: dict[str, Any] | None = about("Of what is changed, the values before.")


class FileRowOut(Shape):
    """What becomes, or became, of one row."""

    number: int = about("Its place in the file, the heading included.", 2)
    key: str = about("What it is about.", "C-1001")
    verdict: str = about("What becomes of it.", "made", json_schema_extra={"enum": list(VERDICTS)})
    stage: str = about(
        "`checked` by a trial, `kept`, `undone`, or `standing` when it could not be taken back.",
        "checked",
        json_schema_extra={"enum": list(STAGES)},
    )
    reason: str = about("Why it is refused, or stands.", "")
    subject_id: IdOut | None = about("The record it made or changed.")
    effects: list[EffectOut] = about("What it makes or changes.")
    cells: list[str] = about("The cells of a refused row, to be mended.", [])


class StayingRow(Shape):
    """A row that cannot be taken back now."""

    number: int = about("Its place in the file, the heading included.", 2)
    key: str = about("What it is about.", "C-1001")
    reason: str = about("Why.", "Order SO-1042 names it.")


class LookBackOut(Shape):
    """What taking an import back would do now."""

    goes: int = about("Rows that would be taken back, of those looked at.", 2)
    unseen: int = about("Rows that nobody looked at: only the first thousands are.", 0)
    stays: list[StayingRow] = about("Rows that would stay.")
