"""The tables. Amounts are whole cents, times are UTC without a zone, dates are dates.

Receipts, instruction lines, mail, actions, means, debits, renewals, unpaid payments, allocations, refunds, gestures,
tapes, slips, bank files, messages of the financial system and audit events are only ever added to; batches, SlimPay
orders, cancellations and their requests only move along their transitions. Triggers made by the migrations see to it
on both engines.
"""

from backoffice.storage.tables.batches import batches, instruction_lines, receipts, slips, tapes
from backoffice.storage.tables.clients import clients, invoices, orders, partners
from backoffice.storage.tables.columns import metadata
from backoffice.storage.tables.credits import allocations, cancel_reasons, refund_list_lines, refund_lists, refunds
from backoffice.storage.tables.erp import (
    cancellations,
    erp_batches,
    erp_lines,
    erp_messages,
    erp_requests,
    erp_verdicts,
)
from backoffice.storage.tables.ledger import ledger_entries
from backoffice.storage.tables.mail import (
    action_lifts,
    file_actions,
    mail,
    mail_slip_lines,
    mail_slips,
    other_cheques,
    pile_slip_lines,
    pile_slips,
    unknown_mail,
)
from backoffice.storage.tables.means import bank_file_lines, bank_files, debits, means, renewals, slimpay_orders
from backoffice.storage.tables.members import (
    distributions,
    member_groups,
    member_order_lines,
    member_payments,
    members,
    openings,
    validation_lines,
    validations,
)
from backoffice.storage.tables.office import audit_events, counters, gestures, office_facts, people
from backoffice.storage.tables.unpaids import unpaids

__all__ = [
    "action_lifts",
    "allocations",
    "audit_events",
    "bank_file_lines",
    "bank_files",
    "batches",
    "cancel_reasons",
    "cancellations",
    "clients",
    "counters",
    "debits",
    "distributions",
    "erp_batches",
    "erp_lines",
    "erp_messages",
    "erp_requests",
    "erp_verdicts",
    "file_actions",
    "gestures",
    "instruction_lines",
    "invoices",
    "ledger_entries",
    "mail",
    "mail_slip_lines",
    "mail_slips",
    "means",
    "member_groups",
    "member_order_lines",
    "member_payments",
    "members",
    "metadata",
    "office_facts",
    "openings",
    "orders",
    "other_cheques",
    "partners",
    "people",
    "pile_slip_lines",
    "pile_slips",
    "receipts",
    "refund_list_lines",
    "refund_lists",
    "refunds",
    "renewals",
    "slimpay_orders",
    "slips",
    "tapes",
    "unknown_mail",
    "unpaids",
    "validation_lines",
    "validations",
]
