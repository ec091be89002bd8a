"""A gesture's kind is a word that stays; it was the name of a class of the program."""

import sqlalchemy as sa

from backoffice.storage.migrations.triggers import rewrite

revision = "0010"
down_revision = "0009"

_WORDS = {
    "ActionForm": "action",
    "ActionLifting": "action.lifting",
    "Opening": "balance.opening",
    "OpeningsFile": "balance.openings_file",
    "BankFiling": "bank_file",
    "BankFileAgain": "bank_file.reprint",
    "Closing": "batch.closing",
    "NewBatch": "batch.opening",
    "Preclosing": "batch.preclosing",
    "ChequeForm": "cheque",
    "ChequeCorrection": "cheque.correction",
    "NewDistribution": "distribution.opening",
    "ValidationUndoing": "distribution.undoing",
    "ValidationForm": "distribution.validation",
    "MessageSettling": "erp_message.settling",
    "NewGroup": "group.entry",
    "GroupSetup": "group.setup",
    "MailForm": "mail",
    "MailCancelling": "mail.cancelling",
    "MailSlipPrinting": "mail_slip",
    "MailSlipReprint": "mail_slip.reprint",
    "MandateChange": "mandate",
    "NewMember": "member.entry",
    "OrderForm": "member_order",
    "TakingOff": "member_order.taking_off",
    "PaymentForm": "member_payment",
    "ConfirmationsFile": "member_payment.confirmations_file",
    "Withdrawal": "member_payment.withdrawal",
    "MethodForm": "method",
    "AskingAgain": "payment.asking_again",
    "PaymentCancelling": "payment.cancelling",
    "PersonChange": "person.change",
    "NewPerson": "person.entry",
    "Reversal": "receipt.reversal",
    "SlipPrinting": "receipt_slip",
    "SlipReprint": "receipt_slip.reprint",
    "SecretChange": "secret",
    "Tape": "tape",
    "UnpaidForm": "unpaid",
}


def upgrade() -> None:
    """Write the words instead of the names."""
    gestures = sa.table("gestures", sa.column("name", sa.String))
    word = sa.case(_WORDS, value=gestures.c.name)
    rewrite("gestures", sa.update(gestures).where(gestures.c.name.in_(_WORDS)).values(name=word))
