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


def put_element(job: Path, label: str, value: str) -> None:
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
    assert [f["file"] for f in told] == [f"各单位/{units[0]}.docx"]


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
    answer = run("check", heating, "--json")
    (found,) = [f for f in answer.json["findings"] if f["code"] == "placeholder-unusable"]
    assert (found["label"], found["found"]) == ("署名", "单位名称")
    assert run("build", heating, "--each").exit_code == 0


def test_a_kind_that_asks_nobody_is_refused(tmp_path: Path, run: Run) -> None:
    job = tmp_path / "通知"
    assert run("new", "notice", job).exit_code == 0
    assert run("build", job, "--each").exit_code == 2


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
    for row, cells in enumerate([*rows, *[(None, None)] * 3], start=5):
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
