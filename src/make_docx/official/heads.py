"""Turns the head of a table's column into the lines it is printed in.

A head is as narrow as the figures under it, so nearly every one is broken, and nobody reads it
aloud: what counts is that no line ends inside a word, that the lines are as long as each other and
that a bracket of the name does not look like the 计量单位, which stands in brackets below. The
seams have prices as those of a title (`official.title`), in lines more or less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from make_docx.official import page
from make_docx.official.lexicon import PARTICLES, PREPOSITIONS, SUFFIXES, VERBS, WORDS
from make_docx.official.words import Sort, Token, tokens

_FREE: Final = 0.0  # after a comma
_VERB: Final = 1.0  # what it governs follows
_WORD: Final = 2.0
_BRACKET: Final = 3.0  # before one that ends the name, after one inside it
_COMPOUND: Final = 5.0  # 意见|建议
_GUESS: Final = 12.0  # two and two characters that no word explains: most words have two
_CLEAN: Final = 15.0  # the reader stumbles over what is dearer
_DOUBT: Final = 25.0
_DIVIDED: Final = 100.0
_FORBIDDEN: Final = 10_000.0  # a line that begins with ） or ends with （

_PER_LINE: Final = 4.0
_UNEVEN: Final = 0.5  # for the squares by which the lines differ from their mean, in 字

_OPENING: Final = frozenset("（(《“‘〈「『【〔[")
_CLOSING: Final = frozenset("）)》”’〉」』】〕]")
_NEVER_FIRST: Final = _CLOSING | frozenset("、，。；：！？·…—～,.;:!?%％‰")
_PAUSES: Final = frozenset("、，；：,;:")
_PARTICLES: Final = frozenset(PARTICLES)
_JOINING: Final = frozenset("和与及暨或")
_TWO_AND_THREE: Final = 5  # characters that no word explains: 解答|满意率, or three and two
_LONG_BRACKET: Final = 8  # characters; it may be broken, though not gladly


@lru_cache(maxsize=1024)  # the heads of a table are the same in many documents
def narrowest_whole(head: str, lines: int) -> float:
    """The smallest width in 字 that holds `head` in so many lines without a word divided."""
    prices = _prices(head)
    allowed = [0, *(at for at, price in enumerate(prices) if at and price <= _CLEAN), len(head)]
    wide = _measure(head)
    best = [0.0, *[inf] * (len(allowed) - 1)]  # up to each seam, the widest line at the least
    least = inf
    for _ in range(lines):
        best = [
            min(
                (
                    max(best[start], wide(allowed[start], allowed[end]))
                    for start in range(end)
                    if best[start] < inf
                ),
                default=inf,
            )
            for end in range(len(allowed))
        ]
        least = min(least, best[-1])
    return least if head else 0.0


@lru_cache(maxsize=1024)
def broken(head: str, width: float, lines: int) -> tuple[str, ...]:
    """`head` in lines of at most `width` 字: `lines` of them, or more if words are divided else.

    A word is divided only if it is wider than a line.
    """
    prices, wide = _prices(head), _measure(head)
    longest = int(2 * width) + 2  # characters to a line
    chosen: tuple[float, tuple[int, ...]] = (inf, ())
    # up to each place: the price, and where the lines before it begin
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *[(inf, ())] * len(head)]
    for count in range(1, len(head) + 1):
        best = [
            min(
                (
                    (price + prices[start] + _UNEVEN * long * long, (*starts, start))
                    for start in range(max(0, end - longest), end)
                    for price, starts in (best[start],)
                    for long in (wide(start, end),)
                    if price < inf and (long <= width + 1e-6 or end == start + 1)
                ),
                default=(inf, ()),
            )
            for end in range(len(head) + 1)
        ]
        mean = wide(0, len(head)) / count
        price = best[-1][0] + (_PER_LINE - _UNEVEN * mean * mean) * count
        if price + (_DOUBT if count > lines else 0) < chosen[0]:
            chosen = (price, best[-1][1])
        if count >= lines and chosen[0] < _DOUBT + _PER_LINE * count:
            break
    bounds = (*chosen[1], len(head))
    return tuple(head[start:end].strip() for start, end in pairwise(bounds))


def _measure(text: str) -> Callable[[int, int], float]:
    """The width in 字 of a part of `text`, as `page.widest` has it, without measuring it anew."""
    each = [page.character_width(character) for character in text]
    narrow = [width == page.HALF for width in each]
    widths = [0.0, *accumulate(each)]
    changes = [0, *accumulate(map(int.__ne__, map(int, narrow), map(int, narrow[1:])))]
    capitals = [0, *accumulate(character in page.CAPITALS for character in text)]
    signs = [0, *accumulate(character in page.WIDE_SIGNS for character in text)]

    def wide(start: int, end: int) -> float:
        return page.widened(
            widths[end] - widths[start],
            changes[end - 1] - changes[start],
            capitals[end] - capitals[start],
            signs[end] - signs[start],
        )

    return wide


# ── where a line may end ─────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1024)
def _prices(head: str) -> tuple[float, ...]:
    """The price of ending a line before each character; none for the first."""
    prices = [_FREE, *[_DIVIDED] * (len(head) - 1)]
    words = tokens(head)
    for word in words:
        for at, price in _inside(word).items():
            prices[word.start + at] = price
    for at, (left, right) in enumerate(pairwise(words), 1):
        follower = words[at + 1] if at + 1 < len(words) else None
        before = words[at - 2] if at > 1 else None
        prices[right.start] = _between(before, left, right, follower)
    for start, end in _bracketed(head):
        if start and end < len(head) and head[start] in "（(":
            prices[start] = _DIVIDED  # it would look like the 计量单位
        for at in range(start + 1, end):
            prices[at] += _GUESS if end - start > _LONG_BRACKET else _DOUBT
    for at in range(1, len(head)):
        if head[at] in _NEVER_FIRST or head[at - 1] in _OPENING or not page.width(head[at]):
            prices[at] = _FORBIDDEN
    return tuple(prices)


def _inside(word: Token) -> Mapping[int, float]:
    """The prices inside a word: a compound of words may part, and a run that is not known."""
    length = len(word.text)
    if word.sort is Sort.WORD:
        return {
            at: _COMPOUND
            for at in range(2, length - 1)
            if _is_words(word.text[:at]) and _is_words(word.text[at:])
        }
    if word.sort is not Sort.UNKNOWN:
        return {}
    is_odd = length == _TWO_AND_THREE and word.text[-1] not in SUFFIXES
    return dict.fromkeys(range(2, length - 1, 2), _DOUBT if is_odd else _GUESS)


def _is_words(text: str) -> bool:
    return text in WORDS or any(
        text[:at] in WORDS and _is_words(text[at:]) for at in range(2, len(text) - 1)
    )


def _between(before: Token | None, left: Token, right: Token, follower: Token | None) -> float:
    """The price of a seam between two words; `before` and `follower` are those around them."""
    if Sort.SPACE in (left.sort, right.sort) or left.text in _PAUSES:
        return _FREE
    if Sort.SIGN in (left.sort, right.sort):
        return _beside_sign(left, right)
    if right.text in _PARTICLES:
        return _GUESS if right.text in _JOINING else _DIVIDED
    if left.text in _PARTICLES:
        return _BRACKET
    if left.text in PREPOSITIONS:
        return _DOUBT
    if _is_lone(right):  # 宣传|杯: it belongs to the word before, but in 悬挂|横（条）幅
        return _WORD if follower is not None and follower.text in _OPENING else _DIVIDED
    if _is_lone(left) and (before is None or before.sort is Sort.SIGN):
        return _DIVIDED
    return _VERB if left.text in VERBS else _WORD


def _beside_sign(left: Token, right: Token) -> float:
    if right.text in _OPENING:
        return _DIVIDED if _is_lone(left) else _BRACKET  # 村（居）
    return _BRACKET if left.text in _CLOSING and not _is_lone(right) else _DIVIDED


def _is_lone(word: Token) -> bool:
    """A single character that is not a word between others."""
    is_word = word.sort in (Sort.UNKNOWN, Sort.WORD)
    return is_word and len(word.text) == 1 and word.text not in PREPOSITIONS | _PARTICLES


def _bracketed(head: str) -> list[tuple[int, int]]:
    """The spans of brackets, these included; quotation marks and 《》 too."""
    spans, open_at = [], []
    for at, character in enumerate(head):
        if character in _OPENING:
            open_at.append(at)
        elif character in _CLOSING and open_at:
            spans.append((open_at.pop(), at + 1))
    return spans
