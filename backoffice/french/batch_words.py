"""The document's words for a batch: its states, and how it was opened."""

from collections.abc import Mapping

from backoffice.domain.batch import BatchState

BATCH_STATES: Mapping[BatchState, str] = {
    BatchState.OPEN: "OUVERT",
    BatchState.PRECLOSED: "PRÉCLOS",
    BatchState.CLOSED: "CLOS",
}

_WITH, _WITHOUT = "AVEC FACTURE", "SANS FACTURE"


def invoice_mode(*, with_invoice: bool) -> str:
    """How a batch is opened (B-01): `AVEC FACTURE` or `SANS FACTURE`."""
    return _WITH if with_invoice else _WITHOUT
