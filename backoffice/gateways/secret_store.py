"""Where an office's secrets are kept: in the settings, or in the operating system's keyring."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.vault import MOST_SECRETS, SECRET_BYTES, Vault, vaults

_T = TypeVar("_T")
_SERVICE = "liasse"
_LENGTHS = [count * SECRET_BYTES for count in range(1, MOST_SECRETS + 1)]


def load_secret(setting: SecretStr | None, database_url: str) -> bytes:
    """The secret of a database: the setting's hexadecimal digits, which win, or what the keyring holds.

    There are 64 digits, or 128 after a rotation, or 192 during one: see `Vault`.

    Raises:
        Unavailable: `SECRET_MISSING`; `SETTINGS_WRONG` or `SECRET_WRONG` when it is no secret of ours.
    """
    if setting is not None:
        return _from_digits(setting.get_secret_value(), Unavailable(Fault.SETTINGS_WRONG, key="secret"))
    return _from_digits(_found(database_url, Fault.SECRET_MISSING), Unavailable(Fault.SECRET_WRONG))


def create_secret(database_url: str) -> bytes:
    """Make a secret for a database and put it into the keyring; one that is there already is kept and given.

    Raises:
        Unavailable: `SECRET_MISSING` when there is no keyring to put it into.
    """
    kept = kept_secret(database_url)
    if kept is not None:
        return kept
    secret = new_secret()
    _keep(database_url, secret)
    return secret


def new_secret() -> bytes:
    """A secret that nobody knows yet."""
    return secrets.token_bytes(SECRET_BYTES)


def secret_of(digits: str) -> bytes:
    """The secret that somebody has pasted, whatever blanks it was written with.

    Raises:
        Unavailable: `SECRET_UNREADABLE`.
    """
    return _from_digits("".join(digits.split()), Unavailable(Fault.SECRET_UNREADABLE))


def kept_secret(database_url: str) -> bytes | None:
    """The secret that the keyring holds for a database; None where it holds none.

    Raises:
        Unavailable: `SECRET_MISSING` when there is no keyring; `SECRET_WRONG` when what it has is no secret of ours.
    """
    kept = _kept(database_url, Fault.SECRET_MISSING)
    return None if kept is None else _from_digits(kept, Unavailable(Fault.SECRET_WRONG))


@contextmanager
def put_into_keyring(database_url: str, secret: bytes) -> Iterator[None]:
    """Keep a secret in the keyring; where the rest then fails, it does not stay there.

    Raises:
        Unavailable: `SECRET_MISSING` when there is no keyring to put it into.
    """
    before = kept_secret(database_url)
    if before == secret:
        yield
        return
    _keep(database_url, secret)
    try:
        yield
    except BaseException:
        if before is None:
            _forget(database_url)
        else:
            _keep(database_url, before)
        raise


class SecretRotation:
    """The rotation of the secret of a database's IBANs, in the keyring; a `Rotation`."""

    def __init__(self, setting: SecretStr | None, database_url: str) -> None:
        self._setting = setting
        self._database_url = database_url
        self._begun = b""

    def begin(self) -> tuple[Vault, Vault]:
        """Keep a new secret beside the present one, or go on with the rotation that is under way.

        Raises:
            Unavailable: `SECRET_IN_SETTINGS`; `SECRET_MISSING` when the keyring has none, or keeps none; `SECRET_WRONG`
                when what it has is no secret of ours.
        """
        if self._setting is not None:
            raise Unavailable(Fault.SECRET_IN_SETTINGS)
        self._begun = load_secret(None, self._database_url)
        if len(self._begun) < MOST_SECRETS * SECRET_BYTES:
            first, present = self._begun[:SECRET_BYTES], self._begun[-SECRET_BYTES:]
            self._begun = first + secrets.token_bytes(SECRET_BYTES) + present
            _keep(self._database_url, self._begun)
        now, before = vaults(self._begun)
        return now, before

    def end(self) -> None:
        """Forget the secret before; where yet another rotation has begun since, nothing is forgotten.

        Raises:
            Unavailable: as `begin`.
        """
        if load_secret(None, self._database_url) == self._begun:
            _keep(self._database_url, self._begun[:-SECRET_BYTES])


