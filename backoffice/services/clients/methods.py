"""2.4 *Changement MDR*: cards become aliases, IBANs are checked and sealed, mandates keep their history."""

from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.card import AliasedCard, CardExpiry, check_number, require_in_force, require_method
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.iban import accepted, bank_name, check_iban, masked
from backoffice.domain.mandate import MandateChange, MandateState, require_transition
from backoffice.domain.means import JudgedIban, MeansRow, MethodForm, Origin, SealedIban, ShownMeans
from backoffice.domain.method import Channel, channel_of
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.domain.secret_digits import SecretDigits
from backoffice.services.books.means_posting import Changing, changed, shown, standing_of
from backoffice.services.clients.action_validity import require_rule
from backoffice.services.office.office import Office, today
from backoffice.services.office.typed_words import require_no_secret, require_text
from backoffice.services.ports.aliasing import AliasService
from backoffice.storage import clients, means, slimpay_orders
from backoffice.storage.database import Transaction
from backoffice.storage.means import NewMeans

_Client = TypeVar("_Client")


class Methods:
    """How clients pay, and what changes it."""

    def __init__(self, office: Office, vault: Sealing, aliases: AliasService) -> None:
        self._office = office
        self._vault = vault
        self._aliases = aliases

    def take_card(self, who: Actor, key: UUID, method: int, number: SecretDigits, expiry: CardExpiry) -> AliasedCard:
        """*Affecter* a card: its alias, under `key` always the same one. Nothing is on the client's file yet.

        Slow: it waits for the network. The number is read, and neither kept nor wiped.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CARD_IS_AMEX` or `CARD_IS_NOT_AMEX` (P-51), `CARD_EXPIRED`,
                `CARD_EXPIRY_TOO_FAR`, and as `AliasService`.
            Unavailable: as `AliasService`; it may be asked again under the same key.
        """
        self._office.require(who, Right.KEY)
        require_method(check_number(number), method)
        require_in_force(expiry, today(self._office))
        return self._aliases.alias(key, number, expiry)

    def judge_iban(self, who: Actor, client_id: int, text: str) -> JudgedIban:
        """*Affecter* an IBAN: checked, sealed, and set against the client's file and the partner's (P-60, P-61, P-67).

        Nothing is on the client's file yet.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `IBAN_WRONG`, `CLIENT_UNKNOWN`.
        """
        self._office.require(who, Right.KEY)
        iban = check_iban(text)

        def read(tx: Transaction) -> tuple[bytes | None, str]:
            _, present = _found(clients.file_of(tx, client_id))
            return present.sealed_iban, means.banks_of(tx, client_id)

        on_file, banks = self._office.database.read(read)
        return JudgedIban(
            iban=SealedIban(self._vault.seal(iban).hex(), masked(iban)),
            same=on_file is not None and self._vault.is_of(on_file, iban),
            accepted=accepted(iban, banks),
            bank=bank_name(iban),
        )

    def change(self, who: Actor, form: MethodForm) -> ShownMeans:
        """Put a new means of payment on a client's file, once; gives what is there then.

        With 99 (SlimPay) the IBAN is asked for in SlimPay's page: see `Slimpay`.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`, `CLIENT_BLOCKED` (P-66), as `require_rule`, as
                `require_no_secret`, and as `changed`.
        """
        self._office.require(who, Right.KEY)
        require_rule(form.change.rule)
        require_no_secret(form.change)
        return self._office.database.write(lambda tx: self._change(tx, who, form))

    def _change(self, tx: Transaction, who: Actor, form: MethodForm) -> ShownMeans:
        if self._office.once(tx, who, form.key, form):
            client = _found(clients.locked(tx, form.client_id))
            if client.blocked:
                raise RuleBroken(Broken.CLIENT_BLOCKED, ref=str(client.ref))
            by = self._office.writing(who, form.key)
            present, on = means.of_client(tx, client.id), today(self._office)
            standing = standing_of(present, means.last_debit(tx, client.id), on)
            direct_method = means.direct_method_of(tx, client.id)
            new = changed(present, form.change, Changing(client.ref, direct_method, standing, on))
            if channel_of(new.method_code) is Channel.SLIMPAY:
                slimpay_orders.ask(tx, by, client.id, None, new.rum)
            means.put(tx, by, NewMeans(client.id, Origin.CHANGE, new, reason=form.change.rule))
            self._office.note(tx, who, "method changed", {"client": client.id, "method": new.method_code})
        return self._shown(tx, form.client_id)

    def set_mandate(self, who: Actor, key: UUID, client_id: int, state: MandateState, reason: str) -> ShownMeans:
        """Move a client's mandate on, with the reason, once: suspended, revoked, active again.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REASON_MISSING`, `TEXT_UNUSABLE`, `CLIENT_UNKNOWN`, `MANDATE_TRANSITION`.
        """
        self._office.require(who, Right.CHANGE_MANDATES)
        require_text(reason, Broken.REASON_MISSING)
        wanted = MandateChange(client_id, state, reason.strip())
        return self._office.database.write(lambda tx: self._set_mandate(tx, who, key, wanted))

    def _set_mandate(self, tx: Transaction, who: Actor, key: UUID, wanted: MandateChange) -> ShownMeans:
        if self._office.once(tx, who, key, wanted):
            _found(clients.locked(tx, wanted.client_id))
            present = means.of_client(tx, wanted.client_id)
            require_transition(present.mandate, wanted.state)
            moved = replace(present, mandate=wanted.state)
            new = NewMeans(wanted.client_id, Origin.MANDATE, moved, reason=wanted.reason)
            means.put(tx, self._office.writing(who, key), new)
            facts: Facts = {"client": wanted.client_id, "rum": present.rum, "state": wanted.state.value}
            self._office.note(tx, who, "mandate changed", facts)
        return self._shown(tx, wanted.client_id)

    def history(self, who: Actor, client_id: int) -> tuple[MeansRow, ...]:
        """What a client paid with since the first change, the newest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEY)
        on = today(self._office)

        def read(tx: Transaction) -> tuple[MeansRow, ...]:
            debited = means.last_debit(tx, client_id)
            return tuple(
                MeansRow(
                    row.id,
                    row.origin,
                    shown(self._vault, row.means, debited, on),
                    row.reason,
                    row.recorded_at,
                    row.operator,
                )
                for row in means.history(tx, client_id)
            )

        return self._office.database.read(read)

    def _shown(self, tx: Transaction, client_id: int) -> ShownMeans:
        present, debited = means.of_client(tx, client_id), means.last_debit(tx, client_id)
        return shown(self._vault, present, debited, today(self._office))


def _found(client: _Client | None) -> _Client:
    if client is None:
        raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
    return client
