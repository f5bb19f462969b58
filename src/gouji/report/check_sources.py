"""The checks by what they rest on: laws with their articles, rules of the ministry, and what needs no law."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gouji.check.registry import Check

_TITLED = re.compile(r"《([^》]+)》([^《]*)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,6}〔\d{4}〕\s*\d+\s*号")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条")
_ASIDE = re.compile(r"（[^）]*）")
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a check cites: the title of a law (or other words), its document number, an article; "" where none is."""

    title: str
    number: str = ""
    article: str = ""
    is_law: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """A law or rule, or what else checks rest on; `checks` are the codes of each article ("" where none is cited)."""

    title: str
    number: str
    is_law: bool
    checks: tuple[tuple[str, tuple[str, ...]], ...]


def citations(source: str) -> Iterator[Citation]:
    """What a check's source cites, one article at a time.

    >>> [(each.title, each.article) for each in citations("《预算法》第四条、第十三条；算术关系")]
    [('预算法', '第四条'), ('预算法', '第十三条'), ('算术关系', '')]
    """
    for part in source.split("；"):
        laws = _TITLED.findall(part)
        for title, after in laws:
            number = _find_number(after)
            for article in _ARTICLE.findall(after) or [""]:
                yield Citation(title.removeprefix("中华人民共和国"), number, article)
        if not laws and part.strip():
            number = _find_number(part)
            yield Citation("" if number else _ASIDE.sub("", part).strip(), number, is_law=bool(number))


def _find_number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[0].replace(" ", "") if found else ""


def checks_by_source(checks: Iterable[Check]) -> tuple[Ground, ...]:
    """The grounds of all checks: those that most checks rest on first, what is no law last.

    A rule that one check cites by its title and another by its number is one ground.
    """
    cited = [(check.code, citation) for check in checks for citation in citations(check.source)]
    titles = {each.number: each.title for _, each in cited if each.number and each.title}
    numbers = {title: number for number, title in titles.items()}
    grounds: dict[tuple[str, str, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, each in cited:
        title = each.title or titles.get(each.number, "")
        key = title, each.number or numbers.get(title, ""), each.is_law
        if code not in grounds[key][each.article]:
            grounds[key][each.article].append(code)
    found = (Ground(*key, _in_order(articles)) for key, articles in grounds.items())
    return tuple(sorted(found, key=lambda ground: (not ground.is_law, -_weight(ground), ground.title)))


def _in_order(articles: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((article, tuple(articles[article])) for article in sorted(articles, key=article_number))


def _weight(ground: Ground) -> int:
    return len({code for _, codes in ground.checks for code in codes})


def article_number(article: str) -> int:
    """The number of an article, 0 where there is none.

    >>> article_number("第三十二条"), article_number("第十条"), article_number("第一百零三条"), article_number("")
    (32, 10, 103, 0)
    """
    total = digit = 0
    for character in article:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(character, digit)
    return total + digit
