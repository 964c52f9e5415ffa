# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 6. Sourcing: who speaks
#
# A sharp quotation does not make an article sharp: somebody else says it. Here words are given back to those who
# say them, speakers are put into categories, and it is counted who gets how much room, and in whose words the
# frames stand.

# %%
# %matplotlib inline
import pandas as pd

import analyzer
from analyzer.codebook import parse_codebook
from analyzer.text.attribution import CONFIDENCE

# %% [markdown]
# ## An attribution
#
# Somebody (the *source*) says (the *cue*) something (the *content*). Most of what news reports others to say
# stands without quotation marks, so looking for the marks alone is not enough.

# %%
TEXT = (
    "Ada Brown, a spokeswoman for the ministry, said that the road would open in May. “We are ready,” Brown said. "
    "According to two drivers, the bridge is still closed. Critics dismissed the plan. It rained all week."
)
found = analyzer.attributions(TEXT)
for row in found.itertuples():
    print(f"{row.kind:9} {row.rule:10} {row.speaker:16} {row.verb_tier:10} {TEXT[row.content_start : row.content_end]}")

# %% [markdown]
# Three things to notice. "Brown" is put together with "Ada Brown", because a surname means the last full name
# that fits. "Two drivers" have no proper name: they are speakers all the same. And the critics are found, but
# *the plan* is not what they said: it is told in the narrator's words, so their words are not counted, only that
# they spoke.
#
# Each stretch of a sentence is now in a voice. What nobody else is said to say is the narrator's.

# %%
book = analyzer.load_codebook()
features = analyzer.featurize([analyzer.Article("road", "", TEXT)], book, focal="road")
for unit in features.units.itertuples():
    print(f"{unit.voice:12} {TEXT[unit.start : unit.end]}")

# %% [markdown]
# ## Categories of speakers
#
# A codebook lists, category by category, the words by which a kind of speaker is told: names, bodies, roles. Who
# fits none stands under *other*, and where nobody is known to speak, that is said and not guessed.

# %%
for category in book.speakers.values():
    print(f"{category.label}: {'; '.join(category.patterns[:6])} ...")

# %% [markdown]
# These are yours to change. For the road, two categories of our own:

# %%
OWN = """
name = "road"
version = "1"
title = "A road"

[frames.delay]
label = "Delay"
definition = "The sentence says that something is late or closed."
patterns = ["closed", "late", "delay*"]

[speakers.officials]
label = "Officials"
patterns = ["ministry", "spokes*", "minister"]

[speakers.road_users]
label = "Road users"
patterns = ["driver*", "commuter*"]
"""
own = analyzer.featurize([analyzer.Article("road", "", TEXT)], parse_codebook(OWN, "this notebook"), focal="road")
own.attributions[["speaker", "category", "named", "verb_tier"]]

# %% [markdown]
# ## The people of an article
#
# Now the shipped texts. Every share below is made of rows like these, so begin with the people: one row a
# speaker, in the order of speaking, with the place in the text that names them first.

# %%
cmp = analyzer.compare()
speakers = cmp.tables["speakers"]
columns = ["speaker", "category", "n_attributions", "n_words", "n_quoted", "neutral", "assertive", "negative"]
speakers[speakers["article"] == cmp.focal][columns]

# %% [markdown]
# Read the last three columns with care: *claim* and *insist* keep a distance that *say* does not, but one verb
# is one verb.
#
# Check a row before you trust it. These are the words themselves:

# %%
quotes = cmp.tables["quotes"]
quotes[quotes["article"] == cmp.focal][["voice", "speaker", "rule", "text"]].style.hide(axis="index")

# %% [markdown]
# Two stretches: far too little for a share. The program says so instead of drawing a range:

# %%
sourcing = cmp.tables["sourcing"].query("voice == 'attributed'")
sourcing.query("level == 'focal' and value > 0")[["item", "value", "low", "high", "n_units", "reason"]].round(2)

# %% [markdown]
# ## Who gets how much room
#
# Bars: the article; under it the mean of the other articles with its range. Hatched: attributions without a
# proper name. The range of the others is wide as well: thirty articles give words to few people each.

# %%
cmp.plot.sourcing().figure

# %% [markdown]
# How much others speak at all can be told better than who they are, because every sentence of an article counts.
# And the share of words with an unknown speaker belongs beside every one of these numbers.

# %%
room = cmp.tables["speech"].query("level in ('focal', 'others')")
room[["level", "item", "value", "low", "high", "n_articles", "n_units", "reason"]].round(2)

# %% [markdown]
# ## Whose frame is it?
#
# A frame that stands in an article may be told by the narrator, or be brought up by somebody quoted: perhaps to be
# denied. One row for the narrator, one for each category that speaks; numbers are sentences in 100. Where fewer
# than five sentences are spoken, the cell has no colour.

# %%
cmp.plot.framing_by_speaker(level="others").figure

# %% [markdown]
# The same as parts of a whole: of all hits of a frame in the other coverage, in whose words do they stand?

# %%
frames = cmp.tables["framing_by_speaker"].query("level == 'others' and hits > 0")
parts = frames.pivot_table(index="item", columns="category", values="hits_share")
parts.loc[:, parts.sum().sort_values(ascending=False).index[:6]].round(2).fillna(0)

# %% [markdown]
# In each row the narrator's column is the largest: most of what frames these texts is said in nobody else's name.
#
# ## The narrator against those who are quoted
#
# Within each article that has both: the narrator's value minus that of the others' words. A range that holds zero
# means that the two cannot be told apart. And whoever looks at eleven differences will see some range miss zero
# now and then without any reason.

# %%
voices = cmp.tables["voices"].query("level == 'others' and voice == 'attributed'")
voices[["item", "narrator", "other", "value", "low", "high", "n_articles"]].round(2)

# %% [markdown]
# ## What rules miss
#
# Rules know verbs and word order, not what is meant. Six sentences that they do not get, or not wholly:

# %%
HARD = {
    "no cue at all": "The minister was in no doubt. The road would open in May.",
    "a pronoun that fits two": "Ada Brown met Eve Stone. She said that the road was ready.",
    "a content that runs on": "If the minister says that the road is ready, drivers will come.",
    "nobody taken for somebody": "Nobody said that the road was ready.",
    "a verb that does not speak here": "Brown added salt to the soup and left.",
    "a text taken for a speaker": "The report adds to doubts that the road will open.",
}
for name, text in HARD.items():
    table = analyzer.attributions(text)
    said = [f"{row.speaker or 'not known'}: {text[row.content_start : row.content_end]}" for row in table.itertuples()]
    print(f"{name}: {'; '.join(said) or 'nobody is found to speak'}")

# %% [markdown]
# The first is *free indirect speech*: a human hears the minister in the second sentence, no rule does, so it counts
# as the narrator's. How often each rule agrees with human coders is measured, and only rules that mostly do make
# paraphrase:

# %%
pd.Series(CONFIDENCE, name="agreed with").sort_values().to_frame().T

# %% [markdown]
# What may be said from all this: *in these texts, so many of the words that others are given are those of ...,
# with this range, and so many have no known speaker.* Not: that the words were given fairly, or that a speaker
# believes them, or that whoever is not counted was not asked.
