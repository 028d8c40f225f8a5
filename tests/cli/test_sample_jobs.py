"""The samples that ship are complete jobs, and come out with the figures of their cases."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from clerk import BUREAU, COUNTY, Run
from docx.document import Document
from openxml_audit import OpenXmlValidator
from sample_jobs import SAMPLE_JOBS, files_of

from make_docx.resources import data_folder
from update_golden import golden_text


def built(path: Path) -> Document:
    return docx.Document(io.BytesIO(path.read_bytes()))


class TestCountyMonth:
    """Case 01: sixty workbooks in five categories."""

    @pytest.fixture
    def document(self, sample_documents: Mapping[str, Path]) -> Path:
        return sample_documents[COUNTY]

    def test_the_document_is_named_after_its_title(self, document: Path) -> None:
        assert document.name == "XX县卫生和计划生育委员会关于政务公开宣传月活动开展情况的报告.docx"

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
            "委属单位小计",
            "乡镇卫生院小计",
            "乡镇卫计办小计",
            "民营医疗机构小计",
        ]
        parts = [*(row for row in rows if row[0] == "1"), *subtotals]  # 委机关 stands alone
        assert [sum(int(row[column]) for row in parts) for column in (2, 3, 5, 6)] == [
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

    def test_the_order_and_names_of_the_files_change_nothing_that_is_printed(
        self, document: Path, county: Path, run: Run, tmp_path: Path
    ) -> None:
        inbox = county / "收件"
        for number, path in enumerate(sorted(inbox.rglob("*.xlsx"), reverse=True)):
            path.rename(inbox / f"{number:02d}.xlsx")
        again = tmp_path / "again.docx"
        assert run("build", county, "-o", again).exit_code == 0
        # the 校验码 vouches for the names of the files too
        assert golden_text(again.read_bytes()) == golden_text(document.read_bytes())


class TestBureauWorkbook:
    """Case 02: one workbook is the whole job."""

    def test_the_document_is_written_beside_the_workbook(
        self, sample_documents: Mapping[str, Path]
    ) -> None:
        assert sample_documents[BUREAU].with_name(BUREAU).is_file()


@pytest.mark.parametrize("name", SAMPLE_JOBS)
def test_the_text_is_the_golden_one(name: str, sample_documents: Mapping[str, Path]) -> None:
    """The whole document as text; after a wanted change run tools/update_golden.py."""
    golden = Path(__file__).parent / "golden" / f"{Path(name).stem}.txt"
    assert golden_text(sample_documents[name].read_bytes()) == golden.read_text("utf-8")


@pytest.mark.parametrize("name", SAMPLE_JOBS)
def test_the_document_is_valid_in_the_strictest_sense(
    name: str, sample_documents: Mapping[str, Path]
) -> None:
    assert OpenXmlValidator(strict=True).validate(sample_documents[name]).errors == []


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of samples as the tools make it today."""
    import build_samples  # tools/ is on the path, see pyproject.toml

    folder = tmp_path_factory.mktemp("rebuilt")
    build_samples.main(folder)
    return folder


@pytest.mark.parametrize("name", [*SAMPLE_JOBS, "city-chain"])
def test_the_samples_are_what_the_tools_build(
    name: str, rebuilt: Path, sample_documents: Mapping[str, Path]
) -> None:
    shipped, made = files_of(data_folder("sample_data") / name), files_of(rebuilt / name)
    shipped.pop("README.md", None)
    assert shipped == made


def test_a_job_folder_can_be_moved(county: Path, run: Run, tmp_path: Path) -> None:
    moved = Path(shutil.move(county, tmp_path / "别处"))
    assert run("build", moved).exit_code == 0
