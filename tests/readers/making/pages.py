"""Pages in the shapes that news sites have, in words of our own, each with what is to be read on it."""

# ruff: noqa: E501 - lines of a page are as long as they are
from __future__ import annotations

import json
from typing import NamedTuple


class Page(NamedTuple):
    """Bytes as they lie on a disk, and the article in them."""

    data: bytes
    title: str
    text: str
    date: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    language: str = "en"


HARBOUR = [
    "The council of Eastport voted late on Tuesday to open the old harbour to small boats, ending a dispute that had "
    "divided the town for almost ten years.",
    "Eleven members were in favour and six against. The mayor, who had warned of the cost, said that she would respect "
    "the vote and begin with the repairs before the winter.",
    "“We have waited long enough,” said Tom Alder, who has sold fish on the quay since he was a boy. “My father did not "
    "live to see it, but my children will.”",
    "Owners of the larger ferries had asked the court to stop the plan. A hearing is set for the second week of October, "
    "and their lawyer said that the wall on the northern side was not safe.",
    "Engineers examined the wall in spring and found three cracks, none of them longer than a hand. The repair is to cost "
    "four million and to take eight months.",
]
RIVER = [
    "Water in the river Selm rose by two metres in a single night and reached the first houses of the lower town before "
    "dawn, the fire service said.",
    "About three hundred people were brought to a school on the hill. Nobody was hurt, but dozens of cellars are full of "
    "mud, and the railway to the north is closed until further notice.",
    "The weather office expects more rain on Thursday. It had given its highest warning only after midnight, which the "
    "district administrator called a mistake that must be examined.",
    "Insurers spoke of damage in the tens of millions. In the last flood, eleven years ago, many owners had waited for "
    "more than two years until they were paid.",
]
GERMAN = [
    "Der Stadtrat von Ostheim hat am Dienstagabend beschlossen, den alten Hafen für kleine Boote zu öffnen. Damit endet "
    "ein Streit, der die Stadt fast zehn Jahre lang beschäftigt hat.",
    "Elf Mitglieder stimmten dafür, sechs dagegen. Die Bürgermeisterin, die vor den Kosten gewarnt hatte, will das "
    "Ergebnis achten und noch vor dem Winter mit der Ausbesserung beginnen.",
    "„Wir haben lange genug gewartet“, sagte Thomas Erl, der seit seiner Kindheit Fisch am Kai verkauft. Die Betreiber "
    "der großen Fähren wollen vor Gericht ziehen.",
]
RUSSIAN = [
    "Городской совет Восточного порта во вторник поздно вечером проголосовал за открытие старой гавани для небольших "
    "лодок, завершив спор, который длился почти десять лет.",
    "Одиннадцать депутатов высказались за, шесть против. Мэр, которая предупреждала о расходах, сказала, что уважает "
    "решение и начнёт ремонт до наступления зимы.",
    "Владельцы больших паромов обратились в суд. Слушание назначено на вторую неделю октября, и их адвокат заявил, что "
    "северная стена небезопасна.",
]
ARABIC = [
    "صوّت مجلس المدينة مساء الثلاثاء على فتح الميناء القديم أمام القوارب الصغيرة، منهيا خلافا قسم البلدة نحو عشر سنوات.",
    "وأيد القرار أحد عشر عضوا وعارضه ستة. وقالت رئيسة البلدية التي كانت قد حذرت من التكلفة إنها ستحترم التصويت وتبدأ "
    "أعمال الترميم قبل حلول الشتاء.",
    "وقال صياد عجوز يبيع السمك على الرصيف منذ طفولته إن الناس انتظروا طويلا، وإن والده لم يعش ليرى هذا اليوم لكن "
    "أولاده سيرونه.",
]
FRENCH = [
    "Le conseil municipal a voté mardi soir l’ouverture du vieux port aux petits bateaux, mettant fin à une querelle qui "
    "divisait la ville depuis près de dix ans.",
    "Onze élus se sont prononcés pour et six contre. La maire, qui avait mis en garde contre le coût, a promis de "
    "respecter le vote et de commencer les travaux avant l’hiver.",
    "Les propriétaires des grands ferries ont saisi le tribunal. L’audience est fixée à la deuxième semaine d’octobre, et "
    "leur avocat affirme que le mur du côté nord n’est pas sûr.",
]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>\n" for line in lines)


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values})}</script>'


