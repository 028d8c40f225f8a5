"""Every fault of a kind's folder is found at once, at its line, in the author's words."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from msgspec.structs import replace
from openpyxl import load_workbook
from package import changed
from spoiling import remove

from make_docx.document import layout_path
from make_docx.errors import KindError, OutputError, UsageError
from make_docx.figures import check
from make_docx.findings import Severity
from make_docx.intake import read_job
from make_docx.kinds import open_shelf
from make_docx.model import (
    Aggregation,
    AnnexForm,
    Direction,
    Indicator,
    Kind,
    Layout,
    Level,
    ValueType,
)
from make_docx.workshop import Inspection, check_kind, check_kinds, make_sample, new_kind
from make_docx.workshop.example import example_job
from make_docx.workshop.plausible import reports
from make_docx.workshop.template import print_findings
from make_docx.workshop.trial import specimens, with_everything


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_kind("月报", folder=tmp_path_factory.mktemp("kinds"), with_template=True)


@pytest.fixture(autouse=True)
def nobody_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own kinds are no part of these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A right kind with everything, to spoil at will."""
    return Path(shutil.copytree(made, tmp_path / "月报"))


@pytest.fixture
def bare(folder: Path) -> Path:
    """A right kind.toml and nothing else."""
    shutil.rmtree(folder / "sample")
    (folder / "template.docx").unlink()
    return folder


def told(found: Inspection) -> list[tuple[str, str]]:
    """Code and place of what is more than a note."""
    return [
        (one.code, str(one.place)) for one in found.findings if one.severity is not Severity.NOTE
    ]


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "kind.toml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / "kind.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


THIRD = "outline 第 3 项 text：{报送情况的有【单位构成】}{，另有【…"


