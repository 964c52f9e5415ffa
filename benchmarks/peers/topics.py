"""scikit-learn's NMF on the tf-idf of articles."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.job import Job

TOPICS, TERMS = 20, 20_000


def tfidf_of(job: Job) -> Any:
    """The matrix that both factorise: at most 20,000 terms, none that is rare or everywhere."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(stop_words="english", max_df=0.5, min_df=5, max_features=TERMS)
    return sparse.csr_array(made.fit_transform(job.texts()))


def relative_error(matrix: Any, rows: Any, columns: Any) -> float:
    """||X - WH||² / ||X||², without a dense matrix of that size."""
    whole = float((matrix.data**2).sum())
    cross = float((np.asarray(matrix @ columns.T) * rows).sum())
    fitted = float(((rows.T @ rows) * (columns @ columns.T)).sum())
    return round((whole - 2 * cross + fitted) / whole, 6)


def nmf(job: Job) -> Any:
    """As it comes."""
    from sklearn.decomposition import NMF

    matrix = tfidf_of(job)
    model = NMF(TOPICS, random_state=0)
    yield
    rows = model.fit_transform(matrix)
    yield
    return {"error": relative_error(matrix, rows, model.components_), "steps": int(model.n_iter_)}
