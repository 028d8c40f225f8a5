"""Holds the arguments and options that several commands take, with their Chinese help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Job = Annotated[Path, typer.Argument(metavar="任务", help="任务文件夹，或单个 .xlsx 工作簿。")]
Built = Annotated[
    Path, typer.Argument(metavar="公文.docx", help="make-docx 生成的公文，后来改过的也可以。")
]
Json = Annotated[bool, typer.Option("--json", help="在标准输出上给出一份 JSON。")]
Partial = Annotated[bool, typer.Option("--allow-partial", help="有单位未报也生成，列为未报。")]
Kinds = Annotated[
    list[Path] | None,
    typer.Option("--kinds", metavar="文件夹", help="另外的文种套件所在的文件夹，可以多次给出。"),
]
KindFolder = Annotated[
    Path, typer.Argument(metavar="文种文件夹", help="带 kind.toml 的文件夹，或装着几个的文件夹。")
]
Dask = Annotated[
    str,
    typer.Option(
        "--dask",
        metavar="地址",
        help="收件很多时，交给一个 Dask 集群读取，例如 tcp://10.0.0.1:8786。",
    ),
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
