import pytest

from analyzer.readers import language
from analyzer.readers.language import NAMES, detect_language, language_code
from analyzer.shipped import shipped_texts

SENTENCES = {
    "en": "The ministers met on Tuesday and agreed to open the harbour to small fishing boats next month.",
    "de": "Die Minister trafen sich am Dienstag und vereinbarten, den Hafen im Mai für Fischerboote zu öffnen.",
    "fr": "Les ministres se sont réunis mardi et ont décidé d'ouvrir le port aux bateaux de pêche le mois prochain.",
    "es": "Los ministros se reunieron el martes y acordaron abrir el puerto a los barcos de pesca el mes que viene.",
    "ru": "Министры встретились во вторник и договорились открыть гавань для рыбацких лодок в следующем месяце.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough_to_know_the_language(code: str) -> None:
    """The language of one plain sentence is detected."""
    assert detect_language(SENTENCES[code]) == code


def test_plain_english_is_known_without_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every shipped text is; the classifier, asked all the same, agrees."""
    texts = [path.read_text("utf-8") for path in sorted((shipped_texts() / "coverage").glob("*.txt"))]
    known = [text for text in texts if language._is_plainly_english(text[:2000])]
    assert len(known) > 0.8 * len(texts)
    assert {language._identifier().classify(text[:2000])[0] for text in known} == {"en"}


@pytest.mark.parametrize("code", [code for code in SENTENCES if code != "en"])
def test_no_other_language_is_taken_for_plain_english(code: str) -> None:
    """Not even where a quarter of the words are an English quotation."""
    own = " ".join([SENTENCES[code]] * 12)
    quoted = " ".join(SENTENCES["en"].split() * 3)[: len(own) // 4]
    assert not language._is_plainly_english(own)
    assert not language._is_plainly_english(f"{own} “{quoted}”")


def test_too_few_letters_have_no_language() -> None:
    """Below 60 letters no language is named, however long the text."""
    assert detect_language("Oui. " + "1234 " * 100) == ""
    assert detect_language("") == ""


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("English", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("русский", "ru"),
        ("ger", "de"),
        ("Français ", "fr"),
        ("", ""),
        ("Klingon", ""),
        ("e1", ""),
        ("english language", ""),
    ],
)
def test_declared_languages_become_codes(declared: str, code: str) -> None:
    """Names, region codes and three-letter codes mean the same as the two-letter code."""
    assert language_code(declared) == code


def test_no_name_stands_for_two_languages() -> None:
    """Each name and three-letter code of the table belongs to one language."""
    names = [name for names in NAMES.values() for name in names.split()]
    assert len(names) == len(set(names))
