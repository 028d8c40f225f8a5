"""Turns command lines into calls of the pipeline, its outcome into output and an exit code."""

from __future__ import annotations

import io
import sys
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

from make_docx import __version__
from make_docx.cli import kinds as kinds_commands
from make_docx.cli.ending import ending
from make_docx.cli.options import (
    Accept,
    Built,
    Dask,
    HouseProfile,
    Job,
    Json,
    Kinds,
    Partial,
    Reason,
)
from make_docx.cli.usage import USAGE_ERROR, told
from make_docx.cli.words import PlainCommand, PlainGroup
from make_docx.errors import ExitCode

app = typer.Typer(
    name="make-docx",
    cls=PlainGroup,
    help="把各单位的 Excel 填报表汇总成一份标准格式的公文（GB/T 9704-2012）。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, which hold figures
    add_completion=False,
    rich_markup_mode=None,
)
app.add_typer(kinds_commands.app, name="kinds")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"make-docx {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")
    ] = False,
) -> None:
    """把各单位的 Excel 填报表汇总成一份标准格式的公文（GB/T 9704-2012）。"""


@app.command(cls=PlainCommand)
def new(
    kind: Annotated[str, typer.Argument(metavar="文种", help="例如：活动总结。")],
    job: Annotated[
        Path, typer.Argument(metavar="任务", help="新文件夹的名字；以 .xlsx 结尾时只建一个工作簿。")
    ],
    kinds: Kinds = None,
) -> None:
    """新建一个任务：公文要素、填报表和收件文件夹。"""
    with ending(kinds=kinds):
        from make_docx import pipeline, report

        first, *others = pipeline.new(kind, job, kinds=kinds or ())
        report.say(f"已建好：{first}（先填这一份）", "green")
        for path in others:
            report.say(f"已建好：{path}（填好公文要素后运行 make-docx form 更新，再发给各单位）")


@app.command(cls=PlainCommand)
def form(
    job: Job,
    each: Annotated[
        bool, typer.Option("--each", help="给名册上的每个单位各生成一份，写好单位名称，放在 发出。")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="和 --each 一起用：发出 里有人改过的，也重做。")
    ] = False,
    kinds: Kinds = None,
) -> None:
    """改过指标、名册或期次以后，重新生成填报表。"""
    with ending(kinds=kinds):
        from make_docx import pipeline, report

        if each:
            forms, findings = pipeline.form_each(job, kinds=kinds or (), force=force)
            if forms:
                report.tell_forms(forms)
                return
            path = None
        else:
            path, findings = pipeline.form(job, kinds=kinds or ())
        if path is None:
            report.tell_findings(findings)
            report.say("有错误，没有生成填报表；改正后再运行一次。", "red")
            raise typer.Exit(ExitCode.BLOCKED)
        report.say(f"已更新：{path}", "green")
        if others := sum(finding.blocks for finding in findings):
            report.say(f"公文要素里还有 {others} 处要改，不影响填报表；用 make-docx check 查看。")


@app.command(cls=PlainCommand)
def check(
    job: Job,
    each: Annotated[
        bool, typer.Option("--each", help="照一家一份检查：build --each 会指出的，这里都指出。")
    ] = False,
    as_json: Json = False,
    allow_partial: Partial = False,
    profile: HouseProfile = None,
    kinds: Kinds = None,
    accept: Accept = None,
    reason: Reason = "",
    dask: Dask = "",
    notice: Annotated[
        bool, typer.Option("--return", help="在 输出/退回 里另写一份“退回说明.docx”。")
    ] = False,
) -> None:
    """检查公文要素和收到的全部填报表，一次列出所有问题。"""
    with ending(as_json, kinds):
        from make_docx import pipeline, report

        with report.progress() as bar:
            options = pipeline.CheckOptions(
                allow_partial=allow_partial,
                profile=profile,
                accepted=accept or (),
                reason=reason,
                kinds=kinds or (),
                crew=pipeline.crew_of(dask, bar.reading if bar else None),
                told=bar.making if bar else None,
            )
            outcome = pipeline.check(job, options, each=each, notice=notice)
        report.tell(outcome, with_notes=True)
        if as_json:
            report.print_json(report.outcome_json(outcome))
        raise typer.Exit(ExitCode.DONE if outcome.ok else ExitCode.BLOCKED)


