from backoffice.domain.mail import STOPS, ActionCode
from backoffice.procedure.action_values import VALUES
from backoffice.procedure.no_payment import DECEASED


def test_each_action_has_its_values() -> None:
    assert set(VALUES) == set(ActionCode)
    assert {code for code, values in VALUES.items() if "" in values} == {ActionCode.STOP_REMINDERS}
    assert {ActionCode.STOP_PROMOTION, ActionCode.STOP_REMINDERS} == STOPS


def test_what_the_procedure_decides_can_be_keyed() -> None:
    promotion, _, comment, closing = DECEASED
    assert promotion.reason in VALUES[ActionCode.STOP_PROMOTION]
    assert comment.type in VALUES[ActionCode.COMMENT]
    assert {closing.circular, "RPSI"} == {*VALUES[ActionCode.CLOSE_LETTER]}
    assert VALUES[ActionCode.REFUSAL] == ("13",)
