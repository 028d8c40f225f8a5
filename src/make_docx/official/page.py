"""Gives GB/T 9704-2012 in numbers: what the page measures, clause by clause.

Millimetres are the standard's own numbers. Twips (1/20 pt), points and half-points are what
they become in OOXML; where the standard is silent or a word processor needs another number,
the comment says which.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from operator import ne
from typing import Final

HALF: Final = 0.5  # 字; what a digit takes
CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WIDE_SIGNS: Final = frozenset("%&@")
TWIPS_PER_POINT: Final = 20
EMU_PER_TWIP: Final = 635


def twips(millimetres: float) -> int:
    """Nearest number of twips, the unit of OOXML's page measures."""
    return round(millimetres / 25.4 * 1440)


# ── the page (5.1, 5.2) ──────────────────────────────────────────────────────────────────

PAPER_WIDTH_MM: Final = 210
PAPER_HEIGHT_MM: Final = 297
MARGIN_TOP_MM: Final = 37  # 天头 (5.2.1)
MARGIN_LEFT_MM: Final = 28  # 订口 (5.2.1)
TEXT_WIDTH_MM: Final = 156  # 版心 (5.2.1)
TEXT_HEIGHT_MM: Final = 225
MARGIN_BOTTOM_MM: Final = PAPER_HEIGHT_MM - MARGIN_TOP_MM - TEXT_HEIGHT_MM  # 35, follows
MARGIN_RIGHT_MM: Final = PAPER_WIDTH_MM - MARGIN_LEFT_MM - TEXT_WIDTH_MM  # 26, follows

PAPER_WIDTH: Final = twips(PAPER_WIDTH_MM)
PAPER_HEIGHT: Final = twips(PAPER_HEIGHT_MM)
MARGIN_TOP: Final = twips(MARGIN_TOP_MM)
MARGIN_BOTTOM: Final = twips(MARGIN_BOTTOM_MM)
MARGIN_LEFT: Final = twips(MARGIN_LEFT_MM)
MARGIN_RIGHT: Final = twips(MARGIN_RIGHT_MM)
TEXT_WIDTH: Final = PAPER_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT: Final = PAPER_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM

# ── lines and characters (5.2.2, 5.2.3) ──────────────────────────────────────────────────

LINES: Final = 22
CHARACTERS: Final = 28
# 225 mm / 22 = 28.99 pt; 580 twips would leave room for 21 lines only.
LINE_PITCH: Final = 579
# 28 x 16 pt is 158 mm. A quarter of a point less for each character makes 28 of them fit, and
# unlike a character grid it does so in LibreOffice too.
TIGHTENING: Final = -5

SIZE_2: Final = 22.0  # 2号, in points
SIZE_3: Final = 16.0
SIZE_4: Final = 14.0
SIZE_SMALL_4: Final = 12.0
SIZE_5: Final = 10.5
SIZE_SMALL_5: Final = 9.0
SIZE_6: Final = 7.5

EM: Final = round(SIZE_3 * TWIPS_PER_POINT)  # 一字 of 3号, as indents are written
ADVANCE: Final = EM + TIGHTENING  # from one 3号 character to the next
SMALL_EM: Final = round(SIZE_4 * TWIPS_PER_POINT)  # 一字 of 4号: 版记 and page numbers

# The standard names kinds of type (5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5); these are the names under
# which offices have them installed.
FANGSONG: Final = "仿宋_GB2312"
HEITI: Final = "黑体"
KAITI: Final = "楷体_GB2312"
XIAOBIAOSONG: Final = "方正小标宋简体"
SONGTI: Final = "宋体"

RED: Final = "FF0000"  # 7.2.4, 7.2.7: 红色, no shade given

# ── 版头 (7.2) ───────────────────────────────────────────────────────────────────────────

HEADER_LINES: Final = 3  # 份号, 密级和保密期限, 紧急程度: one line each (7.2.1-7.2.3)
MARK_TOP_MM: Final = 35  # upper edge of the 标志 under that of the 版心 (7.2.4)
MARK_SIZE: Final = 48.0  # points; 7.2.4 gives no size, only that it be striking
MARK_LINE: Final = 1.2  # line height of the 标志 in its own size
# What the ink of 小标宋 reaches above and below the baseline, in its own size (measured).
MARK_ASCENT: Final = 0.84
MARK_DESCENT: Final = 0.08
BASELINE: Final = 0.8  # of an exact line stands above the baseline (measured)
MOST_JOINT_ORGANS: Final = 5  # of a 标志; practice: of more only the 主办机关 is shown
MARK_SUFFIX_GAP: Final = 0.5  # 字 between the stack of a joint 标志 and 文件
MARK_LEAVES_LINES: Final = 3  # of text that a stack leaves room for on page 1, if it can
LINES_BEFORE_NUMBER: Final = 2  # 空二行 (7.2.5)
SIGNERS_PER_ROW: Final = 2  # 7.2.6
SIGNER_LABEL: Final = "签发人："
RED_RULE_GAP_MM: Final = 4  # under the 发文字号 (7.2.7)
# 4 mm are measured from the number's ink; a 3号 line of 579 twips leaves 3 pt under it.
RED_RULE_SPACE: Final = 8  # points between line and border
RED_RULE_EIGHTHS: Final = 12  # 1.5 pt; 7.2.7 gives no weight


