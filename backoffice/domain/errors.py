"""Two families of errors: a rule of the trade that is broken is told to the user, a bug is not caught here."""

from enum import StrEnum, unique

Fact = str | int | bool


@unique
class Broken(StrEnum):
    """Every way in which a gesture can be refused. The sentences are in `forms/kit/wording.py`."""

    REFERENCE_UNREADABLE = "reference.unreadable"
    CLIENT_UNKNOWN = "client.unknown"
    CLIENT_BLOCKED = "client.blocked"
    CLIENT_IS_DIRECT = "client.is_direct"
    CLIENT_IS_PARTNER = "client.is_partner"
    NAME_TOO_SHORT = "client.name_too_short"
    AMOUNT_UNREADABLE = "amount.unreadable"
    AMOUNT_NOT_POSITIVE = "amount.not_positive"
    AMOUNT_TOO_LARGE = "amount.too_large"
    WORDS_UNREADABLE = "words.unreadable"
    WORDS_MISSING = "words.missing"
    DATE_UNREADABLE = "date.unreadable"
    ARRIVAL_IN_FUTURE = "batch.arrival_in_future"
    CHEQUE_NUMBER_UNREADABLE = "cheque.number_unreadable"
    CMC7_UNREADABLE = "cheque.cmc7_unreadable"
    CMC7_KEY_WRONG = "cheque.cmc7_key_wrong"
    BLANK_ROW = "cheque.blank_row"
    NOTHING_SETTLED = "cheque.nothing_settled"
    SETTLED_OVER_CHEQUE = "cheque.settled_over_cheque"
    SETTLED_OVER_PENDING = "cheque.settled_over_pending"
    INVOICES_CHANGED = "cheque.invoices_changed"
    INVOICE_IN_BATCH_WITHOUT = "cheque.invoice_in_batch_without"
    NO_INVOICE = "cheque.no_invoice"
    PROBABLE_DUPLICATE = "cheque.probable_duplicate"
    CARD_BRAND_UNKNOWN = "card.brand_unknown"
    CARD_LENGTH_WRONG = "card.length_wrong"
    CARD_NUMBER_WRONG = "card.number_wrong"
    CARD_IS_AMEX = "card.is_amex"
    CARD_IS_NOT_AMEX = "card.is_not_amex"
    CARD_EXPIRY_UNREADABLE = "card.expiry_unreadable"
    CARD_EXPIRY_TOO_FAR = "card.expiry_too_far"
    CARD_EXPIRED = "card.expired"
    CARD_REFUSED = "card.refused"
    IBAN_WRONG = "iban.wrong"
    IBAN_SEALED_BEFORE = "iban.sealed_before"
    RUM_UNUSABLE = "mandate.rum_unusable"
    MANDATE_TRANSITION = "mandate.transition"
    MANDATE_INACTIVE = "mandate.inactive"
    SLIMPAY_REFUSED = "slimpay.refused"
    SLIMPAY_SIGNATORY_WRONG = "slimpay.signatory_wrong"
    SLIMPAY_MANDATE_UNKNOWN = "slimpay.mandate_unknown"
    SLIMPAY_ORDER_UNKNOWN = "slimpay.order_unknown"
    NOTHING_TO_DEBIT = "debit.nothing"
    DEBIT_UNUSABLE = "debit.unusable"
    METHOD_INCOMPLETE = "method.incomplete"
    METHOD_UNKNOWN = "method.unknown"
    NO_IBAN_ON_FILE = "debit.no_iban_on_file"
    MANDATE_MISSING = "debit.mandate_missing"
    ORDER_UNKNOWN = "order.unknown"
    ORDER_NOT_RENEWABLE = "order.not_renewable"
    MAIL_SENT_TO_BANK = "mail.sent_to_bank"
    COLLECTED_TOO_SOON = "bank.collected_too_soon"
    BANK_FILE_UNKNOWN = "bank.file_unknown"
    MAIL_AT_SLIMPAY = "mail.at_slimpay"
    RECEIPT_UNKNOWN = "receipt.unknown"
    RECEIPT_REVERSED = "receipt.reversed"
    RECEIPT_STANDS = "receipt.stands"
    NOTHING_UNPAID = "unpaid.nothing"
    UNPAID_AMOUNT = "unpaid.amount"
    IN_FINANCIAL_SYSTEM = "payment.in_financial_system"
    CANCELLATION_UNDER_WAY = "payment.cancellation_under_way"
    CANCELLATION_UNKNOWN = "payment.cancellation_unknown"
    LINE_NOT_REFUSED = "payment.line_not_refused"
    ERP_MESSAGE_UNKNOWN = "erp.message_unknown"
    ERP_MESSAGE_SETTLED = "erp.message_settled"
    ERP_MESSAGE_WITHOUT_REQUEST = "erp.message_without_request"
    BATCH_UNKNOWN = "batch.unknown"
    BATCH_NOT_OPEN = "batch.not_open"
    BATCH_NOT_PRECLOSED = "batch.not_preclosed"
    BATCH_CLOSED = "batch.closed"
    BATCH_OF_ANOTHER = "batch.of_another"
    TAPE_MISSING = "batch.tape_missing"
    TAPE_DIFFERS = "batch.tape_differs"
    SLIP_MISSING = "batch.slip_missing"
    SLIP_UNKNOWN = "slip.unknown"
    SLIP_WITHOUT_CHEQUE = "slip.without_cheque"
    MAIL_UNKNOWN = "mail.unknown"
    MAIL_CANCELLED = "mail.cancelled"
    MAIL_HAS_RECEIPT = "mail.has_receipt"
    MAIL_TAKEN_UP = "mail.taken_up"
    SET_ASIDE_NOT_KEYED = "mail.set_aside_not_keyed"
    NOTHING_FOR_SLIP = "mail.nothing_for_slip"
    ACTION_MISSING = "action.missing"
    ACTION_VALUE_UNKNOWN = "action.value_unknown"
    ACTION_STANDS = "action.stands"
    ACTION_UNKNOWN = "action.unknown"
    ACTION_LIFTED = "action.lifted"
    ACTION_NOT_LIFTABLE = "action.not_liftable"
    COMMENT_MISSING = "action.comment_missing"
    REASON_MISSING = "action.reason_missing"
    TEXT_UNUSABLE = "text.unusable"
    TEXT_HOLDS_CARD = "text.holds_card"
    TEXT_HOLDS_IBAN = "text.holds_iban"
    GESTURE_REUSED = "gesture.reused"
    LOGIN_REFUSED = "people.login_refused"
    ROLE_MAY_NOT = "people.role_may_not"
    LOGIN_TAKEN = "people.login_taken"
    PASSWORD_TOO_SHORT = "people.password_too_short"
    PASSWORD_WRONG = "people.password_wrong"
    PERSON_UNKNOWN = "people.unknown"
    LAST_ADMINISTRATOR = "people.last_administrator"
    IMPORT_FILE_MISSING = "import.file_missing"
    IMPORT_CANCELLED = "import.cancelled"


