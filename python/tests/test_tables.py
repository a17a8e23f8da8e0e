"""Tables are those of the command, to the last digit."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import HOSTILE, command, plain

import hedgerow


@pytest.mark.parametrize("table", ["document", "sentence", "hit", "source"])
def test_rows_are_those_of_the_command(table, texts, by_command):
    made = plain(hedgerow.Analyzer(threads=2).score_many(texts, text="body", id="id", table=table))
    expected = [{key: value for key, value in row.items() if key != "source"} for row in by_command[table]]
    assert len(made) == len(expected) > 30
    for own, other in zip(made, expected, strict=True):
        assert own == other


def forms(texts):
    """The same texts as other libraries hold them."""
    yield texts
    yield texts.to_pandas()
    yield pl.from_arrow(texts)
    yield pl.from_arrow(texts).with_columns(pl.col("body", "desk").cast(pl.Categorical))
    yield texts.to_pandas().astype("category")
    yield texts.to_pydict()
    yield pa.RecordBatchReader.from_batches(texts.schema, texts.to_batches(max_chunksize=7))


def test_any_form_of_a_table_gives_the_same_rows(texts):
    analyzer = hedgerow.Analyzer()
    expected = plain(analyzer.score_many(texts, text="body", id="id"))
    for form in forms(texts):
        assert plain(analyzer.score_many(form, text="body", id="id")) == expected, type(form)


def test_any_form_of_a_list_gives_the_same_rows():
    analyzer = hedgerow.Analyzer()
    texts = [*HOSTILE, None]
    expected = plain(analyzer.score_many(texts))
    assert [row["doc_id"] for row in expected] == [str(number) for number in range(len(texts))]
    assert expected[-1]["status"] == "parse"
    for form in (tuple(texts), iter(texts), pd.Series(texts), pl.Series(texts), pa.array(texts)):
        made = plain(analyzer.score_many(form))
        if isinstance(form, pa.Array):
            made = [{**row, "doc_id": str(number)} for number, row in enumerate(made)]
        made = [{key: value for key, value in row.items() if key != "id"} for row in made]
        assert made == [{key: value for key, value in row.items() if key != "id"} for row in expected], type(form)


def test_batches_of_any_size_and_any_number_of_threads_give_the_same_rows(texts):
    expected = hedgerow.Analyzer(threads=1).score_many(texts, text="body", id="id")
    for threads, rows in [(1, 1), (2, 5), (3, 1_000)]:
        analyzer = hedgerow.Analyzer(threads=threads)
        parts = analyzer.score_batches(texts.to_batches(max_chunksize=rows), text="body", id="id")
        assert pa.Table.from_batches(parts) == expected


def test_a_text_that_cannot_be_scored_keeps_its_row():
    analyzer = hedgerow.Analyzer(max_bytes=50)
    table = {"id": [1, 2, 3], "text": ["It may rain.", None, "x " * 50]}
    rows = analyzer.score_many(table).to_pylist()
    assert [(row["doc_id"], row["status"], row["hedge_n"]) for row in rows] == [
        ("1", "ok", 1), ("2", "parse", None), ("3", "too-large", None)]
    errors = analyzer.score_many(table, table="error").to_pylist()
    assert [row["code"] for row in errors] == ["parse", "too-large"]


def test_empty_input_is_an_empty_table():
    analyzer = hedgerow.Analyzer()
    expected = analyzer.score_many(["It may rain."]).schema
    for nothing in ([], pa.table({"id": pa.array([], pa.int64()), "text": pa.array([], pa.string())})):
        made = analyzer.score_many(nothing)
        assert made.num_rows == 0 and made.schema == expected


def test_the_users_columns_stay_as_they_are():
    table = pa.table({"score": [1.5, None], "text": ["It may rain.", "Or not."], "status": ["new", "old"]})
    made = hedgerow.Analyzer().score_many(table)
    assert made.column_names[:4] == ["score", "status", "doc_id", "source"]
    assert made.column("score") == table.column("score")
    assert made.column("hr_status").to_pylist() == ["ok", "ok"]


def test_mistakes_are_named():
    analyzer = hedgerow.Analyzer()
    with pytest.raises(hedgerow.HedgerowError, match="no column `txt`; the columns are `a`"):
        analyzer.score_many({"a": ["x"]}, text="txt")
    with pytest.raises(hedgerow.HedgerowError, match="say which column holds the texts"):
        analyzer.score_many({"a": ["x"], "b": ["y"]})
    with pytest.raises(hedgerow.HedgerowError, match="holds Int64; expected texts"):
        analyzer.score_many({"text": [1]})
    with pytest.raises(hedgerow.HedgerowError, match="takes many texts"):
        analyzer.score_many("one text")
    with pytest.raises(hedgerow.HedgerowError, match="is no string"):
        analyzer.score_many(["one", 2])
    with pytest.raises(hedgerow.HedgerowError, match="table is one of"):
        analyzer.score_many(["one"], table="hits")


def test_progress_is_told():
    told = []
    hedgerow.Analyzer().score_many(["It may rain."] * 4_500, progress=lambda done, of: told.append((done, of)))
    assert told == [(2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]


def test_compare_is_that_of_the_command(texts, tmp_path):
    import pyarrow.parquet as pq

    analyzer = hedgerow.Analyzer()
    scored = analyzer.score_many(texts, text="body", id="id")
    made = hedgerow.compare(scored, "desk")
    pq.write_table(texts, tmp_path / "t.parquet")
    args = ["score", str(tmp_path / "t.parquet"), "--text-col", "body", "--id-col", "id", "-q"]
    assert command(*args, "-o", str(tmp_path / "d.parquet")).returncode == 0
    done = command("compare", str(tmp_path / "d.parquet"), "--by", "desk", "-q", "-o", str(tmp_path / "g.parquet"))
    assert done.returncode == 0, done.stderr
    assert made.num_rows > 10
    assert made == pq.read_table(tmp_path / "g.parquet")
    # Shards and their order change nothing.
    for shards in (1, 7, 64):
        size = -(-texts.num_rows // shards)
        parts = [analyzer.score_many(texts.slice(at, size), text="body", id="id")
                 for at in range(0, texts.num_rows, size)]
        assert pa.concat_tables(parts) == scored
        assert hedgerow.compare(pa.concat_tables(reversed(parts)), "desk") == made
    with pytest.raises(hedgerow.HedgerowError, match="desc"):
        hedgerow.compare(scored, "desc")
