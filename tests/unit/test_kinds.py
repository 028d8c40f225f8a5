"""A kind is data: found in folders and packages, checked whole, and never run."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from make_docx import __version__
from make_docx.errors import KindError, UsageError
from make_docx.kinds import is_plain_built_in, open_shelf
from make_docx.kinds.places import user_folder
from make_docx.model import Aggregation, Direction, Level, ValueType
from make_docx.resources import data_folder
from make_docx.wording.placeholder import Clause, Mode, Reference, parse

MONTHLY = """
id = "monthly"
name = "月报"
version = "1.0"
directions = ["上行文"]
layout = "文件"
title = "【活动名称】月报"

[[indicators]]
label = "办件"
unit = "件"

[[outline]]
level = "正文"
text = "本月办件【办件】。"
"""


def put_kind(folder: Path, content: str = MONTHLY) -> Path:
    folder.mkdir(parents=True)
    (folder / "kind.toml").write_text(content, "utf-8")
    return folder


def faults_of(tmp_path: Path, content: str) -> list[str]:
    put_kind(tmp_path / "broken", content)
    (fault,) = open_shelf([tmp_path / "broken"]).faults
    return fault.splitlines()[1:]


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's kinds are; the developer's own are no part of these tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "make-docx" / "kinds"


MAY_SAY_NOTHING = (Mode.BY_CATEGORY, Mode.MOST, Mode.TOP_THREE, Mode.CHANGE)
SCAFFOLD = data_folder("docx_templates") / "kind-scaffold"


class TestDefaultOutlines:
    def test_no_total_vanishes_with_a_ranking_that_has_nothing_to_say(self) -> None:
        kinds = open_shelf([SCAFFOLD]).kinds
        assert {"activity-summary", "new-kind"} <= {kind.id for kind in kinds}
        for kind in kinds:
            labels = {indicator.label for indicator in kind.indicators}
            lines = [parse(text) for _, text in kind.outline]
            for clause in (p for line in lines for p in line.parts if isinstance(p, Clause)):
                cited = [p for p in clause.parts if isinstance(p, Reference) and p.name in labels]
                assert not (
                    any(not reference.mode for reference in cited)
                    and any(reference.mode in MAY_SAY_NOTHING for reference in cited)
                ), (kind.name, cited)


class TestFinding:
    def test_the_built_in_kind_is_found_by_id_and_by_chinese_name(self) -> None:
        shelf = open_shelf()
        assert shelf.faults == ()
        assert shelf.find("activity-summary") is shelf.find("活动总结")
        assert shelf.find("活动总结").directions == (Direction.UP, Direction.DOWN)
        assert shelf.find("活动总结").origin == "内置"

    def test_a_built_in_kind_need_not_be_read_where_no_other_can_be_meant(
        self, tmp_path: Path
    ) -> None:
        name = "activity-summary"
        assert is_plain_built_in(name)
        assert not is_plain_built_in("monthly")
        put_kind(tmp_path / "others" / "monthly")
        assert is_plain_built_in(name, [tmp_path / "others"])
        put_kind(tmp_path / "others" / "broken", f'id = "{name}"\nname = ')
        assert not is_plain_built_in(name, [tmp_path / "others"])

    def test_a_name_that_is_spelt_with_escapes_may_be_any_name(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "monthly", 'id = "\\u0061ctivity-summary"')
        assert not is_plain_built_in("activity-summary", [tmp_path / "monthly"])

    def test_an_unknown_name_is_a_usage_error_that_names_the_nearest_kind(self) -> None:
        with pytest.raises(UsageError, match="是不是“活动总结”"):
            open_shelf().find("活动总节")

    @pytest.mark.parametrize("given", [".", "monthly"])
    def test_a_folder_of_kinds_or_a_kind_itself_can_be_given(
        self, tmp_path: Path, given: str
    ) -> None:
        put_kind(tmp_path / "monthly")
        kind = open_shelf([tmp_path / given]).find("月报")
        assert kind.indicators[0].label == "办件"
        assert kind.indicators[0].aggregation is Aggregation.SUM
        assert kind.outline == ((Level.BODY, "本月办件【办件】。"),)
        assert Path(kind.origin) == tmp_path / "monthly"

    @pytest.mark.parametrize("above", ["# 见 [[indicators]]\n", "# [一]\n\n\n", "x = [[1]]\n"])
    @pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
    def test_a_broken_kind_keeps_its_name_from_others_whatever_stands_above_it(
        self, tmp_path: Path, above: str, encoding: str
    ) -> None:
        broken = above + MONTHLY.replace('"monthly"', '"report"').replace('"文件"', '"红文"')
        put_kind(tmp_path / "report").joinpath("kind.toml").write_text(broken, encoding)
        with pytest.raises(KindError, match=r"report.kind\.toml"):
            open_shelf([tmp_path]).find("report")
        with pytest.raises(KindError):
            open_shelf([tmp_path]).of_job("report")

    def test_a_folder_without_a_kind_is_a_usage_error(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"kind\.toml"):
            open_shelf([tmp_path])

    def test_a_name_claimed_twice_is_a_fault_that_names_both_owners(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "one")
        put_kind(tmp_path / "two", MONTHLY.replace("1.0", "1.1"))
        faults = open_shelf([tmp_path]).faults
        assert len(faults) == 2  # the id and the Chinese name
        assert all(str(tmp_path / "one") in fault for fault in faults)
        assert all(str(tmp_path / "two") in fault for fault in faults)
        assert all("1.0" in fault and "1.1" in fault for fault in faults)

    @pytest.mark.parametrize("name", ["monthly", "月报"])
    def test_a_name_claimed_twice_cannot_be_used_but_the_others_can(
        self, tmp_path: Path, name: str
    ) -> None:
        put_kind(tmp_path / "one")
        put_kind(tmp_path / "two", MONTHLY.replace("1.0", "1.1"))
        shelf = open_shelf([tmp_path])
        for ask in (shelf.find, shelf.of_job):
            with pytest.raises(KindError, match="two"):
                ask(name)
        assert shelf.find("活动总结").origin == "内置"

    def test_a_kind_that_bears_the_name_of_a_built_in_one_is_a_clash(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "m", MONTHLY.replace('"月报"', '"活动总结"'))
        (fault,) = open_shelf([tmp_path]).faults
        assert "内置" in fault
        assert str(tmp_path / "m") in fault

    def test_copies_of_a_kind_are_one_and_the_nearest_is_taken(
        self, tmp_path: Path, data_home: Path
    ) -> None:
        put_kind(data_home / "monthly")
        put_kind(tmp_path / "任务" / "文种" / "monthly")
        put_kind(tmp_path / "given")
        near = open_shelf([tmp_path / "given"], tmp_path / "任务")
        assert near.faults == ()
        assert near.find("月报").folder == tmp_path / "given"
        assert open_shelf([], tmp_path / "任务").find("月报").folder == (
            tmp_path / "任务" / "文种" / "monthly"
        )
        assert open_shelf().find("月报").folder == data_home / "monthly"

    def test_copies_with_another_template_are_no_copies(
        self, tmp_path: Path, data_home: Path
    ) -> None:
        put_kind(data_home / "monthly")
        (put_kind(tmp_path / "given") / "template.docx").write_bytes(b"another page")
        assert len(open_shelf([tmp_path / "given"]).faults) == 2

    def test_the_same_folder_given_twice_is_one_kind(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "m")
        assert open_shelf([tmp_path, tmp_path / "m"]).faults == ()

    def test_a_job_may_be_a_kind_folder_away_from_having_one(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "任务" / "文种")  # 文种/ is the kind itself
        assert open_shelf([], tmp_path / "任务").find("月报").id == "monthly"
        assert open_shelf([], tmp_path).of_job("monthly") is None

    def test_a_broken_kind_is_not_taken_for_one_that_is_not_there(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "任务" / "文种", MONTHLY.replace('layout = "文件"', "layout = “文件”"))
        shelf = open_shelf([], tmp_path / "任务")
        for name in ("monthly", "月报"):
            with pytest.raises(KindError, match="第 6 行"):
                shelf.of_job(name)
        assert shelf.of_job("quarterly") is None

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="they have places of their own")
    def test_a_relative_data_folder_is_not_trusted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", "data")
        monkeypatch.setenv("HOME", str(tmp_path))
        put_kind(tmp_path / ".local" / "share" / "make-docx" / "kinds" / "m")
        assert open_shelf().find("月报").id == "monthly"

    @pytest.mark.parametrize(
        ("platform", "variables", "place"),
        [
            ("win32", {"APPDATA": "{home}/Roaming"}, "Roaming/make-docx/kinds"),
            ("win32", {"APPDATA": ""}, None),
            ("darwin", {"HOME": "{home}"}, "Library/Application Support/make-docx/kinds"),
            ("linux", {"XDG_DATA_HOME": "{home}/d"}, "d/make-docx/kinds"),
            ("linux", {"XDG_DATA_HOME": "", "HOME": "{home}"}, ".local/share/make-docx/kinds"),
        ],
    )
    def test_every_system_has_a_place_for_the_users_kinds(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        platform: str,
        variables: dict[str, str],
        place: str | None,
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        for name, value in variables.items():
            monkeypatch.setenv(name, value.format(home=tmp_path))
        assert user_folder() == (tmp_path / place if place else None)

    def test_a_broken_kind_does_not_hide_the_others(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "broken", "id = 1")
        shelf = open_shelf([tmp_path])
        assert shelf.find("活动总结").id == "activity-summary"
        with pytest.raises(KindError, match="broken"):
            shelf.find("月报")


class TestPackages:
    @pytest.fixture
    def package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An installed package with an entry point, whose code must never run."""
        folder = put_kind(tmp_path / "county_kinds" / "monthly")
        for init in (folder, folder.parent):
            (init / "__init__.py").write_text("raise SystemExit('code of a kind was run')")
        info = tmp_path / "county_kinds-2.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: county-kinds\nVersion: 2.1\n")
        (info / "entry_points.txt").write_text(
            "[make_docx.kinds]\nmonthly = county_kinds.monthly\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        return folder

    def test_an_installed_kind_is_found_without_running_its_code(self, package: Path) -> None:
        assert open_shelf().find("月报").origin == "county-kinds 2.1"
        assert "county_kinds" not in sys.modules

    def test_packages_in_a_zip_file_are_asked_for_their_kinds_too(
        self, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        zipped = tmp_path / "kinds.zip"
        with zipfile.ZipFile(zipped, "w") as file:
            for name in ("METADATA", "entry_points.txt"):
                info = tmp_path / "county_kinds-2.1.dist-info" / name
                file.write(info, f"{info.parent.name}/{name}")
        monkeypatch.setattr(
            sys, "path", [str(zipped), *(one for one in sys.path if one != str(tmp_path))]
        )
        (fault,) = open_shelf().faults  # found, but nobody can open a folder in a zip file
        assert "county_kinds.monthly" in fault

    def test_an_entry_point_without_a_kind_is_a_fault_that_names_its_owner(
        self, package: Path
    ) -> None:
        (package / "kind.toml").unlink()
        (fault,) = open_shelf().faults
        assert "county-kinds 2.1" in fault
        assert "county_kinds.monthly" in fault

    def test_a_package_and_a_folder_with_one_name_are_told_by_owner_and_place(
        self, package: Path, data_home: Path
    ) -> None:
        put_kind(data_home / "m", MONTHLY.replace("1.0", "3.0"))
        faults = open_shelf().faults
        assert faults
        assert all("county-kinds 2.1" in fault for fault in faults)
        assert all(str(data_home / "m") in fault for fault in faults)


class TestSchema:
    def test_every_fault_is_listed_at_once_with_its_path(self, tmp_path: Path) -> None:
        content = (
            MONTHLY.replace('unit = "件"', "unit = 3\nrequird = true\ntype = '整形'")
            .replace('version = "1.0"', "")
            .replace('["上行文"]', "[]")
            .replace("level = ", "levle = ")
        )
        lines = faults_of(tmp_path, content)
        assert [line.split(". ", 1)[1].split("：")[0] for line in lines] == [
            "version",
            "第 5 行 directions",
            "第 11 行 indicators 第 1 项 unit",
            "第 12 行 indicators 第 1 项 requird",
            "第 13 行 indicators 第 1 项 type",
            "第 16 行 outline 第 1 项 levle",  # and not that there is no level
        ]
        assert "是不是“required”？" in lines[3]
        assert "是不是“整数”？" in lines[4]
        assert "是不是“level”？" in lines[5]

    def test_nothing_is_converted_silently(self, tmp_path: Path) -> None:
        (line,) = faults_of(tmp_path, MONTHLY.replace('"1.0"', "1.0"))
        assert "version" in line

    @pytest.mark.parametrize(
        ("addition", "path"),
        [
            ('[[indicators]]\nlabel = "办件"', "indicators 第 2 项 label"),
            (
                '[[indicators]]\nlabel = "率"\naggregation = "比率"\nnumerator = "办件"\n'
                'denominator = "受理"',
                "indicators 第 2 项 denominator",
            ),
            (
                '[[indicators]]\nlabel = "做法"\ntype = "文字"\naggregation = "合计"',
                "indicators 第 2 项 aggregation",
            ),
            (
                '[[indicators]]\nlabel = "率"\ntype = "百分比"\naggregation = "合计"',
                "indicators 第 2 项 aggregation",
            ),
            (
                '[[indicators]]\nlabel = "率"\nunit = "％"\naggregation = "合计"',
                "indicators 第 2 项 aggregation",
            ),
            (
                '[[indicators]]\nlabel = "率"\naggregation = "比率"\nnumerator = "办件"',
                "indicators 第 2 项 denominator",
            ),
            ('[[indicators]]\nlabel = "办 件："', "indicators 第 2 项 label"),
            ('[[indicators]]\nlabel = "各单位"', "indicators 第 2 项 label"),
            ('[[indicators]]\nlabel = "填报人："', "indicators 第 2 项 label"),
            ('[[indicators]]\nlabel = "甲｜乙"', "indicators 第 2 项 label"),
            ('[[indicators]]\nlabel = " "', "indicators 第 2 项 label"),
            ('[[indicators]]\nlabel = "★"', "indicators 第 2 项 label"),
            (
                '[[indicators]]\nlabel = "甲"\nminimum = 5\nmaximum = 4.5',
                "indicators 第 2 项 maximum",
            ),
            ('[[indicators]]\nlabel = "甲"\nminimum = 1e-300', "indicators 第 2 项 minimum"),
            ('[[indicators]]\nlabel = "甲"\nmaximum = nan', "indicators 第 2 项 maximum"),
            ('[[indicators]]\nlabel = "甲"\nmaximum = "5"', "indicators 第 2 项 maximum"),
            ('[[indicators]]\nlabel = "甲"\nmaximum = true', "indicators 第 2 项 maximum"),
            ('[[indicators]]\nlabel = "甲"\nrelation = "≤ 半件"', "indicators 第 2 项 relation"),
            ('[[indicators]]\nlabel = "甲"\nrelation = 5', "indicators 第 2 项 relation"),
        ],
        ids=[
            "label twice",
            "rate of nothing",
            "sum of texts",
            "sum of percentages",
            "sum of what has a per cent sign",
            "half a rate",
            "label that differs in spaces and a colon",
            "name that the text has",
            "name that the form has",
            "sign of the body text",
            "blank label",
            "label of signs",
            "least above most",
            "next to nothing",
            "no number",
            "text for a number",
            "truth for a number",
            "relation to nothing",
            "number for a relation",
        ],
    )
    def test_contradictions_are_faults(self, tmp_path: Path, addition: str, path: str) -> None:
        (line,) = faults_of(tmp_path, f"{MONTHLY}\n{addition}\n")
        assert path in line

    def test_a_misspelt_key_does_not_hide_a_contradiction_nor_tell_its_own_twice(
        self, tmp_path: Path
    ) -> None:
        rows = (
            '[[indicators]]\nlabel = "办件"\nrequird = true',
            '[[indicators]]\nlabel = "率"\ntype = "百分比"\naggregation = "比率"\nnumerator = 3\n'
            'denominator = "办见"',
            '[[indicators]]\nunit = "件"\nminimum = 3\nmaximum = 2',
        )
        lines = faults_of(tmp_path, "\n".join((MONTHLY, *rows)))
        assert [line.split(". ", 1)[1].split("：")[0] for line in lines] == [
            "第 18 行 indicators 第 2 项 label",
            "第 19 行 indicators 第 2 项 requird",
            "第 24 行 indicators 第 3 项 numerator",
            "第 25 行 indicators 第 3 项 denominator",
            "第 26 行 indicators 第 4 项 label",
            "第 29 行 indicators 第 4 项 maximum",
        ]

    def test_a_relation_is_kept_as_it_is_written(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "m", MONTHLY.replace('unit = "件"', 'relation = "≥ 1；核实：≤ 500"'))
        assert open_shelf([tmp_path]).find("月报").indicators[0].relation == "≥ 1；核实：≤ 500"

    @pytest.mark.parametrize("indicators", ['["办件"]', '"办件"', "[3]"])
    def test_indicators_that_are_no_tables_are_one_fault(
        self, tmp_path: Path, indicators: str
    ) -> None:
        head = MONTHLY.partition("[[indicators]]")[0]
        outline = '[[outline]]\nlevel = "正文"\ntext = "无。"\n'
        (line,) = faults_of(tmp_path, f"{head}indicators = {indicators}\n{outline}")
        assert "indicators" in line

    def test_a_percentage_is_not_added_up_unless_it_says_what_it_is_made_of(
        self, tmp_path: Path
    ) -> None:
        rows = (
            '[[indicators]]\nlabel = "知晓率"\ntype = "百分比"',
            '[[indicators]]\nlabel = "到场率"\nunit = "%"',
            '[[indicators]]\nlabel = "率"\nunit = "%"\nnumerator = "办件"\ndenominator = "办件"',
        )
        put_kind(tmp_path / "m", "\n".join((MONTHLY, *rows)))
        known, present, rate = open_shelf([tmp_path]).find("月报").indicators[1:]
        assert (known.aggregation, present.aggregation) == (Aggregation.NONE, Aggregation.NONE)
        assert rate.aggregation is Aggregation.RATE
        assert {i.value_type for i in (known, present, rate)} == {ValueType.PERCENT}

    @pytest.mark.parametrize(
        "content",
        [
            f"a = {'[' * 5000}{']' * 5000}",
            f"a = {'{a=' * 5000}1{'}' * 5000}",
            f"{MONTHLY.replace('directions = [', 'directions' + '.a' * 2_000 + ' = [')}",
            f"{MONTHLY}level2{'.a' * 2_000} = 1",
            f"{MONTHLY}\n[[indicators]]\nlabel = '甲'\ntype{'.a' * 2_000} = 1",
            f"a = {'9' * 5000}",
            "a = 1e99999999999999999999",
        ],
        ids=["lists", "tables", "keys", "unknown key", "choice", "digits", "exponent"],
    )
    def test_what_is_nested_or_written_without_end_is_a_fault(
        self, tmp_path: Path, content: str
    ) -> None:
        put_kind(tmp_path / "m", content)
        shelf = open_shelf([tmp_path])
        assert len(shelf.faults) == 1
        assert str(tmp_path / "m") in shelf.faults[0]

    def test_a_text_indicator_is_neither_added_up_nor_listed(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "m", MONTHLY + '\n[[indicators]]\nlabel = "做法"\ntype = "文字"\n')
        text = open_shelf([tmp_path]).find("月报").indicators[1]
        assert text.aggregation is Aggregation.NONE
        assert not text.in_table

    @pytest.mark.parametrize("kind_id", ["月报", "monthly-report", "月报2021", "便民热线-月报"])
    def test_an_id_may_be_chinese(self, tmp_path: Path, kind_id: str) -> None:
        put_kind(tmp_path / "m", MONTHLY.replace('"monthly"', f'"{kind_id}"'))
        assert open_shelf([tmp_path]).find(kind_id).name == "月报"

    @pytest.mark.parametrize("kind_id", ["", "Monthly", "月 报", "a/b", "-a", "ａ", "月" * 41])
    def test_an_id_is_one_word(self, tmp_path: Path, kind_id: str) -> None:
        (line,) = faults_of(tmp_path, MONTHLY.replace('"monthly"', f'"{kind_id}"'))
        assert "第 2 行 id" in line

    @pytest.mark.parametrize("requires", [">=0", ">=0.1", ">= 0.1.0"])
    def test_a_program_that_is_new_enough_reads_the_kind(
        self, tmp_path: Path, requires: str
    ) -> None:
        put_kind(tmp_path / "m", MONTHLY.replace("layout", f'requires = "{requires}"\nlayout'))
        assert open_shelf([tmp_path]).find("月报").id == "monthly"

    @pytest.mark.parametrize("requires", [">=9", ">=0.1.999", ">=99.0"])
    def test_an_older_program_says_so_instead_of_complaining(
        self, tmp_path: Path, requires: str
    ) -> None:
        later = f'requires = "{requires}"\nlater = "a key of then"\nlayout'
        (line,) = faults_of(tmp_path, MONTHLY.replace("layout", later))
        assert requires.removeprefix(">=") in line
        assert __version__ in line

    @pytest.mark.parametrize("requires", ["0.1", "<=1", ">=x", "~=1.0", ">=1.0,<2"])
    def test_a_version_is_asked_for_in_one_way(self, tmp_path: Path, requires: str) -> None:
        (line,) = faults_of(tmp_path, MONTHLY.replace("layout", f'requires = "{requires}"\nlayout'))
        assert "requires" in line

    def test_what_is_no_toml_is_a_fault_with_its_line(self, tmp_path: Path) -> None:
        put_kind(tmp_path / "m", 'id = "monthly"\n名称 = "月报"\n')
        (fault,) = open_shelf([tmp_path]).faults
        assert "第 2 行" in fault

    def test_a_file_in_another_encoding_is_a_fault(self, tmp_path: Path) -> None:
        folder = put_kind(tmp_path / "m")
        (folder / "kind.toml").write_bytes(MONTHLY.encode("gbk"))
        (fault,) = open_shelf([tmp_path]).faults
        assert "UTF-8" in fault
