"""What the services see of the alias service: a number in, an alias out (P-51)."""

from typing import Protocol
from uuid import UUID

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.domain.secret_digits import SecretDigits


class AliasService(Protocol):
    """Keeps card numbers, so that we do not."""

    def alias(self, key: UUID, number: SecretDigits, expiry: CardExpiry) -> AliasedCard:
        """The alias of a card; asked again under the same key, the same one.

        Slow: it waits for the network, and must not be called while a transaction is open.

        Args:
            key: of this card on this form. Another number needs another key.
            number: read, and neither kept nor wiped: that is for whoever has it.
            expiry: in force, which the caller has looked at.

        Raises:
            RuleBroken: what `check_number` refuses, before anything is sent; what the service refuses, as
                `CARD_REFUSED`, `CARD_EXPIRED`, `CARD_NUMBER_WRONG` or `CARD_BRAND_UNKNOWN`; `GESTURE_REUSED` where
                the key was used for another card.
            Unavailable: `ALIAS_SERVICE_MISSING`, `ALIAS_SERVICE_UNREACHABLE`, `ALIAS_TOKEN_WRONG` or
                `ALIAS_ANSWER_ODD`. It may be asked again under the same key.
        """