def body(lines: list[str]) -> str:
    return "\n\n".join(lines)


MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>'
RELATED = """<aside class="related"><h3>More on this</h3><ul>
<li><a href="/1">Five ways to cook a herring without an oven</a></li>
<li><a href="/2">Why the lighthouse was painted green after the war</a></li>
<li><a href="/3">Quiz: how well do you know the islands of the bay?</a></li></ul></aside>"""
FOOTER = """<footer><p>© 2024 Example Media. All rights reserved. Terms of use. Privacy policy. Contact. Jobs.</p></footer>"""
COMMENTS = """<section id="comments" class="comments"><h2>2 comments</h2><ol class="comment-list">
<li class="comment"><p>Anna B. wrote: This is what we have been saying all along and nobody ever listened to us.</p></li>
<li class="comment"><p>Carl D. wrote: Who is going to pay for that wall in the end? We are, as always, of course.</p></li>
</ol></section>"""
COOKIES = """<div id="cookie-consent" class="cookie-banner" role="dialog"><p>We and our 812 partners store cookies on your
device to show you ads that fit. You can change your mind at any time.</p><button>Accept all</button></div>"""


def wordpress() -> Page:
    """A blog whose article is described in a graph of nodes that refer to each other."""
    graph = [
        {"@type": "WebSite", "@id": "https://courier.example/#site", "name": "Harbour Courier"},
        {"@type": "Organization", "@id": "https://courier.example/#org", "name": "Harbour Courier"},
        {"@type": "Person", "@id": "https://courier.example/#p7", "name": "Ada Writer"},
        {
            "@type": "BlogPosting",
            "headline": "Old harbour opens to small boats",
            "datePublished": "2024-09-03T21:15:00+02:00",
            "author": {"@id": "https://courier.example/#p7"},
            "publisher": {"@id": "https://courier.example/#org"},
            "mainEntityOfPage": {"@id": "https://courier.example/2024/09/old-harbour/"},
        },
    ]
    html = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Old harbour opens - Harbour Courier</title>
<link rel="canonical" href="https://courier.example/2024/09/old-harbour/">{linked(**{"@graph": graph})}</head>
<body class="single">{MENU}<main><article class="post"><header class="entry-header"><h1 class="entry-title">Old harbour
opens to small boats</h1><div class="entry-meta">by <a rel="author" href="/ada">Ada Writer</a></div></header>
<div class="entry-content">{paragraphs(HARBOUR)}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li>
<li><a>Facebook</a></li></ul></div></div></article>{COMMENTS}</main>{FOOTER}</body></html>"""
    return Page(
        html.encode(), "Old harbour opens to small boats", body(HARBOUR), "2024-09-03T21:15:00+02:00", "Ada Writer",
        "Harbour Courier", "https://courier.example/2024/09/old-harbour/",
    )  # fmt: skip


def newspaper() -> Page:
    """A large paper: boxes with links within the text, a caption, a banner, a list of the most read."""
    data = linked(
        **{
            "@type": "NewsArticle",
            "headline": "River floods the lower town of Selm",
            "datePublished": "2024-09-05T06:30:00Z",
        },
        author=[{"@type": "Person", "name": "Ben Reporter"}, {"@type": "Person", "name": "Cora Scribe"}],
        publisher={"@type": "Organization", "name": "The Daily Example"},
    )
    others = linked(**{"@type": "ItemList"}, itemListElement=[{"@type": "NewsArticle", "headline": "Another one"}])
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>River floods | The Daily Example</title>{others}
{data}<link rel="canonical" href="https://daily.example/news/river-floods"></head><body>{COOKIES}<header>{MENU}</header>
<div class="layout"><main id="content"><article><h1>River floods the lower town of Selm</h1><div class="byline">By Ben
Reporter and Cora Scribe</div><figure><img src="a.jpg"><figcaption>A street in Selm on Thursday. Photograph: Example
Pictures</figcaption></figure><div class="article-body">{paragraphs(RIVER[:2])}{RELATED}{paragraphs(RIVER[2:])}</div>
</article></main><aside class="sidebar"><h2>Most read</h2><ol><li><a href="/x">The man who counted all the gulls</a></li>
<li><a href="/y">Ferry prices to rise again in January</a></li></ol></aside></div>{FOOTER}</body></html>"""
    return Page(
        html.encode(), "River floods the lower town of Selm", body(RIVER), "2024-09-05T06:30:00+00:00",
        "Ben Reporter; Cora Scribe", "The Daily Example", "https://daily.example/news/river-floods",
    )  # fmt: skip


