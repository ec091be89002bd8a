"""A service that can be held, or lose an answer."""

import threading
from uuid import UUID

from backoffice.domain.collection import BankFiling
from backoffice.domain.debit_rows import BankFileRow
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.people import Actor
from backoffice.gateways.bank.debit_files import DebitFiles
from backoffice.gateways.export_folder import write_bytes
from backoffice.services.papers.collecting import Collecting, Collector
from tests.office import COLLECTOR, VAULT, OfficeGestures


class Watched(Collecting):
    """Can be held before it makes files, or lose the answer once they are made."""

    def __init__(self, desk: OfficeGestures, collector: Collector = COLLECTOR) -> None:
        super().__init__(desk.office, VAULT, collector, DebitFiles(), write_bytes)
        self.go_on = threading.Event()
        self.go_on.set()
        self.loses = False

    def make(self, who: Actor, key: UUID, filing: BankFiling) -> tuple[BankFileRow, ...]:
        self.go_on.wait(10)
        made = super().make(who, key, filing)
        if self.loses:
            self.loses = False
            raise Unavailable(Fault.DATABASE_UNREACHABLE)
        return made
