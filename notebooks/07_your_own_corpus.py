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
# # 7. Your own corpus
#
# Nobody has thirty text files with a header each. One has an export here, a table there, a few files that were
# saved by hand, an archive that a colleague sent, and a scan. This notebook lays the shipped coverage out like that,
# makes one corpus of it, looks at what was lost, and compares.

# %%
# %matplotlib inline
import csv
import json
import zipfile
from collections import Counter
from pathlib import Path

import analyzer
from analyzer.shipped import shipped_texts

# %% [markdown]
# ## What people have
#
# The texts come with the package. Here they are dealt out: a table with columns of its own names, JSON lines with a
# preview among them, an archive of texts without headers worth the name, single files, and an image of a page.

# %%
texts = analyzer.read(shipped_texts() / "coverage").articles
mine = Path("my-material")
mine.mkdir()

with (mine / "clippings.csv").open("w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file, delimiter=";")
    rows.writerow(["Medium", "Überschrift", "Volltext", "Datum"])
    rows.writerows((a.outlet, a.title, a.text, "/".join(reversed(a.published[:10].split("-")))) for a in texts[:10])

with (mine / "feed.jsonl").open("w", encoding="utf-8") as file:
    for a in texts[10:18]:
        line = {"headline": a.title, "body": a.text, "source": a.outlet, "published": a.published, "url": a.url}
        file.write(json.dumps(line) + "\n")
    preview = texts[18]
    cut = {"headline": preview.title, "body": preview.text[:300] + "… [+2140 chars]", "source": preview.outlet}
    file.write(json.dumps(cut) + "\n{broken\n")

with zipfile.ZipFile(mine / "from a colleague.zip", "w") as archive:
    for a in texts[19:26]:
        archive.writestr(f"{a.id}.txt", f"---\noutlet: {a.outlet}\n---\n{a.title}\n\n{a.text}")
    archive.writestr("page 1.png", b"\x89PNG\r\n\x1a\n")

for a in texts[26:]:
    header = f"---\ntitle: {a.title}\noutlet: {a.outlet}\ndate: {a.published}\n---\n"
    (mine / f"{a.id}.txt").write_text(f"{header}By Ada Writer\n\n{a.text}\n\nShare this article\n", "utf-8")

sorted(path.name for path in mine.iterdir())

# %% [markdown]
# ## Look before you read
#
# `read` finds formats by what is in the files. Names of columns that it does not know are given once. What could not
# be read is never silent: every row of the ledger that was skipped has its reason.

# %%
columns = {"text": "Volltext", "title": "Überschrift", "outlet": "Medium", "date": "Datum"}
corpus = analyzer.read(mine, columns=columns)
print(f"{corpus.n_given} given = {len(corpus)} read + {len(corpus.skipped)} skipped")
for row in corpus.skipped:
    print(f"  {row.origin}: {row.reason}")

# %% [markdown]
# The notes say what a reader had to decide. Read them once for each kind of file: a date that was not understood, or
# an outlet that was taken from the name of a file, is quickly mended now and hard to see later. Here days come before
# months, which is what `read` takes them for (`day_first=False` for the other way).

# %%
for note, n in Counter(note for row in corpus.ledger for note in row.notes).most_common():
    print(f"{n:3}  {note}")

# %% [markdown]
# ## Who is who
#
# Groups of outlets are yours to give. A table says it for all articles at once, by name or by domain.

# %%
outlets = sorted({article.outlet for article in corpus})
known = {a.outlet: a.group for a in texts}
with Path("outlets.csv").open("w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file)
    rows.writerow(["outlet", "group"])
    rows.writerows((name, known.get(name, "")) for name in outlets[:-1])
print(Path("outlets.csv").read_text("utf-8")[:160], "…")

# %% [markdown]
# ## One corpus
#
# `ingest` does all of it at once and writes the corpus with its ledger; on the command line it is
# `analyzer ingest my-material -o corpus.jsonl --outlets outlets.csv --clean`. `clean` moves bylines and invitations out
# of the text and keeps them; texts that say of themselves that they are cut off are marked. The outlet that the
# table does not have is named.

# %%
done = analyzer.ingest(mine, "corpus.jsonl", columns=columns, outlets="outlets.csv", clean=True)
print(f"{done.n_given} given = {done.n_read} read + {done.n_skipped} skipped")
print("cut off:", dict(done.incomplete))
print("not in outlets.csv:", dict(done.unknown))
print("cleaned:", done.n_cleaned)
for box in done.containers:
    print(f"{box.origin}: {box.read} read, {box.skipped} skipped")

# %% [markdown]
# The ledger is a table for any spreadsheet: one row for everything that was given.

# %%
import pandas as pd

pd.read_csv(done.ledger).query("status != 'read'")[["origin", "status", "reason", "notes"]]

# %% [markdown]
# What comes back is what was read. Where each article came from, and what was moved out of it, stands with it.

# %%
back = analyzer.read(done.output)
first = next(article for article in back if "removed" in dict(article.extra))
first.title, first.author, first.extra

# %% [markdown]
# ## Compare
#
# A text that is cut off has fewer sentences, and the first ones of an article are not like the others. Leave such texts
# out, or keep them and say so.

# %%
whole = back.filter(lambda article: "incomplete" not in dict(article.extra))
cmp = analyzer.compare(shipped_texts() / "article.txt", whole)
cmp.plot.framing().figure

# %%
for finding in cmp.findings[:3]:
    print(f"[{finding.strength}] {finding.text}\n")

# %% [markdown]
# Next: [what may be claimed](08_what_may_be_claimed.ipynb).