def live_blog() -> Page:
    """Entries with a time each, the newest first."""
    entries = "".join(
        f'<div class="entry" id="e{at}"><h2>{head}</h2><time datetime="2024-09-05T0{9 - at}:10:00Z">0{9 - at}:10</time>'
        f"<p>{line}</p></div>"
        for at, (head, line) in enumerate(
            zip(["Rain expected", "School opened", "Water rises"], RIVER[2::-1], strict=True)
        )
    )
    html = f"""<!DOCTYPE html><html lang="en"><head><title>Flood in Selm: latest</title>
<meta property="og:title" content="Flood in Selm: latest"><meta property="og:site_name" content="Example Live">
<meta property="article:published_time" content="2024-09-05T05:00:00Z"></head><body>{MENU}<article class="liveblog">
<h1>Flood in Selm: latest</h1>{entries}</article>{FOOTER}</body></html>"""
    text = f"Rain expected\n\n{RIVER[2]}\n\nSchool opened\n\n{RIVER[1]}\n\nWater rises\n\n{RIVER[0]}"
    return Page(html.encode(), "Flood in Selm: latest", text, "2024-09-05T05:00:00+00:00", "", "Example Live")


def amp() -> Page:
    """A page for telephones."""
    data = linked(
        **{"@type": ["NewsArticle"], "headline": "Harbour vote ends long dispute", "datePublished": "2024-09-04"},
        author="Dora Press", publisher={"name": "Example Mobile"},
    )  # fmt: skip
    html = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>Harbour vote ends long dispute</title>
<link rel="canonical" href="https://mobile.example/harbour-vote">{data}<style amp-boilerplate>body{{opacity:0}}</style></head>
<body><amp-sidebar id="s"><ul><li>Politics</li><li>Business</li></ul></amp-sidebar><article><h1>Harbour vote ends long
dispute</h1><amp-img src="b.jpg" width="1" height="1"></amp-img>{paragraphs(HARBOUR[:3])}<amp-ad type="x"></amp-ad>
{paragraphs(HARBOUR[3:])}</article></body></html>"""
    return Page(
        html.encode(), "Harbour vote ends long dispute", body(HARBOUR), "2024-09-04", "Dora Press", "Example Mobile",
        "https://mobile.example/harbour-vote",
    )  # fmt: skip


def agency() -> Page:
    """A plain page of a news agency: no data for machines, the date in words."""
    html = f"""<html><head><title>Example Agency - Flood closes railway</title></head><body><table width="900"><tr><td>
<a href="/">Index</a> <a href="/en">English</a></td></tr><tr><td><h1>Flood closes railway</h1>
<span class="date">5 September 2024, 07:12</span>{paragraphs(RIVER)}</td></tr></table></body></html>"""
    return Page(html.encode(), "Flood closes railway", body(RIVER), "2024-09-05")


def arabic() -> Page:
    """Written from right to left, with marks of direction."""
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>فتح الميناء القديم</title>
<meta property="og:title" content="فتح الميناء القديم أمام القوارب"><meta property="og:site_name" content="صحيفة المثال">
<meta name="author" content="سلمى كاتبة"><meta itemprop="datePublished" content="2024-09-03"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/w">العالم</a></nav><main><article><h1>فتح الميناء القديم أمام القوارب</h1>
{paragraphs(ARABIC)}</article></main></body></html>"""
    return Page(
        html.encode(),
        "فتح الميناء القديم أمام القوارب",
        body(ARABIC),
        "2024-09-03",
        "سلمى كاتبة",
        "صحيفة المثال",
        "",
        "ar",
    )


