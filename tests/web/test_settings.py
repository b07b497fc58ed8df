"""Who may reach the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput
from web.settings import is_loopback, web_settings


def test_the_page_is_for_this_machine_unless_told_otherwise() -> None:
    settings = web_settings(environ={})
    assert (settings.host, settings.port, settings.password) == ("127.0.0.1", 8765, "")
    assert settings.trusted_hosts == ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", "127.0.0.1.example.org"])
def test_another_address_without_a_password_is_refused(host: str) -> None:
    with pytest.raises(BadInput, match="ROUNDTRIP_WEB_PASSWORD_FILE"):
        web_settings(host, environ={})
    with pytest.raises(BadInput):
        web_settings(environ={"ROUNDTRIP_WEB_HOST": host})


def test_with_a_password_another_address_is_served_and_its_names_are_trusted(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("canary-secret\n")
    environ = {"ROUNDTRIP_WEB_PASSWORD_FILE": str(tmp_path / "password"), "ROUNDTRIP_WEB_HOSTS": "ring.example.org, other.example.org"}
    settings = web_settings("0.0.0.0", 80, environ)
    assert settings.password == "canary-secret"
    assert "canary-secret" not in repr(settings)
    assert settings.trusted_hosts[3:] == ("ring.example.org", "other.example.org")
    assert web_settings("10.1.2.3", environ=environ).trusted_hosts[3] == "10.1.2.3"


@pytest.mark.parametrize(
    ("address", "answer"), [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("10.0.0.1", False), ("", False)]
)
def test_is_loopback(address: str, answer: bool) -> None:
    assert is_loopback(address) is answer


@pytest.mark.parametrize("port", ["-1", "65536", "x", "8 ", "８０"])
def test_a_port_that_is_none(port: str) -> None:
    with pytest.raises(BadInput, match="port"):
        web_settings(environ={"ROUNDTRIP_WEB_PORT": port})
