"""The words of reports on comparisons, in Chinese and English."""

from __future__ import annotations

from types import MappingProxyType

from gouji.report.words import Language

_WORDS = MappingProxyType(
    {
        "title": ("勾稽比较报告", "Gouji comparison"),
        "files": ("文件", "Files"),
        "links": ("文件之间的关系", "What the files are to each other"),
        "kind:years": ("两个年度", "Two years"),
        "kind:final": ("预算与决算", "Budget and final account"),
        "kind:units": ("单位与部门", "Units and their department"),
        "kind:versions": ("两个版本", "Two editions"),
        "no_links": ("没有可比较的文件", "No files to compare"),
        "strangers": ("未能比较的文件", "Files not compared"),
        "bonds": ("{links} 组关系", "bonds: {links}"),
        "compared": (
            "{links} 组关系，{points} 项在两边都有金额",
            "bonds: {links}; lines with amounts on both sides: {points}",
        ),
        # Lists
        "changes": ("增减变化", "Changes"),
        "projects": ("项目", "Projects"),
        "names": ("名称、编码变化", "Names and codes that changed"),
        "goals": ("绩效指标", "Indicators"),
        "unmatched": ("未能对应的数字", "Figures without a counterpart"),
        "line": ("项目", "Line"),
        "difference": ("增减", "Difference"),
        "rate": ("增减率", "Rate"),
        "executed_rate": ("执行率", "Executed"),
        "unit": ("单位", "Unit"),
        "unlisted": ("未列", "not listed"),
        "more": ("另有 {count} 行，见 --format json、xlsx 或 html", "{count} more rows: --format json, xlsx or html"),
        "all_rows": ("全部 {count} 行", "All {count} rows"),
        "fate": ("变化", "Change"),
        "fate:continues": ("延续", "goes on"),
        "fate:ends": ("不再列示", "no longer listed"),
        "fate:begins": ("新列示", "newly listed"),
        "fate:unclear": ("同名或近名，不明", "same or near name: not clear"),
        "project": ("项目", "Project"),
        "was": ("原", "was"),
        "by": ("对应依据", "Matched by"),
        "by:code": ("编码", "code"),
        "by:name": ("名称", "name"),
        "name:renamed": ("改名", "renamed"),
        "name:moved": ("改编码", "moved"),
        "goal:lower": ("降低", "asks for less"),
        "goal:raised": ("提高", "asks for more"),
        "goal:vanished": ("不再列示", "no longer listed"),
        "goal:new": ("新列示", "newly listed"),
        "goal:reworded": ("改写", "reworded"),
        "indicator": ("指标", "Indicator"),
        "file": ("文件", "File"),
        "what": ("内容", "What"),
        "count": ("个数", "Count"),
        "reason": ("原因", "Reason"),
        "examples": ("例", "Examples"),
        "relation": ("关系", "Bond"),
        "list": ("清单", "List"),
    }
)


def tell(key: str, language: Language, /, **values: object) -> str:
    """The word or sentence of that name in the language, with its values filled in.

    >>> tell("more", "en", count=3)
    '3 more rows: --format json, xlsx or html'
    """
    chinese, english = _WORDS[key]
    text = chinese if language == "zh" else english
    return text.format(**values) if values else text