class TestKindToml:
    def test_a_new_kind_has_no_fault(self, made: Path) -> None:
        found = check_kind(made)
        assert found.findings == ()
        assert found.ok

    @pytest.mark.parametrize(
        ("old", "new", "code", "label", "said"),
        [
            ('name = "月报"', "name = “月报”", "kind-syntax", "name = “月报”", "英文"),
            ('name = "月报"', "name = 月报", "kind-syntax", "name = 月报", "引号"),
            ('name = "月报"', 'name ＝ "月报"', "kind-syntax", 'name ＝ "月报"', "="),
            ('name = "月报"', 'name = "月报', "kind-syntax", 'name = "月报', "引号"),
            ('name = "月报"', 'name = "月报";', "kind-syntax", 'name = "月报";', "多了“;”"),
            ('["上行文"]', '["上行文"', "kind-syntax", 'directions = ["上行文"', "]"),
            ('name = "月报"', "这是月报", "kind-syntax", "这是月报", "名称 = 内容"),
            ('name = "月报"', '名称 = "月报"', "kind-key-unknown", "名称", "是不是“name”"),
            ('name = "月报"', 'name = "a"\nname = "b"', "kind-syntax", 'name = "b"', "两次"),
            ('version = "1.0"', "version = 1.0", "kind-value", "version", "引号"),
            ('version = "1.0"', 'version = "一"', "kind-value", "version", "1.0"),
            ('id = "月报"', 'id = "Monthly Report"', "kind-value", "id", "汉字"),
            ('requires = ">=', 'requires = "', "kind-value", "requires", ">=0.2"),
            ('"上行文"', '"上行"', "kind-value", "directions 第 1 项", "是不是“上行文”"),
            ('layout = "文件"', 'layout = "红头"', "kind-value", "layout", "是不是“文件”"),
            ('layout = "文件"', "", "kind-lacks", "layout", 'layout = "文件"'),
            (
                'note = "本期新收到的。"',
                'remark = "本期"',
                "kind-key-unknown",
                "indicators 第 1 项 remark",
                "note",
            ),
            (
                "required = false",
                "requird = false",
                "kind-key-unknown",
                "indicators 第 4 项 requird",
                "是不是“required”",
            ),
            (
                "required = false",
                'required = "否"',
                "kind-value",
                "indicators 第 4 项 required",
                "false，不加引号",
            ),
            (
                'unit = "件"',
                "unit = 3",
                "kind-value",
                "indicators 第 1 项 unit",
                "文字",
            ),
            (
                'label = "主要做法"',
                'label = "受理事项 "',
                "brief-repeated",
                "indicators 第 4 项 label",
                "第 1 项",
            ),
            (
                'numerator = "按期办结"',
                'numerator = "按时办结"',
                "brief-unknown-name",
                "indicators 第 3 项 numerator",
                "是不是“按期办结”",
            ),
            (
                'relation = "≤ 受理事项"',
                'relation = "≤ 受理事件"',
                "relation-invalid",
                "indicators 第 2 项 relation",
                "是不是“受理事项”",
            ),
        ],
    )
    def test_a_fault_is_told_at_its_line_and_nothing_else_is(
        self, bare: Path, old: str, new: str, code: str, label: str, said: str
    ) -> None:
        spoil(bare, old, new)
        found = check_kind(bare)
        (fault,) = (one for one in found.findings if one.severity is Severity.ERROR)
        assert (fault.code, fault.place.file, fault.place.label) == (code, "kind.toml", label)
        assert said in fault.message + fault.action
        if new:
            assert fault.place.line == line_of(bare, new.splitlines()[-1])
        assert not found.ok

    def test_a_list_left_open_is_told_where_it_begins_and_hides_the_rest(self, bare: Path) -> None:
        spoil(bare, '算进来。",\n]', '算进来。",\n')
        (fault,) = (one for one in check_kind(bare).findings if one.blocks)
        assert fault.code == "kind-syntax"
        assert fault.place.line == line_of(bare, "instructions = [")
        assert "]" in fault.message

    @pytest.mark.parametrize("row", ["[annexes]", "[[annex]]"])
    def test_a_wrong_head_of_a_table_is_told_at_its_line(self, bare: Path, row: str) -> None:
        spoil(bare, "[[annexes]]\nname", f"{row}\nname")
        (fault,) = (one for one in check_kind(bare).findings if one.blocks)
        assert fault.place.line == line_of(bare, row)
        assert "annexes" in fault.message

    def test_every_wrong_line_is_told_at_once(self, bare: Path) -> None:
        spoil(bare, 'version = "1.0"', "version = “1.0”")
        spoil(bare, 'layout = "文件"', "layout = 文件")
        spoil(bare, 'type = "文字"', "type ＝ 文字")
        assert [code for code, _ in told(check_kind(bare))] == ["kind-syntax"] * 3

    def test_a_kind_for_a_later_program_is_told_so_and_nothing_else(self, bare: Path) -> None:
        spoil(bare, 'requires = ">=0.1"', 'requires = ">=9.2"\nnew_idea = true')
        (fault,) = check_kind(bare).findings
        assert (fault.code, fault.expected) == ("kind-outdated", "9.2")
        assert fault.place.line == line_of(bare, "requires")

    def test_a_file_in_another_encoding_is_told_so(self, bare: Path) -> None:
        text = (bare / "kind.toml").read_text("utf-8")
        (bare / "kind.toml").write_bytes(text.encode("gbk"))
        assert told(check_kind(bare)) == [("kind-unreadable", "kind.toml")]

    def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(self, bare: Path) -> None:
        text = (bare / "kind.toml").read_text("utf-8")
        (bare / "kind.toml").write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
        assert check_kind(bare).ok

    def test_a_name_that_is_taken_is_told_with_its_owner(self, bare: Path) -> None:
        spoil(bare, 'name = "月报"', 'name = "活动总结"')
        (fault,) = (one for one in check_kind(bare).findings if one.blocks)
        assert fault.code == "kind-name-taken"
        assert "内置" in fault.message

    def test_a_file_with_a_name_of_its_own_is_told_to_do_nothing(self, bare: Path) -> None:
        (bare / "模板.docx").write_bytes(b"")
        found = check_kind(bare)
        assert told(found) == [("kind-file-unused", "模板.docx")]
        assert found.ok


