from dataclasses import replace
from datetime import date

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InvoiceLine, InWords
from backoffice.keying.ticks import NOTHING, Ticks
from forms.coupon.decision.words import DecidedLine, DecisionWords, paper_of, said_of, summary
from tests.backoffice.keying.cases import DEAD, dossier, line
from tests.backoffice.keying.test_recorded_form import KEY, of

SETTLED = PendingInvoice(1, "F1", "AP11", date(2019, 2, 20), Money(13_10), Money(13_10))
LEFT = PendingInvoice(2, "F2", "AP12", date(2019, 3, 9), Money(20_30), Money(20_30))
GIFT = OrderRow("C1", "GEO", "Suspendue", renewable=True, gift=True, beneficiary="")
FILE = replace(dossier(SETTLED, LEFT), orders=(GIFT,))
OWN = (line(SETTLED, Operation.SETTLE, Money(13_10), "P-21"), line(LEFT, Operation.BLANK, ZERO, ""))
REBILLED = (
    line(SETTLED, DebitOperation.REBILL, Money(13_10), "P-51"),
    line(LEFT, Operation.NO_PAYMENT, ZERO, ""),
)
RECOVERY = Departure(Paper.RECOVERY, None, ("B",), keyed=False)


def said(
    ticks: Ticks = NOTHING,
    words: InWords | None = None,
    lines: tuple[InvoiceLine, ...] = (),
    departure: Departure | None = None,
) -> DecisionWords:
    entry = Entry(KEY, 3, "", FILE, "", words, "", lines, ticks=ticks, departure=departure)
    return said_of(of(entry), entry)


def test_a_cheque_goes_from_what_is_settled_to_the_credit() -> None:
    told = said(words=InWords(Money(20_00), "quinze euros", Money(15_00)), lines=OWN)

    assert told.lines == (
        DecidedLine("Régulariser AP11 du 20/02/2019", "13,10\u00a0€"),
        DecidedLine("Laisser vide AP12 du 09/03/2019", by_operator=True),
        DecidedLine("Encaisser le chèque", "15,00\u00a0€"),
        DecidedLine("Laisser en avoir au client", "1,90\u00a0€"),
    )
    assert told.departed
    assert (told.destination, told.is_plain) == ("Jeter le coupon", True)
    assert "P-20" in told.rules


def test_there_is_nothing_to_say_before_the_amount() -> None:
    told = said()
    assert told.waits_for.startswith("Elle vient avec le montant")
    assert (told.lines, told.destination, told.rules) == ((), "", ())


def test_actions_are_said_as_their_panels_say_them() -> None:
    told = said(DEAD)
    assert [line.words for line in told.lines] == [
        "2.7 Stop promo\u00a0: 1 - Non prospectable",
        "2.8 Stop relance",
        "2.6 Commentaire\u00a0: CLT DCD (Autre motif)",
        "Clôture du courrier\u00a0: XXXX - Client décédé",
    ]
    assert summary(told).endswith(" · Jeter le coupon")


def test_cards_and_ibans_are_said_step_by_step() -> None:
    assert [line.words for line in said(Ticks(card=CardFacts(Brand.AMEX)), lines=REBILLED).lines] == [
        "Sans paiement sur AP12 du 09/03/2019",
        "Refacturer AP11 du 20/02/2019",
        "2.4 Changement MDR\u00a0: 81 AMERICAN EXPRESS",
        "Réabonner GEO, cocher BEN",
    ]
    presented = (line(SETTLED, DebitOperation.REPRESENT, Money(13_10), "P-60"),)
    assert said(Ticks(iban=IbanFacts(IbanMatch.SAME)), lines=presented).lines[0] == DecidedLine(
        "Représenter AP11 du 20/02/2019", "13,10\u00a0€"
    )
    assert "2.4 Changement MDR\u00a0: 45 PRÉLÈVEMENT" in summary(said(Ticks(iban=IbanFacts(IbanMatch.OTHER))))


def test_what_is_not_keyed_says_so_and_where_it_goes() -> None:
    told = said(Ticks(iban=IbanFacts(IbanMatch.REFUSED)))
    assert summary(told) == (
        "Ne rien saisir · Transférer à la numérisation, bordereau IBAN · inscrire «\u00a0IBAN inv FP\u00a0»"
    )
    assert not told.is_plain
    assert not told.lines[0].by_operator


def test_a_departure_says_what_it_departs_from() -> None:
    told = said(words=InWords(Money(20_30)), departure=RECOVERY)
    assert told.lines == (DecidedLine("Ne rien saisir", by_operator=True),)
    assert told.decided == "Jeter le coupon"
    assert paper_of(told) == "Transférer au service de recouvrement · inscrire «\u00a0B\u00a0»"
    assert told.departed


def test_a_contradiction_is_all_that_is_said() -> None:
    told = said(Ticks(coupon=CouponFacts(refusal=True), card=CardFacts()))
    assert told == DecisionWords(conflicts=("Un refus de payer n'accompagne pas un paiement.",))
