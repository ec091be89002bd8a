"""The balances of a large group, and how they grow with the entries of its accounts."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from sqlalchemy import insert, select

from backoffice.domain.ledger import NewMember
from backoffice.storage import groups
from backoffice.storage.schema import member_order_lines, members
from tests.benchmarks.bare import Bare, connect
from tests.benchmarks.bench import Bench, new_desk, thousands
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import Work, interleaved
from tests.members import Coop
from tests.office import FIRST_DAY, OfficeGestures

_RUNS = 40
_WITHIN = 0.1
_BARE = "SELECT id, group_id, number, name, balance, waiting FROM members WHERE group_id = ? ORDER BY number"
_GESTURE = select(members.c.gesture)


def rows(bench: Bench) -> Iterator[Row]:
    """The balances of one group, whose members have few entries, then many."""
    works: list[list[Work]] = []
    for entries in bench.scale.entries:
        file = bench.folder / f"{entries} entries.db"
        desk = new_desk(f"sqlite:///{file}")
        group_id = _fill(desk, bench.scale.members, entries)
        works.append([partial(desk.balances.of_group, desk.operator, group_id)] * _RUNS)
        works.append([partial(_bare, connect(file), group_id)] * _RUNS)
    halves = [median(seconds) for seconds in interleaved(*works, turn=1)]
    ours = dict(zip(bench.scale.entries, halves[::2], strict=True))
    everybody = thousands(bench.scale.members)
    for entries, beside in zip(bench.scale.entries, halves[1::2], strict=True):
        what = f"soldes de {everybody} adhérents, {thousands(entries)} écritures, p50"
        yield Row(what, ours[entries], beside, most=6)
        yield Row("  et tout court", ours[entries], beside, ceiling=_WITHIN)
    fewest, *more = bench.scale.entries
    for entries in more:
        what = f"  les mêmes à {thousands(entries)} écritures contre {thousands(fewest)}"
        yield Row(what, ours[entries], ours[fewest], most=1.3)


def _bare(driver: Bare, group_id: int) -> object:
    return driver.execute(_BARE, (group_id,)).fetchall()


def _fill(desk: OfficeGestures, count: int, entries: int) -> int:
    """A group whose members have ordered the same number of times each; gives its id."""
    coop = Coop(desk)
    first = coop.member("0")
    distribution = coop.distribution()
    gesture = desk.database.read(lambda tx: tx.execute(_GESTURE).scalar_one())
    new = [NewMember(coop.group.id, f"{number}", f"ADHERENT {number}") for number in range(1, count)]
    desk.database.write(lambda tx: groups.add_members(tx, gesture, new))
    everybody = [member.id for member in desk.groups.members(desk.operator, coop.group.id)]
    about = {"gesture": gesture, "distribution_id": distribution.id, "label": "Panier", "amount": 12_50}
    about |= {"recorded_by": desk.operator.person_id, "recorded_at": FIRST_DAY}
    for _ in range(entries // count):
        lines = [{**about, "member_id": member_id} for member_id in everybody]
        desk.database.write(lambda tx, lines=lines: tx.execute(insert(member_order_lines), lines))  # type: ignore[misc]
    return first.group_id
