"""What is done with Tryton's records: parties, payments, and notes on these."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Protocol

from backoffice.domain.cancellation import ErpLine
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.tryton.answers import (
    PAYMENT_FIELDS,
    Marks,
    RequestNote,
    TrytonPayment,
    TrytonRefused,
    decimal_of,
    mark_text,
    marks_in,
    odd,
    payments_in,
    rows_in,
    text_in,
    whole_in,
)


class Call(Protocol):
    """Calls a method of Tryton's; see `TrytonRpc.call`."""

    def __call__(self, method: str, *params: object) -> object:
        """Its result."""


class Records:
    """The records of the company in which the user works, each method a few calls; see `TrytonSystem` for what for."""

    def __init__(self, call: Call) -> None:
        """Begin, as Tryton's own client does, with what the user has preferred there."""
        self._call = call
        preferences = call("model.res.user.get_preferences", True, {})
        if not isinstance(preferences, dict):
            raise odd()
        self._company = whole_in(preferences, "company")
        self._context = {"company": self._company, "language": text_in(preferences, "language")}

    def find(self, references: Iterable[str]) -> dict[str, TrytonPayment]:
        """Payments by our references."""
        return _chosen(self._payments(list(references)))

    def make(self, lines: Sequence[ErpLine], journal: str) -> dict[str, TrytonPayment]:
        """Find the payment of each line, or make it.

        Where two are made of one line, by two who looked at the same time or by a request that was believed lost, one
        is kept: the furthest, or else the oldest. A draft can be deleted in Tryton, and counts for nothing.
        """
        references = [line.reference for line in lines]
        found = self._payments(references)
        known = {payment.reference for payment in found}
        missing = [line for line in lines if line.reference not in known]
        if missing:
            self._make(missing, self._journal(journal))
            found = self._payments(references)
        chosen = _chosen(found)
        for each in found:
            if each.state == "draft" and each is not chosen[each.reference]:
                with suppress(TrytonRefused):  # whoever made it may have deleted it as well
                    self._on("account.payment", "delete", [each.id])
        return chosen

    def receive(self, payments: Collection[TrytonPayment]) -> None:
        """Take payments through Tryton's workflow, from wherever they are, until they have succeeded.

        One that had succeeded before is under way again because somebody there wants it so: it is left alone.

        Raises:
            Refused: somebody else took one of them further just now, among other reasons.
        """
        self._press("submit", [each.id for each in payments if each.state == "draft"])
        waiting = [each.id for each in payments if each.state in ("draft", "submitted")]
        self._process(waiting)
        under_way = [each for each in payments if each.state == "processing"]
        succeeded = self._ever_succeeded(under_way)
        self._press("succeed", waiting + [each.id for each in under_way if each.record not in succeeded])

    def fail(self, payment: TrytonPayment) -> None:
        """Cancel a payment, in Tryton's word: this very one, as it was read.

        Raises:
            Refused: Tryton does not let go of it, it has failed before, or it was changed since.
        """
        as_read = {**self._context, "_timestamp": {payment.record: payment.timestamp}}
        self._call("model.account.payment.fail", [payment.id], as_read)

    def marks(self, payments: Collection[TrytonPayment]) -> Mapping[str, Marks]:
        """What the notes on payments say of requests, by their references."""
        return marks_in(self._about("ir.note", payments, ["message"])) if payments else {}

    def mark(self, payment: TrytonPayment, request: str, mark: RequestNote, reason: str = "") -> None:
        """Note on a payment what became of a request."""
        self._on("ir.note", "create", [{"resource": payment.record, "message": mark_text(request, mark, reason)}])

    def _payments(self, references: list[str]) -> list[TrytonPayment]:
        domain = [["reference", "in", references], ["kind", "=", "receivable"], ["company", "=", self._company]]
        return payments_in(self._search("account.payment", domain, PAYMENT_FIELDS))

    def _make(self, lines: Sequence[ErpLine], journal: int) -> None:
        parties = self._parties({line.client: line.name for line in lines})
        values = [
            {
                "company": self._company,
                "journal": journal,
                "kind": "receivable",
                "party": parties[line.client],
                "amount": decimal_of(line.amount),
                "date": _day(line.received_on),
                "reference": line.reference,
            }
            for line in lines
        ]
        self._on("account.payment", "create", values)

    def _journal(self, name: str) -> int:
        journals = list(
            rows_in(
                self._search(
                    "account.payment.journal", [["name", "=", name], ["company", "=", self._company]], ["name"]
                )
            )
        )
        if len(journals) != 1:
            raise Unavailable(Fault.SETTINGS_WRONG, key="erp_journal")
        return whole_in(journals[0], "id")

    def _parties(self, names: Mapping[str, str]) -> Mapping[str, int]:
        """The parties of clients by their references, which are their codes, and unique in Tryton; made if need be."""
        found = self._known_parties(names)
        missing = [{"code": client, "name": name} for client, name in names.items() if client not in found]
        if missing:
            try:
                self._on("party.party", "create", missing)
            except TrytonRefused:  # another workstation made one of them just now, and all of them are refused
                for each in missing:
                    with suppress(TrytonRefused):
                        self._on("party.party", "create", [each])
            found = self._known_parties(names)
        if names.keys() - found.keys():
            raise odd()
        return found

    def _known_parties(self, clients: Iterable[str]) -> Mapping[str, int]:
        everyone = {**self._context, "active_test": False}
        domain = [["code", "in", list(clients)]]
        result = self._call("model.party.party.search_read", domain, 0, None, None, ["code"], everyone)
        return {text_in(row, "code"): whole_in(row, "id") for row in rows_in(result)}

    def _process(self, ids: list[int]) -> None:
        """Press the button that opens the wizard, and go through it: nothing else brings a payment into a group."""
        if not ids:
            return
        wizard = "wizard.account.payment.process"
        match self._call(f"{wizard}.create", self._context):
            case [int(session), str(first), *_]:
                chosen = {"active_model": "account.payment", "active_id": ids[0], "active_ids": ids}
                self._call(f"{wizard}.execute", session, {}, first, {**self._context, **chosen})
                self._call(f"{wizard}.delete", session, self._context)
            case _:
                raise odd()

    def _ever_succeeded(self, payments: Collection[TrytonPayment]) -> set[str]:
        """Which have succeeded at any time, as Tryton's log remembers."""
        if not payments:
            return set()
        more = [["event", "=", "transition"], ["target", "=", "state:succeeded"]]
        return {text_in(row, "resource") for row in rows_in(self._about("ir.model.log", payments, ["resource"], *more))}

    def _about(
        self, model: str, payments: Collection[TrytonPayment], fields: Sequence[str], *more: Sequence[object]
    ) -> object:
        return self._search(model, [["resource", "in", [each.record for each in payments]], *more], fields)

    def _press(self, button: str, ids: list[int]) -> None:
        if ids:
            self._on("account.payment", button, ids)

    def _search(self, model: str, domain: Sequence[object], fields: Sequence[str]) -> object:
        return self._on(model, "search_read", domain, 0, None, None, fields)

    def _on(self, model: str, method: str, *params: object) -> object:
        return self._call(f"model.{model}.{method}", *params, self._context)


def _chosen(payments: Iterable[TrytonPayment]) -> dict[str, TrytonPayment]:
    """One payment for each reference; see `Records.make`."""
    chosen: dict[str, TrytonPayment] = {}
    for each in sorted(payments, key=lambda payment: (payment.state == "draft", payment.id)):
        chosen.setdefault(each.reference, each)
    return chosen


def _day(day: date) -> Mapping[str, object]:
    return {"__class__": "date", "year": day.year, "month": day.month, "day": day.day}
