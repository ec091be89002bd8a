"""Where an office's secrets are kept: in the settings, or in the operating system's keyring."""

import secrets
from urllib.parse import urlsplit

import keyring
from keyring.errors import KeyringError
from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.vault import SECRET_BYTES

_SERVICE = "liasse"


def load_secret(setting: SecretStr | None, database_url: str) -> bytes:
    """The secret of a database: the setting's hexadecimal digits, which win, or what the keyring holds.

    Raises:
        Unavailable: `SECRET_MISSING`; `SETTINGS_WRONG` or `SECRET_WRONG` when it is no secret of ours.
    """
    if setting is not None:
        return _from_digits(setting.get_secret_value(), Unavailable(Fault.SETTINGS_WRONG, key="secret"))
    kept = _kept(database_url)
    if kept is None:
        raise Unavailable(Fault.SECRET_MISSING)
    return _from_digits(kept, Unavailable(Fault.SECRET_WRONG))


def create_secret(database_url: str) -> bytes:
    """Make a secret for a database and put it into the keyring; one that is there already is kept and given.

    Raises:
        Unavailable: `SECRET_MISSING` when there is no keyring to put it into.
    """
    kept = _kept(database_url)
    if kept is not None:
        return _from_digits(kept, Unavailable(Fault.SECRET_WRONG))
    secret = secrets.token_bytes(SECRET_BYTES)
    try:
        keyring.set_password(_SERVICE, _name(database_url), secret.hex())
    except KeyringError:
        raise Unavailable(Fault.SECRET_MISSING) from None
    return secret


def load_alias_token(setting: SecretStr | None, alias_url: str) -> SecretStr:
    """What the alias service at `alias_url` knows us by: the setting, which wins, or what the keyring holds.

    The keyring has it under `liasse` and the address: `keyring set liasse https://alias.example`.

    Raises:
        Unavailable: `ALIAS_TOKEN_WRONG` when it is in neither.
    """
    if setting is not None:
        return setting
    try:
        kept = keyring.get_password(_SERVICE, _name(alias_url))
    except KeyringError:
        kept = None
    if kept is None:
        raise Unavailable(Fault.ALIAS_TOKEN_WRONG)
    return SecretStr(kept)


def _kept(database_url: str) -> str | None:
    try:
        return keyring.get_password(_SERVICE, _name(database_url))
    except KeyringError:
        raise Unavailable(Fault.SECRET_MISSING) from None


def _name(database_url: str) -> str:
    # The same database, whoever connects and by which driver; and no password in the keyring's list of names.
    address = urlsplit(database_url)
    return f"{address.scheme.partition('+')[0]}://{address.netloc.rpartition('@')[2]}{address.path}"


def _from_digits(digits: str, otherwise: Unavailable) -> bytes:
    try:
        secret = bytes.fromhex(digits)
    except ValueError:
        raise otherwise from None
    if len(secret) != SECRET_BYTES:
        raise otherwise
    return secret
