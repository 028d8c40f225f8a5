"""Turns command lines into calls of the pipeline, its outcome into output and an exit code."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from make_docx import __version__
from make_docx.errors import ExitCode, MakeDocxError
from make_docx.output import reason

app = typer.Typer(
    name="make-docx",
    help="把各单位的 Excel 填报表汇总成一份标准格式的公文（GB/T 9704-2012）。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, which hold figures
    add_completion=False,
    rich_markup_mode=None,
)
kinds_app = typer.Typer(help="查看、新建、检查文种。", invoke_without_command=True)
app.add_typer(kinds_app, name="kinds")

_INTERRUPTED = "已中断，没有写出任何文件。"

Job = Annotated[Path, typer.Argument(metavar="任务", help="任务文件夹，或单个 .xlsx 工作簿。")]
Json = Annotated[bool, typer.Option("--json", help="在标准输出上给出一份 JSON。")]
Partial = Annotated[bool, typer.Option("--allow-partial", help="有单位未报也生成，列为未报。")]
Kinds = Annotated[
    list[Path] | None,
    typer.Option("--kinds", metavar="文件夹", help="另外的文种套件所在的文件夹，可以多次给出。"),
]
KindFolder = Annotated[
    Path, typer.Argument(metavar="文种文件夹", help="带 kind.toml 的文件夹，或装着几个的文件夹。")
]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="编号:单位",
        help="确认一条待确认的意见，单位可以写“全部”；可以多次给出。",
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="--accept 的理由。")]
HouseProfile = Annotated[
    Path | None,
    typer.Option("--profile", metavar="格式规定.toml", help="本单位与国家标准不同的格式规定。"),
]


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


@app.command()
def new(
    kind: Annotated[str, typer.Argument(metavar="文种", help="例如：活动总结。")],
    job: Annotated[
        Path, typer.Argument(metavar="任务", help="新文件夹的名字；以 .xlsx 结尾时只建一个工作簿。")
    ],
    kinds: Kinds = None,
) -> None:
    """新建一个任务：公文要素、填报表和收件文件夹。"""
    with _ending():
        from make_docx import pipeline, report

        first, *others = pipeline.new(kind, job, kinds=kinds or ())
        report.say(f"已建好：{first}（先填这一份）", "green")
        for path in others:
            report.say(f"已建好：{path}（填好公文要素后运行 make-docx form 更新，再发给各单位）")


@app.command()
def form(
    job: Job,
    each: Annotated[
        bool, typer.Option("--each", help="给名册上的每个单位各生成一份，写好单位名称，放在 发出。")
    ] = False,
    kinds: Kinds = None,
) -> None:
    """改过指标、名册或期次以后，重新生成填报表。"""
    with _ending():
        from make_docx import pipeline, report

        if each:
            paths, findings = pipeline.form_each(job, kinds=kinds or ())
            if not paths:
                report.tell_findings(findings)
                report.say("有错误，没有生成填报表；改正后再运行一次。", "red")
                raise typer.Exit(ExitCode.BLOCKED)
            report.say(f"已生成 {len(paths)} 份填报表：{paths[0].parent}", "green")
            return
        path, findings = pipeline.form(job, kinds=kinds or ())
        if path is None:
            report.tell_findings(findings)
            report.say("有错误，没有生成填报表；改正后再运行一次。", "red")
            raise typer.Exit(ExitCode.BLOCKED)
        report.say(f"已更新：{path}", "green")
        if others := sum(finding.blocks for finding in findings):
            report.say(f"公文要素里还有 {others} 处要改，不影响填报表；用 make-docx check 查看。")


@app.command()
def check(
    job: Job,
    as_json: Json = False,
    allow_partial: Partial = False,
    profile: HouseProfile = None,
    kinds: Kinds = None,
    accept: Accept = None,
    reason: Reason = "",
    notice: Annotated[
        bool, typer.Option("--return", help="在 输出/退回 里另写一份“退回说明.docx”。")
    ] = False,
) -> None:
    """检查公文要素和收到的全部填报表，一次列出所有问题。"""
    with _ending(as_json):
        from make_docx import pipeline, report

        outcome = pipeline.check(
            job,
            allow_partial=allow_partial,
            profile=profile,
            accepted=accept or (),
            reason=reason,
            kinds=kinds or (),
            notice=notice,
        )
        report.tell(outcome, with_notes=True)
        if as_json:
            report.print_json(report.outcome_json(outcome))
        raise typer.Exit(ExitCode.DONE if outcome.ok else ExitCode.BLOCKED)


@app.command()
def build(
    job: Job,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="公文.docx", help="公文写到哪里。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的公文。")] = False,
    allow_partial: Partial = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="同时用 LibreOffice 生成 PDF，放在公文旁边。")
    ] = False,
    profile: HouseProfile = None,
    kinds: Kinds = None,
    accept: Accept = None,
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """检查、汇总，生成公文。"""
    with _ending(as_json):
        from make_docx import pipeline, report

        outcome = pipeline.build(
            job,
            output,
            force=force,
            allow_partial=allow_partial,
            pdf=pdf,
            profile=profile,
            accepted=accept or (),
            reason=reason,
            kinds=kinds or (),
        )
        report.tell(outcome, with_notes=False)
        if as_json:
            report.print_json(report.build_json(outcome))
        raise typer.Exit(ExitCode.DONE if outcome.ok else ExitCode.BLOCKED)


@app.command()
def lint(
    file: Annotated[Path, typer.Argument(metavar="文件.docx", help="任何一份 .docx。")],
    as_json: Json = False,
    render: Annotated[
        bool, typer.Option("--render", help="再用 LibreOffice 排版，测量版面。")
    ] = False,
    profile: HouseProfile = None,
) -> None:
    """按 GB/T 9704-2012 逐条核对一份 .docx。"""
    with _ending(as_json):
        from make_docx import pipeline, report

        found = pipeline.lint(file, profile=profile, rendered=render)
        report.tell_review(found)
        if as_json:
            report.print_json(report.review_json(found))
        raise typer.Exit(ExitCode.DONE if found.ok else ExitCode.BLOCKED)


@kinds_app.callback()
def kinds_options(context: typer.Context, kinds: Kinds = None, as_json: Json = False) -> None:
    """查看、新建、检查文种。"""
    context.obj = kinds or [], as_json
    if context.invoked_subcommand is None:
        kinds_list(context)


@kinds_app.command("list")
def kinds_list(context: typer.Context, kinds: Kinds = None, as_json: Json = False) -> None:
    """列出可以用的文种和它们的来处。"""
    folders, before_the_word = context.obj  # options may stand on either side of “list”
    as_json = as_json or before_the_word
    with _ending(as_json):
        from make_docx import pipeline, report

        found, faults = pipeline.list_kinds([*folders, *(kinds or ())])
        if as_json:
            report.print_json(report.kinds_json(found))
        else:
            report.tell_kinds(found)
        for fault in faults:
            report.say(fault, "red")
        raise typer.Exit(ExitCode.KIND if faults else ExitCode.DONE)


@kinds_app.command("new")
def kinds_new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称", help="新文种叫什么，例如：月报。")],
    source: Annotated[
        str, typer.Option("--from", metavar="文种", help="照哪个文种建；不写时给一份带讲解的。")
    ] = "",
    folder: Annotated[
        Path, typer.Option("--to", metavar="文件夹", help="建在哪里；不写时建在当前文件夹。")
    ] = Path(),
    kind_id: Annotated[
        str, typer.Option("--id", metavar="编号", help="文种的编号；不写时就用名称。")
    ] = "",
    template: Annotated[
        bool, typer.Option("--template", help="放一份内置版式，供您用 Word 改成自己的模板。")
    ] = False,
    kinds: Kinds = None,
) -> None:
    """新建一个文种：一个文件夹，里面有说明、有示例，马上可以生成公文。"""
    with _ending():
        from make_docx import report, workshop

        made = workshop.new_kind(
            name,
            source=source,
            folder=folder,
            kind_id=kind_id,
            with_template=template,
            kinds=[*context.obj[0], *(kinds or ())],
        )
        report.tell_new_kind(made, *workshop.sample_jobs(made))


@kinds_app.command("check")
def kinds_check(
    context: typer.Context,
    folder: KindFolder,
    profile: HouseProfile = None,
    as_json: Json = False,
) -> None:
    """检查一个文种，一次列出所有错处：kind.toml、正文、模板、版面、示例。"""
    as_json = as_json or context.obj[1]
    with _ending(as_json):
        from make_docx import report, workshop

        found = workshop.check_kinds(folder, profile)
        report.tell_inspections(found)
        if as_json:
            report.print_json(report.inspections_json(found))
        raise typer.Exit(ExitCode.DONE if all(one.ok for one in found) else ExitCode.KIND)


@kinds_app.command("sample")
def kinds_sample(
    folder: Annotated[Path, typer.Argument(metavar="文种文件夹", help="带 kind.toml 的文件夹。")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的示例。")] = False,
) -> None:
    """按现在的 kind.toml 重做示例任务，数字是编的。"""
    with _ending():
        from make_docx import report, workshop

        report.say(f"已做好：{workshop.make_sample(folder, force=force)}", "green")


@contextmanager
def _ending(as_json: bool = False) -> Iterator[None]:
    """Turn whatever stops a command into one message and its exit code."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except MakeDocxError as error:
        _stop(str(error), error.exit_code, as_json=as_json)
    except KeyboardInterrupt:
        _stop(_INTERRUPTED, ExitCode.INTERRUPTED, as_json=as_json)
    except OSError as error:
        # 标准输出 itself may be what is broken, so nothing more is printed there
        where = f"“{error.filename}”" if error.filename else "文件或标准输出"
        _stop(f"读写{where}时出错：{reason(error)}。", ExitCode.OUTPUT, as_json=False)
    except Exception as error:
        _stop(_our_fault(error), ExitCode.BUG, as_json=as_json)


def _stop(message: str, code: ExitCode, *, as_json: bool) -> None:
    from make_docx import report

    report.say(message, "red")
    if as_json:
        report.print_json({"ok": False, "error": {"exit_code": code, "message": message}})
    raise typer.Exit(code)


def _our_fault(error: Exception) -> str:
    """Name the spot in our code, never the values: they are units' figures."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    spot = ""
    if trace is not None:
        spot = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    kind = type(error).__name__
    return (
        f"程序出错了，不是您的问题。请把这一行发给维护人员：{kind} {spot} make-docx {__version__}"
    )


def main() -> None:
    """Run the command line; a console that cannot show a character shows ``?`` for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:  # before a command has begun
        sys.stderr.write(f"{_INTERRUPTED}\n")
        sys.exit(ExitCode.INTERRUPTED)
