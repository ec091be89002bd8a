from dataclasses import replace
from datetime import date

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation
from backoffice.domain.method import Brand
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import Paper
from backoffice.domain.rows import Dossier, OrderRow, PendingInvoice
from forms.coupon.decision_words import Line, Said, paper_of, said_of, summary
from forms.coupon.departure import Departure
from forms.coupon.entry import Entry, InvoiceLine, InWords
from forms.coupon.ticks import NOTHING, JoinedIban, Ticks
from tests.forms.coupon.test_sent import CLIENT, KEY, of

SETTLED = PendingInvoice(1, "F1", "AP11", date(2019, 2, 20), Money(13_10), Money(13_10))
LEFT = PendingInvoice(2, "F2", "AP12", date(2019, 3, 9), Money(20_30), Money(20_30))
GIFT = OrderRow("C1", "GEO", "Suspendue", renewable=True, gift=True, beneficiary="")
FILE = Dossier(CLIENT, (SETTLED, LEFT), (GIFT,), (), ZERO)
OWN = (InvoiceLine(SETTLED, Operation.SETTLE, Money(13_10), "P-21"), InvoiceLine(LEFT, Operation.BLANK, ZERO, ""))
REBILLED = (
    InvoiceLine(SETTLED, DebitOperation.REBILL, Money(13_10), "P-51"),
    InvoiceLine(LEFT, Operation.NO_PAYMENT, ZERO, ""),
)
RECOVERY = Departure(Paper.RECOVERY, None, ("B",), keyed=False)


def said(
    ticks: Ticks = NOTHING,
    words: InWords | None = None,
    lines: tuple[InvoiceLine, ...] = (),
    departure: Departure | None = None,
) -> Said:
    entry = Entry(KEY, 3, "", FILE, "", words, "", lines, ticks=ticks, departure=departure)
    return said_of(of(entry), entry)


def test_a_cheque_goes_from_what_is_settled_to_the_credit() -> None:
    told = said(words=InWords(Money(20_00), "quinze euros", Money(15_00)), lines=OWN)

    assert told.lines == (
        Line("Régulariser AP11 du 20/02/2019", "13,10\u00a0€"),
        Line("Laisser vide AP12 du 09/03/2019", by_operator=True),
        Line("Encaisser le chèque", "15,00\u00a0€"),
        Line("Laisser en avoir au client", "1,90\u00a0€"),
    )
    assert told.departed
    assert (told.destination, told.is_plain) == ("Jeter le coupon", True)
    assert "P-20" in told.rules


def test_there_is_nothing_to_say_before_the_amount() -> None:
    told = said()
    assert told.waits_for.startswith("Elle vient avec le montant")
    assert (told.lines, told.destination, told.rules) == ((), "", ())


def test_actions_are_said_as_their_panels_say_them() -> None:
    told = said(Ticks(deceased=True))
    assert [line.words for line in told.lines] == [
        "2.7 Stop promo\u00a0: 1 - Non prospectable",
        "2.8 Stop relance",
        "2.6 Commentaire\u00a0: CLT DCD (Autre motif)",
        "Clôture du courrier\u00a0: XXXX - Client décédé",
    ]
    assert summary(told).endswith(" · Jeter le coupon")


def test_cards_and_ibans_are_said_step_by_step() -> None:
    assert [line.words for line in said(Ticks(card=Brand.AMEX), lines=REBILLED).lines] == [
        "Sans paiement sur AP12 du 09/03/2019",
        "Refacturer AP11 du 20/02/2019",
        "2.4 Changement MDR\u00a0: 81 AMERICAN EXPRESS",
        "Réabonner GEO, cocher BEN",
    ]
    presented = (replace(REBILLED[0], operation=DebitOperation.REPRESENT),)
    assert said(Ticks(iban=JoinedIban.SAME), lines=presented).lines[0] == Line(
        "Représenter AP11 du 20/02/2019", "13,10\u00a0€"
    )
    assert "2.4 Changement MDR\u00a0: 45 PRÉLÈVEMENT" in summary(said(Ticks(iban=JoinedIban.OTHER)))


def test_what_is_not_keyed_says_so_and_where_it_goes() -> None:
    told = said(Ticks(iban=JoinedIban.REFUSED))
    assert summary(told) == (
        "Ne rien saisir · Transférer à la numérisation, bordereau IBAN · inscrire «\u00a0IBAN inv FP\u00a0»"
    )
    assert not told.is_plain
    assert not told.lines[0].by_operator


def test_a_departure_says_what_it_departs_from() -> None:
    told = said(words=InWords(Money(20_30)), departure=RECOVERY)
    assert told.lines == (Line("Ne rien saisir", by_operator=True),)
    assert told.decided == "Jeter le coupon"
    assert paper_of(told) == "Transférer au service de recouvrement · inscrire «\u00a0B\u00a0»"
    assert told.departed


def test_a_contradiction_is_all_that_is_said() -> None:
    told = said(Ticks(deceased=True, refusal=True))
    assert told == Said(conflicts=("Un client décédé ne refuse pas de payer.",))