def cyrillic() -> Page:
    """Bytes of cp1251, declared in the head, and a template that says that it is English."""
    html = f"""<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>Старая гавань открыта :: Портовый вестник</title><meta property="og:site_name" content="Портовый вестник">
<meta property="og:title" content="Старая гавань открыта для лодок"></head><body><div class="menu"><a href="/">Главная</a>
</div><div class="news"><h1>Старая гавань открыта для лодок</h1><div class="date">3 сентября 2024</div>
<div class="text">{paragraphs(RUSSIAN)}</div></div></body></html>"""
    return Page(
        html.encode("cp1251"),
        "Старая гавань открыта для лодок",
        body(RUSSIAN),
        "2024-09-03",
        "",
        "Портовый вестник",
        "",
        "ru",
    )


def listicle() -> Page:
    """Headings with a paragraph each."""
    heads = ["1. The vote", "2. The fish seller", "3. The wall"]
    lines = [HARBOUR[0], HARBOUR[2], HARBOUR[4]]
    parts = "".join(f"<h2>{head}</h2><p>{line}</p>" for head, line in zip(heads, lines, strict=True))
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Three things about the harbour</title>
<meta name="parsely-title" content="Three things about the harbour"><meta name="parsely-pub-date" content="2024-09-06T08:00:00Z">
<meta name="parsely-author" content="Emil Lister"></head><body>{MENU}<div class="post-content"><h1>Three things about the
harbour</h1>{parts}</div>{RELATED}{FOOTER}</body></html>"""
    text = "\n\n".join(f"{head}\n\n{line}" for head, line in zip(heads, lines, strict=True))
    return Page(html.encode(), "Three things about the harbour", text, "2024-09-06T08:00:00+00:00", "Emil Lister")


def tables() -> Page:
    """A table and captions within the text."""
    table = "<table><thead><tr><th>Place</th><th>Metres</th></tr></thead><tr><td>Selm</td><td>5.2</td></tr></table>"
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>How high the water stood</title>
<meta name="dc.title" content="How high the water stood"><meta name="dc.date.issued" content="2024-09-06">
<meta name="dc.creator" content="Fay Counter"><meta name="dc.publisher" content="Example Weekly"></head><body><main>
<h1>How high the water stood</h1>{paragraphs(RIVER[:2])}<figure>{"<img src=c.png>"}<figcaption>Graphic: levels of the river
since 1950</figcaption></figure>{table}{paragraphs(RIVER[2:])}</main>{FOOTER}</body></html>"""
    text = f"{body(RIVER[:2])}\n\nPlace\tMetres\n\nSelm\t5.2\n\n{body(RIVER[2:])}"
    return Page(html.encode(), "How high the water stood", text, "2024-09-06", "Fay Counter", "Example Weekly")


def cookie_wall() -> Page:
    """A dialogue before the article that is longer than some of its paragraphs."""
    wall = COOKIES.replace(
        "<button>", "<p>To use this site, agree to the storage of data or take out a subscription.</p><button>"
    )
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferries go to court over harbour</title>
<meta property="og:title" content="Ferries go to court over harbour"><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-09-07T10:00:00+01:00"></head><body>{wall}<div id="app"><article>
<h1>Ferries go to court over harbour</h1><section>{paragraphs(HARBOUR)}</section></article></div>{FOOTER}</body></html>"""
    return Page(html.encode(), "Ferries go to court over harbour", body(HARBOUR), "2024-09-07T10:00:00+01:00")


def talked_about() -> Page:
    """More words in the comments than in the text."""
    talk = COMMENTS.replace("</ol>", "".join(f"<li class='comment'><p>Reader {n} wrote that it is a pity, {line}</p></li>"
                                             for n, line in enumerate(RIVER * 2)) + "</ol>")  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Vote on harbour</title></head><body><article>
<h1>Vote on harbour</h1><p class="meta"><time datetime="2024-09-03">3 September</time></p>{paragraphs(HARBOUR)}</article>
{talk}</body></html>"""
    return Page(html.encode(), "Vote on harbour", body(HARBOUR), "2024-09-03")