def load_alias_token(setting: SecretStr | None, alias_url: str) -> SecretStr:
    """What the alias service at `alias_url` knows us by: the setting, which wins, or what the keyring holds.

    The keyring has it under `liasse` and the address: `keyring set liasse https://alias.example`.

    Raises:
        Unavailable: `ALIAS_TOKEN_WRONG` when it is in neither.
    """
    return _load_of_service(setting, alias_url, Fault.ALIAS_TOKEN_WRONG)


def load_slimpay_secret(setting: SecretStr | None, slimpay_url: str) -> SecretStr:
    """The secret of our app at SlimPay: the setting, which wins, or what the keyring holds under SlimPay's address.

    Raises:
        Unavailable: `SLIMPAY_TOKEN_WRONG` when it is in neither.
    """
    return _load_of_service(setting, slimpay_url, Fault.SLIMPAY_TOKEN_WRONG)


def load_erp_secret(setting: SecretStr | None, place: str) -> SecretStr:
    """The financial system's password, or what its files are signed with: the settings' own, or the keyring's.

    Args:
        setting: what the settings say.
        place: its address, or its folder; which entry of the keyring.

    Raises:
        Unavailable: `ERP_TOKEN_WRONG` where there is none.
    """
    return _load_of_service(setting, place, Fault.ERP_TOKEN_WRONG)


def _load_of_service(setting: SecretStr | None, url: str, otherwise: Fault) -> SecretStr:
    return SecretStr(_found(url, otherwise)) if setting is None else setting


def _found(url: str, otherwise: Fault) -> str:
    kept = _kept(url, otherwise)
    if kept is None:
        raise Unavailable(otherwise)
    return kept


def _kept(url: str, otherwise: Fault) -> str | None:
    """What the keyring holds; None where it holds nothing, which is not the same as no keyring to ask."""
    import keyring  # noqa: PLC0415 - its back ends are looked for, where the settings bear no secret

    return _asked(lambda: keyring.get_password(_SERVICE, _name(url)), otherwise)


def _keep(database_url: str, secret: bytes) -> None:
    """Put a secret into the keyring in the place of the one before, of which nothing stays."""
    import keyring  # noqa: PLC0415 - as above

    _asked(lambda: keyring.set_password(_SERVICE, _name(database_url), secret.hex()), Fault.SECRET_MISSING)
    if _kept(database_url, Fault.SECRET_MISSING) != secret.hex():
        # What is sealed under a secret that is lost stays sealed.
        raise Unavailable(Fault.SECRET_MISSING)
    _asked(lambda: _forget_before(_name(database_url)), Fault.SECRET_MISSING)


def _forget_before(name: str) -> None:
    # Windows has one place for a service: keyring moves what it finds there to a place of that entry's own, even where
    # the same entry comes in its stead; it is read no more, and there for good.
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - as above

    with suppress(PasswordDeleteError):  # there is none, as everywhere but on Windows
        keyring.delete_password(f"{name}@{_SERVICE}", name)


def _asked(call: Callable[[], _T], otherwise: Fault) -> _T:
    """The answer of the keyring, whose back ends raise what they like, and on Windows not an error of keyring's.

    Raises:
        Unavailable: `otherwise`; not from their error, as nobody knows what that says.
    """
    with suppress(Exception):
        return call()
    raise Unavailable(otherwise)


def _forget(database_url: str) -> None:
    import keyring  # noqa: PLC0415 - as above

    with suppress(Exception):  # what is told is why the rest has failed
        keyring.delete_password(_SERVICE, _name(database_url))


def _name(url: str) -> str:
    # The same database, whoever connects and by which driver; and no password in the keyring's list of names.
    address = urlsplit(url)
    return f"{address.scheme.partition('+')[0]}://{address.netloc.rpartition('@')[2]}{address.path}"


def _from_digits(digits: str, otherwise: Unavailable) -> bytes:
    try:
        secret = bytes.fromhex(digits)
    except ValueError:
        raise otherwise from None
    if len(secret) not in _LENGTHS:
        raise otherwise
    return secret
