"""A document in which too much is wrong is told as far as it was looked into, and the report says how far that is.

What it checks:
    Gouji itself: whether the wrong figure was looked for behind every identity that fails.
Why:
    Looking for the figures that explain all failures takes longer the more of them hang together. Where there are too
    many the failures are still all listed, but which figure is the wrong one is no longer worked out for each.
Not applicable when:
    1. Every failing identity was looked into to the end.
Source:
    Gouji's own design: a partial answer says that it is one.

Examples:
    >>> partial_finding(12, 3).severity.value
    'notice'
"""

from __future__ import annotations

from gouji.model.finding import Finding, Severity

CODE = "RUN02"
NAME = "run.partial"
SOURCE = "程序自检"

CHINESE = """
不成立的勾稽关系过多时，报告说明查到了哪一步。

查什么
    程序自身：每一条不成立的勾稽关系，是否都查找了有误的数字。
为什么
    不成立的关系越多、牵连越广，查找错数越费时。过多时仍逐条列出，但不再为每一条推断是哪个数写错。
不适用的情形
    1. 每条不成立的关系都已查到底。
依据
    勾稽的设计原则：不完整的答案要说明不完整。
示例
    全文数字错乱，数百条关系不成立：其余各条只列出，不再推断错数，并列此提示。
"""


def partial_finding(untold: int, unsettled: int) -> Finding:
    """A notice of what was not looked for.

    `untold` failing identities are listed without a search for the wrong figure; in `unsettled` groups of identities
    that hang together, corrections of several figures at once were not looked for.
    """
    chinese, english = [], []
    if untold:
        chinese.append(f"{untold} 条只列出，未查找有误的数字")
        english.append(f"{untold} are only listed, and which figure is wrong was not looked for")
    if unsettled:
        chinese.append(f"{unsettled} 组只找了单个错数，未查找几个数同时有误的情形")
        english.append(f"in {unsettled} groups only single wrong figures were looked for, not several at once")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"不成立的勾稽关系过多，本报告对它们的查找不完整：{'；'.join(chinese)}",
            f"too many identities fail, and not all were looked into: {'; '.join(english)}",
        ),
        suggestion=(
            "先改正已指明的数字（或核对是否读错了表），再检查一次",
            "correct the figures that are named (or see whether a table was misread) and check again",
        ),
        source=SOURCE,
    )
