"""HTML written as values: every text is escaped, because only `Markup` is trusted and only `tag` makes it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias


class Markup(str):
    """HTML that needs no more escaping."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"
VOID = frozenset({"meta", "br", "input", "use", "rect", "image"})


def tag(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Markup:
    """One element. `class_` is class, other underscores are hyphens; an attribute of None or False is left out.

    >>> tag("p", "1 < 2", tag("b", "!"), class_="note", hidden=True)
    '<p class="note" hidden>1 &lt; 2<b>!</b></p>'
    """
    start = "".join([f"<{name}", *(_attribute(key, value) for key, value in attributes.items())])
    if name in VOID:
        return Markup(f"{start}/>")
    return Markup(f"{start}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """The children one after the other."""
    return Markup("".join(_child(child) for child in children))


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(clean(str(value)))}"'


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(clean(child), quote=False)
    return "".join(_child(each) for each in child)


def clean(text: str) -> str:
    """The text without what HTML does not allow: control characters and lone surrogates."""
    if text.isprintable():
        return text
    kept = (each if each in "\n\t" or (ord(each) >= 32 and ord(each) != 127) else " " for each in text)
    return "".join(kept).encode("utf-8", "replace").decode("utf-8")
