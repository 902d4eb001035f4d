"""The address that a preview listens at, and the host names by which it may be asked."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from typing import Final

from sitegen.errors import MachineError, UsageError

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
_TRIED: Final = 20
"""Ports that are tried, from DEFAULT_PORT on, where none was asked for."""
_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""What stands for all addresses of the machine, and one of them that a browser on it can be given."""
_LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens at `host`: on `port` (0 for any free one), or the first free one from DEFAULT_PORT.

    Raises MachineError if the port asked for, or every one tried, is in use or not allowed, UsageError for a host that
    is none of this machine.
    """
    if port is not None:
        return _listen(host, port)
    for number in range(DEFAULT_PORT, DEFAULT_PORT + _TRIED):
        try:
            return _listen(host, number)
        except PortTakenError:
            continue
    last = DEFAULT_PORT + _TRIED - 1
    raise MachineError(f"the ports {DEFAULT_PORT} to {last} of {host} are all in use. Choose another with --port")


class PortTakenError(MachineError):
    """Somebody else listens at the port."""


def names_of(host: str) -> frozenset[str] | None:
    """Return the names by which a preview at `host` may be asked, in lower case; None for any.

    On the loopback they are its own: a page from elsewhere whose name is made to lead here (DNS rebinding) is refused.
    """
    return frozenset({*_LOOPBACK_NAMES, _in_url(host)}) if is_loopback(host) else None


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def address(host: str, listening: socket.socket) -> str:
    """Return the address of a preview without a path: `http://127.0.0.1:8000`, also where it listens at all of them."""
    return f"http://{_in_url(_EVERYWHERE.get(host, host))}:{listening.getsockname()[1]}"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise UsageError(f"--host: {host} is no address of this machine") from error
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # Elsewhere it would let two servers share a port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from error
    listening.setblocking(False)
    return listening


def _refused(host: str, port: int, error: OSError) -> MachineError | UsageError:
    if error.errno == errno.EADDRINUSE:
        return PortTakenError(f"port {port} of {host} is in use. Choose another with --port, or end what listens there")
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(f"--host: {host} is no address of this machine")
    return MachineError(f"port {port} of {host} cannot be opened: {error.strerror}. Choose another with --port")
