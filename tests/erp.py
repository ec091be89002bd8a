"""`python3 start.py erp`: a real Tryton on this machine, for a person to try what Liasse does with one."""

import sys
from contextlib import suppress

import platformdirs

from tests.tryton_server import ADMINISTRATOR, DATABASE, PASSWORD, USER, TrytonServer

PORT = 8017
"""The same each time, as it stands in the settings of whoever tries."""


def main() -> int:
    """Run it until Ctrl+C; what was handed over is there again next time.

    Returns:
        The exit code.
    """
    folder = platformdirs.user_data_path("liasse", appauthor=False) / "tryton"
    _say("Préparation de Tryton (une demi-minute la première fois)…")
    try:
        server = TrytonServer(folder, PORT)
    except RuntimeError as error:
        _say(f"Tryton ne démarre pas : le port {PORT} est peut-être pris. Ses derniers mots :\n{error}")
        return 1
    with server, suppress(KeyboardInterrupt):
        _say(
            f"Tryton {DATABASE} écoute sur {server.url} ; Ctrl+C l'arrête. Sa base est dans {folder}.\n"
            f"Pour le client de Tryton : utilisateur {ADMINISTRATOR}, mot de passe {PASSWORD}.\n"
            f"Pour Liasse, dans liasse.toml :\n\n"
            f'erp_url = "{server.url}"\n'
            f'erp_database = "{DATABASE}"\n'
            f'erp_user = "{USER}"\n'
            f'erp_secret = "{PASSWORD}"\n'
        )
        server.wait()
    return 0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
