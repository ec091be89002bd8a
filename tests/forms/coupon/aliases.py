"""An alias service that keeps the contract and answers when, and how, it is told to."""

from dataclasses import dataclass, field
from threading import Event, Lock
from uuid import UUID

from backoffice.domain.card import AliasedCard, CardExpiry, check_number, last_four
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.secret_digits import SecretDigits

DOWN = Unavailable(Fault.ALIAS_SERVICE_UNREACHABLE)


@dataclass
class HeldAliases:
    """One alias for each key.

    Attributes:
        answer: nothing is answered before it is set.
        errors: raised one after the other, before anything is answered.
        keys: those it was asked with.
    """

    answer: Event = field(default_factory=Event)
    errors: list[Exception] = field(default_factory=list)
    keys: list[UUID] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.answer.set()

    def alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> AliasedCard:
        card = AliasedCard(f"AL-{key}", check_number(number), last_four(number), expiry)
        with self._lock:
            self.keys.append(key)
        self.answer.wait()
        with self._lock:
            if self.errors:
                raise self.errors.pop(0)
        return card
