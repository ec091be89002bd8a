"""The tables. Amounts are whole cents, times are UTC without a zone, dates are dates.

Receipts, instruction lines, mail, actions, gestures, tapes, slips and audit events are only ever added to; batches
only move along their transitions. Triggers made by the migrations see to it on both engines.
"""

from backoffice.storage.tables.batches import batches, instruction_lines, receipts, slips, tapes
from backoffice.storage.tables.clients import clients, invoices, orders, partners
from backoffice.storage.tables.columns import metadata
from backoffice.storage.tables.mail import action_lifts, file_actions, mail, mail_slip_lines, mail_slips
from backoffice.storage.tables.office import audit_events, counters, gestures, office_facts, people

__all__ = [
    "action_lifts",
    "audit_events",
    "batches",
    "clients",
    "counters",
    "file_actions",
    "gestures",
    "instruction_lines",
    "invoices",
    "mail",
    "mail_slip_lines",
    "mail_slips",
    "metadata",
    "office_facts",
    "orders",
    "partners",
    "people",
    "receipts",
    "slips",
    "tapes",
]
