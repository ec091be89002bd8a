"""SlimPay: what was asked of it, the page on which the client's IBAN is typed, and what came of it (P-69)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import Means, Origin
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.domain.slimpay import (
    AskState,
    OrderState,
    Signatory,
    SlimpayMandate,
    SlimpayMandateState,
    SlimpayOrder,
)
from backoffice.services.office.office import Office
from backoffice.services.ports.mandating import MandateService
from backoffice.storage import clients, means, slimpay_orders
from backoffice.storage.database import Transaction
from backoffice.storage.means import NewMeans
from backoffice.storage.slimpay_orders import KeptOrder
from backoffice.storage.writing import Writing

_STATES: Mapping[SlimpayMandateState, MandateState] = {
    SlimpayMandateState.CREATED: MandateState.WAITING,
    SlimpayMandateState.WAITING_FOR_REFERENCE: MandateState.WAITING,
    SlimpayMandateState.WAITING_FOR_VALIDATION: MandateState.WAITING,
    SlimpayMandateState.ACTIVE: MandateState.ACTIVE,
    SlimpayMandateState.REJECTED: MandateState.REJECTED,
    SlimpayMandateState.REVOKED: MandateState.REVOKED,
    SlimpayMandateState.EXPIRED: MandateState.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class SlimpayPage:
    """An order, and SlimPay's page for it.

    Attributes:
        url: to be shown in a window, and neither kept nor logged; empty where the order is settled already.
    """

    row: SlimpayRow
    url: str

    def __repr__(self) -> str:
        return f"SlimpayPage({self.row!r})"


class Slimpay:
    """The orders at SlimPay. Each is kept before it is sent, so that nothing is asked twice, whatever breaks."""

    def __init__(self, office: Office, vault: Sealing, mandates: MandateService) -> None:
        self._office = office
        self._vault = vault
        self._mandates = mandates

    def unsettled(self, who: Actor) -> tuple[SlimpayRow, ...]:
        """What was asked and is not settled, the oldest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEY)
        return tuple(_row(order) for order in self._office.database.read(slimpay_orders.unsettled))

    def begin(self, who: Actor, order_id: int) -> SlimpayPage:
        """Ask SlimPay, or find what was asked before; gives the page on which the IBAN is typed.

        Slow: it waits for the network.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `SLIMPAY_ORDER_UNKNOWN`; what SlimPay refuses for good as `MandateService` says
                it, and then the order is settled as aborted.
            Unavailable: as `MandateService`; it may be asked again.
        """
        order = self._order(who, order_id)
        if order.state.is_settled:
            return SlimpayPage(_row(order), "")
        try:
            asked = self._ask(order)
        except RuleBroken:
            self._move(who, order, AskState.ABORTED)
            raise
        if asked.state.is_final:
            return SlimpayPage(self._settle(who, order, asked), "")
        return SlimpayPage(self._move(who, order, AskState.OPEN), asked.approval_url)

    def look(self, who: Actor, order_id: int) -> SlimpayRow:
        """Where an order is by now; once it is completed the mandate is read back and put on the client's file.

        Slow: it waits for the network.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `SLIMPAY_ORDER_UNKNOWN`.
            Unavailable: as `MandateService`.
        """
        order = self._order(who, order_id)
        if order.state.is_settled:
            return _row(order)
        asked = self._mandates.order(order.reference)
        return _row(order) if asked is None else self._settle(who, order, asked)

    def abandon(self, who: Actor, order_id: int) -> SlimpayRow:
        """Give an order up; where it was completed in the meantime, that stands. Slow: it waits for the network.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `SLIMPAY_ORDER_UNKNOWN`.
            Unavailable: as `MandateService`.
        """
        order = self._order(who, order_id)
        if order.state.is_settled:
            return _row(order)
        if self._mandates.order(order.reference) is None:
            return self._move(who, order, AskState.ABORTED)
        return self._settle(who, order, self._mandates.abandon(order.reference))

    def settle_all(self, who: Actor) -> tuple[SlimpayRow, ...]:
        """At the start of the program: look at every order that was left open; gives what is settled now.

        Slow: it waits for the network. What SlimPay does not know was never sent, and is left for the operator.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
            Unavailable: as `MandateService`, where nothing was settled before.
        """
        settled: list[SlimpayRow] = []
        for row in self.unsettled(who):
            try:
                now = self.look(who, row.id)
            except Unavailable:
                if settled:
                    break
                raise
            if now.state.is_settled:
                settled.append(now)
        return tuple(settled)

    def _ask(self, order: KeptOrder) -> SlimpayOrder:
        if order.rum:
            return self._mandates.ask_new_iban(order.reference, order.rum)
        signatory = Signatory(order.title, order.last_name, order.first_name, order.address, order.postcode, order.city)
        return self._mandates.ask_mandate(order.reference, str(order.ref), signatory)

    def _settle(self, who: Actor, order: KeptOrder, asked: SlimpayOrder) -> SlimpayRow:
        if not asked.state.is_final:
            return self._move(who, order, AskState.OPEN)
        if asked.state is not OrderState.COMPLETED:
            return self._move(who, order, AskState.ABORTED)
        mandate = self._mandates.mandate_of(order.reference)
        if mandate is None:  # SlimPay does not link it yet: asked again at the next look
            return self._move(who, order, AskState.OPEN)
        return self._office.database.write(lambda tx: self._complete(tx, who, order, mandate))

    def _complete(self, tx: Transaction, who: Actor, order: KeptOrder, mandate: SlimpayMandate) -> SlimpayRow:
        clients.locked(tx, order.client_id)
        now = self._office.clock()
        if slimpay_orders.move(tx, order.id, AskState.COMPLETED, who.person_id, now):
            present = means.of_client(tx, order.client_id)
            told = f"SlimPay {mandate.state.value}"
            new = NewMeans(order.client_id, Origin.MANDATE, self._with(present, mandate), reason=told)
            means.put(tx, Writing(order.gesture, who.person_id, now), new)
            self._note(tx, who, order, AskState.COMPLETED)
        return _row(_found(slimpay_orders.by_id(tx, order.id)))

    def _with(self, present: Means, mandate: SlimpayMandate) -> Means:
        return replace(
            present,
            rum=mandate.rum,
            mandate=_STATES[mandate.state],
            signed_on=mandate.signed_on or present.signed_on,
            sealed_iban=self._vault.seal(mandate.iban) if mandate.iban else present.sealed_iban,
        )

    def _move(self, who: Actor, order: KeptOrder, state: AskState) -> SlimpayRow:
        def write(tx: Transaction) -> SlimpayRow:
            if slimpay_orders.move(tx, order.id, state, who.person_id, self._office.clock()):
                self._note(tx, who, order, state)
            return _row(_found(slimpay_orders.by_id(tx, order.id)))

        return self._office.database.write(write)

    def _note(self, tx: Transaction, who: Actor, order: KeptOrder, state: AskState) -> None:
        self._office.note(
            tx, who, "slimpay order", {"order": order.id, "client": order.client_id, "state": state.value}
        )

    def _order(self, who: Actor, order_id: int) -> KeptOrder:
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: _found(slimpay_orders.by_id(tx, order_id)))


def _row(order: KeptOrder) -> SlimpayRow:
    return SlimpayRow(
        id=order.id,
        client_id=order.client_id,
        ref=order.ref,
        name=order.name,
        rum=order.rum,
        state=order.state,
        asked_at=order.asked_at,
        operator=order.operator,
    )


def _found(order: KeptOrder | None) -> KeptOrder:
    if order is None:
        raise RuleBroken(Broken.SLIMPAY_ORDER_UNKNOWN)
    return order
