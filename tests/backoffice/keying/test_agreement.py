"""Screen, services and `decide` say the same of every coupon that can be keyed (20 000 of them in the whole proof)."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.decision import Question
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeAmount, ChequeFacts, ClientFacts, Ink, MailFacts
from backoffice.domain.means import SealedIban
from backoffice.domain.paper import Paper, SlipKind
from backoffice.french.amount_in_words import write
from backoffice.keying.assigned import Assigned
from backoffice.keying.brought_back import entry_of
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InvoiceLine, InWords, lines_of
from backoffice.keying.facts import ClientFile, mail_facts
from backoffice.keying.form_making import form_of
from backoffice.keying.judgement import Judgement, judge
from backoffice.keying.missing import Lack, Typed
from backoffice.keying.outcome import Outcome, Way, outcome
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ruling import Ruling, rule_on_cheque, rule_on_mail
from backoffice.keying.written import canonical
from backoffice.procedure.contradictions import contradictions
from backoffice.procedure.decide import decide
from backoffice.procedure.file_actions import file_actions
from backoffice.procedure.rules import EDITION, PRECEDENCE
from tests.backoffice.keying.coupons import Coupon, drawn, key
from tests.coupons import read_ticks

Rows = tuple[RowOperation, ...]
TYPED = Typed(number=True, mail=True, awaited=False)
IBAN = SealedIban("ab", "FR76 •••• 189")
REFUSED_FOR = {
    Lack.REASON: Broken.DEPARTURE_UNDECLARED,
    Lack.DEBT: Broken.QUESTION_OPEN,
    Lack.TABLETS: Broken.QUESTION_OPEN,
    Lack.HOLDER: Broken.QUESTION_OPEN,
    Lack.OTHER_CHEQUES: Broken.QUESTION_OPEN,
    Lack.FIRST_CHEQUE: Broken.FIRST_CHEQUE_IS_ANOTHER,
    Lack.DIRECT_METHOD: Broken.DIRECT_METHOD_MISSING,
    Lack.IBAN: Broken.METHOD_INCOMPLETE,
    Lack.COMPARISON: Broken.DECISION_OVERTAKEN,
}
"""What the services refuse where the screen says that it is missing."""
_ASKED = (Lack.DEBT, Lack.TABLETS)
LATER = (Lack.CARD, Lack.CARD_METHOD, Lack.IBAN_ON_FILE)
"""What they refuse when the debit is entered: see `test_debits`."""
UNSENT = (Lack.AGREEMENT, Lack.NO_AMOUNT, Lack.AMOUNT)
"""What no form is made of."""


@pytest.mark.parametrize("seed", range(5))
def test_some_coupons_are_agreed_on(seed: int) -> None:
    _agree(100, seed)


@pytest.mark.whole
def test_all_coupons_are_agreed_on() -> None:
    seen = _agree(24_000, 2024)
    assert {rule.id for rule in PRECEDENCE} <= seen.keys()
    assert seen.keys() >= {*Way, *Question, *REFUSED_FOR, *LATER, *UNSENT, *Paper, *SlipKind, "recorded", "departed"}


def _agree(count: int, seed: int) -> Counter[object]:
    draw, seen = Random(seed), Counter[object]()  # noqa: S311 - a sample, not a secret
    for _ in range(count):
        coupon = drawn(draw)
        _agree_on_facts(coupon)
        seen.update(_agree_on(coupon, _entry(draw, coupon)))
    return seen


def _agree_on_facts(coupon: Coupon) -> None:
    """What is ticked beside the file is what the procedure looks at; what is kept of it says it all again."""
    ticks = read_ticks(coupon.ticks.as_json())
    found = mail_facts(coupon.batch, ClientFile.of(coupon.dossier), ticks, coupon.cheque)
    if coupon.cheque is None:  # one of nothing, as long as no amount is typed
        assert sum(cheque.figures.cents for cheque in found.cheques[:1]) == 0
        found = replace(found, cheques=())
    assert replace(found, cheques=_in_one_ink(found)) == replace(coupon.facts, cheques=_in_one_ink(coupon.facts))


def _in_one_ink(facts: MailFacts) -> tuple[ChequeFacts, ...]:
    """Blue and black are the same to the procedure, and to the screen."""
    return tuple(replace(cheque, ink=Ink.OTHER if cheque.ink is Ink.OTHER else Ink.BLACK) for cheque in facts.cheques)


def _entry(draw: Random, coupon: Coupon) -> Entry:
    """The coupon on the screen, as it is decided; one in four departs from that in some way."""
    departure = _departure(draw) if draw.random() < 0.15 else None
    found = outcome(coupon.batch, ClientFile.of(coupon.dossier), coupon.ticks, coupon.cheque, departure)
    lines = lines_of(coupon.dossier.invoices if coupon.batch.with_invoice else (), found.rows)
    amount = coupon.cheque
    ticked = coupon.ticks.card
    card = AliasedCard("AL-1", ticked.brand, "0154", CardExpiry(2027, 5)) if ticked and draw.random() < 0.9 else None
    typed_iban = IBAN if coupon.ticks.iban and draw.random() < 0.8 else None
    return Entry(
        key=key(draw),
        batch_id=coupon.batch.id,
        reference="",
        dossier=coupon.dossier,
        amount="",
        words=None if amount is None else _in_words(amount),
        number="5508018" if amount else "",
        lines=_own(draw, lines) if draw.random() < 0.1 else lines,
        ticks=coupon.ticks,
        departure=departure,
        reason=draw.choice(("", "Vu avec le client")),
        assigned=Assigned(draw.choice((None, None, None, 82 if coupon.ticks.card else 99)), card, typed_iban),
        renewals=() if draw.random() < 0.05 else None,
        compared=coupon.dossier.means.mark if draw.random() < 0.9 else "45 cd ",
    )


def _in_words(amount: ChequeAmount) -> InWords:
    typed = None if amount.words is None else write(amount.words)
    return InWords(amount.figures, typed, amount.words, confirmed=True)


def _departure(draw: Random) -> Departure:
    paper = draw.choice(tuple(Paper))
    slip = draw.choice(tuple(SlipKind)) if paper is Paper.SCAN else None
    keyed = paper is not Paper.SET_ASIDE and draw.random() < 0.7
    return Departure(paper, slip, draw.choice(((), ("E",))), keyed=keyed, against_stop=draw.random() < 0.4)


def _own(draw: Random, lines: tuple[InvoiceLine, ...]) -> tuple[InvoiceLine, ...]:
    """Some rows done otherwise, or not at all: of an invoice that came while the coupon was aside nothing is said."""

    def own(line: InvoiceLine) -> InvoiceLine:
        others = (line, line, line.doing(Operation.NO_PAYMENT), InvoiceLine(line.invoice))
        return draw.choice(others) if line.operation else line

    return tuple(own(line) for line in lines)


def _agree_on(coupon: Coupon, entry: Entry) -> list[object]:
    """One coupon; gives what was met."""
    judged, form = judge(coupon.batch, entry, TYPED), None
    found = judged.outcome
    assert found is not None
    if found.way is not Way.CLASHING:
        form = form_of(entry, found)
    seen: list[object] = [found.way, *_decided_alike(coupon, found)]
    if judged.missing is None:
        assert form is not None
        return [*seen, *_recorded_alike(coupon, entry, judged, form)]
    lack = judged.missing.lack
    assert lack in REFUSED_FOR or lack in LATER or lack in UNSENT, lack
    if lack in UNSENT:
        assert form is None or not isinstance(form, ChequeForm)
    elif lack in REFUSED_FOR:
        assert form is not None
        with pytest.raises(RuleBroken) as refused:
            _ruled(coupon, form)
        assert refused.value.code in _refusals(lack, entry), (lack, refused.value)
    return [*seen, lack]


def _refusals(lack: Lack, entry: Entry) -> set[Broken]:
    """What stands for it; of two things that are missing the services may name the other first."""
    unsaid = set() if entry.reason else {Broken.DEPARTURE_UNDECLARED}
    of_others = {Broken.FIRST_CHEQUE_IS_ANOTHER} if lack in _ASKED else set()
    return {REFUSED_FOR[lack]} | unsaid | of_others


def _decided_alike(coupon: Coupon, found: Outcome) -> list[object]:
    clashes = contradictions(coupon.facts)
    if coupon.cheque is None and found.expects_cheque:
        assert not coupon.facts.cheques
        return []
    assert found.clashes == clashes
    if clashes or found.pays_nothing:
        return []
    decision = decide(coupon.facts)
    assert found.decision is not None
    assert canonical(found.decision) == canonical(decision)
    return [*decision.rules, *decision.asks, decision.paper, *([decision.slip] if decision.slip else [])]


def _recorded_alike(coupon: Coupon, entry: Entry, judged: Judgement, form: ChequeForm | MailForm) -> list[object]:
    found, ruling = judged.outcome, _ruled(coupon, form)
    assert found is not None
    paper = found.departure or found.decision
    assert paper is not None
    trace = ruling.trace
    assert (trace.paper, trace.slip, trace.annotations) == (paper.paper, paper.slip, paper.annotations)
    assert (read_ticks(trace.facts), trace.edition) == (entry.ticks, EDITION)
    assert trace.decision == (canonical(found.decision) if found.decision else "{}")
    assert trace.departure == (entry.reason if judged.is_departed else "")
    assert ruling.actions == found.actions
    if not judged.is_departed and found.decision is not None:
        assert ruling.actions == file_actions(found.decision.operations)
        assert _unruled(_keyed(form)) == _unruled(found.rows if coupon.batch.with_invoice else ())
    brought = entry_of(form, coupon.dossier)
    again = judge(coupon.batch, replace(brought, lines=brought.lines or entry.lines), TYPED)
    assert again.outcome == found
    return ["departed" if judged.is_departed else "recorded"]


def _keyed(form: ChequeForm | MailForm) -> Rows:
    return form.rows if isinstance(form, ChequeForm) else form.debits


def _unruled(rows: Rows) -> set[RowOperation]:
    """The rule is not told of what the operator has chosen, though it be what is decided."""
    return {replace(row, rule="") for row in rows}


def _ruled(coupon: Coupon, form: ChequeForm | MailForm) -> Ruling:
    """As the services rule: on the file that each has at hand, its invoices in an order of their own."""
    client, facts = coupon.dossier.client, coupon.facts
    invoices = tuple(sorted(facts.invoices, key=lambda invoice: invoice.id))
    if isinstance(form, MailForm):
        whole = ClientFile(facts.client, invoices, facts.orders, client.deceased, client.protected_adult)
        whole = replace(whole, mark=coupon.dossier.means.mark)
        return rule_on_mail(coupon.batch, whole, form)
    short = ClientFacts(ref=client.ref, name=client.name, blocked=client.blocked)
    file = ClientFile(short, invoices, deceased=client.deceased, protected_adult=client.protected_adult)
    assert coupon.cheque is not None
    return rule_on_cheque(coupon.batch, file, form, coupon.cheque)