def mark_space_before(
    size: float, top_mm: float = MARK_TOP_MM, lines_above: int = HEADER_LINES
) -> int:
    """Twips above the 标志 that put its upper edge `top_mm` under the edge it counts from (7.2.4).

    `lines_above` are the lines of text between that edge and the 标志.
    """
    under_the_lines = twips(top_mm) - lines_above * LINE_PITCH
    in_its_line = BASELINE * MARK_LINE - MARK_ASCENT  # from the line's edge to the ink
    return round(under_the_lines - in_its_line * size * TWIPS_PER_POINT)


# ── 主体 (7.3) ───────────────────────────────────────────────────────────────────────────

LINES_BEFORE_TITLE: Final = 2  # 7.3.1
TITLE_LINE: Final = 700  # twips for a line of 2号; no number in the standard
FIRST_LINE_INDENT: Final = 2  # 字 (7.3.3)
ANNEX_NOTE_INDENT: Final = 2  # 字 (7.3.4)
LINES_BEFORE_SEAL: Final = 2  # the seal's top stays within a line of the text (7.3.5.1)
LINES_BEFORE_SIGNATURE: Final = 1  # 空一行 without a seal (7.3.5.2)
SEALED_DATE_RIGHT: Final = 4  # 右空四字 (7.3.5.1)
UNSEALED_RIGHT: Final = 2  # 右空二字 (7.3.5.2)
DATE_AFTER_SIGNATURE: Final = 2  # 首字比署名首字右移二字 (7.3.5.2)
SEAL_DIAMETER_MM: Final = 42  # practice, of most offices; 7.3.5.1 gives none
SEALS_PER_ROW: Final = 3  # with the date 4 字 in, as many as stay inside the 版心 (7.3.5.1)
SEAL_ROW_LINES: Final = 5  # from one row of seals to the next: 51 mm, so that they do not touch
LINES_BEFORE_STAMP: Final = 2  # 空二行 (7.3.5.3)
STAMP_RIGHT: Final = 4  # 字 behind 签名章 and date (7.3.5.3)
STAMP_WIDTH_MM: Final = 40  # practice; 7.3.5.3 gives no size
STAMP_LINES: Final = 2  # 20 mm, practice too
POST_BEFORE_STAMP: Final = 2  # 字 between 职务 and 签名章 (7.3.5.3)
POST_RIGHT: Final = (STAMP_RIGHT + POST_BEFORE_STAMP) * EM + twips(STAMP_WIDTH_MM)

# ── 版记 (7.4) ───────────────────────────────────────────────────────────────────────────

COLOPHON_OUTER_RULE_EIGHTHS: Final = 8  # 0.35 mm (7.4.1)
COLOPHON_INNER_RULE_EIGHTHS: Final = 6  # 0.25 mm (7.4.1)
COLOPHON_LINE: Final = 560  # twips for a line of 4号; no number in the standard
COLOPHON_WIDTH: Final = TEXT_WIDTH / SMALL_EM - 2  # 字 a line: one in on both sides (7.4.2)
COPIES_LABEL: Final = 3  # 字 of 抄送：, behind which every line starts (7.4.2)
COLOPHON_MOST_LINES: Final = TEXT_HEIGHT // COLOPHON_LINE

# ── 信函, 命令, 纪要 (10) ────────────────────────────────────────────────────────────────

LETTER_MARK_TOP_MM: Final = 30  # upper edge of the 标志 under that of the paper (10.1)
LETTER_RULE_GAP_MM: Final = 4  # from the 标志 to the first double rule (10.1)
LETTER_RULE_WIDTH_MM: Final = 170  # centred on the paper (10.1)
LETTER_FOOT_MM: Final = 20  # the second double rule above the paper's foot (10.1)
# Thick and thin line in eighths of a point, and the gap; 10.1 gives no weight. Word adds a thin
# line and a gap of 3/4 pt to the weight of a thickThinSmallGap border, LibreOffice too.
LETTER_RULE_EIGHTHS: Final = 18
LETTER_RULE_HEIGHT: Final = LETTER_RULE_EIGHTHS / 8 + 2 * 0.75  # points
LETTER_FIRST_LINE_GAP: Final = SIZE_3 * 7 / 8  # points from the rule to the first line (10.1)
TEXT_ASCENT: Final = 0.79  # of the size, what 仿宋 reaches above the baseline (measured)
ORDER_MARK_TOP_MM: Final = 20  # upper edge of the 标志 under that of the 版心 (10.2)
LINES_BEFORE_ORDER: Final = 2  # 空二行 between 令号 and text (10.2)
ATTENDANCE_LABEL: Final = 3  # 字 of 出席：, behind which every line starts (10.3)

