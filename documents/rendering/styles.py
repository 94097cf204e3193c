"""The Word styles, built once per process with python-docx from the table of looks; nothing of its own template stays.

Papers refer to these styles by id and carry no formatting of their own.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Mm, Pt, RGBColor

from documents.rendering.blocks import Style
from documents.rendering.looks import (
    BLACK,
    CONTENTS_COLUMN,
    FONT,
    GREY,
    HAIRLINE,
    LINE_SPACING,
    LOOKS,
    TEXT_WIDTH,
    Look,
    twips,
)

BUILT_IN = {"Title", "Subtitle", "heading 1", "TOC Heading", "toc 1", "header", "footer"}
KEPT = ("Normal", "DefaultParagraphFont", "TableNormal")
W = nsdecls("w")

BORDERS = {  # side, eighths of a point, colour, distance in pt
    Style.HEADER: (("bottom",), 4, HAIRLINE, 6),
    Style.FOOTER: (("top",), 4, HAIRLINE, 6),
    Style.BOX: (("top", "left", "bottom", "right"), 8, BLACK, 7),
}
RIGHT_TAB = twips(TEXT_WIDTH)
TABS = {  # kind, leader, position
    Style.HEADER: (("right", "none", RIGHT_TAB),),
    Style.FOOTER: (("right", "none", RIGHT_TAB),),
    Style.CONTENTS: (("left", "none", twips(CONTENTS_COLUMN)), ("right", "dot", RIGHT_TAB)),
}
ORDER = (
    "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr",
)  # fmt: skip
"""The schema's order of the paragraph properties that we insert by hand."""


@cache
def template_parts() -> dict[str, bytes]:
    """word/styles.xml for all papers, and the colour theme that Word asks for."""
    document = docx.Document()
    _clear(document)
    for row in LOOKS:
        _add(document, row)
    for xml in (*_table_styles(), *_character_styles()):
        document.styles.element.append(parse_xml(xml))
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as package:
        return {name: package.read(name) for name in ("word/styles.xml", "word/theme/theme1.xml")}


def _clear(document: Document) -> None:
    """Only what Word presumes stays; the defaults are ours, in all four fonts (theme fonts would win otherwise)."""
    styles = document.styles.element
    for node in list(styles):
        if node.tag in (qn("w:latentStyles"), qn("w:style")) and node.get(qn("w:styleId")) not in KEPT:
            styles.remove(node)
    fonts = " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "cs", "eastAsia"))
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(240 * LINE_SPACING)}" w:lineRule="auto"/>'
    defaults = (
        f'<w:docDefaults {W}><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="de-DE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f"<w:widowControl/><w:suppressAutoHyphens/>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(defaults))


def _add(document: Document, row: Look) -> None:
    style = document.styles.add_style(row.name, WD_STYLE_TYPE.PARAGRAPH, builtin=row.name in BUILT_IN)
    style.element.set(qn("w:styleId"), row.style.value)
    style.base_style, style.quick_style = document.styles["Normal"], True
    style.font.size, style.font.bold = Pt(row.size), row.bold or None
    style.font.color.rgb = RGBColor.from_string(GREY if row.grey else BLACK)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(row.before), Pt(row.after), row.keep_next or None
    if row.left:
        form.left_indent, form.first_line_indent = Mm(row.left), Mm(-row.hanging)
    if row.right:
        form.right_indent = Mm(row.right)
    _extras(style.element.get_or_add_pPr(), row)


def _extras(properties: CT_PPr, row: Look) -> None:
    """What python-docx has no word for: numbering, borders, tabs, alignment, outline level."""
    for tag, xml in _extra_nodes(row):
        properties.insert_element_before(parse_xml(xml), *ORDER[ORDER.index(tag) + 1 :])


def _extra_nodes(row: Look) -> list[tuple[str, str]]:
    nodes = []
    if row.level:
        number, level = row.level
        nodes.append(("w:numPr", f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
    if row.style in BORDERS:
        sides, size, colour, space = BORDERS[row.style]
        edges = (f'<w:{s} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>' for s in sides)
        nodes.append(("w:pBdr", f"<w:pBdr {W}>{''.join(edges)}</w:pBdr>"))
    if row.style in TABS:
        stops = (f'<w:tab w:val="{kind}" w:leader="{lead}" w:pos="{at}"/>' for kind, lead, at in TABS[row.style])
        nodes.append(("w:tabs", f"<w:tabs {W}>{''.join(stops)}</w:tabs>"))
    if row.style in (Style.AMOUNT, Style.AMOUNT_HEAD):
        nodes.append(("w:jc", f'<w:jc {W} w:val="right"/>'))
    if row.outline is not None:
        nodes.append(("w:outlineLvl", f'<w:outlineLvl {W} w:val="{row.outline}"/>'))
    return nodes


def _table_styles() -> tuple[str, str]:
    """Liste: hairlines below each row, 1 pt below the head. Linien: no rule, for lines to fill in and signatures."""
    hairline = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"'
    borders = f"<w:tblBorders><w:bottom {hairline}/><w:insideH {hairline}/></w:tblBorders>"
    under_head = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLACK}"/>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{under_head}</w:tcBorders></w:tcPr></w:tblStylePr>'
    return _table_style("Liste", borders, head), _table_style("Linien", "", "")


def _table_style(name: str, borders: str, rows: str) -> str:
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:style {W} w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>{borders}{margins}</w:tblPr>{rows}'
        "</w:style>"
    )


def _character_styles() -> tuple[str, str]:
    """Fett: strong words, black in the grey footer too. Lücke: an answer that is still missing."""
    style = (
        f'<w:style {W} w:type="character" w:customStyle="1" w:styleId="{{}}"><w:name w:val="{{}}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{}</w:rPr></w:style>'
    )
    bold = f'<w:b/><w:color w:val="{BLACK}"/>'
    return style.format("Fett", "Fett", bold), style.format("Luecke", "Lücke", '<w:u w:val="dotted"/>')
