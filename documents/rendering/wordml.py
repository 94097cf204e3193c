"""Word's XML for runs, paragraphs and fields. Every text goes through `escape`: an answer can never become markup.

Written as strings because fourteen papers must take less than a tenth of a second (measured: python-docx 0.63 s).
"""

from __future__ import annotations

import html
import re

from documents.rendering.blocks import Kind, Paragraph, Run, Runs, Style
from documents.rendering.looks import look

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
NO_BREAK = "\u00a0"
FIELD_MARKS = tuple(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def escape(text: str) -> str:
    """`text` as XML character data or attribute value; what XML cannot hold is left out."""
    return html.escape(NOT_IN_XML.sub("", text))


def plain_run(text: str, style: str = "") -> str:
    """One run of literal text; a line break in it stays one."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    body = escape(text).replace("\n", BREAK)
    return f'<w:r>{properties}<w:t xml:space="preserve">{body}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    """A field with its stored result, so that it is right before anybody presses F9."""
    begin, separate, end = FIELD_MARKS
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{plain_run(result)}{end}"


def control(hint: str, content: str) -> str:
    """A content control: `hint` is its title, `content` the run inside."""
    properties = f'<w:sdtPr><w:alias w:val="{escape(hint[:64])}"/><w:text/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def bookmark_name(anchor: str) -> str:
    """The hidden bookmark of an anchor (ASCII, at most 40 characters)."""
    return f"_Ref_{anchor}"[:40]


def run_xml(run: Run) -> str:
    """One run by its kind: text, reference field, missing answer, place to write."""
    match run.kind:
        case Kind.REFERENCE:
            return field(f"REF {bookmark_name(run.target)} \\r \\h", run.text)
        case Kind.GAP:
            return control(run.text, plain_run(f"[{run.text}]", "Luecke"))
        case Kind.OPEN | Kind.SIGN:
            return control(run.text, plain_run(NO_BREAK * 3))
        case _:
            return plain_run(run.text, "Fett" if run.bold else "")


def runs_xml(runs: Runs) -> str:
    """Several runs."""
    return "".join(map(run_xml, runs))


def paragraph(style: Style, content: str, *, numbered: bool = False, new_page: bool = False) -> str:
    """A paragraph of `style` around ready XML; the numbering is named in it too, as Word itself writes it.

    `new_page`: it begins a page. A break of its own could fall on an empty page behind a full one.
    """
    level = look(style).level if numbered else None
    number = f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>' if level else ""
    begins = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{begins}{number}</w:pPr>{content}</w:p>'


def paragraph_xml(block: Paragraph, bookmark: int, *, new_page: bool = False) -> str:
    """A paragraph block; `bookmark` is a number that is unique in the document, used where others refer to it."""
    content = runs_xml(block.runs)
    if block.anchor:
        name = bookmark_name(block.anchor)
        start = f'<w:bookmarkStart w:id="{bookmark}" w:name="{name}"/>'
        content = f'{start}{content}<w:bookmarkEnd w:id="{bookmark}"/>'
    return paragraph(block.style, content, numbered=True, new_page=new_page)
