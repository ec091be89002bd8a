"""HTTP exchanges whose failure may have come after the work was done: what every outside service has in common.

A service's own module derives from `PatientHttp`, and says what its requests are; what the answers mean is said where
httpx2, which takes half a second to import, is not needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx2

from backoffice.domain.errors import Fault, Unavailable


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a service said; shown as its status alone, as nobody knows what else it may say.

    Attributes:
        status: below 500, as anything else is no answer.
        content: the JSON object that came; empty where none did.
    """

    status: int
    content: Mapping[str, object] = field(repr=False)

    def said(self, name: str) -> str:
        """A text of the object; empty where there is none."""
        text = self.content.get(name)
        return text if isinstance(text, str) else ""


class PatientHttp:
    """Requests to a service, each of which may be lost: then there is no answer, and no exception either.

    Lost are those without an answer in time, those whose connection breaks, and those that have any 5xx. Whether the
    work was done cannot be told then: ask what became of it before you ask for it again. httpx2's exceptions, which
    know the request, go no further; what it logs is names and addresses. It takes no proxy from the environment,
    through which a secret could leave this machine in clear, and follows no redirection.
    """

    def __init__(self, headers: Mapping[str, str], patience: float, auth: httpx2.Auth | None = None) -> None:
        """Begin; nothing is sent yet.

        Args:
            headers: of every request.
            patience: how many seconds to wait for a connection, and then for each answer.
            auth: signs the requests, where a header does not.
        """
        self._http = httpx2.Client(headers=headers, timeout=patience, auth=auth, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def _send(self, request: httpx2.Request) -> HttpAnswer | None:
        """Send what `_http` has built; None where it is lost."""
        try:
            response = self._http.send(request)
        except httpx2.RequestError:
            return None
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return None
        return HttpAnswer(response.status_code, content_of(response))


def home_of(url: str, setting: str) -> httpx2.URL:
    """The address of a service, to which the paths of its requests are joined.

    Raises:
        Unavailable: `SETTINGS_WRONG`, with the name of the setting: that is no address.
    """
    try:
        return httpx2.URL(f"{url.removesuffix('/')}/")
    except httpx2.InvalidURL:
        raise Unavailable(Fault.SETTINGS_WRONG, key=setting) from None


def content_of(response: httpx2.Response) -> Mapping[str, object]:
    """The JSON object that came; empty where none did."""
    try:
        content = response.json()
    except (ValueError, RecursionError):  # brackets within brackets, as nobody writes them who means well
        return {}
    return content if isinstance(content, dict) else {}
