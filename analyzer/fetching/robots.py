"""What a site asks of programs: robots.txt as RFC 9309 has it.

The module of the standard library takes the first rule that fits and knows no `*` within a path, so it would fetch what
sites forbid today; here the longest rule counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

MAX_BYTES = 500 * 1024  # what the RFC asks for at least
_MOST_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: whether what fits the pattern may be fetched."""

    allow: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program.

    Attributes
    ----------
    rules : tuple of Rule
    delay : float
        Seconds between requests that the site asks for.
    reason : str
        Why nothing may be fetched at all, or "".
    """

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    reason: str = ""

    def why_not(self, target: str) -> str:
        """Why a path with its query may not be fetched, or ""; of rules of one length the kinder one counts."""
        plain = _plain(target)
        fits = [(len(rule.pattern), rule.allow) for rule in self.rules if _fits(rule.pattern, plain)]
        refused = bool(fits) and not max(fits)[1]
        return self.reason or ("robots.txt asks programs not to fetch it" if refused else "")


def parse_robots(text: str, agent: str) -> Robots:
    """The rules for the program `agent` (its name alone), or those for all.

    >>> robots = parse_robots("User-agent: *\\nDisallow: /private/*.html$\\nCrawl-delay: 5", "analyzer")
    >>> robots.why_not("/private/a.html"), robots.why_not("/private/a.html?x"), robots.delay
    ('robots.txt asks programs not to fetch it', '', 5.0)
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    names: set[str] = set()  # of this group, those that are meant
    in_rules = True
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if not colon:
            continue
        if key == "user-agent":
            names = (set() if in_rules else names) | ({value.lower()} & {agent.lower(), "*"})
            in_rules = False
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in names:
                groups.setdefault(name, []).append((key, value))
    lines = groups.get(agent.lower(), groups.get("*", []))
    rules = [Rule(key == "allow", _plain(value)) for key, value in lines if key != "crawl-delay" and value]
    return Robots(tuple(rules[:_MOST_RULES]), max((_seconds(v) for k, v in lines if k == "crawl-delay"), default=0.0))


def _seconds(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0


def _plain(path: str) -> str:
    """A path in the one form that paths are compared in."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?&=;:@+,!'()~", errors="surrogateescape")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says: `*` stands for anything, `$` at its end for the end of the path."""
    ends = pattern.endswith("$")
    first, *others = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at, last = len(first), (others.pop() if ends and others else None)
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not ends or at == len(path)
