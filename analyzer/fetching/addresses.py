"""Where a host really is, and whether anybody may be sent there: the address that is checked is the one connected to.

A name that a stranger controls (a redirect, a list from elsewhere) may point into the network that this machine stands
in. So names are resolved once, every address is judged by itself, and the connection goes to an address, not to a name.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from analyzer.fetching.failures import FetchError, TryAgainError
from analyzer.fetching.urls import Url

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network, also by the IPv4 address that may stand in it.

    >>> [is_public(a) for a in ("192.0.43.8", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(inner.is_global and not inner.is_multicast and not inner.is_reserved for inner in (ip, *_within(ip)))


def _within(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, IPv4Address):
        return []
    # Translated addresses lead wherever their last 32 bits say.
    translated = [IPv4Address(int(ip) & 0xFFFFFFFF)] if any(ip in net for net in _NAT64) else []
    teredo = list(ip.teredo) if ip.teredo else []
    return [inner for inner in (ip.ipv4_mapped, ip.sixtofour, *teredo, *translated) if inner is not None]


def connect(url: Url, seconds: float, *, allow_private: bool) -> socket.socket:
    """A connection to the host of a page, at an address that may be reached.

    Raises
    ------
    FetchError
        When the host is not known, or none of its addresses may be reached.
    TryAgainError
        When nobody answers.
    """
    allowed = [info for info in _resolved(url) if allow_private or is_public(str(info[4][0]))]
    if not allowed:
        raise FetchError("a private or local address, which is not fetched (--allow-private)")
    reason = ""
    for family, kind, protocol, _, address in allowed[:4]:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(seconds)
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            reason = error.strerror or str(error) or type(error).__name__
    raise TryAgainError(f"no connection: {reason}")


def _resolved(url: Url) -> list[Any]:
    try:
        return socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        reason = f"the host {url.host} is not known"
        raise (TryAgainError if error.errno == socket.EAI_AGAIN else FetchError)(reason) from error
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {url.host[:100]} is not known") from error


def cut(sock: socket.socket) -> None:
    """End a connection that another thread reads from."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not that of TLS, which takes leave of the other side first
