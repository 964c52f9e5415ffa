"""Source, cue and content are found in every order in which English news puts them."""

from __future__ import annotations

import pytest

from tests.text.attribution.marked import find, found, parse, show

CASES = {
    "a clause with that": ["[S The minister] [Q said] [C that the line would be built]."],
    "a clause without that": ["[S The minister] [Q said] [C the line would be built]."],
    "auxiliaries belong to the cue": ["[S Russia] [Q has repeatedly denied] [C that it broke the treaty]."],
    "a circumstance does not": ["[S Anna Bold] [Q said] on Monday [C that the line would be built]."],
    "trailing": ["[C The line will be built], [S the minister] [Q said]."],
    "trailing with an apposition": ["[C The line will be built], [S Anna Bold, a minister,] [Q said]."],
    "inverted": ["[C The line will be built], [Q said] [S Anna Bold, who runs the ministry]."],
    "in the middle": ["[C The line], [S she] [Q said], [C will be built]."],
    "according to, trailing": ["[C The line will be built], [Q according to] [S two officials]."],
    "according to, leading": ["[Q According to] [S the court], [C the visit broke the treaty]."],
    "according to, in the middle": ["[C The line], [Q according to] [S the court], [C will be built]."],
    "in the words of": ["[Q In the words of] [S the minister], [C the visit was a success]."],
    "told": ["[S Anna Bold] [Q told] reporters [C that she would stay]."],
    "urged": ["[S The court] [Q urged] Mongolia [C to arrest him]."],
    "an infinitive": ["[S Mongolia] [Q refused] [C to arrest the president]."],
    "a gerund": ["[S The ministry] [Q denied] [C receiving the letter]."],
    "about": ["[S The leaders] [Q talked about] [C the gas line]."],
    "a thing": ["[S Kyiv] [Q condemned] [C the visit]."],
    "a private state": ["[S Many] [Q believe] [C the court will act]."],
    "a nominal cue": ["[S Ukraine's] [Q warning] [C that the court would lose its standing] was ignored."],
    "a nominal cue with an infinitive": ["Nobody minded [S the court's] [Q decision] [C to wait]."],
    "a statement from": ["There is [Q a statement] from [S the ministry] [C that the line was safe]."],
    "passive": ["[C The president] [Q is accused of] [C war crimes]."],
    "asked": ["She left when [Q asked] [C whether the line would be built]."],
    "an adjective": ["[S The court] [Q was convinced] [C that Mongolia would act]."],
    "a participle": ["[S1 The court] [Q1 criticised] [C1 Mongolia], [Q2 saying] [C2 that it had broken the treaty]."],
    "two verbs": ["[S1 She] [Q1 said] [C1 the line was safe] and [Q2 insisted] [C2 that it was cheap]."],
    "no infinitive": ["[S She] [Q said] [C her speech to the court was late]."],
    "an age": ["[S Anna Bold, 49,] [Q said] [C that the line was safe]."],
    "an age and an apposition": ["[S Anna Bold, 49, a minister,] [Q said] [C that the line was safe]."],
    "brackets": ["[S Anna Bold (D-Tex.)] [Q said] [C that the line was safe]."],
    "a noun in -ly": ["[S The family] [Q said] [C it had heard nothing]."],
    "however": ["[S The court], however, [Q said] [C that the line was safe]."],
    "a remark ahead": ["As [S the court] [Q noted], [C the line has been safe for years]."],
    "has, contracted": ["[S He]'s [Q said] [C the line will be built]."],
    "by saying": ["[S1 She] [Q1 defended] [C1 the line] by [Q2 saying] [C2 that it was cheap]."],
    "a relative clause": ["The court, [S which] [Q said] [C that Mongolia must act], is in The Hague."],
}


def expected(marked: str) -> tuple[str, list]:
    """Second attributions of a sentence share the source of the first."""
    text, rows = parse(marked)
    return text, [(source or (rows[0][0] if len(rows) > 1 else ()), cue, content) for source, cue, content in rows]


@pytest.mark.parametrize("marked", [text for texts in CASES.values() for text in texts], ids=lambda text: text[:60])
def test_indirect_speech(marked: str) -> None:
    """Each construction gives its source, its cue and its content, to the character."""
    text, rows = expected(marked)
    assert show(text, found(text)) == show(text, rows)
    assert found(text) == rows
    assert {one.kind for one in find(text)} == {"indirect"}


