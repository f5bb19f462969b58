"""What stands around the text: sections with their paper, header and footer, the draft's mark, document settings."""

from __future__ import annotations

from gouji.build.render.cover import DRAFT_MARK
from gouji.build.render.docx_pages import Sheet
from gouji.build.render.docx_xml import NAMESPACES, field, paragraph, run, tag, twips

_HEADER_AT = 15.0  # mm from the edge of the paper


def section_xml(sheet: Sheet, references: str, *, has_cover: bool, wide: bool) -> str:
    """A section's paper and margins; its cover, if it has one, prints no page number."""
    top, right, bottom, left = sheet.margins
    size = tag("pgSz", w=twips(sheet.width), h=twips(sheet.height), **({"orient": "landscape"} if wide else {}))
    margins = tag("pgMar", top=twips(top), right=twips(right), bottom=twips(bottom), left=twips(left),
                  header=twips(min(_HEADER_AT, top)), footer=twips(min(_HEADER_AT, bottom)), gutter=0)  # fmt: skip
    return tag("sectPr", references, tag("type", val="nextPage"), size, margins, tag("titlePg") if has_cover else "")


def header_xml(draft: bool, number: int) -> str:
    """The content of a header: the draft's mark above the text and across the page, or nothing."""
    if not draft:
        return paragraph("Header")
    red = tag("color", val="C00000")
    return paragraph("Header", run(DRAFT_MARK, red), _watermark(DRAFT_MARK, number))


def footer_xml(is_cover: bool) -> str:
    """The content of a footer: the page number, except on the cover."""
    return paragraph("Footer") if is_cover else paragraph("Footer", run("— "), field("PAGE", "1"), run(" —"))


def _watermark(text: str, number: int) -> str:
    """Large grey letters across the page, drawn as Word's own watermarks are."""
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
        '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
        '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'alt="{text}" style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:60pt;rotation:315;'
        "z-index:-251658240;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" '
        f'stroked="f"><v:fill opacity=".4"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" '
        f'string="{text}"/></v:shape></w:pict></w:r>'
    )


def settings_xml() -> str:
    """The document's settings: those of a present Word, so that no "compatibility mode" shows."""
    word = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    settings = (tag("compatSetting", name=name, uri=word, val=value) for name, value in modes.items())
    return (
        f"<w:settings {NAMESPACES}>"
        + tag("zoom", percent=100)
        + tag("defaultTabStop", val=420)
        + tag("characterSpacingControl", val="doNotCompress")
        + tag("compat", tag("useFELayout"), *settings)
        + tag("themeFontLang", val="en-US", eastAsia="zh-CN")
        + tag("decimalSymbol", val=".")
        + tag("listSeparator", val=",")
        + "</w:settings>"
    )
