"""Which method a form is for, and what it still wants: what is asked set against what was given, for `MethodFields`."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from backoffice.domain.card import METHODS, AliasedCard
from backoffice.domain.means import JudgedIban
from backoffice.domain.method import Brand, Channel, channel_of
from backoffice.french.means_words import assigned_words
from backoffice.keying.assigned import NOTHING_ASSIGNED, Asked, Assigned


@dataclass(slots=True)
class MethodChoice:
    """What is asked of one form, and what it was given.

    Attributes:
        typed_brand: the brand of the number that is being typed, where its first digits say it.
        asked: what is to be typed; None where nothing is.
        given: what the form was given so far.
    """

    typed_brand: Callable[[], Brand | None]
    asked: Asked | None = None
    given: Assigned = NOTHING_ASSIGNED
    _bank: str = ""

    @property
    def code(self) -> int:
        """The method: the operator's choice, else what the card's brand says, else what is wanted; 0 while none is."""
        asked, chosen = self.asked, self.given.code
        if asked is None or not asked.codes:
            return 0
        if chosen is not None and chosen in asked.codes:
            return chosen
        by_brand = METHODS.get(self.brand, 0) if self.brand and channel_of(asked.wanted) is Channel.CARD else 0
        return by_brand if by_brand in asked.codes else asked.wanted

    @property
    def brand(self) -> Brand | None:
        """The brand of the card that was given, else of the one that is being typed."""
        return self.given.card.brand if self.given.card else self.typed_brand()

    @property
    def channel(self) -> Channel | None:
        """By which way it is asked; a method that stays is that of the file's IBAN."""
        if self.asked is None:
            return None
        return channel_of(self.code) if self.asked.codes else Channel.IBAN

    @property
    def wants_card(self) -> bool:
        """Whether a card is to be typed."""
        return self.channel is Channel.CARD and self.given.card is None

    @property
    def wants_iban(self) -> bool:
        """Whether an IBAN is to be typed."""
        return self.channel is Channel.IBAN and self.given.iban is None

    @property
    def told(self) -> str:
        """The new means of payment in words, with the bank of an IBAN; empty while there is none."""
        if self.asked is None:
            return ""
        given = self.given.card if self.channel is Channel.CARD else self.given.iban
        told = assigned_words(self.code, self.given.card, self.given.iban) if given and self.asked.codes else ""
        return " · ".join(filter(None, (told, self._bank if self.channel is Channel.IBAN else "")))

    def take_up(self, given: Assigned) -> None:
        """Another form, with what it was given."""
        self.given, self._bank = given, ""

    def take_code(self, code: int | None) -> None:
        """The operator's choice; None where the card or what is wanted says it again."""
        self.given = replace(self.given, code=code)

    def take_card(self, card: AliasedCard) -> None:
        """The card has its alias."""
        self.given = replace(self.given, card=card)

    def take_iban(self, judged: JudgedIban) -> None:
        """An IBAN was typed and looked at."""
        self.given = replace(self.given, iban=judged.iban)
        self._bank = judged.bank

    def keep(self, *, card: bool, iban: bool) -> bool:
        """Drop the card or the IBAN that is not to be kept; whether there was one."""
        before = self.given
        self.given = replace(before, card=before.card if card else None, iban=before.iban if iban else None)
        return self.given != before
