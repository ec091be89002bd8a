"""Who works here: login, and the people an administrator manages."""

from collections.abc import Sequence
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, NewPerson, Person, PersonChange, Right, Role
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_clean
from backoffice.storage import people
from backoffice.storage.database import Transaction

SHORTEST_PASSWORD = 8
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$g9AgA7G+4/6LsFl+Mb3QHA$XsRFF4jN74JgDOWA3AbA2d0zHs2o7qNvi1xpvwxu35A"
"""Verified for an unknown login, so that it takes as long as a wrong password; made with argon2's own defaults."""


class People:
    """The people of the office. Passwords are kept as argon2 hashes and appear nowhere else."""

    def __init__(self, office: Office, hasher: PasswordHasher) -> None:
        self._office = office
        self._hasher = hasher

    def active(self) -> tuple[Person, ...]:
        """Who can log in, for the cards of the login screen."""
        return tuple(person for person in self._office.database.read(people.everybody) if person.active)

    def everybody(self, who: Actor) -> tuple[Person, ...]:
        """All people, active or not.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.MANAGE_PEOPLE)
        return self._office.database.read(people.everybody)

    def log_in(self, login: str, password: str, workstation: str) -> Actor:
        """Who has this login and password.

        A refused attempt is noted under the login where somebody has it; any other is noted without what was typed,
        which may be a password.

        Raises:
            RuleBroken: `LOGIN_REFUSED`, which does not say which of the two was wrong; as `require_clean` for the
                workstation.
        """
        require_clean(workstation)
        login = login.strip().lower()
        known = self._office.database.read(lambda tx: people.credentials(tx, login))
        # An unknown login takes as long as a wrong password.
        right = self._verified(known.password_hash if known else _NOBODY, password)
        if known is None or not right or not known.person.active:
            facts = {"login": known.person.login if known else None, "workstation": workstation}
            self._office.database.write(lambda tx: self._office.note(tx, None, "login refused", facts))
            raise RuleBroken(Broken.LOGIN_REFUSED)
        who = Actor(known.person.id, known.person.name, known.person.role, workstation)
        self._office.database.write(lambda tx: self._office.note(tx, who, "login", {}))
        return who

    def actor(self, person_id: int, workstation: str) -> Actor:
        """The person of a gesture that was kept on the workstation and is sent again.

        Raises:
            RuleBroken: `PERSON_UNKNOWN`.
        """
        person = self._office.database.read(lambda tx: people.by_id(tx, person_id))
        if person is None:
            raise RuleBroken(Broken.PERSON_UNKNOWN)
        return Actor(person.id, person.name, person.role, workstation)

    def add_first(self, key: UUID, new: NewPerson, password: str, workstation: str) -> Person:
        """Add the first person of an empty office, who becomes its administrator; once, under `key`.

        Raises:
            RuleBroken: `ROLE_MAY_NOT` when there are people already, `PASSWORD_TOO_SHORT`, as `require_clean`.
        """
        require_clean(new.login, new.name, workstation)
        hashed = self._hashed(password)

        def write(tx: Transaction) -> Person:
            known = people.everybody(tx)
            if known:
                return self._first_again(tx, key, new, known)
            person_id = people.add(tx, new.login.strip().lower(), new.name.strip(), Role.ADMINISTRATOR, hashed)
            who = Actor(person_id, new.name, Role.ADMINISTRATOR, workstation)
            self._office.once(tx, who, key, new)
            self._office.note(tx, who, "person added", {"login": new.login, "role": Role.ADMINISTRATOR.value})
            return _found(tx, person_id)

        return self._office.database.write(write)

    def _first_again(self, tx: Transaction, key: UUID, new: NewPerson, known: Sequence[Person]) -> Person:
        """The first administrator, for whoever added them under the same key and has had no answer."""
        for person in known:
            who = Actor(person.id, person.name, person.role, "")
            if person.login == new.login.strip().lower() and not self._office.once(tx, who, key, new):
                return person
        raise RuleBroken(Broken.ROLE_MAY_NOT, role="", right=Right.MANAGE_PEOPLE)

    def add(self, who: Actor, key: UUID, new: NewPerson, password: str) -> Person:
        """Add a person.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `LOGIN_TAKEN`, `PASSWORD_TOO_SHORT`, as `require_clean`.
        """
        self._office.require(who, Right.MANAGE_PEOPLE)
        require_clean(new.login, new.name)
        hashed = self._hashed(password)
        login = new.login.strip().lower()

        def write(tx: Transaction) -> Person:
            fresh = self._office.once(tx, who, key, new)
            known = people.credentials(tx, login)
            if fresh and known is not None:
                raise RuleBroken(Broken.LOGIN_TAKEN, login=login)
            if fresh:
                people.add(tx, login, new.name.strip(), new.role, hashed)
                self._office.note(tx, who, "person added", {"login": login, "role": new.role.value})
                known = people.credentials(tx, login)
            if known is None:
                raise RuleBroken(Broken.PERSON_UNKNOWN)
            return known.person

        return self._office.database.write(write)

    def change(self, who: Actor, key: UUID, change: PersonChange) -> Person:
        """Change a person's name or role, or let them in no more.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `PERSON_UNKNOWN`, `LAST_ADMINISTRATOR`, as `require_clean`.
        """
        self._office.require(who, Right.MANAGE_PEOPLE)
        require_clean(change.name)

        def write(tx: Transaction) -> Person:
            if self._office.once(tx, who, key, change):
                _found(tx, change.person_id)
                people.change(tx, change.person_id, change.name.strip(), change.role, active=change.active)
                if people.active_administrators(tx) == 0:
                    raise RuleBroken(Broken.LAST_ADMINISTRATOR)
                facts = {"person": change.person_id, "role": change.role.value, "active": change.active}
                self._office.note(tx, who, "person changed", facts)
            return _found(tx, change.person_id)

        return self._office.database.write(write)

    def change_own_password(self, who: Actor, present: str, password: str) -> None:
        """Give oneself another password; whoever finds the desk unattended does not know the present one.

        Raises:
            RuleBroken: `PASSWORD_WRONG`, `PERSON_UNKNOWN`, `PASSWORD_TOO_SHORT`.
        """
        known = self._office.database.read(lambda tx: people.credentials(tx, _found(tx, who.person_id).login))
        if known is None or not self._verified(known.password_hash, present):
            raise RuleBroken(Broken.PASSWORD_WRONG)
        self._change_password(who, who.person_id, password)

    def change_password(self, who: Actor, person_id: int, password: str) -> None:
        """An administrator gives a person another password.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `PERSON_UNKNOWN`, `PASSWORD_TOO_SHORT`.
        """
        self._office.require(who, Right.MANAGE_PEOPLE)
        self._change_password(who, person_id, password)

    def _change_password(self, who: Actor, person_id: int, password: str) -> None:
        hashed = self._hashed(password)

        def write(tx: Transaction) -> None:
            _found(tx, person_id)
            people.change_password(tx, person_id, hashed)
            self._office.note(tx, who, "password changed", {"person": person_id})

        self._office.database.write(write)

    def _hashed(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD:
            raise RuleBroken(Broken.PASSWORD_TOO_SHORT, length=SHORTEST_PASSWORD)
        return self._hasher.hash(password)

    def _verified(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except VerificationError:
            return False


def _found(tx: Transaction, person_id: int) -> Person:
    person = people.by_id(tx, person_id)
    if person is None:
        raise RuleBroken(Broken.PERSON_UNKNOWN)
    return person