class TestTexts:
    @pytest.mark.parametrize(
        ("old", "new", "code", "label", "said"),
        [
            (
                "共受理事项【受理事项】",
                "共受理事项【受理事向】",
                "placeholder-unknown",
                THIRD,
                "受理事项",
            ),
            ("【受理事项|分类】", "【受理事项|类别】", "placeholder-mode", THIRD, "分类"),
            ("【按期办结率】", "【按期办结率|万】", "placeholder-mode", THIRD, "同比"),
            ("【按期办结率】", "【主要做法】", "placeholder-mode", THIRD, "各单位|主要做法"),
            ("【按期办结率】", "【按期办结率", "placeholder-unbalanced", THIRD, "【】"),
            ("{按期办结【", "按期办结【", "clause-unbalanced", THIRD, "大括号"),
            (
                "{共受理事项【受理事项】",
                "没有受理【受理事项|为零】。{共受理事项【受理事项】",
                "placeholder-unusable",
                THIRD,
                "大括号",
            ),
            (
                "{，【受理事项|同比】}",
                "，【受理事项|同比】",
                "placeholder-fragile",
                THIRD,
                "没有上期数据",
            ),
            (
                "{【活动时间】，}",
                "【活动时间】，",
                "placeholder-fragile",
                "outline 第 1 项 text：【活动时间】，【发文机关】组织开展了【…",
                "没有填写",
            ),
            (
                "【各单位|主要做法】",
                "有：【各单位|主要做法】",
                "placeholder-alone",
                "outline 第 5 项 text：有：【各单位|主要做法】",
                "独占一行",
            ),
            (
                "关于【活动名称】情况",
                "关于【活动名】情况",
                "placeholder-unknown",
                "title：【发文机关】关于【活动名】情况的报告",
                "活动名称",
            ),
            (
                'name = "受理事项办理情况统计表"',
                'name = "【活动】统计表"',
                "placeholder-unknown",
                "annexes 第 1 项 name：【活动】统计表",
                "活动名称",
            ),
        ],
    )
    def test_a_reference_that_would_fail_in_a_job_is_told_with_its_paragraph(
        self, bare: Path, old: str, new: str, code: str, label: str, said: str
    ) -> None:
        spoil(bare, old, new)
        (fault,) = (one for one in check_kind(bare).findings if one.blocks)
        assert (fault.code, fault.place.label) == (code, label)
        assert said in fault.message + fault.action
        assert fault.place.line == line_of(bare, new)

    def test_a_unit_printed_twice_is_a_warning(self, bare: Path) -> None:
        spoil(bare, "共受理事项【受理事项】", "共受理事项【受理事项】件")
        found = check_kind(bare)
        assert [code for code, _ in told(found)] == ["unit-doubled"]
        assert found.ok

    def test_a_table_that_no_page_holds_is_told(self, bare: Path) -> None:
        rows = "".join(f'[[indicators]]\nlabel = "事项第{n}类"\nunit = "件"\n\n' for n in range(40))
        spoil(bare, "[[outline]]\nlevel", f"{rows}[[outline]]\nlevel")
        assert [code for code, _ in told(check_kind(bare))] == ["table-too-wide"]


def edit(folder: Path, change: Callable[[Docx], object]) -> None:
    template = docx.Document(str(folder / "template.docx"))
    change(template)
    template.save(str(folder / "template.docx"))


def said_as(old: str, new: str) -> Callable[[Docx], None]:
    """Put `new` for `old` in the paragraph that says it; without `new` the paragraph goes."""

    def change(template: Docx) -> None:
        paragraph = next(p for p in template.paragraphs if old in p.text)
        text = paragraph.text.replace(old, new)
        if not new:
            remove(paragraph._p)
            return
        for run in paragraph.runs[1:]:
            remove(run._r)
        paragraph.runs[0].text = text

    return change


