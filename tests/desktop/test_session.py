from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.domain.people import Actor, Role
from backoffice.services.services import Services
from desktop.session import Session
from tests.desktop.running import SECRET

JUST_AFTER_MIDNIGHT = datetime(2024, 3, 3, 23, 30, tzinfo=UTC)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings.model_construct(folder=tmp_path, workstation="PC-12", secret=SecretStr(SECRET))
    prepare(settings)
    opened = open_services(settings, clock=lambda: JUST_AFTER_MIDNIGHT)
    yield opened
    opened.close()


def test_today_is_the_office_s_day_by_the_clock_of_the_services(services: Services) -> None:
    session = Session(services, Actor(1, "A. Morel", Role.OPERATOR, "PC-12"), demo=False)

    assert session.today() == date(2024, 3, 4)
