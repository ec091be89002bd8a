"""The values that the document gives for actions on a client's file.

A value that the office adds is one more word in its tuple, and nothing else.
"""

from collections.abc import Mapping

from backoffice.domain.mail import ActionCode

OTHER_REASON = "Autre motif"
COMMENT_TYPES = (OTHER_REASON,)
"""The types of a comment (2.6)."""

DECEASED_WHO_PAYS = "DCD"
DECEASED_CLIENT = "CLT DCD"
DEATH_COMMENTS = (DECEASED_WHO_PAYS, DECEASED_CLIENT)
"""What is noted of a death: with a cheque (P-40), and without a payment (P-41)."""

NOT_PROSPECTED = "1 - Non prospectable"
PROMOTION_STOPS = (NOT_PROSPECTED,)
"""The reasons for a promotion stop (2.7)."""

REFUSES_TO_PAY = 13
REFUSAL_MOTIVES = (REFUSES_TO_PAY,)
"""The motives of a refusal (3.3)."""

CLOSED_REFUSED = "RPSI"
CLOSED_DECEASED = "XXXX"
CLOSING_CIRCULARS = (CLOSED_REFUSED, CLOSED_DECEASED)
"""The circulars with which a letter is closed."""

VALUES: Mapping[ActionCode, tuple[str, ...]] = {
    ActionCode.COMMENT: COMMENT_TYPES,
    ActionCode.STOP_PROMOTION: PROMOTION_STOPS,
    ActionCode.STOP_REMINDERS: ("",),
    ActionCode.REFUSAL: tuple(str(motive) for motive in REFUSAL_MOTIVES),
    ActionCode.CLOSE_LETTER: CLOSING_CIRCULARS,
}
"""What each action can bear as its value; a reminder stop bears none."""