# ── 简报: practice, the standard has none ────────────────────────────────────────────────

# Upper edge of the 标志 under that of the 版心 where nothing stands above it: the red rule then
# lies 99 mm under the paper's edge, which leaves the upper third of page 1 to the 报头.
BULLETIN_MARK_TOP_MM: Final = 16
BULLETIN_NUMBER_SPACE: Final = twips(4)  # between 标志 and 期号
BULLETIN_LABEL: Final = 2  # 字 of 报： and 送：, behind which every line starts


def letter_rule_space(size: float) -> float:
    """Points between a letter's 标志 of this size, its line of text, and the rule below (10.1)."""
    in_its_line = (1 - BASELINE) * MARK_LINE - MARK_DESCENT
    return LETTER_RULE_GAP_MM / 25.4 * 72 - in_its_line * size


def letter_space_above(size: float) -> int:
    """Twips from the edge of the 版心 to the first line under the rule of a letter (10.1)."""
    mark = (MARK_ASCENT + MARK_DESCENT) * size
    above = LETTER_MARK_TOP_MM - MARGIN_TOP_MM + LETTER_RULE_GAP_MM
    in_its_line = BASELINE * LINE_PITCH / TWIPS_PER_POINT - TEXT_ASCENT * SIZE_3
    gap = LETTER_FIRST_LINE_GAP - in_its_line
    return twips(above) + round((mark + LETTER_RULE_HEIGHT + gap) * TWIPS_PER_POINT)


# ── page number (7.5) ────────────────────────────────────────────────────────────────────

PAGE_NUMBER_GAP_MM: Final = 7  # its dashes under the 版心
PAGE_NUMBER_LINE: Final = 280  # twips
# Distance of the footer from the paper's edge that puts the dashes of a 4号 line 7 mm under
# the 版心 (measured); page.twips of 35 - 7 mm is where the dashes are.
FOOTER_DISTANCE: Final = 1445
HEADER_DISTANCE: Final = 851  # nothing stands there; any number smaller than the 天头

# ── tables (8): a landscape page is the portrait page turned, its head where the left edge was

TABLE_SIZES: Final = (SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5, SIZE_6)  # practice; 8 gives none


# ── photos: practice, the standard has none ──────────────────────────────────────────────

PHOTO_MOST_LINES: Final = 9  # it takes: a page has room for two, their captions and a heading
PHOTO_SIZE: Final = SIZE_6  # of the line that it stands in
# Twips of that line below the baseline that the photo stands on: a descender of 7.5 pt needs no
# more. LibreOffice leaves nothing there (measured).
PHOTO_FOOT: Final = 30
PHOTO_SPACE: Final = 140  # twips above it
PHOTO_LEAST_DPI: Final = 96  # a smaller picture is not blown up


def width(text: str) -> float:
    """Width of `text` in 字: a narrow character, such as a digit, takes half a 字."""
    return sum(map(character_width, text))


def widest(text: str) -> float:
    """Width of `text` in 字 under the least favourable renderer.

    LibreOffice sets a fifth of an em between a narrow character and a 汉字 even where it is told
    not to, and capitals (0.72, measured) and some signs are wider than half a 字 in most faces.
    """
    if text.isdigit() and text.isascii():  # most cells of a table
        return HALF * len(text)
    widths = list(map(character_width, text))
    if HALF not in widths:
        return float(sum(widths))
    narrow = [width == HALF for width in widths]
    changes = sum(map(ne, narrow, narrow[1:]))
    capitals = sum(map(CAPITALS.__contains__, text))
    signs = sum(map(WIDE_SIGNS.__contains__, text))
    return widened(sum(widths), changes, capitals, signs)


def widened(width: float, changes: int, capitals: int, signs: int) -> float:
    """What `widest` makes of a width in 字, see there; `changes` are those of narrow and wide."""
    return width + 0.2 * changes + 0.25 * capitals + 0.4 * signs


@lru_cache(maxsize=4096)
def character_width(character: str) -> float:
    """As `width`, of one character."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0.0
    return HALF if unicodedata.east_asian_width(character) in {"Na", "H", "N"} else 1.0
