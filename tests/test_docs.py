"""What the documents say is so: pages that come from the program are as it writes them, and what is named exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice.bootstrap import Settings
from tests.docs.glossary import GLOSSARY
from tests.docs.office_rules import CHAPTERS
from tests.docs.pages import DOCS, PAGES
from tests.docs.procedure import named

ROOT = DOCS.parent
PACKAGES = ("backoffice", "desktop", "forms", "printing", "resources", "tests")
DOCUMENTS = [*sorted(DOCS.glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
SOURCES = {
    path: path.read_text(encoding="utf-8") for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
}

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:py|md|svg)")
DOTTED = re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+")
TEST = re.compile(r"test_\w+")
TYPE = re.compile(r"([A-Z][a-z]\w*)(?:\.(\w+))?(?:\(.*\))?")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_as_the_program_writes_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "python3 start.py docs writes it anew"


def test_every_rule_of_the_office_that_is_named_is_in_the_page_and_the_reverse() -> None:
    told = {number for rules in CHAPTERS.values() for number in rules}
    backoffice = "".join(text for path, text in SOURCES.items() if ROOT / "backoffice" in path.parents)

    assert named(backoffice) == told
    assert named("".join(SOURCES.values())) == told


def test_the_words_of_the_glossary_are_in_the_code() -> None:
    assert [term.name for term in GLOSSARY if term.attribute and not hasattr(term.code, term.attribute)] == []
    assert len({term.french for term in GLOSSARY}) == len(GLOSSARY)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_exists(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))

    assert list(absent(text, document.parent)) == []


def test_every_setting_is_in_the_readme() -> None:
    told = set(re.findall(r"`(\w+)`", (ROOT / "README.md").read_text(encoding="utf-8")))

    assert set(Settings.model_fields) - told == set()


def test_what_does_not_exist_is_found() -> None:
    names = ["backoffice/nowhere.py", "nowhere.md", "forms.nowhere", "backoffice.domain.money.Gold", "Nobody.name"]
    names += ["test_of_nothing", "Money.weight"]

    assert list(absent(" ".join(f"`{name}`" for name in names), ROOT)) == names
    assert list(
        absent("[figure](docs/nowhere.svg) `Money.cents` `forms/kit` `start.py` `tests.docs.pages.PAGES`", ROOT)
    ) == ["docs/nowhere.svg"]


def absent(text: str, folder: Path) -> Iterator[str]:
    """What a document in `folder` links to, or names between backticks, and is not there."""
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target and not (folder / target).exists():
            yield target
    for name in re.findall(r"`([^`\n]+)`", text):
        if not exists(name):
            yield name


def exists(name: str) -> bool:
    """Whether a path, a module, a type or a test is there; anything else is no name of ours."""
    if PATH.fullmatch(name):
        return (ROOT / name).exists()
    if DOTTED.fullmatch(name):
        return any(is_in_module(name.split("."), end) for end in range(1, name.count(".") + 2))
    if TEST.fullmatch(name):
        return any(f"def {name}(" in text for text in SOURCES.values())
    found = TYPE.fullmatch(name)
    return found is None or any(defines(text, *found.groups()) for text in SOURCES.values())


def is_in_module(parts: list[str], end: int) -> bool:
    """Whether the first parts are a module or a package, and the others are names in it."""
    at = ROOT.joinpath(*parts[:end])
    text = SOURCES.get(at.with_suffix(".py")) or SOURCES.get(at / "__init__.py", "")
    is_there = at.is_dir() or at.with_suffix(".py").exists()
    return is_there and all(re.search(rf"\b{part}\b", text) for part in parts[end:])


def defines(text: str, name: str, attribute: str | None) -> bool:
    """Whether a source defines a type, or an alias, with this attribute or method."""
    kind = re.search(rf"^(?:class {name}\b|{name} = |{name}: )", text, re.MULTILINE)
    return kind is not None and (attribute is None or re.search(rf"\b{attribute}\b", text[kind.start() :]) is not None)
