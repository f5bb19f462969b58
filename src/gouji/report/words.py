"""The words of every report in Chinese and English: one table, so that each form says the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

from gouji.model.finding import Severity, Verdict

Language = Literal["zh", "en"]

WORDS = MappingProxyType(
    {
        # What a report is made of
        "title": ("勾稽检查报告", "Gouji check report"),
        "findings": ("问题清单", "Findings"),
        "coverage": ("检查覆盖", "Coverage"),
        "no_findings": ("没有发现问题", "Nothing found"),
        "nothing_tested": ("没有可检验的勾稽关系", "No relation could be tested"),
        "found": ("发现 {count} 个问题", "{count} found"),
        "not_a_budget": (
            "内容不像部门预算或决算，未作检查",
            "its content is no departmental budget or final account: nothing checked",
        ),
        "clean_is_not_proof": (
            "没有发现问题不等于没有问题：只有被关系约束的数字才受到检验。",
            "Nothing found does not mean nothing wrong: only figures that a relation holds were tested.",
        ),
        # Fields of a finding
        "number": ("序号", "No."),
        "severity": ("级别", "Level"),
        "file": ("文件", "File"),
        "place": ("位置", "Place"),
        "problem": ("问题", "Problem"),
        "basis": ("依据", "Basis"),
        "stated": ("原文", "Printed"),
        "expected": ("应为", "Expected"),
        "difference": ("相差", "Difference"),
        "arithmetic": ("算式", "Arithmetic"),
        "suggestion": ("建议", "Remedy"),
        "explanation": ("说明", "Explanation"),
        "source": ("出处", "Source"),
        "witnesses": ("佐证", "Witnesses"),
        "related": ("相关", "Related"),
        "code": ("检查", "Check"),
        "culprit": ("问题所在", "In question"),
        "witness": ("佐证", "Witness"),
        # Levels, outcomes, kinds
        "error": ("错误", "error"),
        "warning": ("疑点", "warning"),
        "notice": ("提示", "notice"),
        "pass": ("相符", "pass"),
        "fail": ("不符", "fail"),
        "not_applicable": ("不适用", "not applicable"),
        "not_checkable": ("无法检验", "not checkable"),
        "budget": ("部门预算", "budget"),
        "final_account": ("部门决算", "final account"),
        "goals": ("绩效目标", "performance goals"),
        "kind:not_a_budget": ("不是预算或决算", "not a budget"),
        "checked": ("已检查", "checked"),
        "unreadable": ("无法读取", "unreadable"),
        "disposition": ("处理结果", "Outcome"),
        "reason": ("原因", "Reason"),
        "total": ("合计", "Total"),
        # Places
        "page": ("第 {page} 页", "page {page}"),
        "line": ("第 {line} 行", "line {line}"),
        "cell": ("工作表“{sheet}”{cell}", "sheet “{sheet}” {cell}"),
        "table": ("表 {number}", "table {number}"),
        "pages": ("页数", "Pages"),
        "page_count": ("共 {count} 页", "{count} p."),
        "year": ("{year} 年", "{year}"),
        "year_heading": ("年度", "Year"),
        "findings_heading": ("问题数", "Findings"),
        "bound_share": ("定位率", "Share bound"),
        # Coverage
        "figures": ("读取数字", "Figures read"),
        "bound": ("已定位", "Bound"),
        "held_twice": ("受多条约束", "Held by several"),
        "held_once": ("受一条约束", "Held by one"),
        "orphans": ("未受约束", "Held by none"),
        "unbound": ("未定位", "Unbound"),
        "doubtful": ("读法存疑", "Doubtful"),
        "relations": ("勾稽关系", "Relations"),
        "read_line": (
            "读取 {figures} 个数字，定位 {bound} 个（{share}）",
            "{figures} figures read, {bound} bound to a point ({share})",
        ),
        "held_line": (
            "受多条关系约束 {twice}，受一条约束 {once}，未受约束 {orphans}",
            "held by two relations or more {twice}, by one {once}, by none {orphans}",
        ),
        "outcomes_line": (
            "勾稽关系 {total} 条：相符 {pass}，不符 {fail}，不适用 {not_applicable}，无法检验 {not_checkable}",
            "{total} relations: pass {pass}, fail {fail}, not applicable {not_applicable}, uncheckable {not_checkable}",
        ),
        "rules_line": (
            "{rules} 条规则查看正文 {passages} 段、绩效目标 {goals} 个（指标 {indicators} 个）：{codes}",
            "{rules} rules looked at {passages} paragraphs and {goals} goals ({indicators} indicators): {codes}",
        ),
        "passages": ("正文段落", "Paragraphs"),
        "goal_count": ("绩效目标", "Goals"),
        "rules_run": ("运行规则", "Rules run"),
        "checks_run": ("运行的检查", "Checks run"),
        "relations_of": ("{count} 条关系", "{count} relations"),
        "unread": ("未读页", "Pages not read"),
        "unread_pages": ("未读 {count} 页：{pages}", "{count} pages not read: {pages}"),
        "unbound_reasons": ("未定位的原因", "Why figures are unbound"),
        "orphans_listed": ("未能定位的数字", "Figures that could not be placed"),
        "unchecked_reasons": ("无法检验的原因", "Why relations are not checkable"),
        "doubt_reasons": ("读法存疑的原因", "Why readings are doubtful"),
        "notices": ("读取时的情况", "Noticed while reading"),
        # Many files
        "files_line": (
            "共 {total} 个文件：已检查 {checked}，不是预算或决算 {not_a_budget}，无法读取 {unreadable}",
            "files: {total}; {checked} checked, {not_a_budget} not a budget, {unreadable} unreadable",
        ),
        "files_found": (
            "{files} 个文件有问题，共 {count} 个",
            "files with findings: {files}; findings in all: {count}",
        ),
        "resumed": ("其中 {count} 个沿用上次结果", "{count} of them taken from the last run"),
        "notices_in_short": (
            "提示从简列出（全文见 --format html 或 json）：",
            "Notices, in short (in full: --format html or json):",
        ),
        "see_file": ("逐条查看：gouji check 文件", "in full: gouji check FILE"),
        # HTML
        "filter": ("按级别筛选", "Filter by level"),
        "filter_by_check": ("按检查筛选", "Filter by check"),
        "all_checks": ("全部检查", "All checks"),
        "keys": ("按 j / k 逐条查看", "j / k: next / previous finding"),
        "pages_heading": ("原件", "The document"),
        "pages_hint": ("点击方框查看对应问题", "Select a box to see its finding"),
        "page_image": ("{file} 第 {page} 页的图像", "Image of page {page} of {file}"),
        "no_image": ("未附第 {page} 页图像，请查看原件", "No image of page {page} here: see the original"),
        "excerpt": ("表内上下文", "In its table"),
        "zoom_in": ("放大", "Zoom in"),
        "zoom_out": ("缩小", "Zoom out"),
        "skip": ("跳到问题清单", "Skip to the findings"),
        "rows_left_out": ("……省略 {count} 行", "… {count} rows left out"),
        "made_by": ("由勾稽 Gouji {version} 生成", "Made by Gouji {version}"),
        "sha256": ("文件指纹 SHA-256", "File hash SHA-256"),
        "filtered_empty": ("没有符合筛选条件的问题", "No finding passes the filter"),
        # Reading
        "tables_found": ("{tables} 张表，{figures} 个数字", "{tables} tables, {figures} figures"),
        "unit": ("单位：{unit}", "unit: {unit}"),
        "unit_unknown": ("未写明单位", "no unit printed"),
        "empty_table": ("空表", "empty table"),
        "sentences": ("文字中的数字", "Figures in sentences"),
        "label": ("项目", "Item"),
        "row_code": ("编码", "Code"),
        "entity": ("单位", "Entity"),
    }
)


def say(key: str, language: Language, /, **values: object) -> str:
    """The word or sentence of that name in the language, with its values filled in.

    >>> say("page", "zh", page=8), say("page", "en", page=8)
    ('第 8 页', 'page 8')
    """
    chinese, english = WORDS[key]
    text = chinese if language == "zh" else english
    return text.format(**values) if values else text


def choose(texts: tuple[str, str], language: Language) -> str:
    """One of a pair (中文, English); the other one where the wanted text is empty."""
    chinese, english = texts
    return (chinese or english) if language == "zh" else (english or chinese)


def severity_word(severity: Severity, language: Language) -> str:
    """错误, 疑点 or 提示."""
    return say(severity.value, language)


def verdict_word(verdict: Verdict, language: Language) -> str:
    """相符, 不符, 不适用 or 无法检验."""
    return say(verdict.value, language)


def share(part: int, whole: int) -> str:
    """A share in percent that never rounds up to 100 % or down to 0 %.

    >>> share(999, 1000), share(9999, 10000), share(0, 0)
    ('99.9%', '99.9%', '—')
    """
    if whole == 0:
        return "—"
    per_mille = part * 1000 // whole
    if part and not per_mille:
        return "<0.1%"
    return f"{per_mille // 10}.{per_mille % 10}%" if per_mille % 10 else f"{per_mille // 10}%"


def code_ranges(codes: Sequence[str]) -> str:
    """Codes of checks in short form, the kinds in the order given.

    >>> code_ranges(["NAR05", "CLS01", "NAR08", "NAR06"])
    'NAR05–06, NAR08, CLS01'
    """
    runs: list[list[str]] = []
    kinds = list(dict.fromkeys(code[:-2] for code in codes))
    for code in sorted(set(codes), key=lambda code: (kinds.index(code[:-2]), code)):
        last = runs[-1][-1] if runs else ""
        follows = last[:-2] == code[:-2] and last[-2:].isdigit() and code[-2:].isdigit()
        if follows and int(code[-2:]) == int(last[-2:]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1][-2:]}" for run in runs)


def page_ranges(pages: Sequence[int]) -> str:
    """Page numbers in short form.

    >>> page_ranges([3, 4, 5, 9])
    '3–5, 9'
    """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
