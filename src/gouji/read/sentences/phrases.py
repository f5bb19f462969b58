"""Phrases: the words that belong to a figure, cut at the marks that part clauses but not at those inside quotes."""

from __future__ import annotations

_MARKS = frozenset(",;。:、")
_CLOSING = {")": "(", "”": "“", "」": "「", "》": "《"}
_OPENING = frozenset(_CLOSING.values())


def phrase_before(text: str, begin: int, end: int, marks: frozenset[str] = _MARKS) -> str:
    """The phrase that ends at an offset: back to a mark, an open bracket, or `begin`; closed brackets are passed over,
    but for those that were opened before `begin`.

    >>> phrase_before("其中:维修(护)费0.15万元", 0, 9)
    '维修(护)费'
    >>> phrase_before("费用(其中:购置费0.00万元", 0, 9)
    '购置费'
    >>> phrase_before("(购置费0.00万元。)比上年减少4.11万元", 9, 17)
    '比上年减少'
    """
    depth: list[str] = []
    for place in range(end - 1, begin - 1, -1):
        mark = text[place]
        if mark in _CLOSING:
            depth.append(_CLOSING[mark])
        elif mark in _OPENING:
            if not depth:
                return text[place + 1 : end]
            if depth[-1] == mark:
                depth.pop()
        elif mark in marks and not depth and not _is_within_word(text, place):
            return text[place + 1 : end]
    return text[text.rfind(")", begin, end) + 1 : end] if depth and depth[0] == "(" else text[begin:end]


def _is_within_word(text: str, place: int) -> bool:
    """Whether a mark stands within what is one word: 收、支 and 收入、支出."""
    before, after = text[:place], text[place + 1 :]
    return text[place] == "、" and any(
        before.endswith(one) and after.startswith(other) for one, other in (("收", "支"), ("收入", "支出"))
    )


def clauses_before(text: str, begin: int, end: int) -> list[str]:
    """The clauses of a sentence before an offset, the nearest first, back to its beginning."""
    clauses = []
    while end > begin:
        phrase = phrase_before(text, begin, end)
        clauses.append(phrase)
        end -= len(phrase) + 1
        if end >= begin and text[end : end + 1] == "。":
            break
    return clauses


def longer_phrase(text: str, begin: int, end: int) -> str:
    """The phrase before a figure over the marks of a list (一、二和三) that belong to one name."""
    return phrase_before(text, begin, end, frozenset(",;。:"))
