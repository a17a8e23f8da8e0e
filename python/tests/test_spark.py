"""Scoring on a cluster gives the command's rows, also when a part of the cluster is killed at work."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cluster import QUICK, Cluster, is_there
from conftest import command, documents

import hedgerow
from hedgerow.spark import score, summarize

pytestmark = pytest.mark.skipif(not is_there(), reason="needs pyspark and Java")

COPIES = 12


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def spark(cluster):
    from pyspark.sql import SparkSession

    os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    session = (
        SparkSession.builder.master(cluster.url).appName("hedgerow")
        .config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "512m").config("spark.driver.memory", "512m")
        .config("spark.executor.extraJavaOptions", QUICK).config("spark.driver.extraJavaOptions", QUICK)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "20")
        .config("spark.sql.files.maxPartitionBytes", "65536")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def press(tmp_path_factory) -> Path:
    """Some hundred texts with ids, in several files; one is null."""
    folder = tmp_path_factory.mktemp("press")
    texts = [(f"{copy:02}/{id}", text) for copy in range(COPIES) for id, text in documents()]
    rows = [{"id": id, "desk": "home" if number % 3 else "world", "body": text}
            for number, (id, text) in enumerate(texts)]
    rows.append({"id": "none", "desk": "home", "body": None})
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, folder / "press.parquet", row_group_size=40)
    return folder


@pytest.fixture(scope="module")
def expected(press) -> dict[str, list[dict[str, object]]]:
    """The rows of the command."""
    rows = {}
    for table in ("document", "hit"):
        out = press.parent / f"{table}.parquet"
        done = command("score", str(press / "press.parquet"), "--text-col", "body", "--id-col", "id", "-q",
                       "--table", table, "-o", str(out), "--allow-failures")
        assert done.returncode == 0, done.stderr
        rows[table] = keyed(pq.read_table(out).to_pylist())
    return rows


def keyed(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows in the order of their ids, without the file they were read from."""
    rows = [{key: value for key, value in row.items() if key != "source"} for row in rows]
    return sorted(rows, key=lambda row: (str(row["doc_id"]), row.get("hit", 0)))


def collected(df) -> list[dict[str, object]]:
    return keyed([row.asDict() for row in df.collect()])


def differences(made: list[dict[str, object]], expected: list[dict[str, object]]) -> list[str]:
    """What differs between two lists of rows; exact, down to the last bit of a number."""
    told = []
    if len(made) != len(expected):
        told.append(f"{len(made)} rows, not {len(expected)}")
    for own, other in zip(made, expected, strict=False):
        if own != other:
            told.append(f"{other['doc_id']}: " + ", ".join(
                f"{key} {own.get(key)!r} not {other.get(key)!r}" for key in other if own.get(key) != other.get(key)))
    return told


def test_a_difference_is_seen(expected):
    rows = expected["document"]
    assert differences([dict(row) for row in rows], rows) == []
    digit = [dict(row) for row in rows]
    at = next(number for number, row in enumerate(rows) if row["hedge_per_1k"])
    digit[at]["hedge_per_1k"] = float.fromhex(digit[at]["hedge_per_1k"].hex()) * (1 + 2**-52)
    swapped = [dict(row) for row in rows]
    swapped[at]["hedge_n"], swapped[at]["loaded_n"] = rows[at]["words"], rows[at]["hedge_n"]
    other = next(number for number, row in enumerate(rows) if row != rows[at] and row["words"] != rows[at]["words"])
    places = list(rows)
    places[at], places[other] = places[other], places[at]
    for changed in (digit, swapped, places, rows[:-1], [*rows, rows[-1]], rows[1:]):
        assert differences(changed, rows) != []


@pytest.mark.parametrize("table", ["document", "hit"])
def test_rows_are_those_of_the_command(table, spark, press, expected):
    df = spark.read.parquet(str(press))
    assert differences(collected(score(df, text="body", id="id", table=table)), expected[table]) == []


def test_a_text_that_cannot_be_scored_is_a_row(spark, press):
    df = spark.read.parquet(str(press))
    small = hedgerow.Analyzer(max_bytes=2_000)
    status = score(df, text="body", id="id", analyzer=small).groupBy("status").count().collect()
    status = {row["status"]: row["count"] for row in status}
    assert status["parse"] == 1 and status["too-large"] > 10 and status["ok"] > 10
    assert sum(status.values()) == df.count()


def test_columns_keep_their_names_and_places(spark):
    df = spark.createDataFrame([("It may rain.", 7, "new")], ["body", "nr", "status"])
    row = score(df, text="body", id="nr").collect()[0]
    assert list(row.asDict())[:4] == ["nr", "status", "doc_id", "source"]
    assert (row["nr"], row["status"], row["doc_id"], row["hr_status"], row["hedge_n"]) == (7, "new", "7", "ok", 1)
    assert row["lexicon_sha"] == hedgerow.Analyzer().lexicon_sha
    with pytest.raises(hedgerow.HedgerowError, match="no column `txt`"):
        score(df, text="txt", id="nr")


def test_groups_are_compared_as_the_command_does(spark, press, tmp_path):
    df = spark.read.parquet(str(press))
    made = summarize(score(df, text="body", id="id"), "desk")
    done = command("score", str(press / "press.parquet"), "--text-col", "body", "--id-col", "id", "-q",
                   "-o", str(tmp_path / "d.parquet"), "--allow-failures")
    assert done.returncode == 0
    done = command("compare", str(tmp_path / "d.parquet"), "--by", "desk", "-q", "-o", str(tmp_path / "g.parquet"))
    assert done.returncode in (0, 1), done.stderr
    assert made.to_pylist() == pq.read_table(tmp_path / "g.parquet").to_pylist()


def killer(token: str, whom: str):
    """Passes batches on; whoever takes the token away first kills its own process, or its executor or worker."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield batch
            try:
                os.unlink(token)
            except FileNotFoundError:
                continue
            executor, worker = above()
            if whom == "worker":
                os.killpg(os.getpgid(worker), signal.SIGKILL)  # with its executors
            else:
                os.kill(executor if whom == "executor" else os.getpid(), signal.SIGKILL)

    def above() -> list[int]:
        """The two processes of Java above this one: that of the executor, and of the worker that started it."""
        found, pid = [], os.getpid()
        while len(found) < 2:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)
            pid = int(fields[1].split()[1])
            if Path(f"/proc/{pid}/comm").read_text().strip() == "java":
                found.append(pid)
        return found

    return run


@pytest.mark.parametrize("whom", ["python worker", "executor", "worker"])
def test_a_kill_loses_and_doubles_nothing(whom, cluster, spark, press, expected, tmp_path):
    token = tmp_path / "token"
    token.touch()
    df = spark.read.parquet(str(press)).repartition(8)
    # The rows of the scored batches have been handed on when the kill comes.
    scored = score(df, text="body", id="id")
    scored = scored.mapInArrow(killer(str(token), whom), scored.schema)
    assert differences(collected(scored), expected["document"]) == []
    assert not token.exists(), "nobody was killed"
    assert len(cluster.mend()) == (1 if whom == "worker" else 0)
