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
# # 1. Quickstart
#
# One article, thirty others about the same event, and the question how the one differs. The texts come with the
# package. The thirty were written for this project; their outlets are invented, and results on them say nothing
# about any real outlet.

# %%
# %matplotlib inline
import analyzer

# %% [markdown]
# ## Compare
#
# Without arguments `compare` takes the shipped texts. With your own it is `analyzer.compare("my_article.txt",
# "coverage/")`.
#
# The card shows what was compared, what to know before trusting a number, and the first findings. Read the
# warnings first.

# %%
cmp = analyzer.compare()
cmp

# %% [markdown]
# ## Findings
#
# A finding is a sentence that the numbers bear: the value here, the mean of the others, the difference with its
# range, how many of the others lie higher, and how far the sign hangs on settings. The last word is one of five:
# clear, likely, in these texts, unclear, too little text. One finding names what could *not* be told apart, which is a
# result as well; groups come last.

# %%
for finding in cmp.findings:
    print(f"[{finding.strength}] {finding.text}\n")

# %% [markdown]
# ## Frames
#
# One row a frame. The diamond is this article, the circle the mean of the others, each with its range; every
# faint tick is one other article.
#
# Look at the width of the lines before you look at the distance of the points. An article of twenty sentences
# cannot say more than that. Then look for rows where the two lines do not meet.

# %%
cmp.plot.framing().figure

# %% [markdown]
# The table behind the picture. `value` is a share of sentences, `n_units` says of how many.

# %%
columns = ["name", "item", "value", "low", "high", "n_articles", "n_units"]
rows = cmp.framing.query("level in ['focal', 'others'] and voice == 'narrator' and item == 'diplomatic_relations'")
rows[columns].round(3)

# %% [markdown]
# ## The axis
#
# Zero means as many words of one pole as of the other; 0.7 is twice as many, 1.4 four times. The article stands
# at the top, then the mean of the others, then groups of outlets, then every article.
#
# Look at how far the articles of one group spread, and how long each line is. Poles are made of words, not of
# outlets: any article can stand anywhere.

# %%
cmp.plot.axis().figure

# %% [markdown]
# ## The evidence behind a number
#
# Every number leads back to sentences. Here are the hits of one frame in the article, with their place in the
# text. `negated` marks a hit with a "no" or "dismissed" shortly before it: it still speaks of law.

# %%
hits = cmp.evidence("legal_scrutiny", article=cmp.focal)
hits[["pattern", "match", "start", "end", "voice", "negated"]]

# %%
first = hits.iloc[0]
print(cmp.article.text[first.sentence_start : first.sentence_end])

# %% [markdown]
# ## Words in context
#
# Before you believe a pattern, see how the word is used. `*` stands for any letters.

# %%
cmp.kwic("warrant*", width=40).head(8)[["outlet", "left", "match", "right"]]

# %% [markdown]
# ## Save and come back
#
# `save` writes a page that needs no network, every table as CSV, every chart, and a manifest that repeats the
# run. `load` gives the comparison back without computing.

# %%
folder = cmp.save("quickstart-report")
sorted(path.name for path in folder.iterdir())

# %%
again = analyzer.load("quickstart-report")
print(again.findings[0].text)

# %% [markdown]
# Next: [what a frame is here, and whether to believe it](02_framing_and_evidence.ipynb).
