"""Whether a text is cut off: how previews of databases and pages behind a paywall end.

Only the end is looked at, and only for what a preview says of itself. A text that is cut in mid-sentence without a word
about it is not found out, and an invitation to read something else, or to subscribe to a newsletter, is no sign.
"""

from __future__ import annotations

import re

_LAST_LINES = 4
_LONGEST_LINE = 300  # longer lines are prose

_COUNTED = re.compile(r"\[\s*\+\s*[\d.,]+\s*(?:chars?|characters|words|Zeichen|Wörter)\s*\]\s*$", re.IGNORECASE)
_DOTS = re.compile(r"[\w,;:)–-][^\S\n]?(?:\.{3,}|…|\[(?:\.{3}|…)\]|\((?:\.{3}|…)\))\s*$")
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"[^\w\"'“”„«‘’]*(?:{pattern})", re.IGNORECASE))
    for reason, pattern in (
        (
            "the text goes on elsewhere",
            r"(?:continue|keep|carry on) reading\b"
            r"|(?:read|see|view) (?:the )?(?:full|whole|entire|complete|original|rest)\b"
            r"|read more(?: at| on| here)?\W*$|click (?:here )?to (?:read|continue)\b|(?:hier |jetzt )?weiterlesen\b"
            r"|(?:lire|lisez) la suite\b|(?:seguir|sigue|continuar) leyendo\b|читать (?:далее|полностью)\b",
        ),
        (
            "behind a paywall",
            r"(?:please )?(?:subscribe|sign in|log in|sign up|register)(?: (?:now|today|here|for free))?"
            r" (?:to|and) (?:read|continue|keep|view|see|unlock|access|get (?:full|unlimited))\b"
            r"|to (?:continue|keep|carry on) reading\b|already a (?:subscriber|member)\b"
            r"|this (?:article|story|content|post|page) is (?:only |exclusively )?"
            r"(?:available (?:only )?(?:to|for)|for|reserved for) (?:\w+ )?(?:subscribers|members)\b"
            r"|you (?:have|'ve|’ve) (?:reached|read|used|run out of)\b[^\n]{0,40}\b(?:limit|free|articles?)\b"
            r"|(?:dieser|diesen|der) (?:artikel|text|beitrag)\b[^\n]{0,40}\b(?:abonnenten|abo)\b"
            r"|mit \S{1,30} ?plus weiterlesen\b"
            r"|cet article est réservé\b|(?:il vous reste|la suite est réservée)\b"
            r"|(?:suscríbete|regístrate) para (?:seguir|continuar|leer)\b|contenido exclusivo para suscriptores\b",
        ),
    )
)


def why_incomplete(text: str) -> str:
    """Why this is not the whole text of an article, or "" where nothing says so.

    >>> why_incomplete("They met on Tuesday and… [+2714 chars]"), why_incomplete("They met.\\n\\nSubscribe to read on.")
    ('cut off, as it says itself', 'behind a paywall')
    >>> why_incomplete("They met on Tuesday.\\nSubscribe to our newsletter.")
    ''
    """
    end = text.rstrip()
    if _COUNTED.search(end[-100:]):
        return "cut off, as it says itself"
    lines = [line for line in end[-_LAST_LINES * _LONGEST_LINE :].split("\n") if line.strip()][-_LAST_LINES:]
    for line in reversed(lines):
        for reason, pattern in _LINES:
            if len(line) <= _LONGEST_LINE and pattern.match(line):
                return reason
    return "ends in dots" if _DOTS.search(end[-100:]) else ""
