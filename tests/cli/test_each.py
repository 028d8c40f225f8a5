"""``build --each``: a document for each unit that reported, of its own figures."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from clerk import Answer, Run
from office import needs_libreoffice
from openpyxl import load_workbook
from sample_jobs import copied

from make_docx import chain
from make_docx.document import text_dump
from make_docx.intake import names
from make_docx.resources import data_folder


def put(path: Path, name: str, value: object) -> None:
    """Type `value` into the cell that the defined name stands for."""
    book = load_workbook(path)
    ((sheet, area),) = book.defined_names[name].destinations
    book[sheet][area.replace("$", "")].value = value
    book.save(path)


def put_element(job: Path, label: str, value: object) -> None:
    put(job / "公文要素.xlsx", names.element_name(label), value)


def said(path: object) -> str:
    return text_dump(Path(str(path)).read_bytes())


def made(answer: Answer) -> dict[str, str]:
    return {document["unit"]: document["path"] for document in answer.json["documents"]}


def form_of(job: Path, unit: str) -> Path:
    (path,) = job.glob(f"收件/**/*{unit}*.xlsx")
    return path


def spoil(job: Path, unit: str) -> None:
    """Type a word where a number belongs."""
    book = load_workbook(form_of(job, unit))
    name = next(name for name in book.defined_names if name.startswith("指标."))
    ((sheet, area),) = book.defined_names[name].destinations
    book[sheet][area.replace("$", "")].value = "不知道"
    book.save(form_of(job, unit))


@pytest.fixture
def units(heating: Path, run: Run) -> Sequence[str]:
    """The units of the job, in the order of its roster."""
    return [record["unit"] for record in run("check", heating, "--json").json["files"]]


def test_each_unit_has_a_document_of_its_own_figures(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    put_element(heating, "发文机关", "【单位名称】")
    put_element(heating, "标题", "【单位名称】关于【活动名称】的报告")
    answer = run("build", heating, "--each", "--json")
    assert answer.exit_code == 0, answer.words
    documents = made(answer)
    assert sorted(documents) == sorted(units)
    assert "each-unnamed" not in answer.codes("warn")
    for unit, path in documents.items():
        assert Path(path) == heating / "输出" / "各单位" / f"{unit}.docx"
        text = said(path)
        assert f"{unit}关于" in text
        assert [other for other in units if other != unit and other in text] == []
        assert "合计" not in text
        found = chain.verify(Path(path).read_bytes(), unit)
        assert found.ok
        traced = chain.trace(Path(path).read_bytes(), unit, "")
        sources = {origin.unit for figure in traced.figures for origin in figure.origins}
        assert sources == {unit}
        files = {o.ref.file for f in traced.figures for o in f.origins}
        assert files == {form_of(heating, unit).relative_to(heating).as_posix()}


def test_a_unit_is_compared_neither_with_the_others_nor_with_all_of_the_period_before(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    label = "悬挂宣传条幅"
    book = load_workbook(heating / "公文要素.xlsx")
    book["正文"]["B6"] = f"悬挂【{label}】{{，【{label}|同比】}}{{，最多的是【{label}|最多】}}。"
    book["上期数据"]["A5"], book["上期数据"]["B5"] = label, 4
    book.save(heating / "公文要素.xlsx")
    assert "同比" in said(run("build", heating, "--json").json["documents"][0]["path"])
    documents = made(run("build", heating, "--each", "--json"))
    sentences = [re.findall(r"悬挂\d+条.*", said(path)) for path in documents.values()]
    assert len(sentences) == len(units)
    assert [one for one in sentences if not re.fullmatch(r"悬挂\d+条。", "".join(one))] == []


def test_a_unit_with_an_error_goes_without_and_the_others_do_not(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    spoil(heating, units[1])
    answer = run("build", heating, "--each", "--json")
    assert answer.exit_code == 1
    assert sorted(made(answer)) == sorted({*units} - {units[1]})
    (error,) = [f for f in answer.json["findings"] if f["severity"] == "error"]
    assert error["unit"] == units[1]


def test_a_missing_unit_is_a_warning_and_its_old_document_is_told(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    run("build", heating, "--each")
    form_of(heating, units[0]).unlink()
    answer = run("build", heating, "--each", "--force", "--json")
    assert answer.exit_code == 0
    assert sorted(made(answer)) == sorted(units[1:])
    told = [f for f in answer.json["findings"] if f["code"] == "unit-document-old"]
    assert [f["file"] for f in told] == [f"输出/各单位/{units[0]}.docx"]


def test_copies_of_before_are_told_once_unless_their_document_is_the_same(
    heating: Path, run: Run, tmp_path: Path, units: Sequence[str]
) -> None:
    folder = tmp_path / "出去"
    run("build", heating, "--each", "--review", "-o", folder)
    (folder / f"{units[0]}.pdf").write_bytes(b"%PDF-")
    (folder / "别的公文.docx").write_bytes(b"mine")
    again = run("build", heating, "--each", "--force", "-o", folder, "--json")
    assert [f for f in again.codes("warn") if f.endswith("-old")] == []
    put_element(heating, "活动名称", "供热开放日")
    form_of(heating, units[1]).unlink()
    answer = run("build", heating, "--each", "--force", "-o", folder, "--json")
    told = [(f["code"], f["file"]) for f in answer.json["findings"] if f["code"].endswith("-old")]
    assert told == [("unit-document-old", f"出去/{units[1]}.docx"), ("copy-old", "出去")]


def test_a_copy_of_before_beside_a_single_document_is_told(heating: Path, run: Run) -> None:
    path = Path(run("build", heating, "--json").json["documents"][0]["path"])
    path.with_suffix(".pdf").write_bytes(b"%PDF-")
    same = run("build", heating, "--force", "-o", path, "--json")
    assert "copy-old" not in same.codes("warn")
    put_element(heating, "发文机关", "某市供热管理处")
    answer = run("build", heating, "--force", "-o", path, "--json")
    (found,) = [f for f in answer.json["findings"] if f["code"] == "copy-old"]
    assert found["file"] == f"输出/{path.stem}.pdf"


@pytest.mark.parametrize("name", ["收件", "发出/各单位"])
def test_documents_are_not_put_among_the_forms(heating: Path, run: Run, name: str) -> None:
    folder = heating / name
    folder.mkdir(parents=True, exist_ok=True)
    before = sorted(folder.iterdir())
    assert run("build", heating, "--each", "-o", folder).exit_code == 2
    assert run("build", heating, "-o", folder).exit_code == 2
    assert sorted(folder.iterdir()) == before


def test_the_folder_that_one_stands_in_can_be_the_job(
    heating: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(heating)
    assert run("build", ".", "--each").exit_code == 0


def test_an_error_of_the_brief_keeps_every_document_back(heating: Path, run: Run) -> None:
    put_element(heating, "标题", "【没有的】报告")
    answer = run("build", heating, "--each", "--json")
    assert (answer.exit_code, answer.json["documents"]) == (1, [])
    assert answer.codes().count("placeholder-unknown") == 1
    assert not (heating / "输出" / "各单位").exists()


def test_nothing_is_overwritten_and_then_nothing_is_written(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    mine = heating / "输出" / "各单位" / f"{units[1]}.docx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    answer = run("build", heating, "--each")
    assert answer.exit_code == 5
    assert mine.name in answer.words
    assert list(mine.parent.iterdir()) == [mine]
    assert mine.read_bytes() == b"mine"
    assert run("build", heating, "--each", "--force").exit_code == 0
    assert len(list(mine.parent.iterdir())) == len(units)


def test_documents_that_name_no_unit_are_told_once(heating: Path, run: Run) -> None:
    answer = run("build", heating, "--each", "--json")
    assert answer.exit_code == 0
    assert answer.codes("warn").count("each-unnamed") == 1


def test_a_document_without_data_and_a_copy_for_review(
    heating: Path, run: Run, tmp_path: Path, units: Sequence[str]
) -> None:
    folder = tmp_path / "一家一份"
    answer = run("build", heating, "--each", "--no-data", "--review", "-o", folder, "--json")
    assert answer.exit_code == 0
    names_made = {f"{unit}{end}.docx" for unit in units for end in ("", "（审阅稿）")}
    assert {path.name for path in folder.iterdir()} == names_made
    for document in answer.json["documents"]:
        with zipfile.ZipFile(document["path"]) as package:
            assert [name for name in package.namelist() if "customXml" in name] == []
        with zipfile.ZipFile(document["review"]) as package:
            assert "word/comments.xml" in package.namelist()
    assert run("build", heating, "--each", "-o", tmp_path / "公文.docx").exit_code == 2


def test_a_workbook_of_one_job_has_its_documents_in_a_folder_beside_it(
    bureau: Path, run: Run
) -> None:
    answer = run("build", bureau, "--each", "--json")
    assert answer.exit_code == 0, answer.words
    (path,) = made(answer).values()
    assert Path(path).parent == bureau.with_name(f"{bureau.stem}（各单位）")


def test_without_each_the_name_of_the_unit_is_refused_where_there_are_several(
    heating: Path, run: Run
) -> None:
    put_element(heating, "署名", "【单位名称】")
    answer = run("build", heating, "--json")
    (found,) = [f for f in answer.json["findings"] if f["severity"] == "error"]
    assert (found["code"], found["label"]) == ("unit-name-several", "署名")
    assert "build --each" in found["action"]


def test_a_job_that_cannot_do_without_the_name_of_the_unit_is_checked_for_each(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    put_element(heating, "署名", "【单位名称】")
    answer = run("check", heating, "--json")
    assert answer.exit_code == 0
    assert answer.codes("note").count("each-meant") == 1
    spoil(heating, units[1])
    plain, asked, built = (
        run(*words, heating, "--json")
        for words in (("check",), ("check", "--each"), ("build", "--each"))
    )
    assert plain.exit_code == asked.exit_code == built.exit_code == 1
    assert asked.json["findings"] == built.json["findings"]
    assert [f for f in plain.json["findings"] if f["code"] != "each-meant"] == asked.json[
        "findings"
    ]


def test_counts_that_are_of_one_unit_only_are_told(heating: Path, run: Run) -> None:
    book = load_workbook(heating / "公文要素.xlsx")
    for row in range(5, 40):
        book["正文"][f"A{row}"], book["正文"][f"B{row}"] = None, None
    book["正文"]["A5"], book["正文"]["B5"] = "正文", "共{【应报单位数】家、}【报送单位数】家。"
    book.save(heating / "公文要素.xlsx")
    answer = run("check", heating, "--each", "--json")
    told = [f for f in answer.json["findings"] if f["code"] == "each-counts-one"]
    assert [(f["cell"], f["found"]) for f in told] == [("B5", "报送单位数")]


def test_what_cannot_be_the_same_for_all_is_told(heating: Path, run: Run) -> None:
    """One number is one document (GB/T 9704 7.2.5)."""
    put_element(heating, "发文机关", "【单位名称】")
    put_element(heating, "发文字号", "X建〔2021〕5号")
    put_element(heating, "签发人", "张××")
    put_element(heating, "印发机关", "XX市住房和城乡建设局办公室")
    answer = run("check", heating, "--each", "--json")
    told = {(f["code"], f["label"], f["found"]) for f in answer.json["findings"]}
    assert {each for each in told if each[0].startswith("each-same")} == {
        ("each-same-number", "发文字号", "X建〔2021〕5号"),
        ("each-same-office", "签发人", "张××"),
        ("each-same-office", "印发机关", "XX市住房和城乡建设局办公室"),
    }
    put_element(heating, "发文字号", None)
    put_element(heating, "签发人", "×××")
    put_element(heating, "印发机关", "【单位名称】办公室")
    answer = run("check", heating, "--each", "--json")
    assert (answer.exit_code, answer.codes()) == (0, [])


# ── a place among the others ─────────────────────────────────────────────────────────────


@pytest.fixture
def circular(tmp_path: Path) -> Path:
    """Sixteen units that an annex ranks by their marks."""
    job = copied("bureau-inspection-circular.xlsx", tmp_path)
    put(job, names.element_name("主送机关"), "【单位名称】")
    return job


def row_of(path: str) -> str:
    """The row of the only unit in the 排名表."""
    (row,) = re.findall(r"^\| *(\d+ \| .*?) \|", said(path), re.MULTILINE)
    return str(row)


def test_a_unit_has_its_place_among_all_that_reported(circular: Path, run: Run) -> None:
    whole = run("build", circular, "--json")
    assert whole.exit_code == 1
    put(circular, names.element_name("主送机关"), "各单位")
    whole = run("build", circular, "--json").json["documents"][0]["path"]
    right = re.findall(r"^\| *(\d+ \| .*?) \|", said(whole), re.MULTILINE)
    assert len(right) == 16
    put(circular, names.element_name("主送机关"), "【单位名称】")
    documents = made(run("build", circular, "--each", "--json"))
    assert sorted(map(row_of, documents.values())) == sorted(right)
    assert row_of(documents["财务科"]) == "11 | 财务科"
    for unit, path in documents.items():
        assert chain.verify(Path(path).read_bytes(), unit).ok


def test_a_place_that_somebody_changed_is_found(circular: Path, run: Run) -> None:
    path = Path(made(run("build", circular, "--each", "--json"))["财务科"])
    data = path.read_bytes()
    assert "table-changed" not in {f.code for f in chain.verify(data, path.name).findings}
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    text = files["word/document.xml"].decode()
    assert text.count(">11<") == 1
    files["word/document.xml"] = text.replace(">11<", ">1<").encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    found = chain.verify(path.read_bytes(), path.name)
    (changed,) = [f for f in found.findings if f.code == "table-changed"]
    assert (changed.found, changed.expected) == ("1", "11")


def test_where_an_annex_ranks_units_one_that_is_not_settled_keeps_all_back(
    circular: Path, run: Run
) -> None:
    book = load_workbook(circular)
    sheet = book["数据"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == 96.5]
    cells[0].value = "九十几"
    book.save(circular)
    answer = run("build", circular, "--each", "--json")
    assert (answer.exit_code, answer.json["documents"]) == (1, [])
    (found,) = [f for f in answer.json["findings"] if f["code"] == "each-ranking-open"]
    assert (found["sheet"], found["found"]) == ("附件", "行政审批科")


def test_a_unit_that_is_missing_from_the_ranking_is_noted_below_it(
    circular: Path, run: Run
) -> None:
    book = load_workbook(circular)
    (row,) = [r for r in book["数据"].iter_rows() if any(cell.value == "办公室" for cell in r)]
    for cell in row:
        cell.value = None
    book.save(circular)
    documents = made(run("build", circular, "--each", "--json"))
    assert len(documents) == 15
    assert row_of(documents["财务科"]) == "10 | 财务科"
    assert "还有单位没有报送" in said(documents["财务科"])


def test_who_is_first_cannot_be_said_of_one_unit_alone(circular: Path, run: Run) -> None:
    book = load_workbook(circular)
    book["正文"]["B7"] = "最高的是【得分|最多】{，前二名是【得分|前二】}。"
    book.save(circular)
    answer = run("check", circular, "--each", "--json")
    (found,) = [f for f in answer.json["findings"] if f["severity"] == "error"]
    assert (found["code"], found["cell"]) == ("placeholder-unusable", "B7")
    book["正文"]["B7"] = "得分有高低{，前二名是【得分|前二】}{，有【得分|高于0|单位数】家}。"
    book.save(circular)
    documents = made(run("build", circular, "--each", "--json"))
    assert len(documents) == 16
    assert all("得分有高低。" in said(path) for path in documents.values())


# ── a job that nobody reports to ─────────────────────────────────────────────────────────


def test_without_a_roster_the_name_of_the_unit_is_nobodys(tmp_path: Path, run: Run) -> None:
    job = tmp_path / "函"
    assert run("new", "letter", job).exit_code == 0
    put_element(job, "主送机关", "【单位名称】")
    codes = run("check", job, "--json").codes()
    assert "unit-name-unasked" in codes
    assert "unit-name-several" not in codes
    assert run("build", job, "--each").exit_code == run("check", job, "--each").exit_code == 2


def test_a_letter_goes_to_each_unit_of_a_roster_that_was_copied_into_it(
    tmp_path: Path, run: Run
) -> None:
    job = copied("venue-letter", tmp_path)
    put_element(job, "主送机关", "【单位名称】")
    copy_roster(tmp_path, run, job, ["甲局", "乙局"])
    answer = run("check", job, "--json")
    assert (answer.exit_code, answer.codes("note").count("each-meant")) == (0, 1)
    documents = made(run("build", job, "--each", "--json"))
    assert {
        unit: "[主送机关] " + unit + "：" in said(path) for unit, path in documents.items()
    } == {
        "甲局": True,
        "乙局": True,
    }


def test_a_notice_goes_to_each_unit_with_the_form_beside_it(tmp_path: Path, run: Run) -> None:
    job = copied("county-preschool-notice", tmp_path)
    put_element(job, "主送机关", "【单位名称】")
    book = load_workbook(job / "公文要素.xlsx")
    for row, unit in enumerate(["甲局", "乙局"], start=5):
        book["单位名册"][f"B{row}"] = unit
    book.save(job / "公文要素.xlsx")
    answer = run("build", job, "--each", "--json")
    assert answer.exit_code == 0, answer.words
    assert sorted(made(answer)) == ["乙局", "甲局"]
    (form,) = {document["form"] for document in answer.json["documents"]}
    assert Path(form).is_file()
    assert answer.json["units"]["missing"] == []


def copy_roster(tmp_path: Path, run: Run, job: Path, units: Sequence[str]) -> None:
    """As a clerk copies the sheet of another job, and types the names."""
    other = tmp_path / "别的"
    assert run("new", "report", other).exit_code == 0
    sheet = load_workbook(other / "公文要素.xlsx")["单位名册"]
    book = load_workbook(job / "公文要素.xlsx")
    copy = book.create_sheet(sheet.title)
    for row in sheet.iter_rows():
        for cell in row:
            copy[cell.coordinate].value = cell.value
    for at, unit in enumerate(units, start=5):
        copy[f"B{at}"] = unit
    book.save(job / "公文要素.xlsx")


@needs_libreoffice
def test_pdfs_come_from_one_call(heating: Path, run: Run, units: Sequence[str]) -> None:
    answer = run("build", heating, "--each", "--pdf", "--json")
    assert answer.exit_code == 0, answer.words
    pdfs = [Path(document["pdf"]) for document in answer.json["documents"]]
    assert [path.name for path in pdfs] == [f"{d}.pdf" for d in made(answer)]
    assert {path.read_bytes()[:5] for path in pdfs} == {b"%PDF-"}
    replaced = [f for f in answer.json["findings"] if f["code"].startswith("font-")]
    assert len({f["label"] for f in replaced}) == len(replaced)
    assert len(pdfs) == len(units)


def test_a_document_that_the_template_cannot_print_is_told_and_the_rest_is_made(
    heating: Path, run: Run, units: Sequence[str]
) -> None:
    """The template prints no numbers of headings, and only two units have a heading."""
    label = "悬挂宣传条幅"
    put(form_of(heating, units[0]), f"指标.{label}", 0)
    book = load_workbook(heating / "公文要素.xlsx")
    rows = [("正文", "开展了活动。"), ("一级标题", "情况"), ("正文", f"{{悬挂【{label}】。}}")]
    for row, cells in enumerate([*rows, *[(None, None)] * 9], start=5):
        book["正文"][f"A{row}"], book["正文"][f"B{row}"] = cells
    book.save(heating / "公文要素.xlsx")
    layout = data_folder("docx_templates") / "layouts" / "document-up.docx"
    source = zipfile.ZipFile(layout)
    with source, zipfile.ZipFile(heating / "模板.docx", "w") as out:
        for name in source.namelist():
            out.writestr(name, source.read(name).replace("{{ 段.序号 }}".encode(), b""))
    answer = run("build", heating, "--each", "--json")
    assert answer.exit_code == 1
    assert list(made(answer)) == [units[0]]
    failed = [f for f in answer.json["findings"] if f["severity"] == "error"]
    assert [(f["code"], f["unit"]) for f in failed] == [
        ("unit-document-failed", unit) for unit in units[1:]
    ]
    put(form_of(heating, units[0]), f"指标.{label}", 1)
    assert run("build", heating, "--each", "--force").exit_code == 3
