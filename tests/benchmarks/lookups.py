"""Finding a client by reference or by name, and the whole of their file, beside the same statements by hand."""

from collections.abc import Iterator
from functools import partial
from random import Random
from statistics import median

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import PageMark
from tests.benchmarks import bare
from tests.benchmarks.bench import Bench, BuiltOffice, thousands
from tests.benchmarks.forms import some_forms
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import Work, interleaved

_COMMON = "MA"
"""How one name in twenty begins."""

_NOBODYS_POSTCODE = "00"


def searches(bench: Bench) -> Iterator[Row]:
    """The search by reference, and how it grows with the number of clients."""
    works: list[list[Work]] = []
    for clients in bench.scale.clients:
        office = bench.office(clients)
        refs = _some_refs(office, bench.scale.lookups)
        find, who = office.desk.clients.find, office.desk.operator
        works.append([partial(find, who, ref, _kind(ref)) for ref in refs])
        works.append([partial(bare.find, office.driver, ref) for ref in refs])
    halves = [median(seconds) for seconds in interleaved(*works)]
    ours = dict(zip(bench.scale.clients, halves[::2], strict=True))
    for clients, beside in zip(bench.scale.clients, halves[1::2], strict=True):
        what = f"recherche par référence, {thousands(clients)} clients, p50"
        yield Row(what, ours[clients], beside, most=15)
    fewest, *more = bench.scale.clients
    for clients in more:
        what = f"  la même à {thousands(clients)} clients contre {thousands(fewest)}"
        yield Row(what, ours[clients], ours[fewest], most=1.3)


def dossiers(bench: Bench) -> Iterator[Row]:
    """A client's whole file, of clients with a cheque."""
    for clients in bench.scale.clients:
        office = bench.office(clients)
        ids = _with_cheques(office, bench.scale.lookups)
        ours, beside = interleaved(
            [partial(office.desk.dossier, client_id) for client_id in ids],
            [partial(bare.dossier, office.driver, client_id) for client_id in ids],
        )
        yield Row(f"dossier d'un client, {thousands(clients)} clients, p50", median(ours), median(beside), most=10)


def names(bench: Bench) -> Iterator[Row]:
    """Pages of the search by name: the first of a common beginning, one far inside, and a search in vain."""
    office = bench.office(bench.scale.clients[-1])
    for what, postcode, after in (
        ("la première page", "", None),
        ("une page au milieu", "", _middle(office.driver)),
        ("un code postal en vain", _NOBODYS_POSTCODE, None),
    ):
        ours, beside = interleaved(
            [partial(office.desk.clients.search, office.desk.operator, f"{_COMMON} {postcode}", after)]
            * bench.scale.pages,
            [partial(bare.names, office.driver, _COMMON, postcode, after)] * bench.scale.pages,
        )
        yield Row(f"noms en {_COMMON}…, {thousands(office.clients)} clients : {what}", median(ours), median(beside))


def _some_ids(office: BuiltOffice, count: int) -> list[int]:
    everybody = range(1, office.clients + 1)  # the import numbers them in order
    return Random(count).choices(everybody, k=count)  # noqa: S311 - a sample, not a secret


def _with_cheques(office: BuiltOffice, count: int) -> list[int]:
    """Each client comes four times."""
    desk = office.desk
    (forms,) = some_forms(desk.database, (desk.batch(), count // 4))
    for form in forms:
        desk.cheques.record(desk.operator, form)
    return [form.client_id for _ in range(4) for form in forms]


def _some_refs(office: BuiltOffice, count: int) -> list[ClientRef]:
    query = "SELECT letter, partner_code, chrono FROM clients WHERE id = ?"
    return [ClientRef(*office.driver.execute(query, (id_,)).fetchone()) for id_ in _some_ids(office, count)]


def _kind(ref: ClientRef) -> BatchKind:
    return BatchKind.DIRECT if ref.is_direct else BatchKind.PARTNER


def _middle(driver: bare.Bare) -> PageMark:
    bounds = (_COMMON, f"{_COMMON}~")
    where = "FROM clients WHERE search_name >= ? AND search_name < ?"
    (count,) = driver.execute(f"SELECT count(*) {where}", bounds).fetchone()
    row = driver.execute(f"SELECT search_name, id {where} ORDER BY 1, 2 LIMIT 1 OFFSET ?", (*bounds, count // 2))
    return PageMark(*row.fetchone())
