"""*Reprise de solde*: where a member's account begins; the second time a supervisor says why (M-06)."""

from PySide6.QtCore import Qt, Signal

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import EntryKind, LedgerRow, MemberAccount, Opening
from backoffice.domain.people import Right
from backoffice.french.account_words import ENTRY_KINDS
from backoffice.french.figures import euros, moment
from forms.accounts.services import AccountTools
from forms.accounts.signed_amount import SignedAmountField
from forms.actions.value_choice import Remark
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import sentence, typeset

_FIRST = "Le solde que l'adhérent avait avant Liasse : précédé de − s'il doit, sans signe si c'est un avoir."
_AT_AMOUNT = frozenset({Broken.OPENING_ZERO, Broken.AMOUNT_TOO_LARGE})


class BalanceOpening(Card):
    """The opening of one member after the other.

    Signals:
        recorded: it is recorded; bears the account as it is then.
        stale: another workstation was faster: the account is to be read again.
        changed: what the keys do may have changed.
    """

    recorded = Signal(object)
    stale = Signal()
    changed = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__(ENTRY_KINDS[EntryKind.OPENING])
        self._tools = tools
        self._account: MemberAccount | None = None
        self._gesture = Gesture(tools.desk.runner, self)
        self._told = Words(tone=Tone.MUTED)
        self._told.setWordWrap(True)
        self.amount = SignedAmountField("Solde repris")
        self.reason = WordsField("Motif", required=True)
        self._notice = Remark(Tone.WARNING)
        self._save = button("Enregistrer la reprise", self.save, primary=True)
        self.amount.committed.connect(self._after_amount)
        self.reason.committed.connect(self.save)
        for part in (self._told, self.amount, self.reason, self._notice):
            self.body.addWidget(part)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)

    def show_account(self, account: MemberAccount | None) -> None:
        """Show what can be recorded for this account; what was typed for the same member stays."""
        another = account is None or self._account is None or account.member.id != self._account.member.id
        self._account = account
        if another:
            self._clear()
        may_not = self.why_not()
        for field in (self.amount, self.reason):
            field.setEnabled(not may_not)
            field.setToolTip(may_not)
        self.reason.setVisible(account is not None and account.has_opening)
        self._told.say(typeset(self._told_of(account)), Tone.MUTED)
        allow(self._save, may_not)
        self.changed.emit()

    def why_not(self) -> str:
        """Why nothing can be recorded; empty where it can."""
        if self._account is None:
            return "Le compte se charge."
        return self._tools.services.why_not(Right.MANAGE_GROUPS if self._account.has_opening else Right.KEEP_ACCOUNTS)

    def take_focus(self) -> None:
        """Put the cursor at the amount."""
        self.amount.take_focus()

    def save(self) -> None:
        """*Enregistrer la reprise*: once, whatever is pressed meanwhile."""
        account = self._account
        again = account is not None and account.has_opening
        if account is None or self.why_not() or not all_usable((self.amount, self.reason) if again else (self.amount,)):
            return
        money = self.amount.value()
        if money is None:
            return
        opening = Opening(account.member.id, money, self.reason.text().strip() if again else "")
        self._notice.say("")
        self._gesture.send(
            lambda key: self._tools.services.balances.open(self._tools.who, key, opening), self._done, self._refused
        )

    def _done(self, account: MemberAccount) -> None:
        name = account.member.name
        self._clear()
        self._tools.desk.strip.ok(typeset(f"Reprise de solde enregistrée pour {name} : {euros(account.balance)}."))
        self.recorded.emit(account)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.code in _AT_AMOUNT:
            self.amount.show_error(sentence(error))
            self.amount.take_focus()
            return
        self._notice.say(sentence(error))
        if isinstance(error, RuleBroken) and error.code is Broken.OPENING_TAKEN:
            self.stale.emit()

    def _after_amount(self) -> None:
        if self.reason.isVisible():
            self.reason.take_focus()
        else:
            self.save()

    def _clear(self) -> None:
        self.amount.clear()
        self.reason.clear()
        self._notice.say("")
        self._gesture.renew()

    def _told_of(self, account: MemberAccount | None) -> str:
        standing = None if account is None else _standing(account)
        if standing is None:
            return _FIRST
        told = f"Une reprise de {euros(standing.amount)} est enregistrée ({standing.operator}, le "
        told += f"{moment(standing.happened_at)}). "
        return told + (self.why_not() or "Une autre la remplace : la première est annulée par une écriture contraire.")


def _standing(account: MemberAccount) -> LedgerRow | None:
    kept = (row for row in account.entries if row.kind is EntryKind.OPENING and not row.cancelled)
    return next(kept, None)
