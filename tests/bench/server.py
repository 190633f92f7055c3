"""A gunicorn server of the bench's own, and a client that costs as little as possible."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

PATIENCE_SECONDS = 60


class Connection:
    """A connection kept open, as browsers and proxies do."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self._port = port

    def get(self, path: str) -> tuple[bytes, bytes]:
        """Return the headers and the body of the answer, as they came. Raises `ConnectionError` when it is cut."""
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nAccept-Encoding: gzip, br\r\n\r\n"
        self._socket.sendall(head.encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._more()
        headers, _, body = received.partition(b"\r\n\r\n")
        length = int(headers.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self._more()
        return headers, body

    def seconds(self, path: str, times: int) -> float:
        """Return how long it takes to ask for a path so many times, one after the other."""
        started = perf_counter()
        for _time in range(times):
            self.get(path)
        return perf_counter() - started

    def _more(self) -> bytes:
        received = self._socket.recv(1 << 16)
        if not received:
            raise ConnectionError("The server closed the connection.")
        return received

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[Connection]:
    """Start the server with one worker, give a connection to it, and stop it.

    Raises `RuntimeError` when it does not start.
    """
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.bench.wsgi", "--worker-class", "gthread", "--threads", "2"]
    command += ["--bind", f"127.0.0.1:{port}", "--keep-alive", "60", "--log-level", "error", "--pythonpath", ".,site"]
    environment = environment | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "SITE_URL": f"http://localhost:{port}",
    }
    server = subprocess.Popen(command, env=environment)
    try:
        connection = _connected(server, port)
        yield connection
        connection.close()
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _connected(server: "subprocess.Popen[bytes]", port: int) -> Connection:
    for _try in range(PATIENCE_SECONDS * 10):
        if server.poll() is not None:
            break
        try:
            return Connection(port)
        except ConnectionRefusedError:
            sleep(0.1)
    raise RuntimeError("The server did not start.")
