import pytest

from backoffice.gateways.slimpay.hal import Resource


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
