"""Where SlimPay's page may lead: SlimPay's own hosts, and the one that its API is set to."""

from dataclasses import dataclass

from PySide6.QtCore import QUrl

_FAMILIES = ("slimpay.net", "slimpay.com")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that may be gone to.

    Attributes:
        api: the address of SlimPay's API as it is set; a sandbox's may be without encryption, nothing else's.
    """

    api: str

    def has(self, url: QUrl) -> bool:
        """Whether `url` is at one of them."""
        api, host = QUrl(self.api), url.host()
        if not host:
            return False
        encrypted = url.scheme() == "https" and (host == api.host() or _is_of_family(host))
        return encrypted or _origin(url) == _origin(api)


def _is_of_family(host: str) -> bool:
    return any(host == family or host.endswith(f".{family}") for family in _FAMILIES)


def _origin(url: QUrl) -> tuple[str, str, int]:
    return url.scheme(), url.host(), url.port()
