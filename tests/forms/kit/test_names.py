from backoffice.domain.batch import BatchState
from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.importing import UnreadableReason
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Brand
from backoffice.domain.people import Right, Role
from forms.kit.names import (
    BATCH_STATES,
    BRANDS,
    DEBIT_OPERATIONS,
    MANDATE_STATES,
    OPERATION_KEYS,
    OPERATIONS,
    RIGHTS,
    ROLES,
    UNREADABLE,
    invoice_mode,
)


def test_everything_that_a_screen_names_has_its_words() -> None:
    assert set(BATCH_STATES) == set(BatchState)
    assert set(OPERATIONS) == set(OPERATION_KEYS) == set(Operation)
    assert set(DEBIT_OPERATIONS) == set(DebitOperation)
    assert set(BRANDS) == set(Brand)
    assert set(MANDATE_STATES) == set(MandateState)
    assert set(ROLES) == set(Role)
    assert set(RIGHTS) == set(Right)
    assert set(UNREADABLE) == set(UnreadableReason)


def test_each_operation_has_a_letter_of_its_own_which_begins_its_words() -> None:
    assert sorted(OPERATION_KEYS.values()) == ["R", "S", "V"]
    assert all(OPERATIONS[operation].startswith(letter) for operation, letter in OPERATION_KEYS.items())


def test_a_batch_is_with_or_without_invoice() -> None:
    assert invoice_mode(with_invoice=True) == "AVEC FACTURE"
    assert invoice_mode(with_invoice=False) == "SANS FACTURE"
