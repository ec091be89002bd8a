import pytest
from PySide6.QtCore import QUrl

from forms.slimpay.hosts import Hosts

API = "https://api.preprod.example.org"
SANDBOX = "http://127.0.0.1:8017"


@pytest.mark.parametrize(
    "address",
    [
        "https://slimpay.net/userApproval?accessCode=1",
        "https://checkout.preprod.slimpay.com/a",
        "https://API.SLIMPAY.NET:8443/b",
        f"{API}/userApproval",
        "https://api.preprod.example.org:8443/",
    ],
)
def test_slimpay_s_own_and_the_one_of_the_api(address: str) -> None:
    assert Hosts(API).has(QUrl(address))


@pytest.mark.parametrize(
    "address",
    [
        "http://checkout.slimpay.com/",
        "https://notslimpay.com/",
        "https://slimpay.com.example.org/",
        "https://slimpay.com@example.org/",
        "https://example.org/?slimpay.com",
        "https://example.org/",
        "http://api.preprod.example.org/",
        "https://sub.api.preprod.example.org/",
        "http://127.0.0.1:8017/",
        "file:///etc/passwd",
        "file://slimpay.com/etc/passwd",
        "ftp://slimpay.com/",
        "data:text/html,slimpay.com",
        "javascript:alert(1)",
        "about:blank",
        "",
    ],
)
def test_nothing_else(address: str) -> None:
    assert not Hosts(API).has(QUrl(address))


def test_the_sandbox_and_no_other_door_of_the_machine() -> None:
    assert Hosts(SANDBOX).has(QUrl("http://127.0.0.1:8017/userApproval"))
    assert not Hosts(SANDBOX).has(QUrl("http://127.0.0.1:8018/userApproval"))
    assert not Hosts(SANDBOX).has(QUrl("http://localhost:8017/userApproval"))


@pytest.mark.parametrize("address", ["", "https:///", "file:///etc/passwd", "about:blank"])
def test_without_an_api_nothing_without_a_host_is_let_through(address: str) -> None:
    assert not Hosts("").has(QUrl(address))
