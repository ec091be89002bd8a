"""Logging in, and managing people."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import RIGHTS, Actor, NewPerson, Person, PersonChange, Role
from backoffice.services.office.office import Office
from backoffice.services.office.people import People
from backoffice.storage.database import Database, Transaction
from tests.cards import VISA
from tests.ibans import FRENCH
from tests.office import AUDIT_KEY, Clock, OfficeGestures
from tests.quick_passwords import QUICK

PASSWORD = "quatre chevaux"


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


@pytest.fixture
def people(desk: OfficeGestures) -> People:
    return People(desk.office, QUICK)


@pytest.fixture
def administrator(desk: OfficeGestures) -> Actor:
    return desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)


def _added(people: People, administrator: Actor, login: str = "N.Petit", role: Role = Role.OPERATOR) -> Person:
    return people.add(administrator, uuid4(), NewPerson(login, "N. Petit", role), PASSWORD)


def _audit(tx: Transaction) -> int:
    return int(tx.execute(text("SELECT count(*) FROM audit_events")).scalar_one())


def _code(people: People, login: str, password: str) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        people.log_in(login, password, "PC-12")
    return refusal.value.code


def test_who_is_added_can_log_in(people: People, administrator: Actor) -> None:
    person = _added(people, administrator)
    assert (person.login, person.initials, person.role) == ("n.petit", "NP", Role.OPERATOR)
    assert people.log_in(" N.PETIT ", PASSWORD, "PC-12") == Actor(person.id, "N. Petit", Role.OPERATOR, "PC-12")
    assert person in people.active()


def test_a_wrong_password_and_an_unknown_login_say_the_same(
    people: People, administrator: Actor, desk: OfficeGestures
) -> None:
    _added(people, administrator)
    assert _code(people, "n.petit", "Quatre chevaux") is Broken.LOGIN_REFUSED
    assert _code(people, "nobody", PASSWORD) is Broken.LOGIN_REFUSED
    told = desk.database.read(
        lambda tx: tx.scalars(text("SELECT facts FROM audit_events WHERE kind = 'login refused' ORDER BY id")).all()
    )
    assert [("n.petit" in facts, "nobody" in facts) for facts in told] == [(True, False), (False, False)]
    assert not any("chevaux" in facts for facts in told)


def test_what_is_typed_for_a_login_and_is_none_is_written_nowhere(people: People, desk: OfficeGestures) -> None:
    for typed in (PASSWORD, VISA, FRENCH):
        assert _code(people, typed, "") is Broken.LOGIN_REFUSED
    told = desk.database.read(lambda tx: tx.execute(text("SELECT kind, facts FROM audit_events")).all())
    assert [(kind, json.loads(facts)) for kind, facts in told] == [
        ("login refused", {"login": None, "workstation": "PC-12"})
    ] * 3


@pytest.mark.parametrize(("secret", "code"), [(VISA, Broken.TEXT_HOLDS_CARD), (FRENCH, Broken.TEXT_HOLDS_IBAN)])
def test_no_name_login_or_workstation_is_a_secret(
    people: People, administrator: Actor, desk: OfficeGestures, secret: str, code: Broken
) -> None:
    person = _added(people, administrator)
    before = desk.database.read(_audit)
    for gesture in (
        lambda: people.add(administrator, uuid4(), NewPerson(secret, "N. Petit", Role.OPERATOR), PASSWORD),
        lambda: people.add(administrator, uuid4(), NewPerson("a", f"N. {secret}", Role.OPERATOR), PASSWORD),
        lambda: people.change(administrator, uuid4(), PersonChange(person.id, secret, person.role, active=True)),
        lambda: people.add_first(uuid4(), NewPerson("a", secret, Role.ADMINISTRATOR), PASSWORD, "PC-12"),
        lambda: people.add_first(uuid4(), NewPerson("a", "A", Role.ADMINISTRATOR), PASSWORD, secret),
        lambda: people.log_in("n.petit", "wrong", secret),
        lambda: people.log_in("n.petit", PASSWORD, secret),
    ):
        with pytest.raises(RuleBroken) as refusal:
            gesture()
        assert (refusal.value.code, refusal.value.facts) == (code, {})
    assert desk.database.read(_audit) == before
    assert person in people.everybody(administrator)


def test_a_password_is_kept_as_a_hash_alone(people: People, administrator: Actor, desk: OfficeGestures) -> None:
    _added(people, administrator)
    kept = desk.database.read(lambda tx: tx.execute(text("SELECT * FROM people WHERE login = 'n.petit'")).one())
    assert kept.password_hash.startswith("$argon2id$")
    assert PASSWORD not in str(kept)


def test_who_has_left_logs_in_no_more(people: People, administrator: Actor) -> None:
    person = _added(people, administrator)
    gone = people.change(administrator, uuid4(), PersonChange(person.id, person.name, person.role, active=False))
    assert not gone.active
    assert _code(people, "n.petit", PASSWORD) is Broken.LOGIN_REFUSED
    assert person.id not in {each.id for each in people.active()}
    assert gone in people.everybody(administrator)


def test_the_last_administrator_stays(people: People, administrator: Actor) -> None:
    for change in (
        PersonChange(administrator.person_id, "D. Leroy", Role.OPERATOR, active=True),
        PersonChange(administrator.person_id, "D. Leroy", Role.ADMINISTRATOR, active=False),
    ):
        with pytest.raises(RuleBroken) as refusal:
            people.change(administrator, uuid4(), change)
        assert refusal.value.code is Broken.LAST_ADMINISTRATOR
    assert next(each for each in people.everybody(administrator) if each.login == "d.leroy").active


def test_a_login_is_one_person_s(people: People, administrator: Actor) -> None:
    _added(people, administrator)
    with pytest.raises(RuleBroken) as refusal:
        _added(people, administrator, login="n.petit ")
    assert refusal.value.code is Broken.LOGIN_TAKEN


def test_adding_twice_under_one_key_adds_once(people: People, administrator: Actor) -> None:
    key, new = uuid4(), NewPerson("n.petit", "N. Petit", Role.OPERATOR)
    assert people.add(administrator, key, new, PASSWORD) == people.add(administrator, key, new, PASSWORD)


def test_a_short_password_is_refused(people: People, administrator: Actor) -> None:
    person = _added(people, administrator)
    with pytest.raises(RuleBroken) as refusal:
        people.change_password(administrator, person.id, "court")
    assert refusal.value.code is Broken.PASSWORD_TOO_SHORT


def test_one_changes_one_s_own_password_and_no_other(
    people: People, administrator: Actor, desk: OfficeGestures
) -> None:
    person = _added(people, administrator)
    who = people.log_in("n.petit", PASSWORD, "PC-12")
    people.change_own_password(who, PASSWORD, "cinq chevaux")
    assert people.log_in("n.petit", "cinq chevaux", "PC-12") == who
    with pytest.raises(RuleBroken) as refusal:
        people.change_password(who, desk.operator.person_id, "cinq chevaux")
    assert refusal.value.code is Broken.ROLE_MAY_NOT
    with pytest.raises(RuleBroken) as refusal:
        people.change_password(who, person.id, "six chevaux")
    assert refusal.value.code is Broken.ROLE_MAY_NOT


def test_one_s_own_password_asks_for_the_present_one(people: People, administrator: Actor) -> None:
    _added(people, administrator)
    who = people.log_in("n.petit", PASSWORD, "PC-12")

    with pytest.raises(RuleBroken) as refusal:
        people.change_own_password(who, "cinq chevaux", "six chevaux")

    assert refusal.value.code is Broken.PASSWORD_WRONG
    assert people.log_in("n.petit", PASSWORD, "PC-12") == who


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.TRAINER])
def test_people_are_the_administrator_s(people: People, desk: OfficeGestures, role: Role) -> None:
    who = desk.person("x", "X", role)
    for gesture in (
        lambda: people.everybody(who),
        lambda: _added(people, who),
        lambda: people.change(who, uuid4(), PersonChange(1, "X", Role.ADMINISTRATOR, active=True)),
    ):
        with pytest.raises(RuleBroken) as refusal:
            gesture()
        assert refusal.value.code is Broken.ROLE_MAY_NOT


def test_an_empty_office_takes_its_first_administrator_once(database: Database) -> None:
    people = People(_empty_office(database), QUICK)
    new = NewPerson("d.leroy", "D. Leroy", Role.OPERATOR)
    key = uuid4()
    first = people.add_first(key, new, PASSWORD, "PC-12")
    assert first.role is Role.ADMINISTRATOR
    assert people.add_first(key, new, PASSWORD, "PC-12") == first  # the answer was lost
    with pytest.raises(RuleBroken) as another:
        people.add_first(uuid4(), new, PASSWORD, "PC-12")
    assert another.value.code is Broken.ROLE_MAY_NOT
    with pytest.raises(RuleBroken) as refusal:
        people.add_first(uuid4(), NewPerson("x", "X", Role.ADMINISTRATOR), PASSWORD, "PC-12")
    assert refusal.value.code is Broken.ROLE_MAY_NOT


def _empty_office(database: Database) -> Office:
    return Office(database, AUDIT_KEY, Clock(), RIGHTS)
