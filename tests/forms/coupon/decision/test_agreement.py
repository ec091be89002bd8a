"""Whatever is ticked: the window, the service and `decide` say the same of a coupon."""

from dataclasses import replace
from random import Random
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import circular_code
from backoffice.keying.facts import ClientFile, mail_facts
from backoffice.keying.form_making import form_of
from backoffice.keying.recorded_form import ChequeForm
from backoffice.keying.written import canonical
from backoffice.procedure.contradictions import contradictions
from backoffice.procedure.decide import decide
from tests.forms.coupon.debits import ON_FILE
from tests.forms.coupon.workplace import CouponWorkplace
from tests.office import OfficeGestures

_LETTERS = "SADNTR12EFZCIMVPUBL+"
_AMOUNTS = ("13,10", "20,30", "33,40", "50,01", "15,00")
_ESCAPE = Qt.Key.Key_Escape


def _clients(office: OfficeGestures) -> list[str]:
    """One of each kind: a debt, two of one circular, two circulars alike, none, blocked, deceased, an IBAN on file."""
    day = office.batch().arrival_date
    kinds: list[tuple[tuple[tuple[str, object, int], ...], dict[str, object]]] = [
        ((("AP11", day, 20_30),), {}),
        ((("AP11", day, 13_10), ("AP11", day, 20_30)), {}),
        ((("AP11", day, 20_30), ("AP12", day, 20_30)), {}),
        ((), {}),
        ((("AP11", day, 20_30),), {"blocked": True}),
        ((("AP11", day, 20_30),), {"deceased": True}),
        ((("QCU2", day, 20_30),), {}),
        ((("AP11", day, 20_30), ("AP12", day, 13_10)), dict(ON_FILE)),
    ]
    refs = [ClientRef("J", 121, f"{number:08d}") for number in range(1, len(kinds) + 1)]
    for ref, (pending, columns) in zip(refs, kinds, strict=True):
        office.order(office.client(ref, pending, **columns), "C9", "GEO")  # type: ignore[arg-type]
    return [str(ref) for ref in refs]


def _agree(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> bool:
    """Whether what the screen has judged can be sent; the three of them say the same of it."""
    form, entry = place.form, place.form.entry()
    dossier, found = form.dossier, form.judged.outcome
    assert dossier is not None
    assert found is not None
    cheque = None if entry.words is None else entry.words.amount
    facts = mail_facts(batch, ClientFile.of(dossier), entry.ticks, cheque)
    assert facts.coupon.circular_code == circular_code(place.form.mail.ticks.coupon.circular)
    assert bool(found.clashes) is bool(contradictions(facts))
    if found.decision is not None:
        assert canonical(found.decision) == canonical(decide(facts))
    if form.judged.missing is not None:
        return False
    sent = form_of(entry, found)
    assert sent is not None
    if isinstance(sent, ChequeForm):
        receipt = office.cheques.record(office.operator, replace(sent, forced=True, accepted_duplicate=True))
        recorded = place.mail(batch)[-1].trace
        office.corrections.reverse(office.operator, uuid4(), receipt.id)
    else:
        row = office.mail.record(office.operator, sent)
        recorded = row.trace
        office.mail.cancel(office.operator, uuid4(), row.id)
    assert found.decision is not None
    assert recorded.decision == canonical(found.decision)
    assert (recorded.paper, recorded.annotations) == (found.decision.paper, found.decision.annotations)
    return True


@pytest.mark.whole
def test_the_window_the_service_and_the_procedure_agree(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    chance, references, sent = Random(20261130), _clients(office), 0  # noqa: S311 - any coupons will do
    for number in range(320):
        place.find(chance.choice(references))
        place.press(Qt.Key.Key_F3)
        place.write("".join(chance.sample(_LETTERS, chance.choice((0, 0, 1, 1, 2, 3)))).lower())
        place.press(_ESCAPE)
        if place.cheque.amount.edit.hasFocus() and chance.random() < 0.8:
            place.write(chance.choice(_AMOUNTS))
            place.enter()
            if place.form.judged.is_without_cheque is False:
                place.enter()
            if place.cheque.number.edit.hasFocus():
                place.write(f"{number:07d}")
        sent += _agree(place, office, batch)
        place.press(Qt.Key.Key_F2)
        place.settle()
    assert sent > 60
