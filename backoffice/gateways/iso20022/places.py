"""An ISO 20022 document that others wrote, and the places in it.

It is in UTF-8, as ISO wants it, or in the one of a few encodings that it names, and declares nothing else of its own: a
declaration (DTD, entities) is refused before the parser sees it, for some grow without end and others fetch. Depth and
length of texts are libxml2's to limit.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from typing import TYPE_CHECKING

from lxml import etree

from backoffice.domain.cancellation import LONGEST_REFERENCE, Unreadable
from backoffice.domain.money import Money
from backoffice.gateways.iso20022.text import NAMESPACE, readable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PROLOGUE = re.compile(r"<\?xml\s[^>]*\?>")
_NAMED_ENCODING = re.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']")
_LONGEST_PROLOGUE = 200
_UTF_8, _UTF_16 = "utf-8", "utf-16"
_TAKEN = frozenset({_UTF_8, _UTF_16, "ascii", "iso8859-1", "iso8859-15", "cp1252"})
"""By Python's own names."""
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")
_AMOUNT = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2})0*)?")


class NotReadableError(Exception):
    """What came is not taken.

    Attributes:
        why: for a person.
    """

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


class ElementPlace:
    """An element that is being read.

    Raises:
        NotReadableError: what is asked for stands there twice, or is not of its kind; as does every method.
    """

    def __init__(self, element: "Element", namespace: str) -> None:
        self._element = element
        self._namespace = namespace

    def every(self, path: str) -> "list[ElementPlace]":
        """The elements at a path."""
        tags = "/".join(f"{{{self._namespace}}}{tag}" for tag in path.split("/"))
        return [ElementPlace(found, self._namespace) for found in self._element.findall(tags)]

    def one(self, path: str) -> "ElementPlace":
        """The only element at a path."""
        found = self.every(path)
        if len(found) != 1:
            raise NotReadableError(Unreadable.ODD)
        return found[0]

    def text(self) -> str:
        """What stands in it, and nothing but text may."""
        if len(self._element):
            raise NotReadableError(Unreadable.ODD)
        return (self._element.text or "").strip()

    def said(self, path: str) -> str:
        """The text at a path, empty where there is none."""
        return self.one(path).text() if self.every(path) else ""

    def reference(self, path: str) -> str:
        """The reference at a path, empty where there is none."""
        said = self.said(path)
        if said != readable(said, LONGEST_REFERENCE):
            raise NotReadableError(Unreadable.ODD)
        return said

    def amount(self) -> Money:
        """The euros that stand in it."""
        figures = _AMOUNT.fullmatch(self.text())
        if figures is None or not figures[0].isascii() or self._element.get("Ccy") != "EUR":
            raise NotReadableError(Unreadable.ODD)
        return Money(int(figures[1]) * 100 + int((figures[2] or "").ljust(2, "0")))


def parse(content: bytes) -> tuple[str, ElementPlace]:
    """The kind of a document, `camt.029.001.09`, and the document.

    Raises:
        NotReadableError: it is no XML, or none of ISO's; or it declares something.
    """
    try:
        text = _decoded(content)
    except UnicodeDecodeError:
        raise NotReadableError(Unreadable.NOT_XML) from None
    if any(declaration in text for declaration in _DECLARATIONS):
        raise NotReadableError(Unreadable.HOSTILE_XML)
    parser = etree.XMLParser(encoding=_UTF_8, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        raise NotReadableError(Unreadable.NOT_XML) from None
    tag = etree.QName(root)
    namespace = tag.namespace or ""
    if tag.localname != "Document" or not namespace.startswith(NAMESPACE):
        raise NotReadableError(Unreadable.NOT_ISO)
    return namespace.removeprefix(NAMESPACE), ElementPlace(root, namespace)


def _decoded(content: bytes) -> str:
    """The text, without the prologue that names its encoding.

    Raises:
        NotReadableError: it names one that is not taken, or another than the bytes have.
        UnicodeDecodeError: its bytes are of another one.
    """
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    head = content.removeprefix(BOM_UTF8)[:_LONGEST_PROLOGUE].decode(_UTF_16 if wide else "latin-1", "replace")
    prologue = _PROLOGUE.match(head)
    named = None if prologue is None else _NAMED_ENCODING.search(prologue[0])
    try:
        encoding = lookup(_UTF_8 if named is None else named[1]).name
    except LookupError:
        raise NotReadableError(Unreadable.NOT_XML) from None
    if encoding not in _TAKEN or (encoding == _UTF_16) is not wide:
        raise NotReadableError(Unreadable.NOT_XML)
    text = content.decode("utf-8-sig" if encoding == _UTF_8 else encoding)
    return _PROLOGUE.sub("", text, count=1) if prologue else text
