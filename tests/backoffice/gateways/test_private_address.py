import pytest

from backoffice.gateways.private_address import is_private


@pytest.mark.parametrize(
    "url", ["https://example.org/v1", "http://127.0.0.1:8017", "http://127.9.9.9", "http://[::1]/", "http://localhost"]
)
def test_what_nobody_reads_on_the_way(url: str) -> None:
    assert is_private(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "http://example.org",
        "http://10.0.0.1/",
        "http://127.0.0.1.example/",
        "http://localhost@example.org/",
        "ftp://127.0.0.1/",
        "file:///etc",
        "https://",
        "https://[::1",
        "//127.0.0.1",
    ],
)
def test_what_may_be_read_or_is_no_address(url: str) -> None:
    assert not is_private(url)
