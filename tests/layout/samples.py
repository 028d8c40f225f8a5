"""Documents that are rendered and measured: each shows what its name says."""

from __future__ import annotations

import datetime as dt
from typing import Final

from msgspec.structs import replace

from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Enclosure,
    Level,
    Mark,
    Paragraph,
    RowKind,
    Sealing,
    StatTable,
    TableColumn,
    TableRow,
)

LONG: Final = (
    "各单位按照方案要求，结合实际制定具体措施，明确责任分工和完成时限，确保各项工作有人抓、"
    "有人管、见实效。活动期间，各单位采取多种形式开展宣传，群众知晓率和参与度明显提高，"
    "取得了良好的社会效果。"
)
FILLED: Final = "国" * 28 * 60  # paragraphs without a place where a line could end early

BODY: Final = (
    Paragraph(Level.BODY, "", LONG),
    Paragraph(Level.HEADING_1, "一、", "主要做法"),
    Paragraph(Level.HEADING_2, "（一）", "加强组织领导"),
    Paragraph(Level.BODY, "", LONG),
    Paragraph(Level.HEADING_3, "1.", "悬挂横幅，发放资料。"),
    Paragraph(Level.HEADING_4, "（1）", "全县统一部署。"),
    Paragraph(Level.HEADING_1, "二、", "下一步打算"),
    Paragraph(Level.BODY, "", LONG),
)


def table(columns: int, rows: int, note: str = "") -> StatTable:
    """单位名称 and `columns` figures; `rows` units and a total."""
    heads = [TableColumn("单位名称", numeric=False)]
    heads += [TableColumn(f"第{index}项宣传活动次数", "场次") for index in range(1, columns + 1)]
    body = [
        TableRow(
            RowKind.UNIT, (f"某县第{row}卫生院", *(str(row * 1000 + c) for c in range(columns)))
        )
        for row in range(1, rows + 1)
    ]
    sums = (str(sum(row * 1000 + c for row in range(1, rows + 1))) for c in range(columns))
    total = TableRow(RowKind.TOTAL, ("合计", *sums))
    return StatTable(tuple(heads), (*body, total), note)


LONG_TEXT: Final = Paragraph(Level.BODY, "", LONG)
UPRIGHT: Final = Annex(
    1, "各单位活动开展情况统计表", AnnexForm.TABLE, table=table(4, 60, "注：略。")
)
TURNED: Final = Annex(2, "各单位活动开展情况明细表", AnnexForm.TABLE, table=table(12, 40))
TEXT: Final = Annex(3, "政务公开宣传月活动方案", AnnexForm.TEXT, (LONG_TEXT, LONG_TEXT))

UP: Final = Document(
    direction=Direction.UP,
    mark=Mark(("某某县人民政府",)),
    number="某政报〔2021〕15号",
    title="某某县人民政府关于政务公开宣传月活动开展情况的报告",
    title_lines=("某某县人民政府", "关于政务公开宣传月活动开展情况的报告"),
    addressee="某某市人民政府",
    paragraphs=BODY,
    signatures=("某某县人民政府",),
    issued_on="2021年6月3日",
    issuer="某某县人民政府",
    created=dt.date(2021, 6, 3),
    signers=("甲乙丙",),
    copies_to="某某市人民政府办公室",
    printed_by="某某县人民政府办公室",
    printed_on="2021年6月4日",
)
DOWN: Final = replace(
    UP,
    direction=Direction.DOWN,
    mark=Mark(("某某县人民政府文件",)),
    number="某政发〔2021〕15号",
    title="某某县人民政府关于政务公开宣传月活动开展情况的通报",
    title_lines=("某某县人民政府", "关于政务公开宣传月活动开展情况的通报"),
    addressee="各乡镇人民政府",
    signers=(),
)

ORGANS: Final = (
    "某某县人民政府",
    "某某县教育局",
    "中共某某县委宣传部",
    "某某县卫生健康委员会",
    "某某县融媒体中心",
)
# The 机关 of a joint document: names short enough for three seals a row, and too long for that.
JOINT: Final = ("甲县教育局", "乙县卫健委", "丙县融媒体", "丁县文旅局", "戊县财政局")
POSTS: Final = ("某某县人民政府县长", "某某县教育局局长", "中共某某县委宣传部部长")


def joint_mark(count: int, suffix: str = "文件") -> Document:
    return replace(DOWN, mark=Mark(ORGANS[:count], suffix))


SHORT: Final = Paragraph(Level.BODY, "", "短句一行。")
# The text ends on every line of a page in turn, so that some date would stand alone: in short
# paragraphs, in one long paragraph, and in a long one with figures behind a short one.
ENDINGS: Final = {f"ending_{lines}": lines for lines in range(1, 25)}
LONG_ENDINGS: Final = {f"long_ending_{lines}": lines for lines in range(2, 31)}
FIGURE_ENDINGS: Final = {f"figure_ending_{lines}": lines for lines in range(16, 29)}
_FIGURES: Final = "悬挂横幅104条，发放资料1.2万份，占98.5%，接待群众716人次；"


def ending(lines: int, words: str) -> Paragraph:
    """A paragraph of so many lines, a few characters less."""
    length = 28 * lines - 7
    return Paragraph(Level.BODY, "", (words * length)[: length - 1] + "。")


