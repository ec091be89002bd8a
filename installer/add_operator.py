"""Adds an operator to the books, as an administrator does; the check has the installed Python run this."""

import os
import sys
from uuid import uuid4

from backoffice.bootstrap import Settings, open_services
from backoffice.domain.people import NewPerson, Role


def main() -> None:
    """`python.exe operator.py ADMINISTRATOR LOGIN NAME`; both have the password of `LIASSE_PASSWORD`."""
    administrator, login, name = sys.argv[1:]
    password = os.environ["LIASSE_PASSWORD"]
    services = open_services(Settings.load())
    try:
        who = services.people.log_in(administrator, password, services.workstation)
        services.people.add(who, uuid4(), NewPerson(login, name, Role.OPERATOR), password)
    finally:
        services.close()


if __name__ == "__main__":
    main()
