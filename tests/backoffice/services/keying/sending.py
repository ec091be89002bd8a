"""Forms that are sent to the services, and what becomes of them."""

from datetime import date
from typing import Any

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch
from backoffice.domain.mail_rows import MailRow
from backoffice.keying.assigned import Assigned
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import Ticks
from tests.ibans import FRENCH, POSTAL
from tests.office import VAULT, OfficeGestures

TWO = (("AP11", date(2024, 2, 1), 20_30), ("AP12", date(2024, 2, 15), 13_10))
BY_CARD = Ticks(card=CardFacts())
SAME, OTHER, REFUSED = (Ticks(iban=IbanFacts(match)) for match in IbanMatch)
ON_FILE: dict[str, Any] = {"sealed_iban": VAULT.seal(POSTAL), "rum": "ADLP-1", "mandate": "active", "method_code": 45}


def refusal(desk: OfficeGestures, form: ChequeForm | MailForm) -> Broken:
    """The code of the refusal; nothing at all is recorded."""
    before, mail = desk.dossier(form.client_id), desk.mail.of_batch(desk.operator, form.batch_id)
    with pytest.raises(RuleBroken) as broken:
        record(desk, form)
    assert desk.dossier(form.client_id) == before
    assert desk.mail.of_batch(desk.operator, form.batch_id) == mail
    assert desk.checking.run() == ()
    return broken.value.code


def record(desk: OfficeGestures, form: ChequeForm | MailForm) -> MailRow:
    """The mail that a form becomes."""
    if isinstance(form, MailForm):
        return desk.mail.record(desk.operator, form)
    desk.cheques.record(desk.operator, form)
    return desk.mail.of_batch(desk.operator, form.batch_id)[-1]


def other_iban(desk: OfficeGestures, client_id: int, iban: str = FRENCH) -> Assigned:
    return Assigned(iban=desk.methods.judge_iban(desk.operator, client_id, iban).iban)
