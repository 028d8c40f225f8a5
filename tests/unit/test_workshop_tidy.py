"""A template that Word saved is tidied: what nobody sees goes, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from make_docx.document import text_dump
from make_docx.document.dump import W, story_parts
from make_docx.errors import KindError, UsageError
from make_docx.resources import data_folder
from make_docx.workshop import tidy
from make_docx.workshop.tidy import tidied_bytes

LAYOUTS = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))
LAYOUT = data_folder("docx_templates") / "layouts" / "document-up.docx"
RUN = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>([^<]{4,})</w:t></w:r>")


def changed(data: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    """The package with some of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in reversed(source.namelist()):  # Word has an order of its own
            text = source.read(name).decode()
            out.writestr(name, changes.get(name, str)(text))
    return target.getvalue()


def as_word_saves(data: bytes) -> bytes:
    """The same page as it comes back from Word: who, when, how far, in which language."""
    return changed(
        data,
        {
            "word/document.xml": _noisy_body,
            "word/settings.xml": lambda xml: xml.replace(
                "</w:settings>",
                '<w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00A1"/></w:rsids></w:settings>',
            ),
            "docProps/core.xml": lambda xml: re.sub(
                "(</[^>]*coreProperties>)",
                "<dc:creator>经办人甲</dc:creator><cp:lastModifiedBy>经办人乙</cp:lastModifiedBy>"
                r"<cp:revision>7</cp:revision>\1",
                re.sub("<(dc:creator|cp:lastModifiedBy|cp:revision)>.*?</.*?>", "", xml),
            ),
            "docProps/app.xml": lambda xml: xml.replace(
                "</Properties>",
                "<Company>某县某局</Company><TotalTime>9</TotalTime></Properties>",
            ),
        },
    )


def _noisy_body(xml: str) -> str:
    xml = RUN.sub(
        lambda m: (
            f'<w:proofErr w:type="spellStart"/>{_run(m[1], m[2][:2])}{_run(m[1], m[2][2:])}'
            '<w:proofErr w:type="spellEnd"/>'
        ),
        xml,
    )
    xml = xml.replace("<w:p>", '<w:p w:rsidR="00A1" w:rsidRDefault="00B2">')
    goback = '<w:bookmarkStart w:id="90" w:name="_GoBack"/><w:bookmarkEnd w:id="90"/>'
    return xml.replace("</w:p>", f"{goback}</w:p>", 1)