SAMPLES: Final[dict[str, Document]] = (
    {
        "down": DOWN,
        "up": replace(UP, note="联系人：甲乙，电话：略"),
        "full": replace(DOWN, paragraphs=(Paragraph(Level.BODY, "", FILLED),)),
        "one_paragraph": replace(DOWN, paragraphs=(Paragraph(Level.BODY, "", "国民" * 60),)),
        "unsealed": replace(DOWN, sealing=Sealing.NONE),
        "unsealed_short": replace(DOWN, sealing=Sealing.NONE, signatures=("某县",)),
        "sealed_long": replace(
            DOWN, signatures=("某某县卫生和计划生育委员会政务公开工作领导小组",)
        ),
        "sealed_full": replace(
            DOWN, signatures=("某某市国民经济和社会发展规划编制领导小组办公室",)
        ),
        "secret": replace(DOWN, copy_number="000001", secrecy="机密★1年", urgency="特急"),
        "secret_only": replace(DOWN, secrecy="机密★1年"),
        "urgent": replace(DOWN, urgency="特急"),
        "long_mark": replace(
            DOWN, mark=Mark(("某某县卫生和计划生育委员会政务公开工作领导小组办公室文件",))
        ),
        "no_number": replace(DOWN, number=""),
        **{f"joint_mark_{count}": joint_mark(count) for count in range(2, 6)},
        "joint_mark_secret": replace(joint_mark(3), copy_number="000001", urgency="特急"),
        "joint_mark_bare": joint_mark(3, ""),
        "joint_mark_up": replace(UP, mark=Mark(ORGANS[:2]), signers=("甲乙丙", "丁戊")),
        "joint_mark_crowded": replace(
            UP,
            mark=Mark(ORGANS, "文件"),
            signers=("甲乙丙", "丁戊", "己庚辛", "壬癸", "子丑寅"),
            title="政务公开" * 17 + "工作报告",
            title_lines=(
                "政务公开" * 4,
                "政务公开" * 5,
                "政务公开" * 5,
                "政务公开" * 3 + "工作报告",
            ),
            addressee_in_colophon=True,
        ),
        **{f"sealed_{count}": replace(DOWN, signatures=JOINT[:count]) for count in range(2, 6)},
        "sealed_long_names": replace(DOWN, signatures=ORGANS),
        "sealed_longest_names": replace(
            DOWN,
            signatures=(ORGANS[0], "某某县卫生和计划生育委员会政务公开工作领导小组", ORGANS[1]),
        ),
        "unsealed_joint": replace(DOWN, sealing=Sealing.NONE, signatures=ORGANS[:3]),
        "unsealed_joint_wide_first": replace(
            DOWN, sealing=Sealing.NONE, signatures=(ORGANS[2], ORGANS[1])
        ),
        "unsealed_as_wide": replace(DOWN, sealing=Sealing.NONE, signatures=("某县人民政府",)),
        "unsealed_joint_short": replace(DOWN, sealing=Sealing.NONE, signatures=("某县", "某局")),
        "stamped": replace(DOWN, sealing=Sealing.STAMP, posts=POSTS[:1]),
        "stamped_joint": replace(DOWN, sealing=Sealing.STAMP, signatures=ORGANS[:3], posts=POSTS),
        "moved_addressee": replace(
            DOWN,
            addressee="，".join(f"某县第{n}局" for n in range(1, 60)),
            addressee_in_colophon=True,
        ),
        "long_signers": replace(UP, signers=("阿卜杜热合曼·买买提", "古丽仙·阿不都热依木", "甲乙")),
        "signers": replace(UP, signers=("甲乙丙", "丁戊", "己庚辛", "壬癸", "子丑寅")),
        "bare": replace(DOWN, copies_to="", printed_by="", printed_on=""),
        "copies": replace(DOWN, copies_to="，".join(f"某县第{n}局" for n in range(1, 40))),
        "annexes": replace(DOWN, annexes=(UPRIGHT, TURNED, TEXT)),
        "enclosure": replace(
            DOWN,
            paragraphs=(LONG_TEXT,),
            note="此件公开发布",
            enclosures=(
                Enclosure("政务公开宣传月活动实施方案", BODY),
                Enclosure("政务公开宣传月活动考核办法", (LONG_TEXT,)),
            ),
            annexes=(UPRIGHT, replace(TEXT, number=2)),
        ),
        "one_annex": replace(DOWN, annexes=(replace(TEXT, number=0, name="方案" * 20),)),
        "turned_last": replace(DOWN, annexes=(replace(UPRIGHT, number=1), TURNED)),
        "turned_end": replace(
            DOWN, annexes=(replace(TURNED, number=0),), copies_to="", printed_by="", printed_on=""
        ),
        "turned_pair": replace(DOWN, annexes=(replace(TURNED, number=1), TURNED)),
        "many_annexes": replace(
            DOWN,
            annexes=tuple(
                Annex(n, "关于活动开展情况的补充说明以及参考附表和资料目录", AnnexForm.SEPARATE)
                for n in range(1, 12)
            ),
        ),
    }
    | {
        name: replace(DOWN, paragraphs=(SHORT,) * lines, note="此件公开发布")
        for name, lines in ENDINGS.items()
    }
    | {
        name: replace(DOWN, paragraphs=(ending(lines, "国家"),))
        for name, lines in LONG_ENDINGS.items()
    }
    | {
        name: replace(
            DOWN,
            paragraphs=(SHORT, ending(lines, _FIGURES)),
            sealing=Sealing.NONE,
            signatures=ORGANS[:2],
            annexes=(replace(TEXT, number=0, form=AnnexForm.SEPARATE),),
        )
        for name, lines in FIGURE_ENDINGS.items()
    }
)
