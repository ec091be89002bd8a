"""The ticks of *Le courrier*: the letter of each, what it says, and what pressing it goes on to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from backoffice.domain.mail_facts import CardFacts, IbanFacts, IbanMatch, Option
from backoffice.domain.method import Brand
from backoffice.french.counted import counted
from backoffice.french.figures import short_date
from backoffice.keying.ticks import Ticks


@dataclass(frozen=True, slots=True)
class TickStep:
    """A state of a tick: the value, what stands at the tick, and what the folded panel says of it."""

    value: Any
    label: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class TickKey:
    """A tick and its letter; pressing it goes from one of its states to the next, the first being the quiet one.

    Attributes:
        path: of the fact, as contradictions name it: `coupon.deceased`, `card`.
        after: the path of another tick without which this one means nothing; empty for most.
    """

    letter: str
    path: str
    steps: tuple[TickStep, ...]
    after: str = ""

    def told(self, payee: str) -> "TickKey":
        """The same, its words naming to whose order cheques are made out."""
        steps = (TickStep(each.value, each.label.format(payee=payee), each.said) for each in self.steps)
        return replace(self, steps=tuple(steps))

    def at(self, ticks: Ticks) -> int:
        """In which state it is."""
        value = _at(ticks, self.path)
        return next((at for at, step in enumerate(self.steps) if step.value == value), 0)

    def means(self, ticks: Ticks) -> bool:
        """Whether it says anything beside the other ticks."""
        return not self.after or bool(_at(ticks, self.after)) or self.at(ticks) > 0

    def pressed(self, ticks: Ticks) -> Ticks:
        """The ticks after it was pressed."""
        step = self.steps[(self.at(ticks) + 1) % len(self.steps)]
        return _with(ticks, self.path, step.value)


def _at(ticks: Ticks, path: str) -> object:
    """What is ticked there; of a card its brand, of an IBAN how it compares."""
    if path == "card":
        return ticks.card and ticks.card.brand
    if path == "iban":
        return ticks.iban and ticks.iban.match
    return attrgetter(path)(ticks)


def _with(ticks: Ticks, path: str, value: Any) -> Ticks:  # noqa: ANN401 - each fact has its own type
    if path == "card":
        return with_card(ticks, value)
    if path == "iban":
        return with_iban(ticks, value)
    group, _, name = path.rpartition(".")
    if not group:
        return replace(ticks, **{name: value})
    return replace(ticks, **{group: replace(getattr(ticks, group), **{name: value})})


def with_card(ticks: Ticks, brand: Brand | None) -> Ticks:
    """The same with a card of a brand; what was said of its holder stays."""
    return replace(ticks, card=None if brand is None else replace(ticks.card or CardFacts(), brand=brand))


def with_iban(ticks: Ticks, match: IbanMatch | None) -> Ticks:
    """The same with an IBAN that compares so to the file's; what was said of its holder stays."""
    held = ticks.iban or IbanFacts(IbanMatch.OTHER)
    return replace(ticks, iban=None if match is None else replace(held, match=match))


def _yes(letter: str, path: str, label: str, said: str = "", *, after: str = "") -> TickKey:
    return TickKey(letter, path, (TickStep(False, label), TickStep(True, label, said or label.lower())), after)


def _option(number: int, value: Option) -> TickKey:
    label = f"Option {number}"
    return TickKey(str(number), "coupon.option", (TickStep(Option.NONE, label), TickStep(value, label, label.lower())))


_SIGNED = TickKey("S", "coupon.signed", (TickStep(True, "Signé"), TickStep(False, "Signé", "non signé")))
_CARD = TickKey(
    "C",
    "card",
    (
        TickStep(None, "Carte"),
        TickStep(Brand.CB, "Carte\u00a0: CB", "carte bancaire"),
        TickStep(Brand.AMEX, "Carte\u00a0: AMEX", "carte AMEX"),
    ),
)
_IBAN = TickKey(
    "I",
    "iban",
    (
        TickStep(None, "IBAN"),
        TickStep(IbanMatch.SAME, "IBAN du dossier", "même IBAN"),
        TickStep(IbanMatch.OTHER, "Autre IBAN", "autre IBAN"),
        TickStep(IbanMatch.REFUSED, "IBAN refusé par le FP", "IBAN refusé par le FP"),
    ),
)

GROUPS: Sequence[tuple[str, Sequence[TickKey]]] = (
    (
        "Le coupon",
        (
            _SIGNED,
            _yes("A", "coupon.annotation", "Annotation"),
            _yes("D", "coupon.deceased", "Décédé"),
            _yes("N", "coupon.notary", "Notaire"),
            _yes("T", "coupon.protected_adult", "Tutelle"),
            _yes("R", "coupon.refusal", "Refus"),
        ),
    ),
    (
        "Le client",
        (
            _option(1, Option.CANCEL_AND_PAY),
            _option(2, Option.PUT_BACK_AND_PAY),
            _yes("E", "coupon.commitment", "Engagement"),
            _yes("F", "coupon.stop_subscription", "Fin d'abonnement", "ne poursuit pas"),
        ),
    ),
    (
        "Joint",
        (
            _yes("Z", "no_payment", "Aucun règlement", "sans règlement"),
            _CARD,
            _IBAN,
            _yes("M", "coupon.money_order", "Mandat"),
            _yes("X", "coupon.death_certificate", "Acte de décès", after="coupon.deceased"),
        ),
    ),
    (
        "Le chèque",
        (
            _yes("V", "cheque.other_ink", "Encre verte…", "autre encre"),
            _yes("P", "cheque.several", "Plusieurs chèques"),
            _yes("U", "cheque.several_coupons", "Plusieurs coupons", "un chèque pour plusieurs coupons"),
            _yes("B", "cheque.other_payee", "Pas à l'ordre de {payee}"),
            _yes("L", "cheque.ccp", "CCP (La Poste)", "CCP", after="cheque.other_payee"),
        ),
    ),
    ("Titres", (_yes("+", "coupon.wants_new_title", "Nouveau titre"),)),
)
"""The ticks in groups, the plain ones first; with the last one stand the titles of the coupon."""

KEYS: Sequence[TickKey] = tuple(key for _, keys in GROUPS for key in keys)

SHIFTED = {"&": "1", "É": "2", "=": "+"}
"""What the digits and the plus are on a French keyboard without the shift key."""


def summary(ticks: Ticks, payee: str) -> str:
    """All that is ticked, in a line: `décédé, notaire`; `payee` is to whose order cheques are made out."""
    said = [key.steps[key.at(ticks)].said.format(payee=payee) for key in KEYS]
    holder, coupon, cheque = holder_of(ticks), ticks.coupon, ticks.cheque
    typed = (
        f"titulaire {holder}" if holder else "",
        f"à encaisser le {short_date(cheque.cash_on)}" if cheque.cash_on else "",
        f"circulaire {coupon.circular}" if coupon.circular else "",
        "montant du coupon" if coupon.amount else "",
        "titres du coupon" if coupon.titles else "",
        "titres rayés" if coupon.struck_titles else "",
        counted(len(cheque.others), "autre chèque", "autres chèques") if cheque.others else "",
    )
    return ", ".join(filter(None, (*said, *typed)))


def holder_of(ticks: Ticks) -> str:
    """The other holder that the coupon names, of its card or its IBAN; empty where it names none."""
    paid = ticks.card or ticks.iban
    return "" if paid is None else paid.holder