def _run(look: str | None, text: str) -> str:
    look = (look or "<w:rPr></w:rPr>").replace(
        "</w:rPr>", '<w:noProof/><w:lang w:val="en-GB"/></w:rPr>'
    )
    return f'<w:r w:rsidRPr="00C3">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def looks(data: bytes) -> list[tuple[str, str]]:
    """Every character of every part with the properties of its run, and all other elements."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in story_parts(package):
            for element in etree.fromstring(package.read(name)).iter("*"):
                if element.tag == f"{W}t":
                    run = element.getparent()
                    look = "" if run is None else "".join(map(_shown, run.iter(*_LOOKS)))
                    found += [(character, look) for character in element.text or ""]
                elif element.tag != f"{W}r" and not _is_in_look(element):
                    found.append(("", _shown(element)))
    return found


_LOOKS = tuple(f"{W}{name}" for name in ("rFonts", "b", "color", "spacing", "w", "position", "sz"))


def _shown(element: etree._Element) -> str:
    return f"{element.tag} {sorted(element.attrib.items())}"


def _is_in_look(element: etree._Element) -> bool:
    return any(each.tag == f"{W}rPr" for each in (element, *element.iterancestors()))


def in_file(folder: Path, data: bytes, name: str = "template.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_what_word_notes_of_the_editing_goes_and_nothing_else() -> None:
    clean, saved = LAYOUT.read_bytes(), as_word_saves(LAYOUT.read_bytes())
    assert saved != clean
    tidied, gone = tidied_bytes(saved)
    assert tidied == tidied_bytes(clean)[0]
    assert gone["作者"] == gone["最后修改人"] == gone["单位"] == gone["Word 自己的书签"] == 1
    assert gone["拆散的文字"] > 10
    noise = ("rsid", "proofErr", "noProof", "_GoBack", "经办人", "某县某局", "en-GB")
    assert [word for word in noise for xml in members(tidied).values() if word in xml] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_no_visible_property_of_a_layout_is_lost(layout: Path) -> None:
    data = layout.read_bytes()
    tidied, _ = tidied_bytes(data)
    assert looks(tidied) == looks(data)
    assert (
        text_dump(tidied).partition("── docProps")[0] == text_dump(data).partition("── docProps")[0]
    )
    assert tidied_bytes(tidied)[0] == tidied


NAME = "张三丰"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
PEOPLE = {
    "word/people.xml": ("word", "http://schemas.microsoft.com/office/2011/relationships/people"),
    "word/webSettings.xml": ("word", f"{OFFICE}relationships/webSettings"),
    "word/glossary/document.xml": ("word", f"{OFFICE}relationships/glossaryDocument"),
    "customXml/item1.xml": ("word", f"{OFFICE}relationships/customXml"),
    "docProps/custom.xml": ("", f"{OFFICE}relationships/custom-properties"),
    "docProps/thumbnail.jpeg": ("", f"{OFFICE}relationships/metadata/thumbnail"),
    "docMetadata/LabelInfo.xml": ("", f"{OFFICE}relationships/classificationlabels"),
}


def with_people(data: bytes) -> bytes:
    """The package with a name wherever Word, WPS and offices note one."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            out.writestr(name, _with_name(name, source.read(name).decode()))
        for name in PEOPLE:
            out.writestr(name, f"<a>{NAME}</a>")
        out.writestr("customXml/itemProps1.xml", f"<a>{NAME}</a>")  # of the item
        out.writestr("word/people2.xml", f"<a>{NAME}</a>")  # of nothing
        aim = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{OFFICE}relationships/customXmlProps"'
            ' Target="itemProps1.xml"/></Relationships>'
        )
        out.writestr("customXml/_rels/item1.xml.rels", aim)
    return target.getvalue()


def _with_name(name: str, xml: str) -> str:
    folder = {"_rels/.rels": "", "word/_rels/document.xml.rels": "word"}.get(name)
    links = "".join(
        f'<Relationship Id="x{number}" Type="{kind}" Target="/{path}"/>'
        for number, (path, (place, kind)) in enumerate(PEOPLE.items())
        if place == folder
    )
    types = "".join(
        f'<Override PartName="/{path}" ContentType="application/xml"/>'
        for path in (*PEOPLE, "customXml/itemProps1.xml")
        if not path.endswith("jpeg")
    )
    fields = ("dc:creator", "dc:description", "dc:subject", "cp:keywords", "cp:category")
    noted = "".join(f"<{field}>{NAME}</{field}>" for field in (*fields, "cp:contentStatus"))
    app = ("Company", "Manager", "HyperlinkBase", "Template")
    ends = {
        "[Content_Types].xml": (
            "</Types>",
            f'<Default Extension="jpeg" ContentType="image/jpeg"/>{types}',
        ),
        "_rels/.rels": ("</Relationships>", links),
        "word/_rels/document.xml.rels": ("</Relationships>", links),
        "docProps/core.xml": ("</cp:coreProperties>", noted),
        "docProps/app.xml": ("</Properties>", "".join(f"<{a}>{NAME}</{a}>" for a in app)),
    }
    end, added = ends.get(name, ("", ""))
    xml = re.sub("<dc:creator>.*?</dc:creator>", "", xml)
    return xml.replace(end, added + end) if end else xml


def test_nobody_who_worked_on_it_is_named_in_any_part_and_the_page_is_the_same(
    tmp_path: Path,
) -> None:
    path = in_file(tmp_path, with_people(LAYOUT.read_bytes()))
    gone = tidy([path])[path]
    for label in ("编辑人员名单", "自定义属性", "缩略图", "网页设置", "构建基块", "标密信息"):
        assert gone[label] == 1
    assert gone["没有用到的部分"] == 1
    assert gone["文件的其他属性"] > 5
    tidied = members(path.read_bytes())
    assert [name for name, part in tidied.items() if NAME in part] == []
    assert tidied.keys() == members(LAYOUT.read_bytes()).keys()
    assert not re.search(
        "people|thumbnail|customXml|webSettings|glossary", "".join(tidied.values())
    )
    assert "<dc:title>" in tidied["docProps/core.xml"]
    assert looks(path.read_bytes()) == looks(LAYOUT.read_bytes())
    assert tidy([path]) == {}


