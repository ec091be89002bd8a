"""A payment that lives in a financial system too, ready to be cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from backoffice.domain.batch import Batch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancellation import CancelRequest
from backoffice.domain.cancelling_progress import CancellingProgress
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money, total
from backoffice.services.erp.rounds import ErpRound
from tests.office import FIRST_DAY, WHY, OfficeGestures
from tests.scripted_erp import ScriptedErp

THREE = (10_00, 20_30, 7_15)


@dataclass
class Together:
    """The office and its financial system."""

    desk: OfficeGestures
    erp: ScriptedErp

    def __post_init__(self) -> None:
        self.round = ErpRound(self.desk.office, self.erp)
        self.round.run()  # attached before anything is closed

    def payment(self, *cents: int, chrono: str = "52134466") -> ReceiptRow:
        """A cheque that settles an invoice for each of `cents`, in a closed batch that the system was told of."""
        row = self.keyed(self.desk.batch(), *cents, chrono=chrono)
        self.desk.close(self.desk.batches.row(self.desk.supervisor, row.batch_id).batch, sum(cents))
        self.round.run()
        return row

    def keyed(self, batch: Batch, *cents: int, chrono: str) -> ReceiptRow:
        """A cheque in a batch that is open still."""
        pending = tuple((f"AP1{position}", FIRST_DAY.date(), each) for position, each in enumerate(cents, start=1))
        client = self.desk.client(ClientRef("J", 121, chrono), pending)
        return self.desk.cheque(batch, client, sum(cents), f"{1 + int(chrono) % 9_999_999:07d}")

    def begin(self, receipt_id: int) -> CancellingProgress:
        """*Annuler le paiement*."""
        return self.desk.payment_cancelling.begin(self.desk.supervisor, uuid4(), receipt_id, WHY)

    def asked(self, *cents: int, chrono: str = "52134466") -> tuple[ReceiptRow, Sequence[CancelRequest]]:
        """A payment whose lines the system was asked to cancel; gives the requests in the order of the lines."""
        row = self.payment(*cents, chrono=chrono)
        before = len(self.erp.asked)
        self.begin(row.id)
        self.round.run()
        return row, self.erp.asked[before:]

    def progress(self, receipt_id: int) -> CancellingProgress:
        """How far it has come; it was asked for."""
        found = self.desk.payment_cancelling.progress(self.desk.supervisor, receipt_id)
        assert found is not None
        return found

    def due(self, chrono: str = "52134466") -> Money:
        """What the client owes by now."""
        ref = ClientRef("J", 121, chrono)
        batch = self.desk.batches.row(self.desk.supervisor, 1).batch
        client = self.desk.clients.find(self.desk.operator, ref, batch.kind)
        return total(invoice.pending for invoice in self.desk.dossier(client.id).invoices)
