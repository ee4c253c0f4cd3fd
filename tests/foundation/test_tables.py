"""Reading tables as other systems give them."""

import zipfile
from pathlib import Path

import pytest

from peel.foundation.environment import CHECKOUT
from peel.foundation.tables import UnreadableTable, fill_down, read_table

WORKFORCE = CHECKOUT.parent / "shared" / "data" / "police" / "police-workforce-sep19-tables.ods"
TWO_PEOPLE = [(2, {"number": "7", "name": "Zoë O’Neil"}), (3, {"number": "8", "name": "Bell, J"})]


def written(folder: Path, content: bytes) -> Path:
    file = folder / "extract.dat"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    "content",
    [
        'number,name\n7,Zoë O’Neil\n8,"Bell, J"\n'.encode(),
        'number,name\r\n7,Zoë O’Neil\r\n8,"Bell, J"\r\n'.encode("utf-8-sig"),
        'number;name\r\n7;Zoë O’Neil\r\n8;"Bell, J"\r\n'.encode("cp1252"),
        "number\tname\n7\tZoë O’Neil\n8\tBell, J\n".encode("utf-16"),
        "number ; name\n 7 ;  Zoë\u00a0 O’Neil \n8;Bell, J\n;\n".encode(),
    ],
    ids=["UTF-8", "with a BOM", "Windows-1252 with semicolons", "UTF-16 with tabs", "spaces and an empty last row"],
)
def test_the_same_table_is_read_from_every_usual_encoding_and_sign(tmp_path: Path, content: bytes) -> None:
    table = read_table(written(tmp_path, content))

    assert (table.columns, list(table.rows)) == (["number", "name"], TWO_PEOPLE)


def test_row_numbers_are_those_that_a_spreadsheet_shows_also_after_blank_rows_and_titles(tmp_path: Path) -> None:
    text = 'HR extract\n\nnumber,name\n\n7,"two\nlines"\n,\n8,Bell\n'

    table = read_table(written(tmp_path, text.encode()))

    assert table.header_row == 3
    assert list(table.rows) == [(5, {"number": "7", "name": "two lines"}), (7, {"number": "8", "name": "Bell"})]


def test_a_first_line_that_tells_excel_the_sign_is_obeyed(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b"sep=;\nnumber;name\n7;A, B\n"))

    assert list(table.rows) == [(3, {"number": "7", "name": "A, B"})]


def test_rows_shorter_and_longer_than_the_names_lose_nothing(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b"number,name,rank\n7\n8,Bell,PC,extra\n"))

    assert list(table.rows) == [
        (2, {"number": "7", "name": "", "rank": "", "column 4": ""}),
        (3, {"number": "8", "name": "Bell", "rank": "PC", "column 4": "extra"}),
    ]


def test_a_sheet_is_read_with_its_dates_numbers_and_merged_cells(tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    write_xlsx(file, [["unit", "number", "from"], ["North", 7, 46347], ["", 8.5, 46348]], merged="A2:A3")

    table = read_table(file)

    assert list(table.rows) == [
        (2, {"unit": "North", "number": "7", "from": "2026-11-21"}),
        (3, {"unit": "North", "number": "8.5", "from": "2026-11-22"}),
    ]


def test_a_sheet_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "extract.xlsx"
    write_xlsx(file, [["unit"], ["North"]])

    with pytest.raises(UnreadableTable) as refusal:
        read_table(file, sheet="People")

    assert str(refusal.value) == "The spreadsheet has no sheet “People”."


def test_what_merged_cells_left_empty_is_filled_from_above_only_where_asked() -> None:
    rows = [(2, {"unit": "North", "left": "2026-01-01"}), (3, {"unit": "", "left": ""})]

    assert list(fill_down(rows, columns=["unit"])) == [
        (2, {"unit": "North", "left": "2026-01-01"}),
        (3, {"unit": "North", "left": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n , \n", "The file has no rows."),
        (b"\x89PNG\r\n\x00\x00\x00", "The file is not a table: give a CSV file or a spreadsheet."),
        (b"PK\x03\x04 and then nothing", "The file is not a spreadsheet that Peel can read."),
        (b"\xd0\xcf\x11\xe0 and then nothing", "The file is not a spreadsheet that Peel can read."),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        read_table(written(tmp_path, content))

    assert str(refusal.value) == sentence


@pytest.mark.skipif(not WORKFORCE.exists(), reason="the published workforce tables are not beside this checkout")
def test_the_home_offices_own_spreadsheet_is_read() -> None:
    table = read_table(WORKFORCE, sheet="Table_1")

    rows = dict(table.rows)
    assert table.columns == [
        "column 1", "2018-09-30", "2019-03-31", "2019-09-30", "number", "%", "number (2)", "% (2)",
    ]  # fmt: skip
    assert (table.header_row, rows[8]["column 1"], rows[8]["2018-09-30"]) == (6, "Cleveland", "1223.92")
    assert len(table.sheets) == 14


def write_xlsx(file: Path, rows: list[list[str | float]], *, merged: str = "") -> None:
    """The least that is a spreadsheet: numbers over 40,000 wear a date's clothes."""

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>' if value else "<c/>"
        return f'<c s="{int(value > 40000)}"><v>{value}</v></c>'

    body = "".join(f"<row>{''.join(cell(value) for value in row)}</row>" for row in rows)
    merges = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>'
        '<sheet name="Staff" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{body}</sheetData>{merges}</worksheet>",
    }
    with zipfile.ZipFile(file, "w") as book:
        for name, text in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
