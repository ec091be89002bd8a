"""Forms that an earlier version left in the outbox, as they are written now.

It sent where the paper goes instead of what is on the coupon. What was ticked stood beside that and is taken over; the
decision is not, so that such a form comes back to the operator, who sees what is decided of it now. Later it sent no
mark of the means that an IBAN was set against: one that was the same comes back too, and is compared again.
"""

import json
from collections.abc import Mapping
from typing import Any

_WORDS = {"ChequeForm": "cheque", "MailForm": "mail"}
_CHEQUE = {
    "cheques.other_ink": "other_ink",
    "cheques.other_payee": "other_payee",
    "cheques.ccp": "ccp",
    "cheques.several": "several",
    "coupons_for_cheque": "several_coupons",
    "cheques.cash_on": "cash_on",
}


def as_written_now(kept: dict[str, Any]) -> dict[str, Any]:
    """The content of a file, whatever version wrote it."""
    kind, form = kept.get("kind", "ChequeForm"), kept["form"]
    if "ticks" in form:
        return {**kept, "form": {**form, "compared": ""}} if kind == "mail" and "compared" not in form else kept
    trace = form.get("trace") or {}
    facts = json.loads(trace.get("facts", "{}"))
    now = {name: value for name, value in form.items() if name not in ("trace", "actions")}
    if "debits" in now:
        now["debits"] = [{"amount": {"cents": 0}, **row} for row in now["debits"]]  # it bore none
    now |= {"ticks": _ticks(facts), "reason": trace.get("departure", "")}
    if kind == "MailForm" and "cheques.figures" in facts:
        now["cheque"] = {"figures": _money(facts["cheques.figures"])}
    return {**kept, "kind": _WORDS.get(kind, kind), "form": now}


def _ticks(facts: Mapping[str, Any]) -> dict[str, Any]:
    coupon = {name.removeprefix("coupon."): value for name, value in facts.items() if name.startswith("coupon.")}
    if "amount" in coupon:
        coupon["amount"] = _money(coupon["amount"])
    joined = {"holder": facts.get("holder", "")}
    return {
        "coupon": coupon,
        "cheque": {new: facts[old] for old, new in _CHEQUE.items() if old in facts},
        "card": {"brand": facts["card"], **joined} if "card" in facts else None,
        "iban": {"match": facts["iban"], **joined} if "iban" in facts else None,
        "no_payment": facts.get("no_payment", False),
    }


def _money(plain: str) -> dict[str, int]:
    """`20,30`, as the facts wrote an amount."""
    euros, cents = plain.split(",")
    return {"cents": int(euros) * 100 + int(cents)}