@app.command(cls=PlainCommand)
def build(
    job: Job,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="公文.docx", help="公文写到哪里；一家一份时是一个文件夹。"
        ),
    ] = None,
    each: Annotated[
        bool,
        typer.Option(
            "--each",
            help="给每个报送了的单位各生成一份，只用它自己的数据；不用报送的，名册上一家一份。",
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的公文。")] = False,
    allow_partial: Partial = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="同时用 LibreOffice 生成 PDF，放在公文旁边。")
    ] = False,
    profile: HouseProfile = None,
    kinds: Kinds = None,
    accept: Accept = None,
    reason: Reason = "",
    dask: Dask = "",
    review: Annotated[
        bool, typer.Option("--review", help="另写一份审阅稿，每个数字旁有批注，说明来源。")
    ] = False,
    no_data: Annotated[
        bool, typer.Option("--no-data", help="公文里不带数据和校验码，上级不能自动汇总。")
    ] = False,
    as_json: Json = False,
) -> None:
    """检查、汇总，生成公文。"""
    with ending(as_json, kinds):
        from make_docx import pipeline, report

        with report.progress() as bar:
            options = pipeline.BuildOptions(
                allow_partial=allow_partial,
                force=force,
                pdf=pdf,
                profile=profile,
                accepted=accept or (),
                reason=reason,
                kinds=kinds or (),
                with_data=not no_data,
                review=review,
                crew=pipeline.crew_of(dask, bar.reading if bar else None),
                told=bar.making if bar else None,
            )
            outcome = (pipeline.build_each if each else pipeline.build)(job, output, options)
        report.tell(outcome, with_notes=False)
        if as_json:
            report.print_json(report.build_json(outcome))
        raise typer.Exit(ExitCode.DONE if outcome.ok else ExitCode.BLOCKED)


@app.command(cls=PlainCommand)
def trace(
    document: Built,
    text: Annotated[
        str,
        typer.Argument(metavar="数字", help="正文里的写法（近20万份）或指标名称；不写列出全部。"),
    ] = "",
    as_json: Json = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="来源.xlsx", help="同时写一份工作簿。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的工作簿。")] = False,
) -> None:
    """查公文里的数字从哪里来：单位、文件、单元格，一级一级往下。"""
    with ending(as_json):
        from make_docx import pipeline, report

        found = pipeline.trace(document, text, xlsx=xlsx, force=force)
        report.tell_trace(found)
        if as_json:
            report.print_json(report.trace_json(found))
        if xlsx:
            report.say(f"已生成：{xlsx}", "green")


@app.command(cls=PlainCommand)
def verify(document: Built, as_json: Json = False) -> None:
    """公文在 Word 里改过以后，核对正文、统计表和数据是否还一致。"""
    with ending(as_json):
        from make_docx import pipeline, report

        found = pipeline.verify(document)
        report.tell_verification(found)
        if as_json:
            report.print_json(report.verification_json(found))
        raise typer.Exit(ExitCode.DONE if found.ok else ExitCode.BLOCKED)


@app.command(cls=PlainCommand)
def lint(
    file: Annotated[Path, typer.Argument(metavar="文件.docx", help="任何一份 .docx。")],
    as_json: Json = False,
    render: Annotated[
        bool, typer.Option("--render", help="再用 LibreOffice 排版，测量版面。")
    ] = False,
    profile: HouseProfile = None,
) -> None:
    """按 GB/T 9704-2012 逐条核对一份 .docx。"""
    with ending(as_json):
        from make_docx import pipeline, report

        found = pipeline.lint(file, profile=profile, rendered=render)
        report.tell_review(found)
        if as_json:
            report.print_json(report.review_json(found))
        raise typer.Exit(ExitCode.DONE if found.ok else ExitCode.BLOCKED)


def main() -> None:
    """Run the command line; a console that cannot show a character shows ``?`` for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        command = typer.main.get_command(_asked(sys.argv[1:2]))
        sys.exit(command(prog_name="make-docx", standalone_mode=False))
    except USAGE_ERROR as error:
        sys.stderr.write(f"{told(error, sys.argv[1:])}\n")
        sys.exit(ExitCode.USAGE)


def _asked(name: list[str]) -> typer.Typer:
    """The app with no command but `name`: Typer reads the parameters of each, 11 ms for all."""
    commands = app.registered_commands
    named = [one for one in commands if one.callback and [one.callback.__name__] == name]
    if not named:  # one of `kinds`, an option, or a slip, for which the help has them all
        return app
    asked = copy(app)
    asked.registered_commands, asked.registered_groups = named, []
    return asked
