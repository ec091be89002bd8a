"""Mail that was keyed or transferred, what it did to the clients' files, and the slips its papers leave under."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, text

from backoffice.storage.tables.columns import ID, by_and_at, gesture_column, id_column, metadata

_SET_ASIDE = text("paper = 'set_aside'")
_UNDER_A_SLIP = text("slip IS NOT NULL")
_SETTLES = text("settles IS NOT NULL")
_REVERSES = text("reverses IS NOT NULL")
# Of a whole index SQLite believes that few rows have no value, and would walk through all of those.

mail = Table(
    "mail",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False),
    Column("client_id", ID, ForeignKey("clients.id")),
    Column("receipt_id", ID, ForeignKey("receipts.id"), unique=True),
    Column("paper", String(10), nullable=False),
    Column("slip", String(10)),
    Column("annotations", String, nullable=False),
    Column("rules", String, nullable=False),
    Column("facts", String, nullable=False),
    Column("departure", String, nullable=False),
    Column("decision", String, nullable=False, server_default="{}"),
    Column("edition", String(10), nullable=False, server_default=""),
    Column("settles", ID, ForeignKey("mail.id")),
    Column("reverses", ID, ForeignKey("mail.id")),
    *by_and_at("recorded"),
    CheckConstraint(
        "paper IN ('discard', 'archive', 'scan', 'recovery', 'src', 'reject', 'set_aside')",
        name="paper",
    ),
    CheckConstraint(
        "slip IN ('cheque', 'card', 'iban', 'none', 'recovery', 'src', 'archive', 'reject')",
        name="slip",
    ),
    Index("ix_mail_batch_id_receipt_id", "batch_id", "receipt_id"),
    Index("uq_mail_reverses", "reverses", unique=True, sqlite_where=_REVERSES, postgresql_where=_REVERSES),
    Index("ix_mail_set_aside", "client_id", sqlite_where=_SET_ASIDE, postgresql_where=_SET_ASIDE),
    Index("ix_mail_settles", "settles", sqlite_where=_SETTLES, postgresql_where=_SETTLES),
    Index("ix_mail_under_a_slip", "recorded_at", sqlite_where=_UNDER_A_SLIP, postgresql_where=_UNDER_A_SLIP),
)
"""`client_id` is null where the client was not found: `unknown_mail` has what could be read.
`slip`: what the paper goes under, a `MailSlipKind`; null where it goes under none, and on a reversal.
`annotations`: one a line. `rules`: with spaces between. `decision`: in full, as JSON.
`edition`: of the rules. `settles`: the set-aside mail that this one takes up.
The mail of a receipt's reversal bears the reversing receipt."""

other_cheques = Table(
    "other_cheques",
    metadata,
    Column("mail_id", ID, ForeignKey("mail.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("number", String(7), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("cash_on", Date),
    CheckConstraint("amount > 0", name="amount"),
)
"""The cheques of an instalment that are not cashed with the first (P-26); `cash_on` is null where no date was said."""

file_actions = Table(
    "file_actions",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("mail_id", ID, ForeignKey("mail.id"), index=True),
    Column("code", String(3), nullable=False),
    Column("value", String(80), nullable=False),
    Column("text", String, nullable=False),
    Column("rule", String(10), nullable=False),
    *by_and_at("recorded"),
    CheckConstraint("code IN ('2.6', '2.7', '2.8', '3.3', 'C')", name="code"),
)

action_lifts = Table(
    "action_lifts",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("action_id", ID, ForeignKey("file_actions.id"), nullable=False, unique=True),
    Column("reason", String, nullable=False),
    *by_and_at("lifted"),
)
"""`reason` is empty where the mail that the action came with was cancelled or put right."""

mail_slips = Table(
    "mail_slips",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("kind", String(10), nullable=False),
    Column("batch_id", ID, ForeignKey("batches.id"), index=True),
    Column("day", Date, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    *by_and_at("printed"),
    CheckConstraint(
        "kind IN ('cheque', 'card', 'iban', 'none', 'recovery', 'src', 'archive', 'reject')",
        name="kind",
    ),
)
"""`batch_id` is null on a slip of a day's papers; `day` is that day, or the one on which the batch arrived."""

mail_slip_lines = Table(
    "mail_slip_lines",
    metadata,
    Column("slip_id", ID, ForeignKey("mail_slips.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("mail_id", ID, ForeignKey("mail.id"), nullable=False, unique=True),
)

unknown_mail = Table(
    "unknown_mail",
    metadata,
    Column("mail_id", ID, ForeignKey("mail.id"), primary_key=True, autoincrement=False),
    Column("number", String(20), nullable=False, unique=True),
    Column("reference", String(80), nullable=False),
    Column("name", String(120), nullable=False),
    Column("text", String, nullable=False),
    Column("search", String, nullable=False),
)
"""What could be read of a client who was not found; `number` is written on the paper, `search` has all in capitals."""

pile_slips = Table(
    "pile_slips",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("pile", String(11), nullable=False),
    Column("day", Date, nullable=False),
    Column("count", Integer, nullable=False),
    *by_and_at("printed"),
    CheckConstraint("pile IN ('FA', 'PARTENARIAT', 'SRC')", name="pile"),
)
"""The slips of what *Tri* has put on a pile; `day` is the one on which it was printed."""

pile_slip_lines = Table(
    "pile_slip_lines",
    metadata,
    Column("slip_id", ID, ForeignKey("pile_slips.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("piece", String(80), nullable=False),
    Column("rule", String(10), nullable=False),
)
"""`piece`: the reference, the circular or both, as *Tri* read them; `rule` says why it is on this pile."""
