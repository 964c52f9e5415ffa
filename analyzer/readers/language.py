"""The language of an article: as declared, or detected from its first characters (ISO 639-1 codes).

Detection names the likeliest of about a hundred languages. It does not say how sure it is, it hears one language
only in a mixed text, and on fewer than 60 letters it is not asked at all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 60
_SAMPLE = 2_000
# English words that are no words of another language in Latin letters.
_ENGLISH = frozenset(
    ["about", "and", "been", "from", "have", "that", "the", "their", "there", "they", "this", "were", "when", "which"]
)
_FEWEST, _SHARE = 40, 0.08  # words of the sample, and the part of them that must be such words

# English name, own name, and the three-letter codes that library catalogues and databases use.
NAMES: dict[str, str] = {
    "ar": "arabic العربية ara",
    "bg": "bulgarian български bul",
    "ca": "catalan català cat",
    "cs": "czech čeština ces cze",
    "da": "danish dansk dan",
    "de": "german deutsch deu ger",
    "el": "greek ελληνικά ell gre",
    "en": "english eng",
    "es": "spanish español castellano spa",
    "et": "estonian eesti est",
    "fa": "persian farsi فارسی fas per",
    "fi": "finnish suomi fin",
    "fr": "french français fra fre",
    "he": "hebrew עברית heb",
    "hi": "hindi हिन्दी hin",
    "hr": "croatian hrvatski hrv",
    "hu": "hungarian magyar hun",
    "id": "indonesian ind",
    "it": "italian italiano ita",
    "ja": "japanese 日本語 jpn",
    "kk": "kazakh қазақ kaz",
    "ko": "korean 한국어 kor",
    "lt": "lithuanian lietuvių lit",
    "lv": "latvian latviešu lav",
    "mn": "mongolian монгол mon",
    "nl": "dutch nederlands nld dut",
    "no": "norwegian norsk nor",
    "pl": "polish polski pol",
    "pt": "portuguese português por",
    "ro": "romanian română ron rum",
    "ru": "russian русский rus",
    "sk": "slovak slovenčina slk slo",
    "sl": "slovenian slovenščina slv",
    "sr": "serbian српски srp",
    "sv": "swedish svenska swe",
    "th": "thai ไทย tha",
    "tr": "turkish türkçe tur",
    "uk": "ukrainian українська ukr",
    "ur": "urdu اردو urd",
    "vi": "vietnamese vie",
    "zh": "chinese mandarin 中文 zho chi",
}


def language_code(declared: str) -> str:
    """ISO 639-1 code of a language as people write it, or "" when it is not understood.

    >>> language_code("English"), language_code("en-GB"), language_code("ger"), language_code("Klingon")
    ('en', 'en', 'de', '')
    """
    word = declared.strip().casefold().replace("_", "-").partition("-")[0].strip()
    if len(word) == 2 and word.isascii() and word.isalpha():
        return word
    return _codes().get(word, "")


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in NAMES.items() for name in names.split()}


def detect_language(text: str) -> str:
    """Likeliest language of `text`, or "" when it has fewer than 60 letters.

    Only the first 2,000 characters are looked at.

    >>> detect_language("The ministers met on Tuesday and agreed that the harbour should be opened to fishing boats.")
    'en'
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return ""
    if _is_plainly_english(sample):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


def _is_plainly_english(sample: str) -> bool:
    """Whether so many words are English ones that no other language has that the classifier need not be asked.

    Most archives are in one language, and the classifier takes longer than everything else in reading.
    """
    words = sample.casefold().split()
    own = [word for word in words if word in _ENGLISH]
    return len(words) >= _FEWEST and len(own) > _SHARE * len(words) and own.count("the") > 0.3 * len(own)


def make_ready() -> None:
    """Load the model, which needs a temporary file, before a process gives up the right to write any."""
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
