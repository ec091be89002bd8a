"""The day's mail as `day.toml` tells it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DAY = Path(__file__).with_name("day.toml")

_PENDING = re.compile(r"(\w+) (\S+) ([\d,]+)(?: reste ([\d,]+))?")


@dataclass(frozen=True, slots=True)
class Invoice:
    """A pending invoice; amounts in cents."""

    circular: str
    issued_on: str
    amount: int
    left: int


@dataclass(frozen=True, slots=True)
class Customer:
    """What the office knows of a client."""

    ref: str
    name: str
    place: str
    flags: frozenset[str]
    invoices: tuple[Invoice, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Must:
    """What must come out of a coupon; amounts in cents, 0 where it is refused."""

    amount: int
    rows: tuple[str, ...]
    credit: int
    rules: tuple[str, ...]
    refused: str


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon with its cheque, and what the operator does with it; the fields are those of the file."""

    title: str
    client: Customer
    reference: tuple[str, ...]
    by_name: str
    figures: str
    keyed: str
    words: tuple[str, ...]
    copied: bool
    cheque: tuple[str, ...]
    debt: str | None
    forced: bool
    edits: tuple[str, ...]
    again: str
    undone: bool
    save: str
    said: tuple[str, ...]
    must: Must

    @property
    def is_recorded(self) -> bool:
        """Whether a receipt comes out of it."""
        return not self.must.refused

    @property
    def is_misread(self) -> bool:
        """Whether the operator keys another amount than the cheque's, for the tape to find."""
        return bool(self.keyed)

    @property
    def encashed(self) -> int:
        """The cents of the receipt that is recorded first."""
        return cents(self.keyed) if self.is_misread else self.must.amount

    @property
    def number(self) -> str:
        """The 7 digits of the cheque."""
        return re.sub(r"\D", "", self.cheque[-1]).zfill(7)[:7]


@dataclass(frozen=True, slots=True)
class Pile:
    """The coupons of one batch, and what its slip must come to."""

    name: str
    kind: str
    with_invoice: bool
    count: int
    total: int
    total_words: str
    tape_slip: str
    coupons: tuple[Coupon, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The whole mail of a day."""

    arrival: str
    piles: tuple[Pile, ...]
    customers: tuple[Customer, ...]

    def coupon(self, title: str) -> Coupon:
        """The coupon whose title begins so."""
        [found] = [each for pile in self.piles for each in pile.coupons if each.title.startswith(title)]
        return found


def cents(text: str) -> int:
    """The cents of `1 234,56`, `20`, `58.00` or `,50`, read by hand: the program is not asked."""
    euros, _, rest = text.replace(".", ",").replace(" ", "").partition(",")
    return int(euros or "0") * 100 + int(rest.ljust(2, "0"))


def read_day(file: Path = DAY) -> Day:
    """The mail of the file."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    customers: dict[str, Customer] = {}
    for raw in content["coupons"]:
        if raw["client"] not in customers:
            customers[raw["client"]] = _customer(raw)
    piles = tuple(
        _pile(raw, [_coupon(each, customers) for each in content["coupons"] if each["batch"] == raw["name"]])
        for raw in content["batches"]
    )
    return Day(content["arrival"], piles, tuple(customers.values()))


def _pile(raw: Mapping[str, Any], coupons: Sequence[Coupon]) -> Pile:
    return Pile(
        name=raw["name"],
        kind=raw["kind"],
        with_invoice=raw["with_invoice"],
        count=raw["count"],
        total=cents(raw["total"]),
        total_words=raw["total_words"],
        tape_slip=raw.get("tape_slip", ""),
        coupons=tuple(coupons),
    )


def _customer(raw: Mapping[str, Any]) -> Customer:
    return Customer(
        ref=raw["client"],
        name=raw["name"],
        place=raw.get("place", "69003 LYON"),
        flags=frozenset(flag for flag in ("blocked", "deceased", "protected") if raw.get(flag)),
        invoices=tuple(_invoice(text) for text in raw.get("pending", ())),
        orders=tuple(raw.get("orders", ())),
    )


def _invoice(text: str) -> Invoice:
    match = _PENDING.fullmatch(text)
    assert match, text
    circular, day, amount, left = match.groups()
    return Invoice(circular, day, cents(amount), cents(left or amount))


def _coupon(raw: Mapping[str, Any], customers: Mapping[str, Customer]) -> Coupon:
    return Coupon(
        title=raw["title"],
        client=customers[raw["client"]],
        reference=_several(raw.get("reference", ())),
        by_name=raw.get("by_name", ""),
        figures=raw.get("figures", ""),
        keyed=raw.get("keyed", ""),
        words=_several(raw.get("words", ())),
        copied=raw.get("copied", False),
        cheque=_several(raw.get("cheque", ())),
        debt=raw.get("debt"),
        forced=raw.get("forced", False),
        edits=tuple(raw.get("edits", ())),
        again=raw.get("again", ""),
        undone=raw.get("undone", False),
        save=raw.get("save", "enter"),
        said=tuple(raw.get("said", ())),
        must=_must(raw["must"]),
    )


def _must(raw: Mapping[str, Any]) -> Must:
    return Must(
        amount=cents(raw.get("amount", "0")),
        rows=tuple(raw.get("rows", ())),
        credit=cents(raw.get("credit", "0")),
        rules=tuple(raw.get("rules", ())),
        refused=raw.get("refused", ""),
    )


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
