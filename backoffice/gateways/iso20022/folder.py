"""A financial system with which ISO 20022 files are exchanged in a folder, for those that have no other door.

**The folder**, which the ERP's side makes with its first two sub-folders::

    a_envoyer/   what we say: camt054-LINE.xml, camt055-REQUEST.xml, pacs028-ENQUIRY.xml; the ERP takes them away
    recu/        what the ERP says: camt.029 and pain.002, in `.xml` files of any name
    traite/      what was read and kept by us
    quarantaine/ what was not to be believed
    etats/       the answers to our enquiries, by enquiry

**Both ways** a file appears under its name when it is whole, and bears a signature in `NAME.xml.sig`: the hexadecimal
HMAC-SHA256 of its bytes, under a secret of 16 signs or more that both sides know. What is said again is the same file
under the same name, and stands for the same line, request or enquiry: whoever reads it knows it by the reference.

**An answer** names the request (in `RslvdCase`, `OrgnlPmtInfCxlId` or `CxlStsId`) and the line (in `OrgnlEndToEndId` or
`OrgnlInstrId`); see `reading`.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from pydantic import SecretStr

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, FoundLine, StatusMessage, Unreadable
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.iso20022.inbox import SIGNATURE, Arrival, Inbox, Seal
from backoffice.gateways.iso20022.writing import cancellation_request, credit_notification, status_enquiry
from backoffice.gateways.whole_file import whole_file

TO_SEND = "a_envoyer"
RECEIVED = "recu"
DONE = "traite"
QUARANTINE = "quarantaine"
_STATUSES = "etats"
_REFERENCE = re.compile("[A-Za-z0-9-]{1,35}")


class IsoFolder:
    """A folder of the kind above; a `FinancialSystem`.

    Attributes:
        name: as people call the system behind it.
    """

    def __init__(
        self, folder: Path, secret: Callable[[], SecretStr], clock: Callable[[], datetime], name: str = "ERP"
    ) -> None:
        """Know where the folder is; nothing is looked at before something is asked.

        Args:
            folder: where.
            secret: gives what both sides sign with.
            clock: tells the time, with its zone.
            name: as people call the system behind it.
        """
        self._folder = folder
        self._secret = secret
        self._clock = clock
        self._name = name
        self._inbox = Inbox(folder / RECEIVED, clock)
        self._told: list[tuple[Arrival, Sequence[StatusMessage]]] = []
        """The files of which something was told that is not taken, and what."""
        self._taken: set[str] = set()
        """What was taken, while something else in its file is not."""
        self._lock = Lock()

    @property
    def name(self) -> str:
        """As people call it."""
        return self._name

    def hand_over(self, lines: Sequence[ErpLine]) -> None:
        """A camt.054 for each line; see `FinancialSystem`."""
        with self._reached() as seal:
            for line in lines:
                self._send(f"camt054-{_checked(line.reference)}", credit_notification(line, self._clock()), seal)

    def look(self, inquiry: str, lines: Sequence[ErpLine]) -> Mapping[str, FoundLine]:
        """A pacs.028 for what was not answered so far; see `FinancialSystem`."""
        name = f"pacs028-{_checked(inquiry)}"
        with self._reached() as seal:
            for _ in self._new_messages(seal):  # the answers to enquiries are put aside as they are come upon
                pass
            found = self._answers(name, seal)
            missing = [line for line in lines if line.reference not in found]
            if missing:
                self._send(name, status_enquiry(inquiry, missing, self._clock()), seal)
        return {line.reference: found[line.reference] for line in lines if line.reference in found}

    def ask(self, request: CancelRequest) -> None:
        """A camt.055; see `FinancialSystem`."""
        _checked(request.line)
        with self._reached() as seal:
            self._send(f"camt055-{_checked(request.reference)}", cancellation_request(request, self._name), seal)

    def messages(self, outstanding: Sequence[CancelRequest]) -> Sequence[StatusMessage]:
        """What is in the files that have come; see `FinancialSystem`."""
        del outstanding  # they are answered without being asked about
        with self._reached() as seal:
            self._told = list(self._new_messages(seal))
            told = [message for _, messages in self._told for message in messages]
            return [message for message in told if message.id not in self._taken]

    def taken(self, message_ids: Collection[str]) -> None:
        """Files all of which was taken are put away; see `FinancialSystem`."""
        with self._reached():
            self._taken.update(message_ids)
            left = []
            for arrival, messages in self._told:
                if any(message.id not in self._taken for message in messages):
                    left.append((arrival, messages))
                else:
                    odd = any(message.answer is ErpAnswer.UNREADABLE for message in messages)
                    self._inbox.move(arrival, self._folder / (QUARANTINE if odd else DONE))
            self._told = left
            self._taken &= {message.id for _, messages in left for message in messages}

    @contextmanager
    def _reached(self) -> Iterator[Seal]:
        """Work in the folder; one at a time, for what is told and taken is remembered."""
        seal = Seal(self._secret(), self._name)
        with self._lock:
            try:
                for each in (TO_SEND, RECEIVED):  # a share that is not there must not be written into
                    os.scandir(self._folder / each).close()
                yield seal
            except OSError:
                raise Unavailable(Fault.ERP_UNREACHABLE, system=self._name) from None

    def _send(self, name: str, content: bytes, seal: Seal) -> None:
        file = self._folder / TO_SEND / f"{name}.xml"
        if not file.exists():
            for path, whole in ((file.with_name(f"{file.name}{SIGNATURE}"), seal.sign(content)), (file, content)):
                with whole_file(path) as unfinished:
                    unfinished.write_bytes(whole)

    def _new_messages(self, seal: Seal) -> Iterator[tuple[Arrival, Sequence[StatusMessage]]]:
        """The files in which there are messages, and those; what answers an enquiry is put beside that."""
        from backoffice.gateways.iso20022.reading import Statuses, read  # noqa: PLC0415 - lxml, for these only

        for arrival in self._inbox.arrivals(seal):
            said = read(arrival)
            if not isinstance(said, Statuses):
                if said:
                    yield arrival, said
                else:  # a receipt: there is nothing to take
                    self._inbox.move(arrival, self._folder / DONE)
            elif _REFERENCE.fullmatch(said.inquiry):
                self._inbox.move(arrival, self._folder / _STATUSES / f"pacs028-{said.inquiry}")
            else:
                yield arrival, (arrival.unreadable(Unreadable.ODD),)

    def _answers(self, name: str, seal: Seal) -> Mapping[str, FoundLine]:
        from backoffice.gateways.iso20022.reading import Statuses, read  # noqa: PLC0415 - as above

        folder = self._folder / _STATUSES / name
        found: dict[str, FoundLine] = {}
        for arrival in Inbox(folder, self._clock).arrivals(seal) if folder.is_dir() else ():
            said = read(arrival)
            if isinstance(said, Statuses):
                found |= said.lines
        return found


def _checked(reference: str) -> str:
    """It stands in a file's name.

    Raises:
        ValueError: it cannot, and it was ours to make.
    """
    if not _REFERENCE.fullmatch(reference):
        raise ValueError("a reference of other signs, or too long")
    return reference
