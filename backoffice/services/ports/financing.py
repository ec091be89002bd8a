"""What the services see of the financial system (ERP) in which payments live as well (A-02 to A-04)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from backoffice.domain.cancellation import CancelRequest, ErpLine, FoundLine, StatusMessage


class FinancialSystem(Protocol):
    """Keeps each instruction line as a payment of its own, and cancels it when asked.

    Every method may be repeated with the same arguments after any failure, and does nothing twice: lines and requests
    are known by their references. Every one is slow, must not be called while a transaction is open, and raises
    `Unavailable` with `ERP_UNREACHABLE`, `ERP_TOKEN_WRONG` or `ERP_ANSWER_ODD`.

    Attributes:
        name: as people call it, for sentences: `Tryton`.
    """

    @property
    def name(self) -> str:
        """As people call it."""

    def hand_over(self, lines: Sequence[ErpLine]) -> None:
        """Make the lines known there, each as a payment that was received; those known already are left alone."""

    def look(self, inquiry: str, lines: Sequence[ErpLine]) -> Mapping[str, FoundLine]:
        """The present status of lines, by their references; what is not known *yet* is absent, and looked at later.

        Args:
            inquiry: this inquiry's own reference, the same each time until everything is answered.
            lines: which.
        """

    def ask(self, request: CancelRequest) -> None:
        """Send a request. The answer comes among the `messages`, at once or later."""

    def messages(self, outstanding: Sequence[CancelRequest]) -> Sequence[StatusMessage]:
        """What was said and is not yet `taken`, in any order, whether asked for or not.

        Args:
            outstanding: the requests that wait for an answer: for a system that has to be asked about each.
        """

    def taken(self, message_ids: Collection[str]) -> None:
        """These messages are kept by us now, and need not be told again."""
