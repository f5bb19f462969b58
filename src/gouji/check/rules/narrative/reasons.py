"""The reason of a change says why, not once more that it changed.

What it checks:
    Each reason that the text gives for an increase or decrease: it names something besides the thing that changed
    (项目支出减少……主要为项目支出减少) and besides the parts that make it up by definition (基本支出增加……主要为人员
    经费和日常公用经费支出增加), and does not speak of another item (会议费减少……减少公务接待费预算). Told as notices:
    a reason that names one part only, that would fit anything (项目调整), that lists projects without an amount or
    a cause, or that speaks of the opposite.
Why:
    The reader of a budget is owed the cause of a change; a reason that repeats the change is none.
Not applicable when:
    1. No reason is given (NAR06 tells of that where one is due).
    2. Nothing changed: a reason is then not asked for, and what it says harms nobody.
    3. The words of the reason name something that the thing that changed does not.
Source:
    《地方预决算公开操作规程》 (财预〔2016〕143号): the narrative explains changes and their reasons.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 项目支出减少9.1万元，主要为项目支出减少。'''
    >>> failures_of(example)
    ['NAR05 项目支出减少9.1万元,主要为项目支出减少: “项目支出”减少的原因写作“项目支出减少”，只是重复增减，没有说明原因']
    >>> failures_of(example.replace("主要为项目支出减少", "主要为信息系统建设项目完工"))
    []
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.check.lookup import fixing
from gouji.check.rules.narrative.changes import Change, find_changes
from gouji.check.rules.quotes import quote_words
from gouji.law.narrative import narrative_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.point import Dimension

CODE = "NAR05"
NAME = "narrative.reasons"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）关于说明增减变化原因的要求"

CHINESE = """
增减变化的原因应说明为什么变，不应只重复变了。

查什么
    文字对增加、减少所说的每一个原因：除了变化的事项本身（项目支出减少……主要为项目支出减少）、按定义构成它的各部分（基本支出增加……主要为人员
    经费和日常公用经费支出增加）、放在哪里都说得通的话（项目调整）以外，是否还说了什么；是否误写成另一事项的原因。只列项目名称、既无金额也无原因的，以及原因与增减方向
    相反的，列为提示。
为什么
    读预算的人应当知道变化的原因；把变化再说一遍不是原因。
不适用的情形
    1. 没有写原因（应写而未写的，见 NAR06）。
    2. 没有变化：不需要原因。
    3. 原因中提到了变化事项本身没有的内容。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：应说明增减变化及原因。
示例
    “项目支出减少233.10万元，主要为项目支出减少”：等于没有说明原因。
"""

_PIECES = re.compile(r"[、,;]|以及|及|和|与")
_BRACKETS = re.compile(r"\((?:类|款|项)\)|[“”\"()]")
_AT_THE_END = re.compile(
    r"(?:有所|相应)?(?:增加|减少|增长|下降)(?:支出|预算|经费|安排)?$|(?:支出|预算|经费)(?:有所)?(?:增加|减少)$"
)
_CAUSES = re.compile(r"因|由于|根据|按照|新增|调整|政策|标准|完工|完成|启动|人数|需要|需求|任务|要求|落实|厉行|压缩|\d")
_ELSEWHEN = re.compile(r"上年|去年|(?:19|20)\d\d年|以前年度|调整|转|不再|未|取消|同时|其中|但|压|节约|节俭|抵|整合")
_SUGGESTION = (
    "写明变化的具体原因（如人员增减、政策和标准调整、项目新增或结束）及相应金额",
    "give the cause (staff, a policy or standard, a project begun or ended) with its amount",
)
_MANY = 4  # circular reasons of one document that each deserve a finding; more are one habit
_LEAST_NAME = 4  # characters of a project's name


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each reason that is none (one for all where a document has many), and one for each lesser kind."""
    projects = _project_names(claims)
    found: dict[str, list[Change]] = defaultdict(list)
    for change in find_changes(claims):
        if change.is_zero or not change.reason:
            continue  # (1), (2)
        found[_judge(change, projects)].append(change)
    circular = found["circular"]
    yield from map(_circular, circular) if len(circular) <= _MANY else (_all_circular(circular),)
    yield from map(_names_only, found["names"])
    yield from map(_copied, found["copied"])
    for kind, tell in (("parts", _parts_only), ("vague", _vague), ("opposite", _opposite)):
        if found[kind]:
            yield tell(found[kind])


def _judge(change: Change, projects: frozenset[str]) -> str:
    """Whether a reason is "circular", only names "parts" or projects ("names"), is "vague", speaks of the "opposite"
    or of another item beside it ("copied"); "" where it says something.
    """
    if _speaks_of_a_sibling(change):
        return "copied"
    if _says_the_opposite(change):
        return "opposite"
    return _repeats(change) or ("names" if _only_names_projects(change, projects) else "")


def _speaks_of_a_sibling(change: Change) -> bool:
    """Whether a reason speaks of less or more of another item beside the one that changed, and not of that one."""
    siblings = narrative_words().siblings
    own = [name for name in siblings if name in change.subject]
    named = [name for name in siblings if name in change.reason]
    if len(own) != 1 or len(named) != 1 or own == named:
        return False
    return bool(
        re.search(rf"(?:增加|减少|压缩|压减|降低){named[0]}费?(?:预算|支出|安排)*$", change.reason.rstrip(",。;"))
    )


