"""Turns printed lines into the measures of the standard: 毫米, 行, 字."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from make_docx.linter.clause import Remark, Subject, judged, unknown
from make_docx.linter.clauses import distance, words
from make_docx.linter.paper import Section
from make_docx.official import page
from make_docx.rendering.page import BELOW_BASELINE, MM, Line, Page, Rule

TOLERANCE_MM: Final = 1.0  # how far Word and LibreOffice may differ, and 6: 版心 1 mm off
LEFT_MM: Final = float(page.MARGIN_LEFT_MM)
RIGHT_MM: Final = float(page.MARGIN_LEFT_MM + page.TEXT_WIDTH_MM)
TOP_MM: Final = float(page.MARGIN_TOP_MM)
BOTTOM_MM: Final = float(page.MARGIN_TOP_MM + page.TEXT_HEIGHT_MM)
CENTRE_MM: Final = (LEFT_MM + RIGHT_MM) / 2
EM_MM: Final = page.ADVANCE / page.TWIPS_PER_POINT * MM  # 一字 of 3号
SMALL_EM_MM: Final = page.SMALL_EM / page.TWIPS_PER_POINT * MM  # 一字 of 4号
# Of the size, where the ink of 汉字 ends above and under the baseline (measured).
_INK_ABOVE: Final = 0.84
_INK_BELOW: Final = 0.08
_SLACK_LINES: Final = 0.5
CHARACTERS_ONLY: Final = "LibreOffice 不认只按字符设的缩进，这一项以 Word 为准"
_SAME_RULE_MM: Final = 0.1


def pitch_mm(subject: Subject) -> float:
    return distance.pitch(subject) * MM


def grid_shift_mm(section: Section) -> float:
    """How much lower than Word LibreOffice prints everything on a page with a grid of lines.

    It halves what the lines leave of the 版心 between top and bottom (measured); Word leaves it
    all at the bottom.
    """
    if not section.grid or section.grid_pitch <= 0 or section.landscape:
        return 0.0
    return distance.text_height(section) % section.grid_pitch / 2 * MM


def size_of(line: Line) -> float:
    """Height of its largest characters, mm."""
    return max(character.size for character in line.characters) * MM


def ink_top(line: Line) -> float:
    """About where the ink of a line of 汉字 begins, mm."""
    return line.baseline - _INK_ABOVE * size_of(line)


def ink_foot(line: Line) -> float:
    return line.baseline + _INK_BELOW * size_of(line)


def exact_ink(sheet: Page, line: Line) -> list[float]:
    """Heights at which the characters of a line are printed, mm."""
    size = size_of(line)
    return sheet.ink(line.baseline - 0.9 * size, line.baseline + 0.2 * size, line.left, line.right)


def blank_lines(above: float, below: float, pitch: float, *, leading: float = 1.0) -> float:
    """行 left blank between two edges of ink.

    Between lines of 3号 that follow each other there is `leading` times what the pitch leaves.
    """
    between = pitch - (_INK_ABOVE + _INK_BELOW) * page.SIZE_3 * MM
    return (below - above - leading * between) / pitch


def gap_remark(found: float, wanted: int, place: str) -> Remark:
    """Whether that many lines are blank; half a line is what sizes and leading may make."""
    right = abs(found - wanted) <= _SLACK_LINES
    return judged(right, f"空{wanted}行", f"空{words.lines(max(found, 0.0))}", place)


def mm_remark(
    found: float, wanted: float, place: str, said: str = "", *, tolerance: float = TOLERANCE_MM
) -> Remark:
    """Whether a measure is as wanted; `said` stands before both."""
    right = abs(found - wanted) <= tolerance + 0.005
    return judged(right, f"{said}{words.mm(wanted)}", f"{said}{words.mm(found)}", place)


def indent_remark(
    free: float, wanted: float, place: str, said: str, *, asked: float = 0.0
) -> Remark:
    """Whether that many mm are left free; `asked` is the indent that the file has there, pt.

    An indent that is given in characters alone is none in LibreOffice (measured); in Word it is.
    """
    if asked > 0 and abs(free) <= TOLERANCE_MM < wanted:
        return unknown(CHARACTERS_ONLY, place, f"{said}{words.mm(wanted)}")
    return mm_remark(free, wanted, place, said)


def centred_remark(left: float, right: float, place: str, centre: float = CENTRE_MM) -> Remark:
    off = (left + right) / 2 - centre
    side = "右" if off > 0 else "左"
    measured = "居中" if abs(off) <= TOLERANCE_MM else f"偏{side}{words.mm(abs(off))}"
    return judged(abs(off) <= TOLERANCE_MM, "居中", measured, place)


def line_top(line: Line, height: float) -> float:
    """Upper edge of an exact line of that height, mm, as LibreOffice prints it."""
    return line.baseline - (1 - BELOW_BASELINE) * height


def line_foot(line: Line, height: float) -> float:
    return line.baseline + BELOW_BASELINE * height


def whole_rules(sheet: Page) -> list[Rule]:
    """The rules of a page; what each cell of a table draws of one is put together."""
    found: list[Rule] = []
    for rule in sheet.rules:
        same = [other for other in found if _continues(other, rule)]
        if same:
            found[found.index(same[0])] = replace(
                same[0], left=min(same[0].left, rule.left), right=max(same[0].right, rule.right)
            )
        else:
            found.append(rule)
    return found


def _continues(one: Rule, other: Rule) -> bool:
    level = abs(one.top - other.top) < _SAME_RULE_MM and abs(one.bottom - other.bottom) < (
        _SAME_RULE_MM
    )
    return (
        level
        and one.colour == other.colour
        and other.left <= one.right + 1
        and (one.left <= other.right + 1)
    )
