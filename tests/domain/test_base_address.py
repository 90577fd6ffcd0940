"""The address of a server in a setting."""

import pytest

from redaksi.text.base_address import host_of

WEB = ("https", "http")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://contoh.id", "contoh.id"),
        ("https://contoh.id/", "contoh.id"),
        ("HTTPS://Contoh.ID:8443/berita/%20x", "Contoh.ID"),
        ("http://127.0.0.1:8080", "127.0.0.1"),
        ("http://[::1]:8080/x", "::1"),
        ("https://warta-désa.id", "warta-désa.id"),
        ("https://localhost", "localhost"),
    ],
)
def test_an_address_has_a_host(text: str, host: str) -> None:
    assert host_of(text, WEB) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contoh.id",
        "//contoh.id",
        "javascript:alert(1)",
        "javascript://contoh.id/%0aalert(1)",
        "data:text/html,x",
        "ftp://contoh.id",
        "https:contoh.id",
        "https://",
        "https:///x",
        "https://contoh.id\n",
        "https://contoh.id\nhttps://lain.id",
        "https://contoh.id x",
        'https://contoh.id/"onload="x',
        "https://contoh.id/'x",
        "https://contoh.id/<x>",
        "https://contoh.id/\\x",
        "https://contoh.id/`x`",
        "https://contoh.id/?token=x",
        "https://contoh.id/#x",
        "https://user:sandi@contoh.id",
        "https://user@contoh.id",
        "https://contoh.id:99999",
        "https://contoh.id:x",
        "https://contoh..id",
        "https://-contoh.id",
        "https://[::g]",
        "https://[1.2]",
        f"https://{'a' * 64}.id",
        f"https://contoh.id/{'a' * 10_000}",
        f"https://{'a.' * 10_000}id",
    ],
)
def test_anything_else_has_none(text: str) -> None:
    assert host_of(text, WEB) == ""
