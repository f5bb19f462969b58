"""What all drawings share: colours, how wide text is, and SVG elements with escaped text."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from unicodedata import east_asian_width

FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif"

PALETTE = ("#0072b2", "#b5500a", "#067c61", "#a34d94", "#7d6d06", "#5764c4", "#20788f", "#b5475c")
"""White letters read on each (4.5 : 1), and each stands out from the page, light or dark (3 : 1): tests hold this."""

GREY = "#6b7279"
LINE = 1.35
"""Distance of lines of text, in sizes of the font."""


def ratio(part: Decimal, whole: Decimal) -> float:
    """A part of a whole as a length: only drawings round so.

    >>> ratio(Decimal("0.25"), Decimal(1))
    0.25
    """
    return int(part * 100) / int(whole * 100) if whole else 0.0


def text_width(text: str, size: float) -> float:
    """The room that a line of text needs at most: Chinese characters take one size, others 0.62.

    >>> text_width("教育 12", 10)
    38.6
    """
    return round(size * sum(1.0 if east_asian_width(each) in "WFA" else 0.62 for each in text), 3)


def shorten(text: str, room: float, size: float) -> str:
    """The text, cut with … where it is too wide; "" where not even two characters have room.

    >>> shorten("社会保障和就业支出", 60, 10), shorten("教育支出", 15, 10), shorten("教育", 20, 10)
    ('社会保障和…', '', '教育')
    """
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept}…" if len(kept) >= 2 else ""


_CLOSING, _OPENING = frozenset("）)】》”’、，。；："), frozenset("（(【《“‘")
"""Marks that may not begin a line, and that may not end one."""


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """The text in at most so many lines, the last one cut; none where it has no room.

    >>> wrap("社会保障和就业支出", 50, 10, 2), wrap("社会保障和就业支出", 40, 10, 2)
    (['社会保障和', '就业支出'], ['社会保障', '和就业…'])
    >>> wrap("办公厅（室）及相关机构", 50, 10, 2)
    ['办公厅', '（室）及…']
    """
    wrapped: list[str] = []
    rest = text
    while rest and len(wrapped) < lines - 1 and text_width(rest, size) > room:
        count = len(rest)
        while count and text_width(rest[:count], size) > room:
            count -= 1
        while count > 2 and (rest[count] in _CLOSING or rest[count - 1] in _OPENING):
            count -= 1
        if count < 2:
            return []
        wrapped.append(rest[:count])
        rest = rest[count:]
    last = shorten(rest, room, size) if lines > 0 else ""
    return [*wrapped, last] if last else ([] if rest else wrapped)


def number(value: float) -> str:
    """A length as SVG writes it, with one decimal at most.

    >>> number(12.04), number(12.25), number(3)
    ('12', '12.2', '3')
    """
    return f"{value:.1f}".rstrip("0").rstrip(".")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """An element; the children are SVG already, attributes are escaped. `_` in names is "-"."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def title(text: str) -> str:
    """The full words of a shape, which a pointer shows."""
    return element("title", escape(text, quote=False))


def words(text: str, x: float, y: float, size: float, fill: str = "currentColor", anchor: str = "start") -> str:
    """A line of text."""
    placed: dict[str, str | float] = {"x": x, "y": y, "font_size": size, "fill": fill}
    if anchor != "start":
        placed["text_anchor"] = anchor
    return element("text", escape(text, quote=False), **placed)


def picture(id: str, name: str, description: str, width: float, height: float, *shapes: str) -> str:  # noqa: A002 the attribute's name
    """The whole drawing, with its name and description for those who do not see it."""
    return element(
        "svg",
        element("title", escape(name, quote=False), id=f"{id}-title"),
        element("desc", escape(description, quote=False), id=f"{id}-desc"),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        font_family=FONTS,
    )


def luminance(colour: str) -> float:
    """The relative luminance of a colour #rrggbb, as accessibility guidelines define it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, colour))