def wrongly_declared() -> Page:
    """Declared as Latin-1, written in UTF-8, with soft hyphens and hard spaces."""
    lines = [
        line.replace("Bürgermeisterin", "Bürger&shy;meisterin").replace("Ausbesserung", "Aus\u00adbesserung")
        for line in GERMAN
    ]
    html = f"""<!DOCTYPE html><html lang="de"><head><meta charset="iso-8859-1"><title>Hafen für kleine Boote geöffnet</title>
<meta name="author" content="Von Gerd Schreiber"><meta name="date" content="2024-09-03T22:00:00+02:00"></head><body><article>
<h1>Hafen für kleine Boote geöffnet</h1>{paragraphs(lines)}</article></body></html>"""
    return Page(
        html.encode(), "Hafen für kleine Boote geöffnet", body(GERMAN), "2024-09-03T22:00:00+02:00", "Gerd Schreiber", "",
        "", "de",
    )  # fmt: skip


def latin() -> Page:
    """Bytes of cp1252 that are declared as Latin-1, as most old pages are."""
    html = f"""<html lang="fr"><head><meta http-equiv="content-type" content="text/html; charset=ISO-8859-1"><title>Le vieux
port s’ouvre aux bateaux - Le Courrier</title><meta property="og:site_name" content="Le Courrier"></head><body><div id="main">
<h1>Le vieux port s’ouvre aux bateaux</h1><p class="date">Publié le 4 septembre 2024</p>{paragraphs(FRENCH)}</div></body></html>"""
    return Page(
        html.encode("cp1252"),
        "Le vieux port s’ouvre aux bateaux",
        body(FRENCH),
        "2024-09-04",
        "",
        "Le Courrier",
        "",
        "fr",
    )


def saved() -> Page:
    """Saved by a browser, which notes the address above it."""
    html = f"""<!DOCTYPE html>
<!-- saved from url=(0042)https://evening.example/2024/9/8/old-wall/ -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>Cracks in the old wall</title>
</head><body>{MENU}<article><h1>Cracks in the old wall</h1><img src="data:image/png;base64,{"iVBOR" * 400}">
{paragraphs(HARBOUR[::-1])}</article>{RELATED}</body></html>"""
    return Page(
        html.encode(), "Cracks in the old wall", body(HARBOUR[::-1]), "2024-09-08", "", "evening.example",
        "https://evening.example/2024/9/8/old-wall/",
    )  # fmt: skip


def divisions() -> Page:
    """No paragraph: text in divisions, parted by line breaks."""
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Flood in the lower town</title>
<meta property="article:published_time" content="2024-09-05"></head><body><div class="top">{MENU}</div><div class="article">
<h1>Flood in the lower town</h1><div class="article-text">{"<br><br>".join(RIVER)}</div></div></body></html>"""
    return Page(html.encode(), "Flood in the lower town", body(RIVER), "2024-09-05")


def strict() -> Page:
    """XHTML, beginning as XML does."""
    html = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en"><head>
<title>Harbour reopens</title><meta name="citation_title" content="Harbour reopens"/><meta name="citation_author"
content="Hal Scholar"/><meta name="citation_publication_date" content="2024/09/09"/><meta name="citation_journal_title"
content="Journal of Harbours"/></head><body><div id="content"><h2>Harbour reopens</h2>{paragraphs(HARBOUR)}</div></body></html>"""
    return Page(html.encode(), "Harbour reopens", body(HARBOUR), "2024-09-09", "Hal Scholar", "Journal of Harbours")


PAGES = {
    page.__name__: page
    for page in (
        *(wordpress, newspaper, live_blog, amp, agency, arabic, cyrillic, listicle, tables, cookie_wall, talked_about),
        *(wrongly_declared, latin, saved, divisions, strict),
    )
}
