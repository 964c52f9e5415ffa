"""robots.txt as RFC 9309 has it, with its own examples."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.fetching.robots import parse_robots

ALL = "User-agent: *\n"


def allowed(text: str, path: str) -> bool:
    return parse_robots(text, "analyzer").why_not(path) == ""


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /fish", "/fish.html", False),
        ("Disallow: /fish", "/Fish.html", True),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.php", "/folder/any.php.file", False),
        ("Disallow: /*.php$", "/a.php?x", True),
        ("Disallow: /*.php$", "/a.php", False),
        ("Disallow: /a*b*c$", "/abxc", False),
        ("Disallow: /a*bc$", "/abc", False),
        ("Disallow: /abc*bc$", "/abc", True),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /*?print", "/a?print=1", False),
        ("Allow: /p\nDisallow: /", "/page", True),
        ("Disallow: /folder\nAllow: /folder", "/folder/page", True),
        ("Disallow: /*.htm\nAllow: /page", "/page.htm", False),
        ("Disallow: /b%C3%A4r", "/bär", False),
        ("disallow : /x # why", "/x", False),
        ("Sitemap: https://example.com/s.xml\nDisallow: /x", "/x", False),
    ],
)
def test_the_longest_rule_counts(rules: str, path: str, expected: bool) -> None:
    """Of rules of one length, the kinder one; `*` stands for anything, `$` for the end."""
    assert allowed(ALL + rules, path) == expected


def test_the_group_of_the_program_counts_alone() -> None:
    """Groups of one name are one group, several names may head a group, and that for all is for all others."""
    text = "User-agent: other\nUser-agent: ANALYZER\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\n"
    text += "user-agent: analyzer\ndisallow: /b\n"
    assert [allowed(text, path) for path in ("/a", "/b", "/c")] == [False, False, True]


@given(st.text(), st.text())
def test_no_text_breaks_it(text: str, path: str) -> None:
    """Anything may stand in a robots.txt, a page in HTML as well; what is refused behind it stays refused."""
    assert isinstance(parse_robots(ALL + text, "analyzer").why_not(path), str)
    refusing = "\nUser-agent: only-this-one\nDisallow: /\n"
    assert parse_robots(ALL + text + refusing, "only-this-one").why_not("/a")


def test_a_hostile_file_takes_no_time() -> None:
    """Thousands of names over thousands of rules, and patterns of many stars."""
    started = time.monotonic()
    names = "".join(f"User-agent: a{n}\n" for n in range(12_000))
    robots = parse_robots(names + ALL + "Disallow: /*a*a*a*a*a*b$\n" * 8_000, "analyzer")
    robots.why_not("/" + "a" * 4_000)
    assert time.monotonic() - started < 5