@pytest.mark.parametrize(
    "marked",
    [
        '[S The minister] [Q said]: [C "We will build the line."]',
        '[C "We will build the line,"] [S the minister] [Q said].',
        '[C "We will build the line,"] [Q said] [S Anna Bold, a minister].',
        '[C "We will build it,"] [S she] [Q said]. [C "It will be cheap."]',
        '[C "We will build it,"] [S she] [Q said], [C "and it will be cheap."]',
        '[C "Will we build the line?"] [S she] [Q asked].',
        "[C “We will build the line,”] [S she] [Q told] the paper.",
        "[C «We will build the line», ][S she] [Q said].".replace("», ]", "»], ").replace("][S", "[S"),
        "[C ''We will build the line,''] [S she] [Q said].".replace("''", '"'),
        'In a text, [S the minister] [Q said], [C "We will build the line."]',
        '[Q Said] [S Anna Bold]: [C "We will build the line."]',
        '[C "We will build the line."] [Q -] [S Anna Bold]',
        '[S PUTIN][Q :] [C "We will build the line."]',
        '[C "We will build it,"] [S Anna Bold, 49,] [Q told] the paper. [C "By then it will be cheap."]',
        '[C "We will build it,"] [S she] [Q said]. [C "By then it will be cheap."]',
        '[C "We will build it,"] [S Bold] [Q said] of those who like it. [C "It will be cheap."]',
        '[C "We will build it,"] [S Bold] [Q said]. [C "Wait."]',
        'They heard [Q a chant of] [C "Go home"] in the street.',
        'They came with [Q a slogan] [C "Go home"] in red.',
    ],
)
def test_direct_speech(marked: str) -> None:
    """Quotations are taken with their marks, and a second part belongs to the same attribution."""
    text, rows = parse(marked)
    assert show(text, found(text)) == show(text, rows)
    assert [one.kind for one in find(text)] == ["direct"]


@pytest.mark.parametrize(
    "marked",
    [
        '[S The minister] [Q said] [C that the line was "a gift to us all"].',
        '[C The line was "a gift to us all,"] [S she] [Q said].',
        '[S He] [Q called] [C the court "a tool of the West"].',
    ],
)
def test_mixed_speech(marked: str) -> None:
    """Where only a part stands between marks, the whole clause is the content and its kind is mixed."""
    text, rows = parse(marked)
    assert show(text, found(text)) == show(text, rows)
    assert [one.kind for one in find(text)] == ["mixed"]


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    """Each paragraph of a quotation is a part of one content."""
    text = 'Bold said: "We came here.\n\n"We saw the court at work.\n\n"We left it again."'
    [one] = find(text)
    assert [text[start:end] for start, end in one.contents] == [
        '"We came here.',
        '"We saw the court at work.',
        '"We left it again."',
    ]
    assert one.kind == "direct"


@pytest.mark.parametrize(
    "marked",
    [
        '[C1 "We will build it,"] [S1 Bold] [Q1 said] as [S2 a heckler] [Q2 shouted]: [C2 "Go home!"]',
        '[Q1 Conceding] [C1 that it was "a joke"] [S2 he] [Q2 warned]: [C2 "It will not be built at all."]',
        '[S1 She] [Q1 accuses] [C1 the court of "a crime"] and [S2 John Gold] [Q2 says] [C2 it is "a joke"].',
        'When [Q1 asked] [C1 why], [S2 Bold] [Q2 answered] in a letter: [C2 "We will not build it."]',
    ],
)
def test_a_quotation_belongs_to_the_verb_next_to_it(marked: str) -> None:
    """What somebody says ends where somebody else begins to."""
    text, rows = parse(marked)
    assert show(text, found(text)) == show(text, rows)


def test_a_quotation_goes_on_past_what_else_its_sentence_says() -> None:
    """Behind "…," said Bold, who hopes that …, a second quotation is Bold's."""
    text = '"It is late," said Anna Bold, who hopes that it will be built. "It was late before."'
    direct = [one for one in find(text) if one.kind == "direct"]
    assert [len(one.contents) for one in direct] == [2]
    assert direct[0].speaker == "Anna Bold"


