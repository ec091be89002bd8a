"""A financial system for the tests: it says what it is told to say, in whatever order, as often as it is wanted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, ErpStatus, FoundLine, StatusMessage
from backoffice.domain.errors import Fault, Unavailable


@dataclass
class ScriptedErp:
    """Keeps what it was told and asked, and answers nothing by itself.

    Attributes:
        lines: what it was handed, by reference, as often as it was handed.
        statuses: what it says of a line that is not simply processed.
        asked: each request that came, repeats too.
        said: its messages that were not taken yet, by id.
        is_down: whether it cannot be reached.
        name: as people call it.
    """

    lines: dict[str, list[ErpLine]] = field(default_factory=dict)
    statuses: dict[str, FoundLine] = field(default_factory=dict)
    asked: list[CancelRequest] = field(default_factory=list)
    said: dict[str, StatusMessage] = field(default_factory=dict)
    is_down: bool = False
    name: str = "ERP"
    _lock: Lock = field(default_factory=Lock)

    def hand_over(self, lines: Sequence[ErpLine]) -> None:
        self._reach()
        with self._lock:
            for line in lines:
                self.lines.setdefault(line.reference, []).append(line)

    def look(self, inquiry: str, lines: Sequence[ErpLine]) -> Mapping[str, FoundLine]:
        self._reach()
        assert inquiry
        known = {line.reference: line.reference in self.lines for line in lines}
        return {
            reference: self.statuses.get(reference, FoundLine(ErpStatus.PROCESSED if found else ErpStatus.UNKNOWN))
            for reference, found in known.items()
        }

    def ask(self, request: CancelRequest) -> None:
        self._reach()
        with self._lock:
            self.asked.append(request)

    def messages(self, outstanding: Sequence[CancelRequest]) -> Sequence[StatusMessage]:
        self._reach()
        assert all(request.reference for request in outstanding)
        with self._lock:
            return tuple(self.said.values())

    def taken(self, message_ids: Collection[str]) -> None:
        with self._lock:
            for message_id in message_ids:
                self.said.pop(message_id, None)

    def say(self, answer: ErpAnswer, request: CancelRequest, number: int = 1, reason: str = "") -> StatusMessage:
        """Answer a request; the messages of a request are told apart by `number`."""
        message = message_to(request, answer, number, reason)
        with self._lock:
            self.said[message.id] = message
        return message

    def _reach(self) -> None:
        if self.is_down:
            raise Unavailable(Fault.ERP_UNREACHABLE, system=self.name)


def message_to(request: CancelRequest, answer: ErpAnswer, number: int = 1, reason: str = "") -> StatusMessage:
    """A message that answers a request."""
    return StatusMessage(
        f"{request.reference}-{answer}-{number}", request.reference, request.line, answer, request.amount, reason
    )
