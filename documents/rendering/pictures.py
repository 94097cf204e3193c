"""Word's XML for pictures: the drawing in the text, and the parts that a file with pictures needs beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents.rendering.blocks import Block, Picture, Style
from documents.rendering.wordml import escape, paragraph

RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
EMU = 36_000
"""Word's unit, for a millimetre."""
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PNG = '<Default Extension="png" ContentType="image/png"/>'


def picture_xml(picture: Picture, number: int) -> str:
    """The drawing in its own paragraph; `number` is that of its block."""
    size = f'cx="{round(picture.width * EMU)}" cy="{round(picture.height * EMU)}"'
    name = f'id="{number}" name="picture{number}" descr="{escape(picture.title)}"'
    blip = f'<pic:blipFill><a:blip r:embed="{_relation(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    place = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    shape = f'<pic:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    own = f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
    graphic = f'<a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">{own}{blip}{shape}</pic:pic></a:graphicData>'
    inline = (
        f'<wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
        f'<a:graphic xmlns:a="{A}">{graphic}</a:graphic></wp:inline>'
    )
    return paragraph(Style.TEXT, f"<w:r><w:drawing>{inline}</w:drawing></w:r>")


def picture_parts(blocks: Sequence[Block], shared: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures themselves, and the lists of parts that name them; nothing for a paper without pictures."""
    found = {number: block for number, block in enumerate(blocks, 1) if isinstance(block, Picture)}
    if not found:
        return {}
    relations = "".join(
        f'<Relationship Id="{_relation(number)}" Type="{IMAGE}" Target="media/picture{number}.png"/>'
        for number in found
    )
    media = {f"word/media/picture{number}.png": picture.png for number, picture in found.items()}
    return {
        RELATIONS: shared[RELATIONS].replace(b"</Relationships>", f"{relations}</Relationships>".encode()),
        TYPES: shared[TYPES].replace(b"<Default", f"{PNG}<Default".encode(), 1),
        **media,
    }


def _relation(number: int) -> str:
    return f"rIdPicture{number}"
