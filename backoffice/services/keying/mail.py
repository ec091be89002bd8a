"""Mail without a cheque: what it does to the client's file, and where its paper goes (P-05, P-41, P-42, P-80, P-81)."""

from typing import TypeVar
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch import BatchKind, BatchState
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.iban import accepted
from backoffice.domain.mail_facts import IbanMatch
from backoffice.domain.mail_rows import MailRow, OtherChequeRow, SetAsideRow
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.domain.undoing import MailCancelling
from backoffice.keying.recorded_form import MailForm
from backoffice.keying.ruling import rule_on_mail
from backoffice.procedure.sorting import require_same_kind
from backoffice.services.books.debit_posting import post_debits, reverse_debits
from backoffice.services.books.mail_posting import codes_of, post_mail, post_mail_reversal, taken_up
from backoffice.services.clients.client_files import whole_file
from backoffice.services.keying.cheque_validity import require_amounts, require_others
from backoffice.services.keying.mail_validity import require_usable
from backoffice.services.office.access import held_batch, visible_batch
from backoffice.services.office.office import Office, today
from backoffice.storage import clients, mail, means, other_cheques
from backoffice.storage.database import Transaction

_LAST_LINES = 5
_Row = TypeVar("_Row")


class Mail:
    """The mail of a batch, and what was set aside for another one."""

    def __init__(self, office: Office, vault: Sealing) -> None:
        self._office = office
        self._vault = vault

    def record(self, who: Actor, form: MailForm) -> MailRow:
        """Record a piece of mail without a cheque, once, whatever is clicked or sent again.

        The decision is taken again here, on the client's file as it is: the form must bear that very decision, and what
        it has keyed must be what is decided, or a declared departure from it. Its actions, the change of method, the
        debits and the renewals are one transaction. A stop that stands already on the client's file is skipped in
        silence, since the procedure asks for it again for a client who has it; typed on its own it would be refused. In
        a batch SANS FACTURE the mail takes up the client's oldest set-aside one, a cheque where one came with it.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`, `BATCH_NOT_OPEN`, `BATCH_CLOSED`,
                `CLIENT_UNKNOWN`, `CLIENT_IS_DIRECT` or `CLIENT_IS_PARTNER` (P-01), `TEXT_UNUSABLE`, as `rule_on_mail`,
                as `require_amounts`, as `require_others` and as `post_debits`.
        """
        require_usable(form.departure, form.reason, form.ticks)
        require_others("", form.ticks.others)
        if form.cheque is not None:
            require_amounts(form.cheque.figures, form.cheque.binding)
        return self._office.database.write(lambda tx: self._record(tx, who, form))

    def recorded(self, key: UUID) -> MailRow:
        """The piece of mail that was recorded under a key."""
        return self._office.database.read(lambda tx: mail.by_gesture(tx, key))

    def _record(self, tx: Transaction, who: Actor, form: MailForm) -> MailRow:
        if self._office.once(tx, who, form.key, form):
            batch = held_batch(self._office, tx, who, form.batch_id, BatchState.OPEN)
            client = clients.locked(tx, form.client_id)
            if client is None:
                raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
            require_same_kind(client.ref, batch.kind)
            self._require_same_iban(tx, form)
            ruling = rule_on_mail(batch, whole_file(tx, self._vault, client.id, today(self._office)), form)
            new = mail.NewMail(
                by=self._office.writing(who, form.key),
                batch_id=batch.id,
                client_id=client.id,
                trace=ruling.trace,
                settles=taken_up(tx, batch, client.id, has_cheque=ruling.has_cheque),
                others=form.ticks.others,
            )
            mail_id, told = post_mail(tx, new, ruling.actions)
            debited = post_debits(tx, new.by, form, batch, client, mail_id)
            facts: Facts = {"client": client.id, **told, **debited, **_settled(form)}
            self._office.note(tx, who, "mail recorded", facts, chain=batch.id)
        return mail.by_gesture(tx, form.key)

    def _require_same_iban(self, tx: Transaction, form: MailForm) -> None:
        """Set the IBAN that was typed against the file and the partner again: what was ticked of it must be so."""
        sealed = form.change.iban if form.change and form.change.iban else form.iban
        if sealed is None:
            return
        try:
            iban = self._vault.unseal(bytes.fromhex(sealed.sealed))
        except (Unavailable, ValueError):
            raise RuleBroken(Broken.IBAN_SEALED_BEFORE) from None
        on_file = means.of_client(tx, form.client_id).sealed_iban
        match = IbanMatch.SAME if on_file is not None and self._vault.is_of(on_file, iban) else IbanMatch.OTHER
        if not accepted(iban, means.banks_of(tx, form.client_id)):
            match = IbanMatch.REFUSED
        if form.ticks.iban is None or form.ticks.iban.match is not match:
            raise RuleBroken(Broken.DECISION_OVERTAKEN)

    def cancel(self, who: Actor, key: UUID, mail_id: int) -> MailRow:
        """Take back mail without a cheque while its batch is not closed: its actions, debits, renewals, its new method.

        On a slip that it was printed on it shows struck through.

        Raises:
            RuleBroken: `MAIL_UNKNOWN`, `MAIL_CANCELLED`, `MAIL_HAS_RECEIPT` (reverse the receipt instead),
                `MAIL_TAKEN_UP` where a later batch has keyed what was set aside, `ROLE_MAY_NOT`,
                `BATCH_OF_ANOTHER`, `BATCH_CLOSED`, `MAIL_SENT_TO_BANK`, `MAIL_AT_SLIMPAY`.
        """

        def write(tx: Transaction) -> MailRow:
            if self._office.once(tx, who, key, MailCancelling(mail_id)):
                self._cancel(tx, who, key, mail_id)
            return _found(mail.by_id(tx, mail_id))

        return self._office.database.write(write)

    def _cancel(self, tx: Transaction, who: Actor, key: UUID, mail_id: int) -> None:
        seen = _found(mail.kept(tx, mail_id))
        held_batch(self._office, tx, who, seen.batch_id, BatchState.OPEN, BatchState.PRECLOSED)
        clients.locked(tx, seen.client_id)
        old = _found(mail.kept(tx, mail_id))
        _require_cancellable(old)
        by = self._office.writing(who, key)
        undone = post_mail_reversal(tx, by, old, None)
        back = reverse_debits(tx, by, old.id, old.client_id)
        facts: Facts = {"cancels": old.id, "client": old.client_id, "actions": codes_of(undone.actions), "back": back}
        self._office.note(tx, who, "mail cancelled", facts, chain=old.batch_id)

    def of_batch(self, who: Actor, batch_id: int) -> tuple[MailRow, ...]:
        """All the mail of a batch in the order of keying, with cheques and without; what was cancelled too.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> tuple[MailRow, ...]:
            visible_batch(self._office, tx, who, batch_id)
            return mail.of_batch(tx, batch_id)

        return self._office.database.read(read)

    def last_of_batch(self, who: Actor, batch_id: int) -> tuple[MailRow, ...]:
        """The five newest pieces of mail of a batch, the newest first.

        Raises:
            RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """

        def read(tx: Transaction) -> tuple[MailRow, ...]:
            visible_batch(self._office, tx, who, batch_id)
            return mail.last_of_batch(tx, batch_id, _LAST_LINES)

        return self._office.database.read(read)

    def set_aside(self, who: Actor, kind: BatchKind) -> tuple[SetAsideRow, ...]:
        """The worklist of the next batch SANS FACTURE of a kind, the oldest arrival first (P-29).

        It is everybody's: what one operator sets aside, another keys.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: mail.set_aside(tx, kind, today(self._office)))

    def other_cheques(self, who: Actor, kind: BatchKind) -> tuple[OtherChequeRow, ...]:
        """The cheques of instalments that are still to be keyed, the one to be cashed first at the top (P-26).

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: other_cheques.waiting(tx, kind))


def _settled(form: MailForm) -> Facts:
    """How the operator has settled a doubt about the holder of the card or the account (P-16)."""
    paid = form.ticks.card or form.ticks.iban
    if paid is None or paid.holder_is_client is None:
        return {}
    return {"holder_is_client": paid.holder_is_client}


def _require_cancellable(old: mail.KeptMail) -> None:
    if old.receipt_id is not None:
        raise RuleBroken(Broken.MAIL_HAS_RECEIPT)
    if old.cancelled:
        raise RuleBroken(Broken.MAIL_CANCELLED)
    if old.taken_up:
        raise RuleBroken(Broken.MAIL_TAKEN_UP)


def _found(row: _Row | None) -> _Row:
    if row is None:
        raise RuleBroken(Broken.MAIL_UNKNOWN)
    return row
