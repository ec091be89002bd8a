"""*Sélection d'un client*, by reference and by name."""

import pytest
from sqlalchemy import text

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientRow, Dossier, PageMark
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.search_name import search_name
from backoffice.storage.database import Database
from tests.office import DURAND, OfficeGestures
from tests.plans import asked_of_the_database, plan


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _named(desk: OfficeGestures, place: int, last: str, first: str, postcode: str = "69003") -> None:
    client_id = desk.client(ClientRef("J", 121, f"{place}"), pending=())
    values = {"id": client_id, "last": last, "first": first, "name": search_name(last, first), "postcode": postcode}
    desk.database.write(
        lambda tx: tx.execute(
            text(
                "UPDATE clients SET last_name = :last, first_name = :first, search_name = :name, postcode = :postcode "
                "WHERE id = :id"
            ),
            values,
        )
    )


def _found(desk: OfficeGestures, wanted: str) -> list[str]:
    return [client.name for client in desk.clients.search(desk.operator, wanted).clients]


def test_a_client_is_found_by_reference(desk: OfficeGestures) -> None:
    client_id = desk.client(deceased=True, protected_adult=True)
    client = desk.clients.find(desk.operator, DURAND, BatchKind.PARTNER)
    assert (client.id, client.name, client.city) == (client_id, "Mme DURAND Marie", "LYON")
    assert (client.blocked, client.deceased, client.protected_adult) == (False, True, True)


@pytest.mark.parametrize("ref", [ClientRef("K", 121, "52134466"), ClientRef("J", 121, "052134466")])
def test_an_unknown_reference_is_said(desk: OfficeGestures, ref: ClientRef) -> None:
    desk.client()
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.find(desk.operator, ref, BatchKind.PARTNER)
    assert refusal.value.code is Broken.CLIENT_UNKNOWN
    assert refusal.value.facts["ref"] == str(ref)


def test_one_that_exists_wins_whatever_its_code_and_its_letter(desk: OfficeGestures) -> None:
    client_id = desk.client(ClientRef("J", 55, "72629582"))
    desk.client(ClientRef("J", 557, "1"))
    found = desk.clients.look_up(desk.operator, ClientRef.readings("J5572629582"), BatchKind.PARTNER)
    assert isinstance(found, Dossier)
    assert found.client.id == client_id

    client_id = desk.client(ClientRef("M", 121, "7"))
    found = desk.clients.look_up(desk.operator, ClientRef.readings("; 121 7"))
    assert isinstance(found, Dossier)
    assert found.client.id == client_id


def test_several_that_exist_are_asked_about(desk: OfficeGestures) -> None:
    refs = [ClientRef("J", 557, "2629582"), ClientRef("J", 5, "572629582")]
    for ref in refs:
        desk.client(ref)
    desk.client(ClientRef("J", 557, "572629582"))  # no reading has both
    found = desk.clients.look_up(desk.operator, ClientRef.readings("j5572629582"), BatchKind.PARTNER)
    assert isinstance(found, tuple)
    assert [client.ref for client in found] == refs

    refs = [ClientRef("Q", 121, "52134466"), ClientRef("A", 121, "52134466")]
    for ref in refs:
        desk.client(ref)
    found = desk.clients.look_up(desk.operator, ClientRef.readings("q&é& (é&\"''--"), BatchKind.PARTNER)
    assert isinstance(found, tuple)
    assert [client.ref for client in found] == refs


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("J 557 2629582", Broken.PARTNER_UNKNOWN, {"partner_codes": "557"}),
        ("J5572629582", Broken.PARTNER_UNKNOWN, {"partner_codes": "5 55 557"}),
        ("J12152134466", Broken.CLIENT_UNKNOWN, {"ref": "J 121 52134466 ni J 012 152134466"}),
        ("J40012345678", Broken.CLIENT_IS_DIRECT, {"ref": "J 400 12345678", "partner_code": 400}),
    ],
)
def test_nobody_is_said_with_the_partner_that_nobody_knows(
    desk: OfficeGestures, typed: str, code: Broken, facts: dict[str, str | int]
) -> None:
    for partner in (121, 12, 400):
        desk.client(ClientRef("K", partner, "1"))
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.look_up(desk.operator, ClientRef.readings(typed), BatchKind.PARTNER)
    assert (refusal.value.code, refusal.value.facts) == (code, facts)


