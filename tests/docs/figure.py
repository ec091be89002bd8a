"""`docs/floors.svg`: the floors of the house with their rooms, and which floor imports which, from the import graph."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from grimp import ImportGraph, build_graph

ROOT = Path(__file__).parents[2]

SAYS = {
    "desktop": "the program: window, navigation, session, command line",
    "forms": "the screens, a room per trade",
    "printing": "the papers: facts in, PDF bytes out",
    "backoffice.founding": "the first start on a workstation",
    "backoffice.bootstrap": "settings in, services out",
    "backoffice.demonstration": "the invented office of the demo",
    "backoffice.services": "a method per gesture, one transaction each",
    "backoffice.storage": "the database",
    "backoffice.gateways": "all else outside: files, networks, secrets",
    "backoffice.keying": "a coupon while it is keyed; pure",
    "backoffice.french": "amounts, dates, words; pure",
    "backoffice.procedure": "the rules: facts in, decision out; pure",
    "backoffice.domain": "plain dataclasses; pure",
    "resources": "icons, style, fonts, demo data",
}
"""What a floor is; one that is not here fails the drawing."""

LEGEND = "○ a floor, ● a floor that it imports; those on either side of a broken line do not see each other"

WIDTH, MARGIN, COLUMN = 1040, 18, 22
PAD, LINE, GAP, LEAST = 10, 26, 8, 50
ROOMS = 312
"""Where the rooms begin, from the left."""
LETTER = 7.2
"""About how wide a letter of a room's name is."""

STYLE = """
  text { font: 13px "Noto Sans", "Segoe UI", system-ui, sans-serif; fill: #1b2733 }
  .name { font-weight: 600 } .says { fill: #55636f; font-size: 12px } .room { font-size: 12px }
  .page { fill: #ffffff } .floor { fill: #eef3f7 } .chip { fill: #ffffff; stroke: #c3ced8 }
  .road { stroke: #2f6db3; stroke-width: 2 } .from { fill: #ffffff; stroke: #2f6db3; stroke-width: 2 }
  .to { fill: #2f6db3 } .level { stroke: #d8e0e7 } .apart { stroke: #9aa8b5; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e3e9ee } .says { fill: #a4b1bd }
    .page { fill: #14191f } .floor { fill: #1f2730 } .chip { fill: #14191f; stroke: #46535f }
    .road { stroke: #7fb4ee } .from { fill: #14191f; stroke: #7fb4ee } .to { fill: #7fb4ee }
    .level { stroke: #303b46 } .apart { stroke: #66737f }
  }
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """A band of the figure.

    Attributes:
        module: `backoffice.services`.
        rooms: the packages right inside it, by name.
        imports: the floors that it imports, by their modules.
        beside: it stands on the same level as the one above it, and neither sees the other.
    """

    module: str
    rooms: tuple[str, ...]
    imports: frozenset[str]
    beside: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Where a floor stands in the figure, in pixels from the top, with its rooms in lines."""

    floor: Floor
    top: int
    height: int
    lines: tuple[tuple[str, ...], ...]

    @property
    def middle(self) -> int:
        """The height of its dots."""
        return self.top + self.height // 2


def figure() -> str:
    """The whole figure, an SVG that is readable on light and on dark pages."""
    bands = _bands(floors())
    foot = bands[-1].top + bands[-1].height
    height = foot + LINE + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
    title = "<title>The floors of the house, and which imports which</title>"
    page = f'<rect class="page" width="{WIDTH}" height="{height}"/>'
    legend = f'<text class="says" x="{MARGIN + 12}" y="{foot + LINE}">{LEGEND}</text>'
    drawn = (*(line for band in bands for line in _floor(band, len(bands))), *_roads(bands), legend)
    return "\n".join((head, title, f"<style>{STYLE}</style>", page, *drawn, "</svg>")) + "\n"


# --- what is drawn