class TestTemplate:
    @pytest.mark.parametrize(
        ("old", "new", "place", "said"),
        [
            ("{{ 标题 }}", "{{ 标提 }}", "{{ 标提 }}", "是不是“标题”"),
            ("{{ 成文日期 }}", "{{ 成文日期|upper }}", "{{ 成文日期|upper }}", "过滤器"),
            ("{{ 成文日期 }}", "｛｛成文日期｝｝", "｛｛成文日期｝｝", "半角"),
            ("for 段 in 正文", "for 段 in 段落", "{%p for 段 in 段落 %}", "没有“段落”"),
        ],
    )
    def test_a_tag_that_means_nothing_is_told_with_its_paragraph(
        self, folder: Path, old: str, new: str, place: str, said: str
    ) -> None:
        edit(folder, said_as(old, new))
        faults = [one for one in check_kind(folder).findings if one.code == "template-fault"]
        assert faults[0].place.file == "template.docx"
        assert faults[0].place.label == place
        assert said in faults[0].message

    def test_what_is_usual_has_to_be_printed_and_the_rest_may_be(self, folder: Path) -> None:
        edit(folder, said_as("{{ 成文日期 }}", ""))
        edit(folder, said_as("{{ 份号 }}", ""))
        shutil.rmtree(folder / "sample")
        found = {one.code: one.found for one in check_kind(folder).findings}
        assert found["template-lacks"] == "成文日期"
        assert found["template-lacks-optional"] == "份号"

    def test_a_page_that_breaks_a_clause_is_told_once(self, folder: Path) -> None:
        def narrow(template: Docx) -> None:
            for section in template.sections:
                section.left_margin = section.right_margin

        edit(folder, narrow)
        found = check_kind(folder)
        places = [one.place.file for one in found.findings if one.code == "clause-failed"]
        assert places
        assert set(places) == {"template.docx"}
        assert not found.ok

    @pytest.mark.parametrize("is_given", [True, False], ids=["given", "beside the sample"])
    def test_what_the_house_has_otherwise_is_no_fault_but_listed(
        self, folder: Path, tmp_path: Path, is_given: bool
    ) -> None:
        place = tmp_path if is_given else folder / "sample"
        (place / "格式规定.toml").write_text('["版面"]\n"页码" = "居中"\n', "utf-8")
        found = check_kind(folder, place / "格式规定.toml" if is_given else None)
        assert found.ok
        assert [(one.code, one.place.label) for one in found.findings] == [("house-rule", "页码")]

    def test_macros_are_refused(self, folder: Path) -> None:
        source = layout_path(Direction.UP, Layout.DOCUMENT, None)
        changed(source, folder / "template.docx", members={"word/vbaProject.bin": b"x"})
        assert "template-fault" in [code for code, _ in told(check_kind(folder))]

    def test_what_is_no_document_is_told(self, folder: Path) -> None:
        (folder / "template.docx").write_bytes(b"PK no zip")
        assert ("template-fault", "template.docx") in told(check_kind(folder))

    def test_a_broken_kind_toml_does_not_hide_a_wrong_tag(self, folder: Path) -> None:
        spoil(folder, 'name = "月报"', "name = “月报”")
        edit(folder, said_as("{{ 标题 }}", "{{ 标提 }}"))
        assert {code for code, _ in told(check_kind(folder))} == {"kind-syntax", "template-fault"}

    @pytest.mark.parametrize("layout", Layout)
    @pytest.mark.parametrize("direction", Direction)
    def test_the_built_in_layouts_print_all_that_can_be_filled_in(
        self, made: Path, layout: Layout, direction: Direction
    ) -> None:
        text = (made / "kind.toml").read_text("utf-8")
        text = text.replace('"上行文"', f'"{direction}"').replace('"文件"', f'"{layout}"')
        kind = kind_of(made.parent, text)
        document = with_everything(kind).document
        assert document is not None
        template = layout_path(direction, layout, None)
        assert list(print_findings(template, list(specimens(kind, document)))) == []


def kind_of(folder: Path, text: str) -> Kind:
    place = folder / "another"
    place.mkdir(exist_ok=True)
    (place / "kind.toml").write_text(text, "utf-8")
    return open_shelf([place]).find("月报")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("没有")])
def test_a_template_that_is_no_file_is_told(bare: Path, make: Callable[[Path], object]) -> None:
    make(bare / "template.docx")
    assert told(check_kind(bare)) == [("template-fault", "template.docx")]


def test_a_template_that_is_no_docx_is_told_in_chinese(bare: Path) -> None:
    (bare / "template.docx").write_text("标题", "utf-8")
    (found,) = (found for found in check_kind(bare).findings if found.blocks)
    assert (found.code, found.place.file) == ("template-fault", "template.docx")
    assert not re.search("[Zz]ip", found.message)


def test_a_file_that_an_editor_put_beside_is_told(bare: Path) -> None:
    (bare / "kind.toml.txt").touch()
    assert told(check_kind(bare)) == [("kind-file-unused", "kind.toml.txt")]


