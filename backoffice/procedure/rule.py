"""What a rule of the procedure is: its id, its sentence, where it was read, when it holds, and what it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique

from backoffice.domain.decision import Step
from backoffice.domain.mail_facts import MailFacts
from backoffice.domain.paper import Paper


@unique
class Section(StrEnum):
    """The sections of the document that the rules were read from."""

    GENERAL = "GÉNÉRALITÉS"
    SORTING = "TRI DES COUPONS"
    SCANNING = "CAS À TRANSFÉRER POUR NUMÉRISATION"
    RECOVERY = "CAS À TRANSFÉRER AU SERVICE DE RECOUVREMENT"
    CHEQUES = "SAISIE DES CHÈQUES"
    CASES = "SAISIE DES CHÈQUES, CAS PARTICULIERS"
    MONEY_ORDERS = "MANDATS"
    CARDS = "SAISIE DES CB"
    AMEX = "PAIEMENT AVEC CARTE AMERICAN EXPRESS"
    IBANS = "SAISIE DES IBAN"
    OTHER_IBANS = "SEPA DIFFÉRENT DU FP BANCAIRE"
    SLIMPAY = "PAIEMENT AVEC IBAN SUR UN COMPTE DÉJÀ EN 99 SLIMPAY"
    LETTERS = "COURRIERS SANS MDR"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule makes of a piece of mail.

    Attributes:
        steps: what it wants keyed.
        paper: the least strict destination that it allows.
        annotations: the words that it wants written on the paper.
        stops: nothing is keyed at all, whatever other rules want.
    """

    steps: tuple[Step, ...] = ()
    paper: Paper = Paper.DISCARD
    annotations: tuple[str, ...] = ()
    stops: bool = False


Look = Callable[[MailFacts], Finding | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the procedure.

    Attributes:
        id: `P-31`.
        sentence: what the screen says of it.
        source: the section of the document.
        look: what it finds in a piece of mail; None for a rule that guides others.
        since: the first day on which it holds; None for always.
        until: the last day on which it holds; None for ever.
    """

    id: str
    sentence: str
    source: Section
    look: Look | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force for mail that arrived on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def find(self, facts: MailFacts) -> Finding | None:
        """What the rule finds, as of the arrival date."""
        return self.look(facts) if self.look is not None and self.holds(facts.arrival_date) else None


def rule(
    number: str, sentence: str, source: Section, since: date | None = None, until: date | None = None
) -> Callable[[Look], Rule]:
    """Make a rule of a function that looks at a piece of mail."""
    return lambda look: Rule(number, sentence, source, look, since, until)