class RuleBroken(Exception):
    """A gesture that the trade refuses.

    Attributes:
        code: which rule, for the sentence.
        facts: what the sentence needs. Never a card number, an IBAN or a password.
    """

    def __init__(self, code: Broken, **facts: Fact) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts


@unique
class Fault(StrEnum):
    """Why the back office cannot work just now; nothing that was acknowledged is lost."""

    DATABASE_UNREACHABLE = "database.unreachable"
    DATABASE_BUSY = "database.busy"
    DATABASE_BROKEN = "database.broken"
    DATABASE_NOT_READY = "database.not_ready"
    DATABASE_TOO_NEW = "database.too_new"
    DISK_FULL = "disk.full"
    SQLITE_UNSAFE = "sqlite.unsafe"
    SECRET_MISSING = "secret.missing"
    SECRET_WRONG = "secret.wrong"
    SECRET_IN_SETTINGS = "secret.in_settings"
    NOT_THE_OWNER = "database.not_the_owner"
    SETTINGS_WRONG = "settings.wrong"
    ALIAS_SERVICE_MISSING = "alias.service_missing"
    ALIAS_SERVICE_UNREACHABLE = "alias.service_unreachable"
    ALIAS_TOKEN_WRONG = "alias.token_wrong"
    ALIAS_ANSWER_ODD = "alias.answer_odd"
    SLIMPAY_MISSING = "slimpay.missing"
    SLIMPAY_UNREACHABLE = "slimpay.unreachable"
    SLIMPAY_TOKEN_WRONG = "slimpay.token_wrong"
    SLIMPAY_ANSWER_ODD = "slimpay.answer_odd"
    ERP_UNREACHABLE = "erp.unreachable"
    ERP_TOKEN_WRONG = "erp.token_wrong"
    ERP_ANSWER_ODD = "erp.answer_odd"
    CREDITOR_WRONG = "creditor.wrong"
    DEBIT_FILE_WRONG = "debit_file.wrong"
    FOLDER_ABSENT = "folder.absent"
    FOLDER_UNUSABLE = "folder.unusable"
    FILE_UNREADABLE = "file.unreadable"


class Unavailable(Exception):
    """Something outside that the back office stands on has failed.

    Attributes:
        fault: which, for the sentence.
        facts: what the sentence needs; never the text of a database error, which may carry a row.
    """

    def __init__(self, fault: Fault, **facts: Fact) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts = facts
