"""ISO 20022's own schemas, as classes that others made of them: they judge what we write, and write what we read."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from re import fullmatch
from typing import Any, TypeVar
from xml.etree.ElementTree import canonicalize

from pyiso20022.camt import (  # type: ignore[import-untyped]
    camt_029_001_03,
    camt_029_001_09,
    camt_054_001_08,
    camt_055_001_08,
)
from pyiso20022.pacs import pacs_028_001_03  # type: ignore[import-untyped]
from pyiso20022.pain import pain_002_001_03, pain_002_001_10  # type: ignore[import-untyped]
from xsdata.formats.dataclass.parsers import DictDecoder, XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer

Said = Mapping[str, Any]
"""A document by the names of its elements."""

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
CREDIT = camt_054_001_08.Document
CANCELLATION = camt_055_001_08.Document
ENQUIRY = pacs_028_001_03.Document
RESOLUTION = camt_029_001_09.Document
OLD_RESOLUTION = camt_029_001_03.Document
REPORT = pain_002_001_10.Document
OLD_REPORT = pain_002_001_03.Document

_Document = TypeVar("_Document")


def judged(content: bytes, kind: type[_Document]) -> _Document:
    """The document in `content`: it has all that is required, nothing unknown, and everything in its place."""
    document = XmlParser().from_bytes(content, kind)
    assert _bare(XmlSerializer().render(document)) == _bare(content.decode())
    assert list(faults(document)) == []
    return document


def made(said: Said, kind: type[object], *, prefixed: bool = False) -> bytes:
    """A document that keeps its schema."""
    document = DictDecoder().decode(dict(said), kind)
    namespace = NAMESPACE + kind.__module__.rpartition(".")[2].replace("_", ".")
    content = XmlSerializer().render(document, ns_map={"iso" if prefixed else None: namespace}).encode()
    judged(content, kind)
    return content


def faults(node: object) -> Iterator[str]:
    """What is too long, too short or of other signs, anywhere in a document."""
    if is_dataclass(node):
        for field in fields(node):
            value = getattr(node, field.name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and not _fits(each, field.metadata):
                    yield f"{field.metadata.get('name')}: {each}"
                yield from faults(each)


def _fits(text: str, limits: Mapping[str, Any]) -> bool:
    pattern = limits.get("pattern")
    return limits.get("min_length", 0) <= len(text) <= limits.get("max_length", len(text)) and (
        pattern is None or fullmatch(pattern, text) is not None
    )


def _bare(text: str) -> str:
    return canonicalize(text, strip_text=True, rewrite_prefixes=True)