def test_what_the_page_is_made_of_stays_however_it_is_referred_to(tmp_path: Path) -> None:
    aims = {
        "word/_rels/document.xml.rels": lambda xml: xml.replace(
            '"styles.xml"', '"/Word/STYLES.xml"'
        ).replace('"theme/', '"./%74heme/')
    }
    before = changed(LAYOUT.read_bytes(), aims)
    assert members(tidied_bytes(before)[0]).keys() == members(before).keys()


def test_runs_that_look_different_stay_apart() -> None:
    bold = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>"
        "<w:r><w:br/><w:t>丙</w:t></w:r>"
    )
    data = changed(
        LAYOUT.read_bytes(),
        {"word/document.xml": lambda xml: xml.replace("</w:p>", f"{bold}</w:p>", 1)},
    )
    assert bold in members(tidied_bytes(data)[0])["word/document.xml"]


def test_a_bookmark_that_a_field_refers_to_stays() -> None:
    marked = (
        '<w:bookmarkStart w:id="91" w:name="_Hlk123"/><w:bookmarkEnd w:id="91"/>'
        '<w:fldSimple w:instr=" REF _Hlk123 "/>'
    )
    data = changed(
        LAYOUT.read_bytes(),
        {"word/document.xml": lambda xml: xml.replace("</w:p>", f"{marked}</w:p>", 1)},
    )
    assert "_Hlk123" in members(tidied_bytes(data)[0])["word/document.xml"].split("fldSimple")[0]


@pytest.mark.parametrize(("language", "stays"), [("zh-CN", False), ("ja-JP", True)])
def test_the_language_of_a_run_goes_only_where_the_text_has_it_anyway(
    language: str, stays: bool
) -> None:
    run = f'<w:r><w:rPr><w:lang w:eastAsia="{language}"/></w:rPr><w:t>甲</w:t></w:r>'
    own = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    data = changed(
        LAYOUT.read_bytes(),
        {
            "word/document.xml": lambda xml: xml.replace("</w:p>", f"{run}</w:p>", 1),
            "word/styles.xml": lambda xml: re.sub(
                "<w:docDefaults>.*?</w:rPrDefault>",
                own,
                re.sub("<w:lang [^>]*/>", "", xml),
                flags=re.S,
            ),
        },
    )
    assert (language in members(tidied_bytes(data)[0])["word/document.xml"]) is stays


def test_a_folder_means_its_template_and_a_tidy_one_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kind.toml").touch()
    path = in_file(tmp_path, as_word_saves(LAYOUT.read_bytes()))
    before = path.read_bytes()
    assert list(tidy([tmp_path], only_look=True)) == [path]
    assert path.read_bytes() == before
    assert list(tidy([tmp_path])) == [path]
    assert tidy([tmp_path]) == {}


def test_what_is_no_template_keeps_its_bytes_and_so_do_the_others(tmp_path: Path) -> None:
    template = in_file(tmp_path, as_word_saves(LAYOUT.read_bytes()))
    before = template.read_bytes()
    letter = changed(
        before, {"word/document.xml": lambda xml: re.sub("<w:t[ >].*?</w:t>", "", xml)}
    )
    signed = in_file(tmp_path, letter, "公文.docx")
    with pytest.raises(UsageError, match="不是模板"):
        tidy([template, signed])
    assert (template.read_bytes(), signed.read_bytes()) == (before, letter)


@pytest.mark.parametrize(
    "mark",
    [
        '<w:ins w:id="1" w:author="甲"><w:r><w:t>乙</w:t></w:r></w:ins>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
    ],
)
def test_names_in_revisions_and_comments_are_for_people_to_settle(
    tmp_path: Path, mark: str
) -> None:
    data = changed(
        LAYOUT.read_bytes(),
        {"word/document.xml": lambda xml: xml.replace("</w:p>", f"{mark}</w:p>", 1)},
    )
    with pytest.raises(KindError, match=r"修订|批注"):
        tidy([in_file(tmp_path, data)])
    with pytest.raises(KindError):
        tidy([in_file(tmp_path, b"no zip", "另一份.docx")])
