from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY
from pydantic import SecretStr
from sqlalchemy import select

from backoffice import bootstrap
from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.domain.people import NewPerson, Role
from backoffice.storage.database import Database
from backoffice.storage.schema import people


def test_the_program_hashes_passwords_at_full_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "PasswordHasher", PasswordHasher)  # whatever other tests have put there
    settings = Settings.model_construct(folder=tmp_path, workstation="PC-12", secret=SecretStr("5e" * 32))
    prepare(settings)
    services = open_services(settings)
    new = NewPerson("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    services.people.add_first(uuid4(), new, "quatre chevaux", "PC-12")
    services.close()

    database = Database(f"sqlite:///{tmp_path / 'liasse.db'}")
    kept: str = database.read(lambda tx: tx.execute(select(people.c.password_hash)).scalar_one())
    database.close()
    cost = RFC_9106_LOW_MEMORY
    assert kept.startswith(f"$argon2id$v=19$m={cost.memory_cost},t={cost.time_cost},p={cost.parallelism}$")
