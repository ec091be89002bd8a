"""A real Tryton, one for all tests of a worker."""

from collections.abc import Iterator

import pytest

from tests.tryton_bench import TrytonBench, system_of
from tests.tryton_server import TrytonServer


@pytest.fixture(scope="session")
def tryton_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrytonServer]:
    with TrytonServer(tmp_path_factory.mktemp("tryton")) as server:
        yield server


@pytest.fixture(scope="session")
def tryton_bench(tryton_server: TrytonServer) -> TrytonBench:
    return TrytonBench(tryton_server, system_of(tryton_server))
