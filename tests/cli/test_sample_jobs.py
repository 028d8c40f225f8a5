"""The samples that ship are complete jobs, and come out with the figures of their cases."""

from __future__ import annotations

import io
import shutil
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from clerk import BUREAU, COUNTY, HEATING, Run
from docx.document import Document
from openxml_audit import OpenXmlValidator

from make_docx.document import text_dump
from make_docx.resources import data_folder


def built(path: Path) -> Document:
    return docx.Document(io.BytesIO(path.read_bytes()))


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in built(path).paragraphs)


def the_document(folder: Path) -> Path:
    (path,) = folder.glob("*.docx")
    return path


class TestCountyMonth:
    """Case 01: sixty workbooks in five categories."""

    @pytest.fixture
    def document(self, county: Path, run: Run) -> Path:
        assert run("build", county).exit_code == 0
        return the_document(county / "输出")

    def test_the_document_is_named_after_its_title(self, document: Path) -> None:
        assert document.name == "XX县卫生和计划生育委员会关于政务公开宣传月活动开展情况的报告.docx"

    @pytest.mark.parametrize(
        "words",
        [
            "104条",
            "近20万份",
            "4.2万余条次",
            "20余场次",
            "180条",
            "委机关和10家委属单位、18家乡镇卫生院、16家乡镇卫计办、15家民营医疗机构",
            "同比增长12.5%",
            "X卫计字〔2016〕15号",
            "（X政办发〔2016〕8号）",
            "（X卫计宣〔2016〕3号）",
        ],
    )
    def test_the_text_says_what_the_case_reports(self, document: Path, words: str) -> None:
        assert words in text_of(document)

    def test_the_sections_are_in_order(self, document: Path) -> None:
        text = text_of(document)
        places = [text.index(head) for head in ("一、主要做法", "二、工作成效", "三、工作打算")]
        assert places == sorted(places)

    def test_the_annex_has_sixty_units_whose_columns_add_up(self, document: Path) -> None:
        (table,) = built(document).tables
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        units = [row for row in rows if row[0].isdigit()]
        (total,) = [row for row in rows if row[1] == "合计"]
        assert len(units) == 60
        sums = [
            sum(Decimal(row[column].removesuffix("余").replace("/", "0")) for row in units)
            for column in range(2, 7)
        ]
        assert sums == [104, 198650, 42300, 23, 180]
        assert total[2:] == ["104", "198650", "42300余", "23", "180"]

    def test_the_subtotals_add_up_to_the_total(self, document: Path) -> None:
        (table,) = built(document).tables
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        subtotals = [row for row in rows if row[1].endswith("小计")]
        assert [row[1] for row in subtotals] == [
            "委机关小计",
            "委属单位小计",
            "乡镇卫生院小计",
            "乡镇卫计办小计",
            "民营医疗机构小计",
        ]
        assert [sum(int(row[column]) for row in subtotals) for column in (2, 3, 5, 6)] == [
            104,
            198650,
            23,
            180,
        ]

    def test_the_properties_are_the_offices_own(self, document: Path) -> None:
        properties = built(document).core_properties
        assert properties.title == "XX县卫生和计划生育委员会关于政务公开宣传月活动开展情况的报告"
        assert properties.author == "XX县卫生和计划生育委员会"
        assert str(properties.created)[:10] == "2016-06-06"

    def test_the_same_job_gives_the_same_bytes(
        self, document: Path, county: Path, run: Run, tmp_path: Path
    ) -> None:
        again = tmp_path / "again.docx"
        assert run("build", county, "-o", again).exit_code == 0
        assert again.read_bytes() == document.read_bytes()

    def test_the_order_and_names_of_the_files_change_nothing(
        self, document: Path, county: Path, run: Run, tmp_path: Path
    ) -> None:
        inbox = county / "收件"
        for number, path in enumerate(sorted(inbox.rglob("*.xlsx"), reverse=True)):
            path.rename(inbox / f"{number:02d}.xlsx")
        again = tmp_path / "again.docx"
        assert run("build", county, "-o", again).exit_code == 0
        assert again.read_bytes() == document.read_bytes()


class TestHeatingDay:
    """Case 10: three companies, no seal, one category."""

    def test_the_text_says_what_the_case_reports(self, heating: Path, run: Run) -> None:
        assert run("build", heating).exit_code == 0
        text = text_of(the_document(heating / "输出"))
        assert "3家供热企业" in text
        assert (
            "悬挂宣传条幅3条、设立便民服务台3个、参加活动人员25人、"
            "接待群众264人次、解答供热问题62人次" in text
        )
        assert "城东热力公司（112人次）" in text


class TestBureauWorkbook:
    """Case 02: one workbook is the whole job."""

    def test_the_document_is_written_beside_the_workbook(self, bureau: Path, run: Run) -> None:
        assert run("build", bureau).exit_code == 0
        text = text_of(the_document(bureau.parent))
        for words in ("300余人次", "200余个", "共计5000份"):
            assert words in text


@pytest.mark.parametrize("name", [COUNTY, HEATING, BUREAU])
def test_the_text_is_the_golden_one(name: str, tmp_path: Path, run: Run) -> None:
    """The whole document as text; after a wanted change run tools/update_golden.py."""
    output = tmp_path / "out.docx"
    assert run("build", data_folder("sample_data") / name, "-o", output).exit_code == 0
    golden = Path(__file__).parent / "golden" / f"{Path(name).stem}.txt"
    assert text_dump(output.read_bytes()) == golden.read_text("utf-8")


@pytest.mark.parametrize("name", [COUNTY, HEATING, BUREAU])
def test_the_document_is_valid_in_the_strictest_sense(name: str, tmp_path: Path, run: Run) -> None:
    output = tmp_path / "out.docx"
    assert run("build", data_folder("sample_data") / name, "-o", output).exit_code == 0
    assert OpenXmlValidator(strict=True).validate(output).errors == []


@pytest.mark.parametrize("name", [COUNTY, HEATING, BUREAU])
def test_the_samples_are_what_the_tools_build(name: str, tmp_path: Path) -> None:
    import build_samples  # tools/ is on the path, see pyproject.toml

    build_samples.main(tmp_path, Path(name).stem)
    shipped, made = data_folder("sample_data") / name, tmp_path / name
    assert files_of(shipped) == files_of(made)


def files_of(place: Path) -> dict[str, bytes]:
    if place.is_file():
        return {"": place.read_bytes()}
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "输出" not in path.parts
    }


def test_a_job_folder_can_be_moved(county: Path, run: Run, tmp_path: Path) -> None:
    moved = Path(shutil.move(county, tmp_path / "别处"))
    assert run("build", moved).exit_code == 0
