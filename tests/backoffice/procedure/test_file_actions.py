from datetime import date

from backoffice.domain.decision import (
    ChangeMethod,
    CloseLetter,
    Comment,
    NoPayment,
    Receive,
    Refusal,
    StopPromotion,
    StopReminders,
)
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.money import Money
from backoffice.procedure.action_values import VALUES
from backoffice.procedure.file_actions import file_actions
from backoffice.procedure.no_payment import DECEASED

INVOICE = PendingInvoice(1, "F1", "AP11", date(2024, 2, 1), Money(20_30), Money(20_30))


def test_the_steps_on_the_file_in_their_order() -> None:
    steps = (
        Receive(15, Money(20_30), "P-40"),
        NoPayment(INVOICE, "P-22"),
        StopReminders("P-40"),
        Comment("Autre motif", "DCD", "P-40"),
        ChangeMethod(99, "P-69"),
        Refusal(13, "P-81"),
        StopPromotion("1 - Non prospectable", "P-43"),
        CloseLetter("RPSI", "P-81"),
    )
    assert file_actions(steps) == (
        FileAction(ActionCode.STOP_REMINDERS, rule="P-40"),
        FileAction(ActionCode.COMMENT, "Autre motif", "DCD", "P-40"),
        FileAction(ActionCode.REFUSAL, "13", rule="P-81"),
        FileAction(ActionCode.STOP_PROMOTION, "1 - Non prospectable", rule="P-43"),
        FileAction(ActionCode.CLOSE_LETTER, "RPSI", rule="P-81"),
    )
    assert file_actions(()) == ()


def test_what_p_41_wants_are_values_that_can_be_recorded() -> None:
    actions = file_actions(DECEASED)
    assert [action.code.value for action in actions] == ["2.7", "2.8", "2.6", "C"]
    assert all(action.value in VALUES[action.code] for action in actions)
    assert {action.rule for action in actions} == {"P-41"}
