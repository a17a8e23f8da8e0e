"""A program as a careful user would write it: a type checker reads it, nobody runs it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame

import hedgerow
from hedgerow.spark import score, summarize


def words(text: str) -> dict[str, list[str]]:
    analyzer = hedgerow.Analyzer([Path("desk.toml")], profile="science", enable=["weasel"], threads=2)
    document: hedgerow.Document = analyzer.score(text, title="Harbour plan botched", id="ferry")
    cues: list[hedgerow.Cue] = [cue for cue in document.cues if cue.counted]
    found: dict[str, list[str]] = {axis: [] for axis in document.axes}
    for cue in cues:
        found[cue.axis].append(cue.matched)
    loaded: hedgerow.Axis = document.axes["loaded"]
    number: int | None = loaded.n
    of_sentence: float | None = document.sentences[0].scores["loaded"]
    print(analyzer.explain(text), number, of_sentence, analyzer.lexicon_sha)
    return found


def tables(texts: list[str]) -> pa.Table:
    analyzer = hedgerow.Analyzer()

    def told(done: int, of: int | None) -> None:
        print(done, of)

    table = analyzer.score_many(texts, progress=told)
    batches: list[pa.RecordBatch] = list(analyzer.score_batches(table.to_batches(), text="text", table="hit"))
    print(len(batches), [path for path, counts in analyzer.categories().items() if counts])
    return hedgerow.compare(table, "outlet", options=["--within", "topic"])


def cluster(texts: DataFrame) -> pa.Table:
    try:
        documents: DataFrame = score(texts, text="body", analyzer=hedgerow.Analyzer(max_bytes=1 << 20))
    except hedgerow.HedgerowError as error:
        raise SystemExit(str(error)) from error
    return summarize(documents, by="outlet")
