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
# # 8. What may be claimed
#
# One article is one article, and twenty sentences are twenty sentences. This notebook asks of the shipped texts what so
# much can bear: before the comparison, in it, and under other choices. The outlets are invented; results on them say
# nothing about any real outlet.

# %%
# %matplotlib inline
import numpy as np

import analyzer

# %% [markdown]
# ## Before anything is compared
#
# The design check reads the articles and looks at no difference: how small a rank's p can get, what the sentences
# weigh, how large a difference would be found. Here are the cautions; the notes are in the same table.

# %%
design = analyzer.check_design()
for text in design[design["severity"] != "note"]["text"]:
    print(text, end="\n\n")

# %% [markdown]
# One article can rank first among thirty-one by chance once in thirty-one times, however long it is. That is the floor.

# %%
{others: round(1 / (others + 1), 3) for others in (5, 9, 19, 30)}

# %% [markdown]
# ## Differences
#
# `contrasts` holds every difference: this article against the others, and each group against the rest. The range allows
# for the article's sentences and for how such articles differ from one another. Filled marks are likely or clear.

# %%
cmp = analyzer.compare()
cmp.plot.contrasts().figure

# %%
columns = ["item", "difference", "low", "high", "p", "p_max", "strength"]
own = cmp.contrasts.query("level == 'focal' and voice == 'narrator' and measure != 'topics'")
own[columns].round(3)

# %% [markdown]
# `p` is about one comparison, `p_max` about all eleven: how often the largest of them, each in its own spread, would be
# so large if articles changed places. Groups have more articles, so their p can be smaller.

# %%
cmp.plot.contrasts(name="Western").figure

# %% [markdown]
# ## Which words carry it
#
# The rows sum to the difference. A difference that rests on one word, or on a word that means something else here, is
# seen at once. No single row can be told from chance in so short an article; the lines say so.

# %%
cmp.plot.shifts(of="diplomatic_relations").figure

# %% [markdown]
# ## How much hangs on a choice
#
# Every combination of settings that one might have chosen as well, in the order of the difference that it gives; and
# what happens when one outlet or article is left out. Where the sign turns, the finding is one of a setting.

# %%
cmp.plot.sensitivity(item="energy_infrastructure").figure

# %%
from analyzer.sensitivity import robustness_text

for row in cmp.robustness.to_dict("records")[:4]:
    print(f"{row['item']}: {robustness_text(row)}\n")

# %% [markdown]
# ## Does it keep its word?
#
# Where nothing differs, at most one comparison in twenty should look as if it did. Take the thirty others, call one of
# them focal at random, and count: here for one frame, by the rank alone, every article in turn.

# %%
from analyzer.inference.rank import rank
from analyzer.measures.framing import statistic

features = analyzer.featurize(cmp.corpus.articles, cmp.codebook, focal=cmp.focal)
shares = statistic(features).by_article()[1:]
flagged = [
    [rank(shares[at, frame], np.delete(shares[:, frame], at)).p <= 0.05 for frame in range(shares.shape[1])]
    for at in range(len(shares))
]
print(f"{np.mean(flagged):.3f} of {np.size(flagged)} comparisons flagged")

# %% [markdown]
# On larger collections, with ranges and words of strength as well: `python -m evaluation.null_contrasts --data FOLDER`.
# What the words mean, and where each method comes from, is in
# [docs/inference.md](../docs/inference.md).
