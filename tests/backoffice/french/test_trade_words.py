import pytest

from backoffice.domain.batch import BatchState
from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.cancellation import ErpAnswer, RequestState
from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import BalanceFilter, EntryKind
from backoffice.domain.mandate import MandateState
from backoffice.domain.member_order import MemberPaymentState
from backoffice.domain.method import Brand, Channel
from backoffice.domain.payments import PaymentState
from backoffice.domain.people import Right, Role
from backoffice.domain.slimpay import AskState
from backoffice.french import (
    account_words,
    batch_words,
    means_words,
    operation_words,
    payment_words,
    people_words,
)


def test_everything_that_is_named_has_its_words() -> None:
    assert set(batch_words.BATCH_STATES) == set(BatchState)
    assert set(operation_words.OPERATIONS) == {*Operation, *DebitOperation}
    assert set(means_words.BRANDS) == set(Brand)
    assert set(means_words.MANDATE_STATES) == set(MandateState)
    assert set(means_words.ASK_STATES) == set(AskState)
    assert set(people_words.ROLES) == set(Role)
    assert set(people_words.RIGHTS) == set(Right)


def test_every_channel_has_its_names_and_a_collector() -> None:
    for names in (means_words.CHANNELS, means_words.DEBITS, means_words.FILE_WAYS, means_words.COLLECTORS):
        assert set(names) == set(Channel)


def test_every_state_of_a_payment_and_of_its_cancellation_has_its_words() -> None:
    assert set(payment_words.PAYMENT_STATES) == set(PaymentState)
    assert set(payment_words.CANCEL_REASONS) == set(CancelReason)
    assert set(payment_words.REQUEST_STATES) == set(payment_words.REQUEST_STEPS) == set(RequestState)
    assert set(payment_words.ANSWERS) == set(ErpAnswer)


def test_everything_of_an_account_has_its_words() -> None:
    assert set(account_words.ENTRY_KINDS) == set(EntryKind)
    for methods in (account_words.GROUP_METHODS, account_words.PAID_WITH, account_words.PAID_BY):
        assert set(methods) == set(GroupMethod)
    assert set(account_words.MEMBER_PAYMENT_STATES) == set(MemberPaymentState)
    assert set(account_words.BALANCE_FILTERS) == set(BalanceFilter)


def test_each_operation_begins_with_a_letter_of_its_own_which_is_its_key() -> None:
    assert sorted(operation_words.OPERATIONS[operation][0] for operation in Operation) == ["R", "S", "V"]


def test_a_batch_is_with_or_without_invoice() -> None:
    assert batch_words.invoice_mode(with_invoice=True) == "AVEC FACTURE"
    assert batch_words.invoice_mode(with_invoice=False) == "SANS FACTURE"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (CancelWhy(CancelReason.DOUBLE), "Double encaissement"),
        (CancelWhy(CancelReason.OTHER, "demande du client"), "demande du client"),
    ],
)
def test_a_cancellation_says_why(why: CancelWhy, said: str) -> None:
    assert payment_words.cancel_why(why) == said


def test_a_request_is_named_alike_as_a_state_and_as_a_step() -> None:
    assert payment_words.REQUEST_STEPS[RequestState.TO_SEND] == "Demandée"
    assert payment_words.REQUEST_STEPS[RequestState.PENDING] == "En attente"
    assert payment_words.ANSWERS[ErpAnswer.REFUSED] == payment_words.REQUEST_STATES[RequestState.REFUSED] == "refusée"
