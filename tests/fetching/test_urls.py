"""Addresses of pages, and lists of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import UnreadableError
from analyzer.fetching.failures import FetchError
from analyzer.fetching.urls import parse_url, read_urls


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.com/a",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://",
        "http://user:word@example.com/",
        "http://example.com:99999/",
        "http://exa mple.com/",
        "http://[::1/",
        "example.com",
        "http://example.com/" + "a" * 5000,
        "http://" + "a" * 64 + ".com/",
    ],
)
def test_what_is_no_address_of_a_page_is_said_to_be_none(text: str) -> None:
    """Other schemes, passwords, hosts and ports that cannot be."""
    with pytest.raises(FetchError):
        parse_url(text)


@given(st.text(), st.sampled_from(["", "http://example.com/a", "https://example.com:8443/b?c"]))
def test_whatever_a_redirect_says_becomes_one_line_of_ascii_or_nothing(text: str, base: str) -> None:
    """No end of line, no control character and no letter beyond ASCII is ever sent."""
    try:
        url = str(parse_url(text, base))
    except FetchError:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url


def test_addresses_in_letters_of_any_script_are_written_as_servers_read_them() -> None:
    """The host by IDNA, the path by percent signs, what is quoted already not again."""
    assert str(parse_url("https://bücher.example/straße?ü=%C3%BC")) == (
        "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%BC=%C3%BC"
    )


def test_lists_are_files_with_one_address_a_line_or_a_column(tmp_path: Path) -> None:
    """Comments and blank lines are none, and each address counts once."""
    (tmp_path / "list.txt").write_text("# pages\nhttps://a.example/1\n\nhttps://a.example/2\n")
    (tmp_path / "list.csv").write_text("title;link\nOne;https://a.example/2\nTwo;https://a.example/3\n")
    found = read_urls([str(tmp_path / "list.txt"), "https://a.example/0", str(tmp_path / "list.csv")])
    assert [url[-1] for url in found] == ["1", "2", "0", "3"]
    for wrong in ("nowhere.txt", "example.com"):
        with pytest.raises(UnreadableError, match="https://"):
            read_urls([wrong])
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableError, match="url"):
        read_urls([str(tmp_path / "none.csv")])
