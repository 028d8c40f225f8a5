"""Turns a name into the folder of a new kind that builds at once."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from make_docx.errors import KindError, OutputError, UsageError
from make_docx.kinds import TEMPLATE_NAME, open_shelf
from make_docx.kinds.reading import read_kind
from make_docx.kinds.schema_fields import is_id
from make_docx.kinds.toml_text import FILE_NAME
from make_docx.kinds.version import current_version
from make_docx.model import (
    Aggregation,
    AnnexForm,
    Direction,
    Kind,
    Layout,
    Level,
    ValueType,
)
from make_docx.output import TEMPORARY_PREFIX, reason, safe_name, write_whole
from make_docx.resources import data_folder
from make_docx.workshop.inspection import SAMPLE_FOLDER

SAMPLE_NAME: Final = "示例.xlsx"

_SCAFFOLD: Final = "kind-scaffold"
_README: Final = "README.md"
_NAME: Final = "新文种"  # in the texts of the scaffold
_LONGEST: Final = 30  # characters of a name
_SIGNS: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*【】{}]')
# What stands for all words of a choice in the remarks of the scaffold.
_CHOICES: Final[Mapping[str, Iterable[str]]] = {
    "<行文方向>": Direction,
    "<版式>": Layout,
    "<指标类型>": ValueType,
    "<汇总方式>": Aggregation,
    "<层次>": Level,
    "<附件形式>": AnnexForm,
}
_DEFAULTS: Final = (ValueType.INTEGER, Aggregation.SUM, AnnexForm.TABLE)
_FIRST_TABLE: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LESSON: Final = """\
# 照“{source}”建的文种。用记事本打开、修改，保存时编码选 UTF-8。
# 井号（#）后面的是说明，不起作用。引号、等号、方括号都用英文的（半角）。
# 改完运行 make-docx kinds check 检查，所有错处会一次列出来，写明第几行、怎样改。
# 每一项能写什么，见文档“文种套件”。

"""


def new_kind(
    name: str,
    *,
    source: str = "",
    folder: Path = Path(),
    kind_id: str = "",
    with_template: bool = False,
    kinds: Sequence[Path] = (),
) -> Path:
    """Make a kind's folder in `folder`: kind.toml, README.md, a sample, perhaps a template.docx.

    Args:
        name: what the new kind is called.
        source: id or name of the kind to start from; else a short one that explains itself.
        folder: where the new folder goes.
        kind_id: the id; else the name, in small letters.
        with_template: copy the built-in layout, to be changed in Word; a template of the
            source is always copied.
        kinds: folders of kinds besides the known ones.

    Returns:
        The new folder.

    Raises:
        UsageError: the name or the id cannot be used, or there is such a kind already.
        KindError: the source is broken.
        OutputError: the folder exists already or cannot be written.
    """
    name = " ".join(name.split())
    kind_id = _usable_id(name, kind_id)
    shelf = open_shelf(kinds)
    for kind in shelf.kinds:
        if {name, kind_id} & {kind.id, kind.name}:
            raise UsageError(
                f"已经有文种“{kind.name}”（{kind.id}，来自：{kind.origin}）。请换一个名称。"
            )
    origin = shelf.find(source).folder if source else data_folder("docx_templates") / _SCAFFOLD
    if origin is None:
        raise RuntimeError(f"{source} was read from no folder")
    target = folder / safe_name(name)
    if target.exists():
        raise OutputError(f"“{target}”已经存在，没有改动它。请换一个名称，或者先把它移走。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=folder))
    except OSError as error:
        raise OutputError(f"写不了“{folder}”：{reason(error)}。请换一个文件夹。") from error
    try:
        made = scratch / target.name
        made.mkdir()
        _fill(made, origin, name, kind_id, source, with_template=with_template)
        made.rename(target)
    except OSError as error:
        raise OutputError(f"写不了“{target}”：{reason(error)}。请换一个文件夹。") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def make_sample(folder: Path, *, force: bool = False) -> Path:
    """Make the sample job of a kind again, from its kind.toml as it is now.

    Raises:
        KindError: the kind.toml is broken.
        OutputError: there is one already, and `force` is off.
    """
    from make_docx.workshop.example import example_job

    path = folder / SAMPLE_FOLDER / SAMPLE_NAME
    write_whole(path, example_job(read_kind(folder / FILE_NAME, str(folder))), force=force)
    return path


def _usable_id(name: str, given: str) -> str:
    if not name or len(name) > _LONGEST or _SIGNS.search(name):
        raise UsageError(
            f'“{name}”不能作文种的名称：应为 1 到 {_LONGEST} 个字，不含 < > : " / \\ | ? * 和括号。'
        )
    derived = re.sub(r"[\s_-]+", "-", unicodedata.normalize("NFKC", given or name).lower())
    kind_id = given or derived.strip("-")
    if not is_id(kind_id):
        hint = "" if given else "请用 --id 指定一个，例如：--id monthly-report。"
        raise UsageError(
            f"“{kind_id}”不能作文种的编号（id）：应为汉字、小写英文字母、数字，"
            f"中间可以用 - 隔开。{hint}"
        )
    return kind_id


def _fill(
    made: Path, origin: Path, name: str, kind_id: str, source: str, *, with_template: bool
) -> None:
    values = {"id": kind_id, "name": name, "version": "1.0"}
    text = (origin / FILE_NAME).read_text("utf-8-sig")
    text = _LESSON.format(source=source) + text if source else _with_choices(text)
    if not source or _line_of("requires", text.split("\n")) is None:
        values["requires"] = f">={current_version()}"
    (made / FILE_NAME).write_text(_renamed(text, values), "utf-8")
    kind = read_kind(made / FILE_NAME, str(made))
    if (kind.id, kind.name) != (kind_id, name):
        raise KindError(f"照“{source}”建不成：在它的 {FILE_NAME} 里找不到 id 和 name 这两行。")
    readme = (data_folder("docx_templates") / _SCAFFOLD / _README).read_text("utf-8")
    (made / _README).write_text(readme.replace(_NAME, name), "utf-8")
    if template := _template(kind, origin, with_template=with_template):
        shutil.copyfile(template, made / TEMPLATE_NAME)
    make_sample(made)


def _with_choices(text: str) -> str:
    for mark, words in _CHOICES.items():
        listed = (f"{word}（不写就是它）" if word in _DEFAULTS else word for word in words)
        text = text.replace(mark, "、".join(listed))
    return text


def _template(kind: Kind, origin: Path, *, with_template: bool) -> Path | None:
    own = origin / TEMPLATE_NAME
    if own.is_file():
        return own
    if not with_template:
        return None
    from make_docx.document import layout_path

    return layout_path(kind.directions[0], kind.layout, None)


def _renamed(text: str, values: Mapping[str, str]) -> str:
    """The TOML with the top keys of `values` changed, the comments as they are."""
    first = _FIRST_TABLE.search(text)
    end = first.start() if first else len(text)
    lines = text[:end].split("\n")
    for key, value in values.items():
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        at = _line_of(key, lines)
        if at is not None:
            lines[at] = line
        elif (version := _line_of("version", lines)) is not None:
            lines.insert(version + 1, line)
    return "\n".join(lines) + text[end:]


def _line_of(key: str, lines: Sequence[str]) -> int | None:
    return next((n for n, line in enumerate(lines) if re.match(rf"{key}\s*=", line)), None)
