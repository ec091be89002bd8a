"""A port of this machine behind which a local socket answers, for what is given the name of a server.

`python -m tests.relay SOCKET` says its address and stays: in this process, it would wait for the window's thread.
"""

import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

_PIECE = 65536


@contextmanager
def relayed(target: Path) -> Iterator[str]:
    """The address of the port, such as `127.0.0.1:40123`, in the meantime."""
    command = [sys.executable, "-m", "tests.relay", str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="ascii") as relay:  # noqa: S603 - this very module
        assert relay.stdout is not None
        yield relay.stdout.readline().strip()
        relay.kill()


class _Relay(BaseRequestHandler):
    def handle(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with socket.socket(socket.AF_UNIX) as there:
            there.connect(sys.argv[1])
            _pass_on(self.request, there)


def _pass_on(here: socket.socket, there: socket.socket) -> None:
    """Pass on what either side says until one of them has done."""
    while True:
        for one in select.select((here, there), (), ())[0]:
            piece = one.recv(_PIECE)
            if not piece:
                return
            (there if one is here else here).sendall(piece)


if __name__ == "__main__":
    with ThreadingTCPServer(("127.0.0.1", 0), _Relay) as server:
        host, port = server.server_address[:2]
        print(f"{host!s}:{port}", flush=True)  # noqa: T201 - who has started it reads this
        server.serve_forever()
