"""Whether a text is the whole article: what its end gives away.

Pages for subscribers, summaries and texts cut by a service end in a few well-known ways. Whether a text that ends
otherwise is whole, nobody can see.
"""

from __future__ import annotations

import re

INCOMPLETE = "incomplete"  # the name in `Article.extra`; its value is the reason
_LINES = 4  # the last ones that are looked at
_SHORT = 200  # characters of a line that calls; a paragraph of the article is longer

# In a short line near the end they are words of the page and not of the article.
_CALLS = (
    r"(?:to|please) (?:continue|keep|carry on) reading",
    r"(?:subscribe|sign up|sign in|log in|register)(?: now| today| here| for free)? (?:to|and) "
    r"(?:continue|keep|read|view|see|access|unlock)",
    r"(?:already|not yet) an? (?:subscriber|member)",
    r"this (?:article|story|content|post|page) is (?:only |exclusively )?(?:available |reserved )?(?:only )?(?:for|to) "
    r"(?:our |paying )?(?:subscribers|members)",
    r"(?:subscribers|members)[- ]only",
    r"unlock (?:this|the full) (?:article|story)",
    r"you(?: have|['’]ve) (?:reached|read|used|run out of) .{0,30}(?:free articles?|limit)",
    r"(?:um|zum) .{0,30}(?:weiterzulesen|weiterlesen)",
    r"weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|lesen sie den ganzen (?:artikel|text|beitrag)",
    r"nur für (?:unsere )?(?:abonnenten|abonnentinnen)|sie sind bereits abonnent",
    r"article (?:est )?réservé (?:à nos|aux) abonnés|pour lire la suite|déjà abonné",
    r"il vous reste [\d,.]+ ?% de cet article",
    r"suscríb[ae]te (?:para|y) |para (?:continuar|seguir) leyendo|para suscriptores",
    r"per continuare a leggere|riservato agli abbonati",
    r"доступ(?:ен|на|но) (?:только )?(?:для |по )?подпис|оформите подписку",
)
# These lead to the rest of the text, behind three dots or as the last line.
_LEADS = (
    r"continue reading\b.{0,120}",
    r"read (?:more|on)|click (?:here )?to (?:read|continue)",
    r"(?:read|see|view) the (?:full|whole|entire|complete|original|rest)\b.{0,60}",
    r"(?:hier )?weiterlesen|mehr lesen",
    r"lire la suite|en savoir plus",
    r"leer más|seguir leyendo",
    r"leggi tutto|continua a leggere",
    r"читать (?:далее|дальше|полностью)",
    r"\(?\+ ?[\d.,]+ (?:chars?|characters|words|zeichen|wörter)\)?",
)
_CALL = re.compile("|".join(_CALLS), re.IGNORECASE)
_DOTS = r"(?:\.\.\.|…)"
_LEAD = rf"\[?(?:{'|'.join(_LEADS)})[\s.…»>→\]]*"
_LEADING_LINE = re.compile(_LEAD, re.IGNORECASE)
_CUT = re.compile(rf"\[?{_DOTS}\]?\s*(?:{_LEAD})?\Z", re.IGNORECASE)
_QUOTED = ("“", '"', "«", "„", "'", "‘")


def split_call(text: str) -> tuple[str, str]:
    """The text without last lines that call for a subscription or lead to the rest, and why it is not whole, or "".

    >>> split_call("The court met.\\n\\nSubscribe to continue reading")
    ('The court met.', 'it ends in: Subscribe to continue reading')
    >>> split_call("The court met, and the ... Read more")[1]
    'it breaks off in three dots'
    >>> split_call("The court met.")[1]
    ''
    """
    lines = text.rstrip().split("\n")
    last = [at for at, line in enumerate(lines) if line.strip()][-_LINES:]
    for nth, at in enumerate(last[1:], start=1):  # a call needs a text before it
        rest = [lines[later].strip() for later in last[nth:]]
        calls = _CALL.search(rest[0]) or (len(rest) == 1 and _LEADING_LINE.fullmatch(rest[0]))
        if calls and max(map(len, rest)) <= _SHORT and not rest[0].startswith(_QUOTED):
            return "\n".join(lines[:at]).rstrip(), f"it ends in: {' '.join(rest)}"
    return text, "it breaks off in three dots" if _CUT.search(text.rstrip()[-_SHORT:]) else ""


def why_incomplete(text: str) -> str:
    """Why this is not the whole text of an article, or "" where nothing says so.

    >>> why_incomplete("They met.\\n\\nSubscribe to read on"), why_incomplete("They met.\\n\\nSubscribe to our letter")
    ('it ends in: Subscribe to read on', '')
    """
    return split_call(text)[1]