def _repeats(change: Change) -> str:
    words = narrative_words()
    reason = _BRACKETS.sub("", change.reason)
    if _core(reason, keep_money=True) in words.vague or reason.strip(",。;") in words.vague:
        return "vague"
    pieces = [bare for piece in _PIECES.split(reason) if (bare := words.filler.sub("", piece))]
    if not all(words.money.search(piece) for piece in pieces):
        return ""  # (3) 会议减少 is a reason for less 会议费, 会议费减少 is none
    cores = {_core(piece) for piece in pieces}
    subject = _core(change.subject)
    if all(core in subject for core in cores):
        return "circular"
    for consists in words.consists:
        if subject in consists.wholes and cores <= consists.parts:
            return "circular" if any(complete <= cores for complete in consists.complete) else "parts"
    return ""


def _core(words: str, *, keep_money: bool = False) -> str:
    """What is left of words when those that carry no reason are taken away."""
    known = narrative_words()
    bare = known.filler.sub("", _BRACKETS.sub("", fold(words)))
    return (bare if keep_money else known.money.sub("", bare)).strip(",。;:、")


def _project_names(claims: ClaimSet) -> frozenset[str]:
    names = {point[Dimension.PROJECT] for _, point in fixing(claims, Dimension.PROJECT)}
    names |= {goal.name for goal in claims.goals if goal.scope == "project"}
    bare = {_BRACKETS.sub("", fold(name)).removesuffix("项目") for name in names}
    return frozenset(name for name in bare if len(name) >= _LEAST_NAME)


def _only_names_projects(change: Change, projects: frozenset[str]) -> bool:
    """Whether a reason is a list of the document's projects that went up or down, without amounts and causes."""
    reason = _BRACKETS.sub("", change.reason).strip(",。;")
    if not _AT_THE_END.search(reason):
        return False
    listed = _AT_THE_END.sub("", _AT_THE_END.sub("", reason))
    left = listed
    for name in sorted(projects, key=len, reverse=True):
        left = left.replace(name, "")
    if left == listed:
        return False
    return not _CAUSES.search(left) and not _core(re.sub(r"项目|[、,及和等]", "", left))


def _says_the_opposite(change: Change) -> bool:
    """Whether a reason speaks only of more where there is less, or only of less where there is more."""
    words = narrative_words()
    if _ELSEWHEN.search(change.reason):
        return False
    more = any(word in change.reason for word in (*words.up, "新增", "增"))
    less = any(word in change.reason for word in (*words.down, "减"))
    if not change.reason.rstrip(",。;").endswith((*words.up, *words.down)):
        return False
    return (change.way == "up" and less and not more) or (change.way == "down" and more and not less)


def _circular(change: Change) -> Finding:
    reason = change.reason.strip(",。;")
    name = change.subject or "该项"
    verb = "增加" if change.way == "up" else "减少"
    message = (
        f"“{name}”{verb}的原因写作“{reason}”，只是重复增减，没有说明原因",
        f"the reason given for the change of “{name}” is “{reason}”: it repeats the change and gives no cause",
    )
    return _finding([change], message, _SUGGESTION, Severity.WARNING, stated=reason)


def _all_circular(changes: list[Change]) -> Finding:
    reason = changes[0].reason.strip(",。;")
    message = (
        f"全文有 {len(changes)} 处增减原因只是重复增减本身（如“{reason}”），没有说明原因",
        f"{len(changes)} reasons repeat the change (“{reason}”) and give no cause",
    )
    return _finding(changes, message, _SUGGESTION, Severity.WARNING)


def _copied(change: Change) -> Finding:
    reason = change.reason.strip(",。;")
    message = (
        f"“{change.subject}”变化的原因写的是另一事项：“{reason}”，疑为照抄",
        f"the reason for the change of “{change.subject}” speaks of another item: “{reason}”",
    )
    return _finding([change], message, _SUGGESTION, Severity.WARNING, stated=reason)


def _names_only(change: Change) -> Finding:
    message = (
        f"“{change.subject}”变化的原因只列出项目名称，没有各项目的增减金额和原因",
        f"the reason for the change of “{change.subject}” names projects but neither amounts nor causes",
    )
    return _finding([change], message, ("写明各项目的增减金额和原因", "give the amount and the cause for each project"))


def _finding(
    changes: list[Change],
    message: tuple[str, str],
    suggestion: tuple[str, str],
    severity: Severity = Severity.NOTICE,
    *,
    stated: str | None = None,
) -> Finding:
    """A finding on the reasons of changes; it states the first as the text has it, where it is not told otherwise."""
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=message,
        quotes=tuple(quote_words(change.passage, change.start, change.reason_end) for change in changes),
        stated=changes[0].reason if stated is None else stated,
        suggestion=suggestion,
        source=SOURCE,
    )


def _parts_only(changes: list[Change]) -> Finding:
    reason = changes[0].reason.strip(",。;")
    return _finding(
        changes,
        (
            f"增减原因只说明哪一部分变了（如“{reason}”），没有说明为什么变，共 {len(changes)} 处",
            f"{len(changes)} reasons only say which part changed (“{reason}”), not why",
        ),
        ("补充该部分变化的原因", "add why that part changed"),
    )


def _vague(changes: list[Change]) -> Finding:
    reason = changes[0].reason.strip(",。;")
    return _finding(
        changes,
        (
            f"增减原因过于笼统（“{reason}”），看不出具体变化，共 {len(changes)} 处",
            f"{len(changes)} reasons would fit any change (“{reason}”)",
        ),
        ("写明具体原因及金额", "give the cause and its amount"),
    )


def _opposite(changes: list[Change]) -> Finding:
    first = changes[0]
    verb = "增加" if first.way == "up" else "减少"
    reason = first.reason.strip(",。;")
    return _finding(
        changes,
        (
            f"“{first.subject}”{verb}，所述原因“{reason}”却是相反方向，共 {len(changes)} 处",
            f"“{first.subject}” went {first.way}, its reason “{reason}” speaks of the opposite ({len(changes)} in all)",
        ),
        ("核对增减方向和原因", "check the direction and the reason"),
    )
