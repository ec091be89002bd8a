"""A port of this machine behind which a local socket answers, for what is given the name of a server."""

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

_PIECE = 65536


@contextmanager
def relayed(target: Path) -> Iterator[str]:
    """The address of the port, such as `127.0.0.1:40123`, in the meantime."""

    class Relay(BaseRequestHandler):
        def handle(self) -> None:
            self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with socket.socket(socket.AF_UNIX) as there, suppress(OSError):
                there.connect(str(target))
                _pass_on(self.request, there)

    class Server(ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False  # who is connected may stay so

    with Server(("127.0.0.1", 0), Relay) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        host, port = server.server_address[:2]
        yield f"{host!s}:{port}"
        server.shutdown()


def _pass_on(here: socket.socket, there: socket.socket) -> None:
    """Pass on what either side says until one of them has done."""
    while True:
        for one in select.select((here, there), (), ())[0]:
            piece = one.recv(_PIECE)
            if not piece:
                return
            (there if one is here else here).sendall(piece)
