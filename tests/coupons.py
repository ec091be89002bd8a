"""Coupons as the screen sends them, for tests that have no screen: judged on the file as it is, keyed as decided."""

from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind
from backoffice.french.amount_in_words import read
from backoffice.keying.assigned import NOTHING_ASSIGNED, Assigned
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InWords, lines_of
from backoffice.keying.facts import ClientFile
from backoffice.keying.form_making import form_of
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import NOTHING, Ticks

NO_PAYMENT = Ticks(no_payment=True)
BEARS_NO_DEBT = Ticks(coupon=CouponFacts(bears_no_debt=True))
"""The operator was asked, if need be: the coupon says nothing of its debt."""
DECEASED = Ticks(coupon=CouponFacts(deceased=True), no_payment=True)
"""P-41: the two stops, a comment, and the letter is closed."""
GUARDED = Ticks(coupon=CouponFacts(protected_adult=True), no_payment=True)
"""P-43: one stop, and the paper is scanned."""
REASON = "à la demande du service"


def away_to(
    paper: Paper, slip: SlipKind | None = None, *annotations: str, keyed: bool = True, against_stop: bool = False
) -> Departure:
    """A departure to another destination; to scanning it goes under *sans mode de règlement* unless `slip` says so."""
    if paper is Paper.SCAN and slip is None:
        slip = SlipKind.NONE
    return Departure(paper, slip, annotations, keyed=keyed and paper is not Paper.SET_ASIDE, against_stop=against_stop)


class Said(TypedDict, total=False):
    """What else there is of a coupon; `words` is the amount in words where it was typed."""

    words: str | None
    departure: Departure | None
    reason: str
    assigned: Assigned
    key: UUID


def entry(
    batch: Batch,
    dossier: Dossier,
    ticks: Ticks = NOTHING,
    cents: int | None = None,
    number: str = "",
    **said: Unpack[Said],
) -> Entry:
    """A coupon whose rows are as the procedure, or the departure from it, wants them."""
    words, departure = said.get("words"), said.get("departure")
    spoken = None if words is None else read(words)
    in_words = None if cents is None else InWords(Money(cents), words, spoken, confirmed=True)
    cheque = None if in_words is None else in_words.amount
    found = outcome(batch, ClientFile.of(dossier), ticks, cheque, departure)
    return Entry(
        key=said.get("key") or uuid4(),
        batch_id=batch.id,
        reference=str(dossier.client.ref),
        dossier=dossier,
        amount="",
        words=in_words,
        number=number,
        lines=lines_of(dossier.invoices if batch.with_invoice else (), found.rows),
        forced=True,
        ticks=ticks,
        departure=departure,
        reason=said.get("reason", ""),
        assigned=said.get("assigned", NOTHING_ASSIGNED),
        compared=dossier.means.mark,
    )


def sent(batch: Batch, coupon: Entry) -> ChequeForm | MailForm:
    """What *Enregistrer* sends of it."""
    assert coupon.dossier is not None
    cheque = None if coupon.words is None else coupon.words.amount
    found = outcome(batch, ClientFile.of(coupon.dossier), coupon.ticks, cheque, coupon.departure)
    form = form_of(coupon, found)
    assert form is not None
    return form


def cheque_form(
    batch: Batch,
    dossier: Dossier,
    cents: int,
    number: str = "5508018",
    ticks: Ticks = NOTHING,
    **said: Unpack[Said],
) -> ChequeForm:
    """A coupon with a cheque."""
    form = sent(batch, entry(batch, dossier, ticks, cents, number, **said))
    assert isinstance(form, ChequeForm)
    return form


def mail_form(batch: Batch, dossier: Dossier, ticks: Ticks = NO_PAYMENT, **said: Unpack[Said]) -> MailForm:
    """A coupon without a cheque."""
    form = sent(batch, entry(batch, dossier, ticks, **said))
    assert isinstance(form, MailForm)
    return form


def read_ticks(text: str) -> Ticks:
    """The ticks that `Ticks.as_json` wrote."""
    return Ticks.from_json(text)
