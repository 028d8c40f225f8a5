"""Turns a rule for texts into a clause that every text of a document has to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from make_docx.linter.clause import Clause, Remark, Strength, Subject, clause, judged
from make_docx.linter.usage.fault import Fault
from make_docx.linter.usage.passage import Passage, passages

Rule = Callable[[str], Iterator[Fault]]


def text_clause(
    id: str,  # noqa: A002  as in `clause`
    number: str,
    element: str,
    title: str,
    strength: Strength,
    rule: Rule,
    about: str,
) -> Clause:
    """The clause that every text of a document keeps `rule`.

    It applies where a text has something that matches `about`.
    """
    subject_matter = re.compile(about)

    @clause(id, number, element, title, strength)
    def checked(subject: Subject) -> Iterator[Remark]:
        found = passages(subject)
        texts = Counter(passage.text for passage in found)  # cells of a table often repeat
        wrong = {text: faults for text in texts if (faults := tuple(rule(text)))}
        for passage in found if wrong else ():
            for fault in wrong.get(passage.text, ()):
                yield broken(passage, fault)
        if not wrong:
            count = sum(len(subject_matter.findall(text)) * texts[text] for text in texts)
            if count:
                yield judged(True, "没有错处", f"没有，查了{count}处")

    return checked


def broken(passage: Passage, fault: Fault) -> Remark:
    return judged(False, fault.expected, fault.found, passage.place)
