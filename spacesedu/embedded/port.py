"""The web address: chosen by PORT and HOST, reserved before anything else starts."""

import ipaddress
import os
import socket

from spacesedu.embedded.errors import CannotStart

DEFAULT_PORT = 8000
HIGHEST_PORT = 65535
LOOPBACK = "127.0.0.1"


def chosen_port() -> int:
    """PORT, or 8000."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def chosen_host(*, demo: bool) -> str:
    """HOST, or 127.0.0.1. The demo's passwords are public: nobody else may reach it."""
    host = os.environ.get("HOST") or LOOPBACK
    if demo and not _is_loopback(host):
        raise CannotStart(f"The demo listens on this machine alone: unset HOST (it is {host!r}).")
    return host


def reserve(host: str, port: int) -> socket.socket:
    """Bind the address without listening: it is ours, and connections are still refused.

    The web server gets this very socket, so nobody can take the port in between, and while the
    web server is restarted connections wait instead of failing.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reserved = socket.socket(family, socket.SOCK_STREAM)
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        reserved.bind((host, port))
    except OSError as error:
        reserved.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror}):"
            f" choose another, for example PORT={_next(port)}."
        ) from error
    return reserved


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _next(port: int) -> int:
    return port + 1 if port < HIGHEST_PORT else DEFAULT_PORT
