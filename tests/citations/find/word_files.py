"""Small Word files, built in memory."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SEPARATORS = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'


def text(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(id_, kind="footnote"):
    return f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def field(instruction, result):
    parts = [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        text(result),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
    return "".join(parts)


def note(id_, *paragraphs, kind="footnote"):
    """A note of paragraphs; the first begins with its number, as Word writes it."""
    number = f"<w:r><w:{kind}Ref/></w:r>{text(' ')}"
    first, *others = paragraphs or ("",)
    inside = paragraph(number, first) + "".join(paragraph(one) for one in others)
    return f'<w:{kind} w:id="{id_}">{inside}</w:{kind}>'


def part(name, inside):
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{inside}</w:{name}>'


def docx(body, footnotes="", endnotes="", settings="", styles="", links=(), **more):
    """The bytes of a Word file; `links` are the external targets of its notes, rId1 and on."""
    members = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/settings.xml": part("settings", settings),
        "word/styles.xml": part("styles", styles),
    }
    for kind, inside in (("footnote", footnotes), ("endnote", endnotes)):
        if inside:
            separator = _SEPARATORS.format(kind)
            members[f"word/{kind}s.xml"] = part(f"{kind}s", separator + inside)
    if links:
        targets = "".join(
            f'<Relationship Id="rId{number}" Type="{R}/hyperlink" Target="{target}"'
            ' TargetMode="External"/>'
            for number, target in enumerate(links, 1)
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        rels = f'<Relationships xmlns="{space}">{targets}</Relationships>'
        members["word/_rels/footnotes.xml.rels"] = rels
    return packed(members | more)


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()
