"""Turns the sub-commands of ``make-docx kinds`` into calls of the workshop and the pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from make_docx.cli.ending import ending
from make_docx.cli.options import HouseProfile, Json, KindFolder, Kinds
from make_docx.errors import ExitCode

app = typer.Typer(help="查看、新建、检查文种，整理模板。", invoke_without_command=True)


@app.callback()
def kinds_options(context: typer.Context, kinds: Kinds = None, as_json: Json = False) -> None:
    """查看、新建、检查文种。"""
    context.obj = kinds or [], as_json
    if context.invoked_subcommand is None:
        kinds_list(context)


@app.command("list")
def kinds_list(
    context: typer.Context,
    job: Annotated[
        Path | None,
        typer.Argument(metavar="任务", help="哪个任务里用；它的“文种”文件夹里的也列出来。"),
    ] = None,
    kinds: Kinds = None,
    as_json: Json = False,
) -> None:
    """列出可以用的文种和它们的来处。"""
    folders, before_the_word = context.obj  # options may stand on either side of “list”
    as_json = as_json or before_the_word
    with ending(as_json):
        from make_docx import pipeline, report

        found, faults = pipeline.list_kinds([*folders, *(kinds or ())], job)
        if as_json:
            report.print_json(report.kinds_json(found))
        else:
            report.tell_kinds(found)
        for fault in faults:
            report.say(fault, "red")
        raise typer.Exit(ExitCode.KIND if faults else ExitCode.DONE)


@app.command("new")
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
    folders = [*context.obj[0], *(kinds or ())]
    with ending(kinds=folders):
        from make_docx import report, workshop

        made = workshop.new_kind(
            name,
            source=source,
            folder=folder,
            kind_id=kind_id,
            with_template=template,
            kinds=folders,
        )
        report.tell_new_kind(made, *workshop.sample_jobs(made))


@app.command("check")
def kinds_check(
    context: typer.Context,
    folder: KindFolder,
    profile: HouseProfile = None,
    as_json: Json = False,
) -> None:
    """检查一个文种，一次列出所有错处：kind.toml、正文、模板、版面、示例。"""
    as_json = as_json or context.obj[1]
    with ending(as_json):
        from make_docx import report, workshop

        found = workshop.check_kinds(folder, profile)
        report.tell_inspections(found)
        if as_json:
            report.print_json(report.inspections_json(found))
        raise typer.Exit(ExitCode.DONE if all(one.ok for one in found) else ExitCode.KIND)


@app.command("tidy")
def kinds_tidy(
    templates: Annotated[
        list[Path],
        typer.Argument(metavar="模板…", help="在 Word 里改过的模板，或文种的文件夹；可以几个。"),
    ],
    only_look: Annotated[
        bool, typer.Option("--check", help="只看要不要整理，不改文件；要整理的，退出码是 3。")
    ] = False,
) -> None:
    """整理在 Word 里改过的模板：去掉编辑的痕迹和个人信息，版面不变。"""
    with ending():
        from make_docx import report, workshop

        found = workshop.tidy(templates, only_look=only_look)
        report.tell_tidied(found, only_look=only_look)
        raise typer.Exit(ExitCode.KIND if found and only_look else ExitCode.DONE)


@app.command("dump")
def kinds_dump(
    file: Annotated[Path, typer.Argument(metavar="文件.docx", help="任何一份 .docx。")],
) -> None:
    """把一份 .docx 的文字和样式名称打印出来，供逐行比较，也供 git 用。"""
    with ending():
        from make_docx import report, workshop

        report.print_text(workshop.dumped(file))


@app.command("sample")
def kinds_sample(
    folder: Annotated[Path, typer.Argument(metavar="文种文件夹", help="带 kind.toml 的文件夹。")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的示例。")] = False,
) -> None:
    """按现在的 kind.toml 重做示例任务，数字是编的。"""
    with ending():
        from make_docx import report, workshop

        report.say(f"已做好：{workshop.make_sample(folder, force=force)}", "green")
