"""Passwords hashed in no time, for the tests that found offices and log in through the whole program."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from backoffice import bootstrap

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def hashed_quickly() -> Iterator[None]:
    """The services that are opened hash with it. `test_bootstrap` holds that they do not by themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "PasswordHasher", lambda: QUICK)
        yield
