"""Who is meant by a source: full names, pronouns, roles; what cannot be known is said to be unknown."""

from __future__ import annotations

import pytest

from tests.text.attribution.marked import find


def speakers(text: str) -> list[str]:
    return [one.speaker for one in find(text)]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Anna Bold", "Anna Bold"),
        ("Foreign Minister Anna Bold", "Anna Bold"),
        ("Ms. Bold", "Bold"),
        ("Anna Bold, a friend of John Gold,", "Anna Bold"),
        ("the chief of staff, Anna Bold,", "Anna Bold"),
        ("The Harbour Courier", "Harbour Courier"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("a spokesman for the ministry", "spokesman for the ministry"),
        ("the Russian president", "Russian president"),
        ("Kremlin officials", "Kremlin officials"),
        ("Anna Bold and John Gold", "Anna Bold and John Gold"),
        ("two senior officials", "senior officials"),
        ("officials who asked not to be named", "officials"),
        ("The government", "government"),
    ],
)
def test_names_and_roles(source: str, speaker: str) -> None:
    """A name without titles and appositions; where there is none, the role or the anonymous source as it stands."""
    assert speakers(f"{source} said that the line would be built.")[-1:] == [speaker]


def test_a_surname_means_the_full_name_in_the_text() -> None:
    """Later mentions by surname, with or without a title, get the name in full; others keep what they have."""
    text = (
        "Anna Bold came to The Hague.\n\nMs. Bold said that she would wait. Bold's warning that it was late was heard."
    )
    assert speakers(text) == ["Anna Bold", "Anna Bold"]
    assert speakers("Mr. Gold said that he would wait.") == ["Gold"]


def test_a_pronoun_means_the_last_speaker_who_fits() -> None:
    """A title tells he from she; "they" means several; the number of a company is "it"."""
    text = (
        "Mr. Bold said that it was late. Ms. Gold said that it was not. He insisted that it was. "
        "Officials denied that anybody was late. They said that all was well. She hoped that it was."
    )
    assert speakers(text) == ["Bold", "Gold", "Bold", "officials", "officials", "Gold"]


def test_a_pronoun_is_not_resolved_over_more_than_two_paragraphs() -> None:
    """Two paragraphs on it still means the last speaker; three paragraphs on nobody knows."""
    first, rest = "Anna Bold said that it was late.", "The town is old."
    near = "\n\n".join((first, rest, "She hoped that it was not."))
    far = "\n\n".join((first, rest, rest, "She hoped that it was not."))
    assert speakers(near) == ["Anna Bold", "Anna Bold"]
    assert speakers(far) == ["Anna Bold", ""]


def test_the_author_and_a_first_pronoun_are_unknown() -> None:
    """ "I" is nobody that the text names, and before anybody has spoken "he" is nobody either."""
    assert speakers("I think that it is late.") == [""]
    assert speakers("He said that it was late.") == [""]


def test_a_relative_pronoun_means_the_name_before_it() -> None:
    """ "Anna Bold, who said that" gives her name."""
    assert speakers("They met Anna Bold, who said that it was late.") == ["Anna Bold"]


def test_a_mention_is_where_the_speaker_is_named() -> None:
    """A pronoun, "who" and a quotation alone go back to the words that name; a surname stands for itself."""
    text = (
        'They met Anna Bold, who said that it was late. She hoped that it was not. "This was a long day for us." '
        "Mr. Gold denied that it was. Bold believes that it was. I think that it is."
    )
    mentions = [one.mention and text[slice(*one.mention)] for one in find(text)]
    assert mentions == ["Anna Bold", "Anna Bold", "Mr. Gold", "Bold", None, "Anna Bold"]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Anna Bold", True),
        ("Ms. Bold", True),
        ("The Kremlin", True),
        ("Anna Bold and John Gold", True),
        ("the Russian president", False),
        ("a spokesman for the ministry", False),
        ("Kremlin officials", False),
        ("The government", False),
        ("I", False),
    ],
)
def test_a_speaker_is_named_by_a_proper_name_only(source: str, named: bool) -> None:
    """Persons and bodies have names; roles, groups and the author have none."""
    assert [one.named for one in find(f"{source} said that the line would be built.")] == [named]


def test_what_stands_in_brackets_is_no_part_of_the_name() -> None:
    """Party and place behind a name belong to the source, and not to the speaker."""
    text = "Rep. Anna Bold (D-Tex.) said that it was late."
    (found,) = find(text)
    assert (text[slice(*found.source or ())], found.speaker) == ("Rep. Anna Bold (D-Tex.)", "Anna Bold")


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A government spokesperson in Harbour City", "government spokesperson in Harbour City"),
        ("The mayor of London", "mayor of London"),
        ("A spokesman for Mr. Gold, Carl Bold,", "Carl Bold"),
        ("A student from Kyiv named Olga Gold", "Olga Gold"),
        ("The minister of defence John Bold", "John Bold"),
    ],
)
def test_what_stands_behind_the_preposition_of_a_role_is_no_name(source: str, speaker: str) -> None:
    """A role is named by its place or its body, and somebody only by a name of his own."""
    assert [one.speaker for one in find(f"{source} said that the line would be built.")] == [speaker]
