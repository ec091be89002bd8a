from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.gateways.slimpay.hal import Resource, expand

ORDERS = "https://api.example/orders{?creditorReference,reference}"
NAMES = ["creditorReference", "reference", "rum"]


@pytest.mark.parametrize(
    ("template", "variables", "address"),
    [
        ("/orders", {"reference": "1"}, "/orders"),
        ("/orders{?reference}", {}, "/orders"),
        ("/orders{?creditorReference,reference}", {"reference": "1"}, "/orders?reference=1"),
        ("/orders{?a,b}", {"b": "2", "a": "1"}, "/orders?a=1&b=2"),
        ("/orders{?a}", {"a": ""}, "/orders?a="),
        ("/orders{?a}", {"a": "R+1/é &="}, "/orders?a=R%2B1%2F%C3%A9%20%26%3D"),
        ("/orders{?a}#top", {"a": "1~-._"}, "/orders?a=1~-._#top"),
    ],
)
def test_a_template_is_filled_in(template: str, variables: dict[str, str], address: str) -> None:
    assert expand(template, variables) == address


@pytest.mark.parametrize("template", ["/orders/{id}", "/orders{&a}", "/orders{?a*}", "/orders{}", "/orders{?}"])
def test_another_kind_of_template_is_not_guessed_at(template: str) -> None:
    with pytest.raises(ValueError, match="form-style"):
        expand(template, {"a": "1", "id": "1"})


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_what_is_filled_in_comes_out_again(variables: dict[str, str]) -> None:
    query = urlsplit(expand(ORDERS, variables)).query

    asked_for = {name: text for name, text in variables.items() if name != "rum"}
    assert dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))) == asked_for


def test_what_a_representation_holds() -> None:
    order = {"_links": {"self": {"href": "/orders/1"}, "odd": "/orders"}, "reference": "A-1", "code": 901}
    resource = Resource({"_embedded": {"orders": [order, None], "odd": 1}, "page": {"size": 20}})
    (held,) = resource.embedded("orders")

    assert (held.said("reference"), held.figure("code")) == ("A-1", 901)
    assert (held.said("code"), held.figure("reference"), held.figure("none")) == ("", None, None)
    assert held.link("self") == "/orders/1"
    assert held.link("odd") == held.link("none") == resource.link("self") == ""
    assert resource.embedded("odd") == resource.embedded("none") == held.embedded("orders") == ()


@pytest.mark.parametrize("content", [{"_links": {}}, {"page": {"totalElements": 0}}])
def test_what_is_hal(content: dict[str, object]) -> None:
    assert Resource(content).is_hal


@pytest.mark.parametrize("content", [{}, {"_links": []}, {"page": 1}, {"reference": "A-1"}])
def test_what_is_not(content: dict[str, object]) -> None:
    assert not Resource(content).is_hal


def test_what_it_says_is_not_shown() -> None:
    assert "FR76" not in repr(Resource({"iban": "FR7630006000011234567890189"}))


def test_true_is_no_figure() -> None:
    assert Resource({"code": True}).figure("code") is None