class TestSample:
    def test_what_is_wrong_in_the_sample_is_told_at_its_cell(self, folder: Path) -> None:
        path = folder / "sample" / "示例.xlsx"
        book = load_workbook(path)
        book["数据"]["C5"].value = "很多"
        book.save(path)
        assert told(check_kind(folder)) == [
            ("cell-not-number", "sample/示例.xlsx 数据!C5 “受理事项”")
        ]

    def test_a_sample_of_another_kind_is_told(self, folder: Path) -> None:
        spoil(folder, 'id = "月报"', 'id = "yuebao"')
        assert told(check_kind(folder)) == [("sample-failed", "sample/示例.xlsx")]

    def test_a_sample_that_cannot_be_read_is_told(self, folder: Path) -> None:
        (folder / "sample" / "示例.xlsx").write_bytes(b"nothing")
        assert told(check_kind(folder)) == [("sample-failed", "sample/示例.xlsx")]

    def test_what_is_no_file_is_told_beside_the_rest(self, folder: Path) -> None:
        sample = folder / "sample"
        os.mkfifo(sample / "甲.xlsx")
        (sample / "乙.xlsx").symlink_to(folder / "没有")
        (sample / "丙.xlsx").mkdir()
        shutil.copytree(folder, sample / "丁", ignore=shutil.ignore_patterns("sample"))
        (sample / "丁" / "公文要素.xlsx").write_bytes(b"nothing")
        os.mkfifo(sample / "丁" / "管道")
        spoil(folder, "【受理事项】", "【受理数】")
        codes = told(check_kind(folder))
        assert codes[0][0] == "placeholder-unknown"
        odd = [place for code, place in codes if code == "sample-failed"]
        assert odd == [f"sample/{name}" for name in ("丁", "丙.xlsx", "乙.xlsx", "甲.xlsx")]

    def test_that_there_is_none_is_a_note(self, bare: Path) -> None:
        assert [one.code for one in check_kind(bare).findings] == ["sample-missing"]

    def test_checking_writes_nothing(self, folder: Path) -> None:
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        check_kind(folder)
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert after == before

    def test_it_is_made_again_from_the_kind_as_it_is_now(self, folder: Path) -> None:
        spoil(folder, 'label = "按期办结"', 'label = "按时办结"')
        spoil(folder, 'numerator = "按期办结"', 'numerator = "按时办结"')
        with pytest.raises(OutputError, match="已经存在"):
            make_sample(folder)
        job = read_job(make_sample(folder, force=True))
        assert [indicator.label for indicator in job.brief.indicators][1] == "按时办结"