def test_all_of_the_other_kind_are_refused_and_some_are_asked_about(desk: OfficeGestures) -> None:
    refs = ClientRef.readings("J40012345678")
    desk.client(refs[0])
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.look_up(desk.operator, refs, BatchKind.PARTNER)
    assert refusal.value.code is Broken.CLIENT_IS_DIRECT
    desk.client(refs[1])
    assert isinstance(desk.clients.look_up(desk.operator, refs, BatchKind.PARTNER), tuple)


@pytest.mark.parametrize("typed", ["J 121 52134466", "J12152134466", "q&é&(é&\"''--"])
def test_all_readings_are_one_question_that_the_index_answers(sqlite_url: str, typed: str) -> None:
    database = Database(sqlite_url)
    desk = OfficeGestures(database)
    refs = ClientRef.readings(typed)
    client_id = desk.client(refs[-1])
    with asked_of_the_database() as asked:
        assert desk.clients.find(desk.operator, refs[-1]).id == client_id
        found = desk.clients.look_up(desk.operator, refs)
    assert isinstance(found, Dossier)
    steps = [plan(database, statement, values) for statement, values in asked]
    database.close()
    wanted = "SEARCH clients USING INDEX sqlite_autoindex_clients_1 (chrono=? AND partner_code=? AND letter=?)"
    assert len([by_ref for by_ref in steps if wanted in by_ref]) == 2
    assert not [step for each in steps for step in each if step.startswith("SCAN clients")]


def test_a_name_is_found_by_its_beginning_whatever_its_accents(desk: OfficeGestures) -> None:
    _named(desk, 1, "DÉSIRÉ", "Zoé")
    _named(desk, 2, "DESMOULINS", "Anne")
    _named(desk, 3, "D'ESTRÉES", "Luc")
    assert _found(desk, "dés") == ["Mme DÉSIRÉ Zoé", "Mme DESMOULINS Anne"]
    assert _found(desk, "désiré zo") == ["Mme DÉSIRÉ Zoé"]
    assert _found(desk, "D'es") == ["Mme D'ESTRÉES Luc"]
    assert _found(desk, "zoé") == []


def test_a_word_of_digits_is_the_postcode(desk: OfficeGestures) -> None:
    _named(desk, 1, "MARTIN", "Anne", "69003")
    _named(desk, 2, "MARTIN", "Anne", "75011")
    assert len(_found(desk, "martin")) == 2
    (client,) = desk.clients.search(desk.operator, "martin 75").clients
    assert client.postcode == "75011"


@pytest.mark.parametrize("wanted", ["", "a", " 69003 ", "%", "__"])
def test_too_little_is_refused(desk: OfficeGestures, wanted: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.search(desk.operator, wanted)
    assert refusal.value.code is Broken.NAME_TOO_SHORT


def test_pages_follow_each_other_without_gap_or_double(desk: OfficeGestures) -> None:
    for place in range(1, 121):
        _named(desk, place, "MARTIN", f"{'Anne' if place % 2 else 'Bruno'}")
    seen: list[ClientRow] = []
    after: PageMark | None = None
    for _ in range(3):
        page = desk.clients.search(desk.operator, "martin", after)
        seen.extend(page.clients)
        after = page.after
    assert after is None
    assert len({client.id for client in seen}) == len(seen) == 120
    assert [client.name for client in seen] == ["Mme MARTIN Anne"] * 60 + ["Mme MARTIN Bruno"] * 60


def test_the_index_answers_a_search(desk: OfficeGestures) -> None:
    if desk.database.writing_engine.dialect.name == "sqlite":
        statement = (
            "EXPLAIN QUERY PLAN SELECT id FROM clients WHERE search_name >= 'MA' AND search_name < 'MA~' "
            "ORDER BY search_name, id LIMIT 51"
        )
        (plan,) = desk.database.read(lambda tx: tx.execute(text(statement)).all())
        assert "USING COVERING INDEX ix_clients_name (search_name>? AND search_name<?)" in plan[3]
    else:
        statement = "SELECT 'a' < 'B' COLLATE \"C\""
        assert desk.database.read(lambda tx: tx.execute(text(statement)).scalar_one()) is False


def test_an_unknown_dossier_is_said(desk: OfficeGestures) -> None:
    with pytest.raises(RuleBroken) as refusal:
        desk.clients.dossier(desk.operator, 999)
    assert refusal.value.code is Broken.CLIENT_UNKNOWN