def floors() -> list[Floor]:
    """The floors from the top, in the order of the layers that import-linter keeps."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {each["name"]: each["layers"] for each in project["contracts"] if each["type"] == "layers"}
    house, office = layers["the floors of the house"], layers["the floors of the back office"]
    levels = [level.split(" | ") for level in house]
    inner = [[f"backoffice.{name}" for name in level.split(" | ")] for level in office]
    at = levels.index(["backoffice"])
    levels[at : at + 1] = inner
    graph = build_graph(*project["root_packages"], cache_dir=None)
    names = [name for level in levels for name in level]
    return [
        Floor(name, _rooms(graph, name), _imports(graph, name, names), beside=name != level[0])
        for level in levels
        for name in level
    ]


def _rooms(graph: ImportGraph, name: str) -> tuple[str, ...]:
    inside = graph.find_children(name)
    return tuple(sorted(child.rpartition(".")[2] for child in inside if graph.find_children(child)))


def _imports(graph: ImportGraph, name: str, names: Iterable[str]) -> frozenset[str]:
    modules = {name, *graph.find_descendants(name)}
    imported = {each for module in modules for each in graph.find_modules_directly_imported_by(module)}
    return frozenset(
        other for other in names if other != name and any(f"{each}.".startswith(f"{other}.") for each in imported)
    )


# --- how it is drawn


def _bands(found: list[Floor]) -> list[Band]:
    widest = WIDTH - 2 * MARGIN - COLUMN * len(found) - ROOMS
    bands: list[Band] = []
    top = MARGIN
    for floor in found:
        top += 0 if floor.beside or not bands else GAP
        lines = _wrapped(floor.rooms, widest)
        bands.append(Band(floor, top, max(LEAST, 2 * PAD + LINE * len(lines)), lines))
        top += bands[-1].height
    return bands


def _wrapped(rooms: Iterable[str], widest: int) -> tuple[tuple[str, ...], ...]:
    lines: list[list[str]] = []
    left = 0
    for room in rooms:
        if not lines or left < _width(room):
            lines.append([])
            left = widest
        lines[-1].append(room)
        left -= _width(room) + GAP
    return tuple(map(tuple, lines))


def _width(room: str) -> int:
    return round(LETTER * len(room)) + 14


def _floor(band: Band, columns: int) -> Iterator[str]:
    right = WIDTH - MARGIN - COLUMN * columns
    yield f'<rect class="floor" x="{MARGIN}" y="{band.top}" width="{right - MARGIN}" height="{band.height}" rx="4"/>'
    yield f'<line class="level" x1="{right}" y1="{band.middle}" x2="{WIDTH - MARGIN}" y2="{band.middle}"/>'
    if band.floor.beside:
        yield f'<line class="apart" x1="{MARGIN}" y1="{band.top}" x2="{right}" y2="{band.top}"/>'
    name = band.floor.module
    yield f'<text class="name" x="{MARGIN + 12}" y="{band.middle - 4}">{escape(name)}</text>'
    yield f'<text class="says" x="{MARGIN + 12}" y="{band.middle + 14}">{escape(SAYS[name])}</text>'
    top = band.middle - LINE * len(band.lines) // 2
    for line in band.lines:
        yield from _chips(line, top)
        top += LINE


def _chips(rooms: Iterable[str], top: int) -> Iterator[str]:
    left = ROOMS
    for room in rooms:
        width = _width(room)
        yield f'<rect class="chip" x="{left}" y="{top + 2}" width="{width}" height="{LINE - 4}" rx="3"/>'
        yield f'<text class="room" x="{left + 7}" y="{top + 17}">{escape(room)}</text>'
        left += width + GAP


def _roads(bands: list[Band]) -> Iterator[str]:
    """A column for each floor: a ring at itself, a dot at each floor that it imports, and a line through them."""
    for column, band in enumerate(bands):
        x = WIDTH - MARGIN - COLUMN * (len(bands) - column) + COLUMN // 2
        reached = [other.middle for other in bands if other.floor.module in band.floor.imports]
        if reached:
            yield f'<line class="road" x1="{x}" y1="{band.middle}" x2="{x}" y2="{max(reached)}"/>'
        yield from (f'<circle class="to" cx="{x}" cy="{y}" r="4.5"/>' for y in reached)
        yield f'<circle class="from" cx="{x}" cy="{band.middle}" r="5"/>'
