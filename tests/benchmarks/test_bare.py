from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import PageMark
from tests.benchmarks import bare
from tests.benchmarks.bench import Bench, BuiltOffice, Scale, new_bench
from tests.benchmarks.forms import some_forms

FIRST = ClientRef("J", 121, "52134466")
LEFT = (
    "SELECT key, name, fingerprint, person_id, workstation FROM gestures ORDER BY key",
    """SELECT id, gesture, batch_id, client_id, method_code, amount, figures, words, cheque_number, forced,
    duplicate_of, reverses, corrects, recorded_by FROM receipts""",
    "SELECT id, receipt_id, invoice_id, operation, amount, rule, reverses FROM instruction_lines",
    "SELECT id, pending FROM invoices",
    """SELECT id, gesture, batch_id, client_id, receipt_id, paper, slip, annotations, rules, facts, departure, decision,
    edition, settles, reverses, recorded_by FROM mail""",
    "SELECT id, chain, position, kind, person_id, workstation FROM audit_events",
)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with new_bench(Scale()) as made:
        yield made


@pytest.fixture
def office(bench: Bench) -> BuiltOffice:
    return bench.office(200)


def test_bare_find_gives_the_client_of_the_reference(office: BuiltOffice) -> None:
    found = bare.find(office.driver, FIRST)
    assert isinstance(found, tuple)
    assert found[:4] == (1, "J", 121, "52134466")


def test_bare_dossier_has_the_facts_of_the_dossier(office: BuiltOffice) -> None:
    dossier = office.desk.dossier(1)
    (identity,), pending, orders, keyed, ((credit,),) = bare.dossier(office.driver, 1)
    assert identity[10] == dossier.client.partner
    assert [row[0] for row in pending] == [invoice.id for invoice in dossier.invoices]
    assert [row[1] for row in orders] == [order.title for order in dossier.orders]
    assert [row[0] for row in keyed] == [receipt.id for receipt in dossier.receipts]
    assert credit == dossier.credit.cents


def test_bare_names_are_the_page_of_the_service(office: BuiltOffice) -> None:
    page = office.desk.clients.search(office.desk.operator, "MA 6")
    found = bare.names(office.driver, "MA", "6")
    assert [row[0] for row in found] == [client.id for client in page.clients]
    assert found


def test_bare_names_go_on_after_a_mark(office: BuiltOffice) -> None:
    first, *others = bare.names(office.driver, "MA")
    assert isinstance(first[0], int)
    mark = PageMark(str(first[-1]), first[0])
    page = office.desk.clients.search(office.desk.operator, "MA", mark)
    assert bare.names(office.driver, "MA", after=mark) == others
    assert [row[0] for row in others] == [client.id for client in page.clients]


def test_bare_keying_leaves_the_rows_that_the_service_leaves(office: BuiltOffice, tmp_path: Path) -> None:
    desk = office.desk
    (forms,) = some_forms(desk.database, (desk.batch(), 10))
    here = office.driver
    here.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with closing(bare.connect(tmp_path / "copy.db")) as there:
        keying = bare.Keying(there, bare.SQLITE)
        for position, form in enumerate(forms, start=2):
            desk.cheques.record(desk.operator, form)
            keying.record(bare.cheque_rows(bare.SQLITE, desk.operator, form, position, datetime.now(UTC)))
        for table in LEFT:
            assert here.execute(table).fetchall() == there.execute(table).fetchall()