class TestNew:
    @pytest.mark.parametrize(
        "choices", [Direction, Layout, ValueType, Aggregation, Level, AnnexForm]
    )
    def test_every_word_of_a_choice_stands_in_its_remarks(
        self, folder: Path, choices: Iterable[str]
    ) -> None:
        text = (folder / "kind.toml").read_text("utf-8")
        remarks = [line for line in text.splitlines() if line.startswith("#")]
        assert any(all(word in line for word in choices) for line in remarks)
        assert not re.search("<.+>", text)

    @pytest.mark.parametrize("source", ["", *(kind.id for kind in open_shelf().kinds)])
    def test_a_kind_made_from_any_other_has_no_fault(self, tmp_path: Path, source: str) -> None:
        folder = new_kind("试一试", source=source, folder=tmp_path)
        found = check_kind(folder)
        assert told(found) == []
        assert found.kind is not None
        assert (found.kind.id, found.kind.name, found.kind.version) == ("试一试", "试一试", "1.0")

    def test_a_latin_name_gives_an_id_of_small_letters(self, tmp_path: Path) -> None:
        folder = new_kind("Monthly Report", folder=tmp_path)
        assert open_shelf([folder]).find("Monthly Report").id == "monthly-report"

    def test_a_name_that_gives_no_id_asks_for_one(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="--id"):
            new_kind("月报（试行）", folder=tmp_path)
        assert list(tmp_path.iterdir()) == []
        folder = new_kind("月报（试行）", folder=tmp_path, kind_id="月报-试行")
        assert open_shelf([folder]).find("月报-试行").name == "月报（试行）"

    @pytest.mark.parametrize("name", ["活动总结", "activity-summary"])
    def test_a_name_that_is_taken_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(UsageError, match="内置"):
            new_kind(name, folder=tmp_path)

    @pytest.mark.parametrize("name", ["", "甲/乙", "甲【乙】", "长" * 31, "甲\n乙\x07"])
    def test_a_name_that_cannot_be_used_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(UsageError):
            new_kind(name, folder=tmp_path)

    def test_nothing_is_overwritten_and_nothing_is_left_behind(self, tmp_path: Path) -> None:
        (tmp_path / "月报").mkdir()
        with pytest.raises(OutputError, match="已经存在"):
            new_kind("月报", folder=tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["月报"]

    def test_a_template_is_inherited(self, folder: Path, tmp_path: Path) -> None:
        edit(folder, said_as("{{ 标题 }}", "{{ 标题 }}"))
        made = new_kind("季报", source="月报", folder=tmp_path, kinds=[folder])
        assert (made / "template.docx").read_bytes() == (folder / "template.docx").read_bytes()

    def test_a_folder_of_kinds_is_checked_kind_by_kind(self, folder: Path) -> None:
        shutil.copytree(folder, folder.parent / "另一份" / "月报")
        assert [one.folder for one in check_kinds(folder.parent / "另一份")] == [
            folder.parent / "另一份" / "月报"
        ]
        with pytest.raises(UsageError, match=r"kind\.toml"):
            check_kinds(folder / "sample")

    def test_a_broken_kind_gives_no_sample(self, bare: Path) -> None:
        spoil(bare, 'layout = "文件"', "")
        with pytest.raises(KindError, match="layout"):
            make_sample(bare)


COUNT = Indicator("受理", "件")


class TestFigures:
    @pytest.mark.parametrize(
        "indicators",
        [
            (COUNT, Indicator("办结", "件", relation="≤ 受理")),
            (COUNT, Indicator("办结", "件", relation="< 受理；≥ 3")),
            (
                Indicator("上午", "场"),
                Indicator("下午", "场"),
                Indicator("全天", relation="= 上午 + 下午"),
            ),
            (Indicator("全天", relation="= 上午 + 下午"), Indicator("上午"), Indicator("下午")),
            (COUNT, Indicator("办结", "件", relation="受理 ≥ 办结 × 2")),
            (Indicator("人数", maximum=Decimal(5)), Indicator("比例", minimum=Decimal(100))),
            (Indicator("率", "%", ValueType.PERCENT, Aggregation.NONE, relation="≤ 90%"), COUNT),
            (Indicator("金额", "万元", ValueType.DECIMAL, relation="≤ 0.5"),),
            (Indicator("期数", "期", aggregation=Aggregation.SAME), COUNT),
        ],
        ids=lambda indicators: "，".join(i.relation or i.label for i in indicators),
    )
    def test_made_up_figures_keep_the_relations_and_bounds(
        self, tmp_path: Path, made: Path, indicators: tuple[Indicator, ...]
    ) -> None:
        job = tmp_path / "示例.xlsx"
        job.write_bytes(example_job(with_indicators(made, indicators)))
        read = read_job(job)
        assert [one for one in read.findings if one.blocks] == []
        checked = check(read.brief, read.received)
        assert [(one.code, one.message) for one in checked.findings] == []
        assert len(checked.reports) == 3

    def test_they_are_there_for_whatever_a_unit_is_asked(self) -> None:
        text = Indicator("做法", "", ValueType.TEXT, Aggregation.NONE)
        rate = Indicator("率", "%", ValueType.PERCENT, Aggregation.RATE)
        reported: list[Mapping[str, Any]] = list(reports((COUNT, text, rate)))
        assert [set(report) for report in reported] == [{"受理", "做法"}] * 3


def with_indicators(folder: Path, indicators: tuple[Indicator, ...]) -> Kind:
    return replace(open_shelf([folder]).find("月报"), indicators=indicators)


MONTHLY = """id = "hotline"
name = "热线办理月报"
version = "1.0"
directions = ["上行文"]
layout = "文件"
title = "【发文机关】关于【报送期次】便民热线办理情况的报告"
instructions = [
    "只填本单位承办的件数。",
    "办结率由程序计算，不用填。",
]

[[indicators]]
label = "承办来电"
unit = "件"

[[indicators]]
label = "按期办结"
unit = "件"
relation = "≤ 承办来电"

[[indicators]]
label = "按期办结率"
type = "百分比"
aggregation = "比率"
numerator = "按期办结"
denominator = "承办来电"

[[indicators]]
label = "现场走访"
unit = "次"
required = false

[[indicators]]
label = "典型事例"
type = "文字"

[[tables]]
name = "来访记录"
filled_by = "填报单位"

[[tables.columns]]
label = "日期"
type = "日期"

[[tables.columns]]
label = "事项"

[[tables.columns]]
label = "结果"
choices = ["办结", "转办"]

[[outline]]
level = "一级标题"
text = "总体情况"

[[outline]]
level = "正文"
text = "共承办来电【承办来电】{，其中【承办来电|分类】}{，【承办来电|同比】}。{走访【现场走访】。}"

[[outline]]
level = "正文"
text = "{来访【来访记录|条数】批}{，办结【来访记录|条数|结果=办结】批}。"

[[outline]]
level = "二级标题"
text = "典型事例"

[[outline]]
level = "正文"
text = "【各单位|典型事例】"

[[annexes]]
name = "办理情况统计表"

[[annexes]]
name = "来访记录表"
form = "表格"
text = "来访记录"

[[annexes]]
name = "承办来电排名表"
form = "排名表"
text = "承办来电"
"""

# What an author types, what comes of it, and the code and what is said of it.
MISTAKES = [
    ('id = "hotline"', 'id = "Hot Line"', "kind-value", "小写英文字母"),
    ('version = "1.0"', "version = 1.0", "kind-value", "引号"),
    ('["上行文"]', "[“上行文”]", "kind-syntax", "英文"),
    ('layout = "文件"', 'layout = "红头"', "kind-value", "是不是“文件”"),
    ("【发文机关】关于", "【发文单位】关于", "placeholder-unknown", "是不是“发文机关”"),
    ('件数。",', '件数。"', "kind-syntax", "逗号"),
    (
        '[[indicators]]\nlabel = "按期办结"\n',
        '[indicator]\nlabel = "按期办结"\n',
        "kind-value",
        "[[indicators]]",
    ),
    ('label = "按期办结"\n', "label = 按期办结\n", "kind-syntax", "英文引号"),
    ('"≤ 承办来电"', '"≤ 承办来件"', "relation-invalid", "是不是“承办来电”"),
    ('type = "百分比"', '类型 = "百分比"', "kind-key-unknown", "是不是“type”"),
    ('numerator = "按期办结"', 'numerator = "按时办结"', "brief-unknown-name", "是不是“按期办结”"),
    ('denominator = "承办来电"', 'denominator = "典型事例"', "kind-value", "类型是文字"),
    ("required = false", "required = 否", "kind-syntax", "true、false"),
    ('type = "文字"', 'type = "文本"', "kind-value", "是不是“文字”"),
    ('filled_by = "填报单位"', 'filled_by = "单位"', "kind-value", "是不是“填报单位”"),
    (
        '[[tables.columns]]\nlabel = "事项"',
        '[[columns]]\nlabel = "事项"',
        "kind-value",
        "[[tables.columns]]",
    ),
    ('label = "事项"', 'label = "事项"\nunit = "件"', "kind-value-unused", "没有计量单位"),
    ('["办结", "转办"]', '"办结、转办"', "kind-value", '["办结", "转办"]'),
    ('text = "总体情况"', 'text = "{【活动时间】}"', "heading-fragile", "上一个标题"),
    ("共承办来电【承办来电】", "共承办来电【承办来件】", "placeholder-unknown", "是不是“承办来电”"),
    ("|分类】", "|分级】", "placeholder-mode", "是不是“分类”"),
    ("{，【承办来电|同比】}", "，【承办来电|同比】", "placeholder-fragile", "上期"),
    ("{走访【现场走访】。}", "走访【现场走访】。", "placeholder-fragile", "没有单位填报"),
    ("【来访记录|条数】", "【来访纪录|条数】", "placeholder-unknown", "是不是“来访记录”"),
    ("结果=办结", "结果=办节", "placeholder-choice", "是不是“办结”"),
    ('level = "二级标题"', 'level = "标题2"', "kind-value", "是不是“二级标题”"),
    ('text = "【各单位', 'text = "如下：【各单位', "placeholder-alone", "独占一行"),
    ('统计表"\n', '统计表"\ntext = "见表"\n', "kind-value-unused", "不印"),
    ('text = "来访记录"', 'text = "来访纪录"', "kind-value", "是不是“来访记录”"),
    (
        'form = "排名表"\ntext = "承办来电"',
        'form = "排名表"\ntext = "典型事例"',
        "kind-value",
        "排不出名次",
    ),
]


def put(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "kind.toml").write_text(text, "utf-8")
    return folder


class TestAllAtOnce:
    def test_the_kind_that_is_spoilt_here_is_right(self, tmp_path: Path) -> None:
        assert told(check_kind(put(tmp_path / "m", MONTHLY))) == []

    @pytest.mark.parametrize(("old", "new", "code", "said"), MISTAKES)
    def test_a_mistake_is_one_finding_that_says_what_was_meant(
        self, tmp_path: Path, old: str, new: str, code: str, said: str
    ) -> None:
        assert MONTHLY.count(old) >= 1
        folder = put(tmp_path / "m", MONTHLY.replace(old, new, 1))
        (found,) = (f for f in check_kind(folder).findings if f.severity is not Severity.NOTE)
        assert found.code == code
        assert said in found.message + found.action
        assert found.place.line
        assert not any(sign in found.message for sign in ("？，", "？。", "，，", "。。"))

    def test_a_kind_full_of_faults_tells_every_one_in_one_run(self, tmp_path: Path) -> None:
        text = MONTHLY
        for old, new, _, _ in MISTAKES:
            assert old in text, old
            text = text.replace(old, new, 1)
        found = [
            one
            for one in check_kind(put(tmp_path / "m", text)).findings
            if one.severity is not Severity.NOTE
        ]
        assert sorted(one.code for one in found) == sorted(code for _, _, code, _ in MISTAKES)
        for _, _, code, said in MISTAKES:
            assert any(one.code == code and said in one.message + one.action for one in found), said
        lines = [one.place.line for one in found if one.blocks]
        assert lines == sorted(lines)  # as the author goes through the file

    def test_faults_of_the_text_the_template_the_page_and_the_sample_do_not_hide_each_other(
        self, folder: Path
    ) -> None:
        spoil(folder, 'layout = "文件"', 'layout = "红头"')
        spoil(folder, "共受理事项【受理事项】", "共受理事项【受理事向】")
        edit(folder, said_as("{{ 标题 }}", "{{ 标提 }}"))
        edit(folder, said_as("for 段 in 正文", "for 段 正文"))
        edit(folder, said_as("{{ 署名 }}", "{{ 署名|upper }}"))
        edit(folder, said_as("{{ 成文日期 }}", ""))
        edit(folder, said_as("{{ 份号 }}", ""))

        def narrow(template: Docx) -> None:
            for section in template.sections:
                section.top_margin = section.left_margin

        edit(folder, narrow)
        book = load_workbook(folder / "sample" / "示例.xlsx")
        book["数据"]["C5"].value = "很多"
        book.save(folder / "sample" / "示例.xlsx")
        found = [one for one in check_kind(folder).findings if one.severity is not Severity.NOTE]
        assert [(one.code, one.place.label) for one in found if one.place.file == "kind.toml"] == [
            ("kind-value", "layout"),
            ("placeholder-unknown", THIRD),
        ]
        assert {one.place.label for one in found if one.code == "template-fault"} == {
            "{{ 标提 }}",
            "{%p for 段 正文 %}",
            "{{ 署名|upper }}",
        }
        assert [one.found for one in found if one.code == "template-lacks"] == ["成文日期"]
        assert [one.found for one in found if one.code == "template-lacks-optional"] == ["份号"]
        assert "cell-not-number" in {one.code for one in found}
        clauses = {one.place.file for one in found if one.code == "clause-failed"}
        assert clauses == {"template.docx"}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('label = "按期办结"\n', ""),
            ('label = "按期办结"\n', 'label = "承办来电"\n'),
            ('label = "按期办结"\n', 'label = "【按期办结】"\n'),
            ('label = "按期办结"\n', 'label = "按期办结\n'),
            ('[[indicators]]\nlabel = "按期办结"', 'label = "按期办结"'),
            ('type = "文字"', 'type = "第几类"'),
            ('filled_by = "填报单位"', ""),
            ('level = "二级标题"', "level = 2"),
            ('form = "表格"', 'form = "清单"'),
            ('directions = ["上行文"]', 'directions = ["平行文"]'),
        ],
    )
    def test_what_only_comes_of_a_fault_is_not_told_beside_it(
        self, tmp_path: Path, old: str, new: str
    ) -> None:
        assert old in MONTHLY
        folder = put(tmp_path / "m", MONTHLY.replace(old, new, 1))
        assert len(told(check_kind(folder))) == 1

    def test_a_part_without_its_heading_is_told_which_heading_that_is(self, tmp_path: Path) -> None:
        text = MONTHLY.replace('[[outline]]\nlevel = "一级标题"', 'level = "一级标题"', 1)
        level, words = (one for one in check_kind(put(tmp_path / "m", text)).findings if one.blocks)
        assert (level.code, level.found, words.found) == ("kind-key-unknown", "level", "text")
        assert "[[outline]]" in level.message

    @pytest.mark.parametrize("typed", ["【标题】", "{ 标题 }"])
    def test_what_looks_like_a_tag_and_is_none_is_told_as_such(
        self, folder: Path, typed: str
    ) -> None:
        edit(folder, said_as("{{ 标题 }}", typed))
        shutil.rmtree(folder / "sample")
        (found,) = (one for one in check_kind(folder).findings if one.blocks)
        assert (found.code, found.found) == ("template-lacks", "标题")
        assert f"“{typed}”不是标记" in found.message
