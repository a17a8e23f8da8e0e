"""The recipes of docs/CLUSTER.md for engines other than Spark, each where the engine is installed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hedgerow

FILES = 3


@pytest.fixture(scope="module")
def articles(texts: pa.Table, tmp_path_factory) -> Path:
    """The texts in several files of Parquet."""
    folder = tmp_path_factory.mktemp("engines") / "articles"
    folder.mkdir()
    size = -(-texts.num_rows // FILES)
    for number in range(FILES):
        pq.write_table(texts.slice(number * size, size), folder / f"{number}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(texts: pa.Table) -> list[dict[str, object]]:
    return keyed(hedgerow.Analyzer().score_many(texts, text="body", id="id"))


def keyed(table: pa.Table, without: tuple[str, ...] = ()) -> list[dict[str, object]]:
    """The rows in the order of their ids."""
    return table.drop_columns(list(without)).sort_by("doc_id").to_pylist()


def test_duckdb(articles, expected):
    duckdb = pytest.importorskip("duckdb")
    analyzer = hedgerow.Analyzer(threads=1)
    with duckdb.connect() as db:
        reader = db.sql(f"select id, body, desk from '{articles}/*.parquet'").to_arrow_reader(20)
        made = list(analyzer.score_batches(reader, text="body", id="id"))
        assert len(made) > 1
        assert keyed(pa.Table.from_batches(made)) == expected
        # And back into SQL.
        scored = pa.Table.from_batches(made)
        assert db.sql("select sum(hedge_n) from scored").fetchall() == [
            (sum(row["hedge_n"] or 0 for row in expected),)]


def test_polars(articles, expected):
    polars = pytest.importorskip("polars")
    frame = polars.scan_parquet(articles / "*.parquet").collect()
    made = polars.from_arrow(hedgerow.Analyzer(threads=1).score_many(frame, text="body", id="id"))
    assert made.sort("doc_id").to_dicts() == expected


def test_dask(articles, expected):
    pytest.importorskip("dask.dataframe")
    import dask
    import dask.dataframe

    analyzer = hedgerow.Analyzer(threads=1)

    def scored(part):
        return analyzer.score_many(part, text="body", id="id").to_pandas()

    for scheduler in ("threads", "processes"):
        with dask.config.set(scheduler=scheduler):
            frame = dask.dataframe.read_parquet(articles)
            assert frame.npartitions == FILES
            made = frame.map_partitions(scored).compute()
        schema = analyzer.score_many(frame.head(1), text="body", id="id").schema
        assert keyed(pa.Table.from_pandas(made, schema, preserve_index=False)) == expected


def test_ray(articles, expected):
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    analyzer = hedgerow.Analyzer(threads=1)
    ray.init(num_cpus=2, include_dashboard=False, logging_level="error")
    try:
        scored = ray.data.read_parquet(str(articles)).map_batches(
            lambda part: analyzer.score_many(part, text="body", id="id"), batch_format="pyarrow", batch_size=20)
        made = pa.concat_tables(ray.get(scored.to_arrow_refs()))
    finally:
        ray.shutdown()
    assert keyed(made) == expected
