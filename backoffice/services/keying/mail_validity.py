"""What a departure and what was ticked must satisfy before a piece of mail is recorded."""

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.keying.departure import Departure
from backoffice.keying.ticks import Ticks
from backoffice.services.office.typed_words import LINE_ENDS, LONGEST_SAID, MOST_SAID, require_usable_text


def require_usable(departure: Departure | None, reason: str, ticks: Ticks) -> None:
    """Refuse texts that cannot be kept.

    Raises:
        RuleBroken: `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`, `TEXT_HOLDS_IBAN`.
    """
    require_usable_text(reason)
    annotations = departure.annotations if departure else ()
    if len(annotations) > MOST_SAID or any(sign in text for text in annotations for sign in LINE_ENDS):
        raise RuleBroken(Broken.TEXT_UNUSABLE, length=LONGEST_SAID)
    titles = (*(ticks.coupon.titles or ()), *ticks.coupon.struck_titles)
    if len(titles) > MOST_SAID:
        raise RuleBroken(Broken.TEXT_UNUSABLE, length=LONGEST_SAID)
    holders = (paid.holder for paid in (ticks.card, ticks.iban) if paid is not None)
    for said in (*annotations, ticks.coupon.circular, *holders, *titles):
        require_usable_text(said, LONGEST_SAID)
