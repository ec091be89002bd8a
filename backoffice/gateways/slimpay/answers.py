"""What SlimPay's answers mean: an order, a mandate, none, a refusal, or nothing that was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.iban import compact, is_valid
from backoffice.domain.secret_scan import holds_card, holds_iban
from backoffice.domain.slimpay import (
    OrderState,
    SignatoryField,
    SlimpayMandate,
    SlimpayMandateState,
    SlimpayOrder,
    read_order_state,
)
from backoffice.french.office_time import office_day
from backoffice.gateways.private_address import is_private
from backoffice.gateways.slimpay.hal import Resource

DUPLICATE = 901
TOO_LATE = 903
"""SlimPay's codes for an order's reference that was used before, and for an order that is not as it should be."""

_SIGNATORY: Mapping[int, SignatoryField] = {
    122: SignatoryField.TITLE,
    123: SignatoryField.GIVEN_NAME,
    124: SignatoryField.FAMILY_NAME,
    125: SignatoryField.EMAIL,
    127: SignatoryField.TELEPHONE,
    128: SignatoryField.POSTCODE,
    129: SignatoryField.CITY,
}
_DONE = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})
_LONGEST_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class SlimpayAnswer:
    """What came back, if it was not lost."""

    status: int
    resource: Resource

    @property
    def code(self) -> int | None:
        """SlimPay's code of what is wrong; None where nothing is, or where it does not say."""
        return self.resource.figure("code") if self.status >= HTTPStatus.BAD_REQUEST else None


def relation(name: str) -> str:
    """The whole name of a relation, which is the same on every host."""
    return f"https://api.slimpay.net/alps#{name}"


def read(answer: SlimpayAnswer | None) -> Resource:
    """What an answer brings.

    Raises:
        RuleBroken: `SLIMPAY_SIGNATORY_WRONG`, `SLIMPAY_REFUSED`.
        Unavailable: `SLIMPAY_UNREACHABLE`, `SLIMPAY_TOKEN_WRONG`, `SLIMPAY_ANSWER_ODD`.
    """
    if answer is None:
        raise Unavailable(Fault.SLIMPAY_UNREACHABLE)
    if answer.status in _DONE:
        return answer.resource
    if answer.status == HTTPStatus.UNAUTHORIZED:  # with a token that was made for this request
        raise Unavailable(Fault.SLIMPAY_TOKEN_WRONG)
    if answer.code is None:
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    if answer.code in _SIGNATORY:
        raise RuleBroken(Broken.SLIMPAY_SIGNATORY_WRONG, field=_SIGNATORY[answer.code].value)
    raise RuleBroken(Broken.SLIMPAY_REFUSED, slimpay_code=answer.code, message=_message(answer.resource))


def find(answer: SlimpayAnswer | None, collection: str, reference: str) -> Resource | None:
    """What has that reference: the representation itself, or one of the collection; None where there is none.

    Raises:
        RuleBroken: as `read`.
        Unavailable: as `read`; an answer that is no representation at all is odd, and not empty.
    """
    if answer is not None and answer.status == HTTPStatus.NOT_FOUND:
        return None
    resource = read(answer)
    if not resource.is_hal:
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    return next((each for each in (resource, *resource.embedded(collection)) if _reference(each) == reference), None)


def order_in(resource: Resource, reference: str) -> SlimpayOrder:
    """The order that a representation tells of, which is to have that reference.

    Raises:
        Unavailable: `SLIMPAY_ANSWER_ODD`: it is another one, or none, or its page could be read on the way.
    """
    said = resource.said("state")
    page = resource.link(relation("user-approval"))
    if not said or resource.said("reference") != reference or (page and not is_private(page)):
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    state = read_order_state(said)
    return SlimpayOrder(reference, state, page if state is OrderState.OPEN else "")


def mandate_in(resource: Resource, account: Resource | None) -> SlimpayMandate:
    """The mandate that a representation tells of, with the IBAN of its bank account.

    Raises:
        Unavailable: `SLIMPAY_ANSWER_ODD`: its state, or its date, cannot be read.
    """
    said = resource.said("state")
    if said not in set(SlimpayMandateState):
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    iban = compact(account.said("iban")) if account is not None else ""
    return SlimpayMandate(
        _reference(resource),
        SlimpayMandateState(said),
        _day(resource.said("dateSigned")),
        iban if is_valid(iban) else "",
    )


def _reference(resource: Resource) -> str:
    return resource.said("reference") or resource.said("rum")


def _message(resource: Resource) -> str:
    """SlimPay's message, which could repeat what was sent to it or typed at its page."""
    message = resource.said("message")[:_LONGEST_MESSAGE]
    return "" if holds_iban(message) or holds_card(message) else message


def _day(moment: str) -> date | None:
    """The day in France of `2018-04-06T08:33:33.111+0000`."""
    if not moment:
        return None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    return office_day(at)
