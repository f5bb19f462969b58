"""The styles of the Word document: an officer changes the look of all headings or tables in one place.

Every line has an exact height, so that the pages can be reckoned before Word lays them out (`docx_pages`).
"""

from __future__ import annotations

from dataclasses import dataclass

from gouji.build.render.docx_xml import NAMESPACES, tag

SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"
LATIN = "Times New Roman"
_DENSE = frozenset({"TableText", "TableHead"})
"""No extra room between Chinese characters and digits: cells are narrow."""

_ALTERNATIVES = {SONG: "SimSun", HEI: "SimHei", FANG: "仿宋_GB2312", KAI: "KaiTi"}
"""Names under which systems have the font where they do not know its Chinese name."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; lengths in points. `level` is the outline level (1 the highest, 0: not in the outline)."""

    id: str
    name: str
    font: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    align: str = "left"
    bold: bool = False
    indent: bool = False  # of the first line, by two characters
    level: int = 0
    keep_next: bool = False
    after_style: str = "BodyText"

    @property
    def height(self) -> float:
        """The room above and below the lines of a paragraph."""
        return self.before + self.after


def make_styles(size: float) -> dict[str, Style]:
    """The styles by id, for a base font size in points."""
    line = round(size * 1.75)
    styles = (
        Style("Normal", "Normal", FANG, size, line, align="both"),
        Style("Title", "Title", HEI, size + 12, (size + 12) * 1.5, before=190, after=40, align="center"),
        Style("Subtitle", "Subtitle", SONG, size + 4, (size + 4) * 1.75, before=10, align="center"),
        Style("BodyText", "Body Text", FANG, size, line, align="both", indent=True),
        Style("Heading1", "heading 1", HEI, size + 6, (size + 6) * 1.5, 6, 12, "center", level=1, keep_next=True),
        Style("Heading2", "heading 2", HEI, size + 2, (size + 2) * 1.5, 6, 6, level=2, keep_next=True),
        Style("Heading3", "heading 3", KAI, size, line, 3, 3, bold=True, level=3, keep_next=True),
        Style("TableTitle1", "表题 1", HEI, size + 2, (size + 2) * 1.5, 6, 3, "center", level=1, keep_next=True),
        Style("TableTitle2", "表题 2", HEI, size + 2, (size + 2) * 1.5, 6, 3, "center", level=2, keep_next=True),
        Style("TableTitle3", "表题 3", HEI, size + 2, (size + 2) * 1.5, 6, 3, "center", level=3, keep_next=True),
        Style("UnitLine", "单位行", SONG, size - 1.5, line - 4, keep_next=True),
        Style("TableText", "表格文字", SONG, size - 2.5, size + 1, after_style="TableText"),
        Style("TableHead", "表头文字", SONG, size - 2.5, size + 1, align="center", bold=True, after_style="TableText"),
        Style("Note", "表注", SONG, size - 2.5, size + 3, before=2),
        Style("ContentsTitle", "目录标题", HEI, size + 6, (size + 6) * 1.5, 6, 12, "center"),
        Style("TOC1", "toc 1", HEI, size, line, before=3),
        Style("TOC2", "toc 2", SONG, size, line - 1),
        Style("TOC3", "toc 3", SONG, size - 1, line - 2),
        Style("Header", "header", SONG, size - 3, size, align="center"),
        Style("Footer", "footer", SONG, size - 3, size, align="center"),
    )
    return {style.id: style for style in styles}


def styles_xml(styles: dict[str, Style]) -> str:
    """The whole styles part."""
    normal = styles["Normal"]
    language = tag("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")
    defaults = tag(
        "docDefaults",
        tag("rPrDefault", tag("rPr", _fonts(normal.font), *_sizes(normal.size), language)),
        tag("pPrDefault"),
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="BudgetTable"><w:name w:val="预算表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{borders()}<w:tblCellMar>'
        f'<w:top w:w="{CELL_ROOM}" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="{CELL_ROOM}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    character = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    made = "".join(_style(style) for style in styles.values())
    return f"<w:styles {NAMESPACES}>{defaults}{made}{character}{table}</w:styles>"


CELL_MARGIN, CELL_ROOM = 70, 30
"""Twentieths of a point beside, and above and below, a cell's text."""


def borders() -> str:
    """Thin rules around and inside a table."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return tag("tblBorders", *(tag(side, val="single", sz=4, space=0, color="auto") for side in sides))


def _fonts(name: str) -> str:
    return tag("rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=name)


def _sizes(size: float) -> tuple[str, str]:
    half_points = round(size * 2)
    return tag("sz", val=half_points), tag("szCs", val=half_points)


def _style(style: Style) -> str:
    is_normal = style.id == "Normal"
    is_own = not style.name.isascii()
    about = [tag("name", val=style.name)]
    if not is_normal:
        about += [tag("basedOn", val="Normal"), tag("next", val=style.id if is_normal else style.after_style)]
    layout = [
        tag("keepNext") if style.keep_next else "",
        tag("widowControl", val=0),
        tag("autoSpaceDE", val=0) + tag("autoSpaceDN", val=0) if style.id in _DENSE else "",
        tag("spacing", before=_twentieths(style.before), after=_twentieths(style.after),
            line=_twentieths(style.line), lineRule="exact"),
        _indent(style),
        tag("jc", val=style.align),
        tag("outlineLvl", val=style.level - 1) if style.level else "",
    ]  # fmt: skip
    look = [_fonts(style.font), tag("b") + tag("bCs") if style.bold else "", *_sizes(style.size)]
    kind: dict[str, str | int] = {"type": "paragraph", "styleId": style.id}
    if is_normal:
        kind["default"] = 1
    if is_own:
        kind["customStyle"] = 1
    return tag("style", *about, tag("qFormat"), tag("pPr", *layout), tag("rPr", *look), **kind)


def _indent(style: Style) -> str:
    if style.indent:
        return tag("ind", firstLineChars=200, firstLine=_twentieths(style.size * 2))
    depth = {"TOC2": 2, "TOC3": 4}.get(style.id, 0)
    return tag("ind", leftChars=100 * depth, left=_twentieths(style.size * depth)) if depth else ""


def _twentieths(points: float) -> int:
    return round(points * 20)


def fonts_xml() -> str:
    """The font table: other names by which a system may know each font, and its kind, so that it finds a like one."""
    made = [
        tag("font", tag("altName", val=other), tag("charset", val="86"), tag("family", val="auto"), name=name)
        for name, other in _ALTERNATIVES.items()
    ]
    latin = tag("font", tag("charset", val="00"), tag("family", val="roman"), tag("pitch", val="variable"), name=LATIN)
    return f"<w:fonts {NAMESPACES}>{''.join(made)}{latin}</w:fonts>"
