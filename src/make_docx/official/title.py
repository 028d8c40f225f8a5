"""Turns a title into the lines it is printed in (GB/T 9704 7.3.1).

The clause asks for 词意完整 (no word is divided), 排列对称 (lines centred) and a 梯形 or 菱形.
Every seam between two characters gets a price for ending a line there; the lines with the lowest
price in all win:

    price = prices of the seams used
          + variance of the line widths, in characters squared
          + PER_LINE for every line
          + what is wrong with the shape

So about 40 points are worth one line more or less, and the seam inside a noun phrase (25) is
worth two lines that differ by 10 characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import Final

from make_docx.official.lexicon import ADVERBS, HEADS, PARTICLES, PREPOSITIONS, SUFFIXES, VERBS
from make_docx.official.words import Sort, Token, tokens

# 442.2 pt (156 mm) of 22 pt characters are 20.1.
LINE_WIDTH: Final = Decimal(20)

# Widths are whole quarters of a character: in the fonts that stand in for 小标宋 a digit takes
# 0.50 to 0.59, a capital 0.73 to 0.75, and a line one pixel too long loses its last word.
_CHARACTER = 4
_AUTO_SPACE = 1  # LibreOffice sets 0.2 between a digit and a 汉字 even where it is told not to

_MOST_LINES = 4  # more are not a shape any more, but the title must be printed all the same

# What it costs to end a line, from where the reader pauses anyway to where no one may break.
_PAUSE = 0  # before 关于, after the issuer, after a comma, at a space
_VERB = 12  # after 开展, 印发: what it governs follows
_PHRASE = 25  # between two words
_CLOSE = 40  # before the head of a name: 卫生健康|委员会, 政务公开|工作
_LOOSE = 50  # after 关于, 进一步, 和
_AWKWARD = 70  # after 的 (T3: 的 stays with its head), beside a lone character no word explains
_UNKNOWN = 1_000  # inside a run that is probably a name
_HOURGLASS = 10_000  # 7.3.1 names the two shapes that are right
_DIVIDED = 100_000  # inside a word, a number, a pair of brackets, a name to be kept
_FORBIDDEN = 10_000_000  # a line beginning with 。 or 的, or ending with （

_PER_LINE = 40
_FULL = 20  # a line that touches both margins
_EQUAL = 4  # two lines of one width: on the way to a rectangle
_SHORT = 40  # a line under a quarter of the widest

_OPENING = "《〈（(「『【〔［[｛{“‘"
_CLOSING = "》〉）)」』】〕］]｝}”’"
_NEVER_FIRST = _CLOSING + "、，。；：！？·…—～,.;:!?%％‰" + PARTICLES
_LONGEST_ENDING = 4  # 的 and the 文种
_JOINING = "和与及暨或"
_NEVER_LAST = _OPENING + "·—"


def break_title(
    title: str, *, width: Decimal | int = LINE_WIDTH, keep: Sequence[str] = ()
) -> tuple[str, ...]:
    """Break `title` into lines of at most `width` full-width characters.

    A title that fits one line stays on one. Otherwise there are two to four lines; a title too
    long for four gets as many as it needs. The words in `keep` (the issuer's name) are divided
    only if they fit no line. The lines joined are the title, less the spaces at the line ends.
    """
    title = title.strip()
    limit = int(width * _CHARACTER)
    if _width(title) <= limit:
        return (title,) if title else ()
    seams = _seams(title, keep, limit)
    wordwise = [at for at, price in seams.items() if price < _UNKNOWN]
    for places, most, dearest in (
        (wordwise, _MOST_LINES, _HOURGLASS),
        (wordwise, _MOST_LINES + 2, _HOURGLASS),
        (list(seams), _MOST_LINES, _DIVIDED),
    ):
        lines, price = _best(title, places, seams, limit, most)
        if lines and price < dearest:
            return lines
    return _filled(title, seams, limit)


def width_of(text: str) -> Decimal:
    """Width of `text` in full-width characters."""
    return Decimal(sum(map(_character_width, text))) / _CHARACTER


def with_ending(name: str, rest: str) -> str:
    """A name in 《》 with the rest of its line, if no line may break there: 》的通知 at the end."""
    return name + rest if len(rest) <= _LONGEST_ENDING else name


def shape_is_right(lines: Sequence[str]) -> bool:
    """Whether the lines make a 梯形 or 菱形: widths rise, fall, or rise and then fall."""
    return not _hourglass([_width(line) for line in lines])


# ── where a line may end ─────────────────────────────────────────────────────────────────


def _seams(title: str, keep: Sequence[str], limit: int) -> dict[int, int]:
    """The price of ending a line before each character but the first."""
    words = tokens(title, [name for name in keep if _width(name) <= limit])
    prices = dict.fromkeys(range(1, len(title)), _DIVIDED)
    for word in words:
        if word.sort is Sort.UNKNOWN:
            prices.update(dict.fromkeys(range(word.start + 1, word.end), _UNKNOWN))
    for left, right in pairwise(words):
        prices[right.start] = _between(left, right)
    for start, end in _bracketed(title):
        if _width(with_ending(title[start:end], title[end:])) <= limit:
            prices.update(dict.fromkeys(range(start + 1, end), _DIVIDED))
    for at in prices:
        if title[at] in _NEVER_FIRST or title[at - 1] in _NEVER_LAST or _is_mark(title[at]):
            prices[at] = _FORBIDDEN
    return prices


def _between(left: Token, right: Token) -> int:
    """The price of a seam between two words."""
    if right.sort is Sort.SPACE:
        return _FORBIDDEN  # the line ends after the space, which is then dropped
    if left.sort is Sort.SPACE or right.text == "关于":
        return _PAUSE
    if Sort.SIGN in (left.sort, right.sort):
        return _beside_sign(left.text, right.text)
    if left.text == "的":
        return _AWKWARD
    if left.text in PREPOSITIONS or left.text in ADVERBS or left.text in _JOINING:
        return _LOOSE
    return _inside_phrase(left, right)


def _beside_sign(left: str, right: str) -> int:
    if right in "《“":
        return _VERB if left in VERBS else _CLOSE
    if left in "”’":
        return _PHRASE  # “十四五”|规划
    if left in _CLOSING:
        return _VERB
    return _PAUSE if left in "，、；：。" else _AWKWARD


def _inside_phrase(left: Token, right: Token) -> int:
    if right.sort is Sort.UNKNOWN and right.text[0] in SUFFIXES:
        return _UNKNOWN  # 人口|局: most likely one name
    if any(word.sort is Sort.UNKNOWN and len(word.text) == 1 for word in (left, right)):
        return _AWKWARD
    if right.text in HEADS or left.sort is Sort.UNKNOWN:
        return _CLOSE
    if left.sort is Sort.ATOM and not left.is_date:
        # XX市|财政局 is one name; 5·15|政务公开日: what the number names follows.
        return _AWKWARD if left.text[-1] in SUFFIXES else _CLOSE
    if left.sort is Sort.NAME:
        return _PHRASE if left.start else _PAUSE  # the issuer stands first
    return _VERB if left.text in VERBS else _PHRASE


def _bracketed(title: str) -> Iterator[tuple[int, int]]:
    """The spans of everything in brackets or quotation marks, these included."""
    open_at: list[int] = []
    for at, character in enumerate(title):
        if character in _OPENING:
            open_at.append(at)
        elif character in _CLOSING and open_at:
            yield open_at.pop(), at + 1


# ── which seams to use ───────────────────────────────────────────────────────────────────


def _best(
    title: str, places: Sequence[int], seams: dict[int, int], limit: int, most: int
) -> tuple[tuple[str, ...], float]:
    """The cheapest two to `most` lines that end at `places`; none if nothing fits."""
    upto = (0, *accumulate(_advances(title)))
    cheapest: tuple[float, tuple[str, ...]] = (inf, ())
    for count in range(ceil(upto[-1] / limit), most + 1):
        for ends in _splits(upto, places, count, limit):
            # The shape only adds to the price of the seams; most choices are too dear by these.
            if sum(seams[at] for at in ends) + _PER_LINE * count <= cheapest[0]:
                lines = _cut(title, ends)
                cheapest = min(cheapest, (_price(lines, ends, seams, limit), lines))
    price, lines = cheapest
    return lines, price


def _splits(
    upto: Sequence[int], places: Sequence[int], count: int, limit: int, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every choice of `count` - 1 places that leaves no line wider than `limit`.

    `upto` holds the width of the title up to each place.
    """
    if count == 1:
        if upto[-1] - upto[start] <= limit:
            yield ()
        return
    for index, at in enumerate(places):
        if upto[at] - upto[start] > limit:
            return
        if upto[-1] - upto[at] <= limit * (count - 1):
            for rest in _splits(upto, places[index + 1 :], count - 1, limit, at):
                yield (at, *rest)


def _price(lines: Sequence[str], ends: Sequence[int], seams: dict[int, int], limit: int) -> float:
    widths = [_width(line) for line in lines]
    mean = sum(widths) / len(widths)
    price = sum((width - mean) ** 2 for width in widths) / len(widths) / _CHARACTER**2
    price += sum(seams[at] for at in ends) + _PER_LINE * len(lines)
    price += _FULL * sum(width > limit - _CHARACTER for width in widths)
    price += _EQUAL * sum(a == b for a, b in pairwise(widths))
    price += _SHORT * sum(width * 4 < max(widths) for width in widths)
    return price + _HOURGLASS * _hourglass(widths)


def _hourglass(widths: Sequence[int]) -> bool:
    """Whether some line is narrower than a line before it and than a line after it."""
    return any(
        width < max(widths[:at]) and width < max(widths[at + 1 :])
        for at, width in enumerate(widths[1:-1], 1)
    )


def _filled(title: str, seams: dict[int, int], limit: int) -> tuple[str, ...]:
    """As few lines as hold the title, evenly filled, whatever their shape."""
    cheapest = [(0.0, 0)]  # up to each end: the price, and where the last line begins
    for end in range(1, len(title) + 1):
        cheapest.append(
            min(
                (
                    cheapest[start][0] + seams.get(end, 0) + (limit - wide) ** 2 / _CHARACTER**2,
                    start,
                )
                for start in range(max(0, end - limit), end)
                for wide in (_width(title[start:end]),)
                if wide <= limit or start == end - 1
            )
        )
    ends: list[int] = []
    at = cheapest[-1][1]
    while at:
        ends.insert(0, at)
        at = cheapest[at][1]
    return _cut(title, ends)


def _cut(title: str, ends: Sequence[int]) -> tuple[str, ...]:
    bounds = (0, *ends, len(title))
    return tuple(title[start:end].strip() for start, end in pairwise(bounds))


def _width(text: str) -> int:
    """Width in quarters of a character."""
    return sum(_advances(text))


def _advances(text: str) -> Iterator[int]:
    """How much each character adds to the width, in quarters of a character."""
    before = ""
    for character in text:
        width = _character_width(character)
        spaced = (
            before.isalnum() and character.isalnum() and before.isascii() != character.isascii()
        )
        yield width + _AUTO_SPACE * spaced
        before = character if width else before


def _character_width(character: str) -> int:
    if _is_mark(character):
        return 0
    if unicodedata.east_asian_width(character) in "WFA":
        return _CHARACTER
    return 3 if character.isupper() else 2


def _is_mark(character: str) -> bool:
    """Whether it is drawn over or modifies the character before it (variation selectors)."""
    return unicodedata.category(character) in {"Mn", "Me", "Cf"}
