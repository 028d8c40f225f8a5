"""A document carries its data up, and what comes up is counted, compared and told."""

from __future__ import annotations

import hashlib
from pathlib import Path

from chain_jobs import county
from clerk import Run
from openxml_audit import OpenXmlValidator

from make_docx.chain import check_code, embed, extract
from make_docx.chain.extraction import Extracted
from make_docx.document import layout_path, text_dump
from make_docx.model import Direction, Layout


class TestBuild:
    def test_a_document_carries_its_data_and_prints_its_check_code(
        self, heating: Path, run: Run, tmp_path: Path
    ) -> None:
        output = tmp_path / "out.docx"
        answer = run("build", heating, "-o", output, "--json")
        data = output.read_bytes()
        copies = extract(data)
        assert copies.agrees
        assert copies.payload is not None
        assert (copies.payload.unit, copies.payload.level) == ("XX市供热办公室", 1)
        assert [total.label for total in copies.payload.totals][:2] == [
            "悬挂宣传条幅",
            "设立便民服务台",
        ]
        assert f"校验码{check_code(copies.payload)}" in text_dump(data)
        assert answer.json["documents"][0]["sha256"] == hashlib.sha256(data).hexdigest()
        assert OpenXmlValidator(strict=True).validate(output).errors == []
        assert run("lint", output).exit_code == 0

    def test_without_data_there_is_no_check_code_either(
        self, heating: Path, run: Run, tmp_path: Path
    ) -> None:
        output = tmp_path / "out.docx"
        assert run("build", heating, "-o", output, "--no-data").exit_code == 0
        assert extract(output.read_bytes()).payload is None
        assert "校验码" not in text_dump(output.read_bytes())

    def test_without_data_means_without_that_of_the_document_a_layout_was_made_of(
        self, heating: Path, run: Run, tmp_path: Path
    ) -> None:
        layout = layout_path(Direction.UP, Layout.DOCUMENT, None).read_bytes()
        (heating / "模板.docx").write_bytes(embed(layout, county().payload))
        output = tmp_path / "out.docx"
        assert run("build", heating, "-o", output, "--no-data").exit_code == 0
        assert extract(output.read_bytes()) == Extracted()

    def test_a_one_workbook_job_makes_a_document_that_can_go_up_too(
        self, bureau: Path, run: Run, tmp_path: Path
    ) -> None:
        output = tmp_path / "out.docx"
        assert run("build", bureau, "-o", output).exit_code == 0
        payload = extract(output.read_bytes()).payload
        assert payload is not None
        assert payload.base_reported == 1

    def test_neither_the_contact_nor_a_telephone_number_goes_in(
        self, heating: Path, run: Run, tmp_path: Path
    ) -> None:
        output = tmp_path / "out.docx"
        assert run("build", heating, "-o", output).exit_code == 0
        payload = extract(output.read_bytes()).payload
        assert "0000-0000000" not in repr(payload)