def test_a_quotation_left_open_is_one_without_a_cue_too() -> None:
    """Paragraphs that each open with a mark and do not close are one attribution."""
    text = '"We came here for them.\n\n"We saw the court at work.\n\n"We left it again."'
    assert [len(one.contents) for one in find(text)] == [3]


def test_a_short_quotation_alone_is_speech_when_it_calls_out_or_is_introduced() -> None:
    """ "Go home." behind a colon is said by somebody; a heading in marks is not."""
    assert [one.kind for one in find('The crowd had a message: "Dump Gold."')] == ["direct"]
    assert [one.kind for one in find('He turned to me. "Mr. Gold?"')] == ["direct"]
    assert find("He left.\n\n'A joke.'\n\nHe came again.") == []
    assert find('"The line will be built this year," by Anna Bold: it is a good read.') == []


def test_a_floating_quotation_has_the_last_source() -> None:
    """A quotation in a paragraph of its own goes on with the speaker of the one before; its cue is missing."""
    text = 'Anna Bold said the line was safe.\n\n"We have seen to it that nobody is hurt."'
    said, floating = find(text)
    assert floating.rule == "floating"
    assert (floating.source, floating.cue, floating.speaker) == (said.source, None, "Anna Bold")


def test_a_quotation_without_any_speaker() -> None:
    """Where nobody has spoken yet, the source is missing and the speaker is not known."""
    [one] = find('"We have seen to it that nobody is hurt."')
    assert (one.source, one.cue, one.speaker, one.kind) == (None, None, "", "direct")


def test_a_quotation_within_a_quotation() -> None:
    """Both are found: what she says, and what she says that her mother says."""
    text = "\"My mother said, 'Never go there.' I stayed,\" Anna Bold recalled."
    inner, outer = find(text)
    assert text[slice(*inner.contents[0])] == "'Never go there.'"
    assert text[slice(*outer.contents[0])] == "\"My mother said, 'Never go there.' I stayed,\""
    assert (inner.rule, outer.speaker) == ("nested", "Anna Bold")


@pytest.mark.parametrize(
    "text",
    [
        'The "visit" took two days.',
        'They staged "The Old Men of the Sea" at the end.',
        "The state of the roads was a claim to fame.",
        "The United States is large.",
        "The accused left the court.",
        "Photo: the port at night",
        "The meeting ended at 9:30.",
        "They built a line and went home.",
        "",
        "?!",
    ],
)
def test_nothing_is_said(text: str) -> None:
    """Scare quotes, titles, nouns that look like verbs and labels that are no names are no attributions."""
    assert find(text) == []


def test_what_lies_inside_a_content_is_left_out() -> None:
    """She says that he believes something: one attribution, hers."""
    assert len(find("She said that he believes the court wants to wait.")) == 1


def test_a_trailing_cue_speaks_for_the_whole_sentence() -> None:
    """What was found inside the content that a trailing cue claims is dropped."""
    text = "The court wants to wait, and Mongolia hopes for gas, the minister said."
    [one] = find(text)
    assert text[slice(*one.contents[0])] == "The court wants to wait, and Mongolia hopes for gas"


def test_headlines_transcripts_and_capitals() -> None:
    """A name before a colon speaks; in a transcript its turn is as long as the paragraph; capitals change nothing."""
    headline = "Kremlin: No deal on the gas line"
    assert show(headline, found(headline)) == [[["Kremlin"], [":"], ["No deal on the gas line"]]]
    turn = "PUTIN: We came here. We talked about gas.\n\nBOLD: And nothing else than gas"
    assert [row[2] for row in show(turn, found(turn))] == [
        ["We came here. We talked about gas."],
        ["And nothing else than gas"],
    ]
    loud = "THE MINISTER SAID THAT THE LINE WOULD BE BUILT."
    assert show(loud, found(loud)) == [[["THE MINISTER"], ["SAID"], ["THAT THE LINE WOULD BE BUILT"]]]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("She said that it was so.", "neutral"),
        ("She insisted that it was so.", "assertive"),
        ("She warned that it was so.", "negative"),
        ("She hoped that it was so.", "private"),
        ("Her warning that it was so came late.", "negative"),
        ("She is afraid that it is so.", "private"),
    ],
)
def test_tiers(text: str, tier: str) -> None:
    """The tier is that of the cue."""
    assert [one.tier for one in find(text)] == [tier]
