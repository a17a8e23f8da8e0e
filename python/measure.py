"""What Python and Spark cost: articles and bytes a second, beside the command on the same texts.

    python measure.py memory PATH… [--megabytes 60] [--threads 1] [--rounds 5]
    python measure.py spark PATH… [--gigabytes 3] [--rounds 1] [--folder DIR]

PATHs are JSON Lines with the keys id and text. They are repeated, with ids of their own, until there are as many bytes of
text as asked for. docs/CLUSTER.md says what is measured and what came out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

import hedgerow

sys.path.insert(0, str(Path(__file__).parent / "tests"))  # the cluster is that of the tests

COLUMNS = ["--text-col", "text", "--id-col", "id"]
#: The most bytes of text in a file of the corpus on disk; Spark makes a task of each.
FILE_BYTES = 100e6
#: The fewest files, so that no worker is idle for long at the end.
FILES = 8
#: Executors run for minutes: their reading and writing of Parquet is worth compiling well.
FULL = "-XX:TieredStopAtLevel=4 -XX:+UseSerialGC"
#: Rows that Spark hands to Python at once.
BATCH_ROWS = 2_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    memory = kinds.add_parser("memory", help="texts that a Python program holds")
    memory.add_argument("paths", nargs="+", type=Path)
    memory.add_argument("--megabytes", type=float, default=60)
    memory.add_argument("--threads", type=int, default=1)
    memory.add_argument("--rounds", type=int, default=5)
    spark = kinds.add_parser("spark", help="a cluster of two workers with one core each, on this machine")
    spark.add_argument("paths", nargs="+", type=Path)
    spark.add_argument("--gigabytes", type=float, default=3)
    spark.add_argument("--rounds", type=int, default=1)
    spark.add_argument("--folder", type=Path, help="where the files are written, and removed again")
    job = kinds.add_parser("job", help="one job on that cluster; started by `spark`")
    job.add_argument("name", choices=JOBS)
    job.add_argument("url")
    job.add_argument("texts")
    job.add_argument("out")
    args = parser.parse_args()
    {"memory": measure_memory, "spark": measure_spark, "job": run_job}[args.kind](args)


def articles(paths: list[Path], most: float) -> Iterator[tuple[str, str]]:
    """Ids and texts, the files over and over until there are so many bytes of text."""
    read = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            read.extend((str(record["id"]), record["text"]) for record in map(json.loads, lines))
    done = 0
    for copy in count():
        for id, text in read:
            if done >= most:
                return
            done += len(text.encode())
            yield f"{copy:04}/{id}", text


def tables(paths: list[Path], most: float, each: float) -> Iterator[tuple[pa.Table, int]]:
    """The same in tables of some `each` bytes of text, with the bytes of each."""
    ids: list[str] = []
    texts: list[str] = []
    held = 0

    def table() -> pa.Table:
        return pa.table({"id": pa.array(ids, pa.string()), "text": pa.array(texts, pa.string())})

    for id, text in articles(paths, most):
        ids.append(id)
        texts.append(text)
        held += len(text.encode())
        if held >= each:
            yield table(), held
            ids, texts, held = [], [], 0
    if ids:
        yield table(), held


def written(paths: list[Path], most: float, folder: Path) -> tuple[int, int, int]:
    """Writes the texts as Parquet, as large as they are; gives the rows, the bytes of text and those of the files."""
    folder.mkdir()
    rows = texts = 0
    for number, (table, held) in enumerate(tables(paths, most, min(FILE_BYTES, most / FILES))):
        # Texts that repeat would be packed to nothing.
        pq.write_table(table, folder / f"{number:04}.parquet", compression="none", use_dictionary=False)
        rows, texts = rows + table.num_rows, texts + held
    return rows, texts, sum(path.stat().st_size for path in folder.iterdir())


class Cost(NamedTuple):
    """What something took, of the clock and of the processors, children included."""

    seconds: float
    of_processors: float

    def less(self, other: Cost) -> Cost:
        return Cost(self.seconds - other.seconds, self.of_processors - other.of_processors)


def cost(run: Callable[[], object]) -> Cost:
    before = os.times()
    run()
    spent = [after - start for start, after in zip(before, os.times(), strict=True)]
    return Cost(spent[4], sum(spent[:4]))


def in_turn(runs: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """The cost of each, one after the other and so many times: what disturbs the machine disturbs all."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            costs[name].append(run())
    return costs


def command(files: list[Path], threads: int, out: Path) -> Cost:
    """What the command takes to make the document table of these files."""
    line = [sys.executable, "-m", "hedgerow", "score", *map(str, files), *COLUMNS, "-q", "-j", str(threads),
            "-o", str(out)]
    return cost(lambda: subprocess.run(line, check=True))


# What a Python program holds.


def measure_memory(args: argparse.Namespace) -> None:
    import pandas as pd
    import polars as pl

    (table, size), = tables(args.paths, args.megabytes * 1e6, float("inf"))
    texts: list[str] = table.column("text").to_pylist()
    analyzer = hedgerow.Analyzer(threads=args.threads)
    forms = {
        "table of Arrow": table,
        "list of strings": texts,
        "pandas column": pd.DataFrame({"text": texts})["text"],
        "pandas column of objects": pd.DataFrame({"text": pd.Series(texts, dtype=object)})["text"],
        "polars column": pl.DataFrame({"text": texts})["text"],
    }
    with tempfile.TemporaryDirectory() as name:
        file, one, out = (Path(name) / f"{part}.parquet" for part in ("texts", "one", "out"))
        pq.write_table(table, file)
        pq.write_table(table.slice(0, 1), one)

        def by_command() -> Cost:
            return command([file], args.threads, out).less(command([one], args.threads, out))

        def of(form: object) -> Callable[[], Cost]:
            return lambda: cost(lambda: analyzer.score_many(form))

        costs = in_turn({"command less its start": by_command, **{name: of(form) for name, form in forms.items()}},
                        args.rounds)
    print(f"{len(texts):,} articles, {size / 1e6:.1f} MB of text, threads: {args.threads}, rounds: {args.rounds}")
    print(f"{'':26}{'articles/s':>12}{'MB/s':>8}{'best':>10}{'median':>8}{'processor':>11}")
    whole: list[float] = []
    for number, (name, taken) in enumerate(costs.items()):
        clock = [each.seconds for each in taken]
        own = [min(clock), median(clock), min(each.of_processors for each in taken)]
        # The library at its best is whichever of the first two is faster.
        whole = [min(pair) for pair in zip(whole or own, own, strict=True)] if number < 2 else whole
        print(f"{name:26}{len(texts) / own[0]:12,.0f}{size / 1e6 / own[0]:8.2f}"
              f"{whole[0] / own[0]:10.0%}{whole[1] / own[1]:8.0%}{whole[2] / own[2]:11.0%}")


# Spark.


def measure_spark(args: argparse.Namespace) -> None:
    from cluster import Cluster

    folder = Path(tempfile.mkdtemp(prefix="hedgerow-", dir=args.folder))
    cluster = None
    try:
        rows, texts, size = written(args.paths, args.gigabytes * 1e9, folder / "texts")
        files = sorted((folder / "texts").iterdir())
        print(f"{rows:,} articles, {texts / 1e9:.3f} GB of text, {size / 1e9:.3f} GB of Parquet in {len(files)} files, "
              f"rounds: {args.rounds}", flush=True)
        cluster = Cluster(folder, memory="2g")
        url = cluster.url

        def job(name: str) -> Cost:
            out = folder / name
            shutil.rmtree(out, ignore_errors=True)
            line = [sys.executable, "-W", "ignore::FutureWarning", __file__, "job", name, url, str(folder / "texts"),
                    str(out)]
            return cost(lambda: subprocess.run(line, check=True))

        costs = in_turn({
            "hedgerow score -j2": lambda: command(files, 2, folder / "command.parquet"),
            "Spark, hedgerow.spark": lambda: job("score"),
            "Spark, ids only": lambda: job("ids"),
        }, args.rounds)
        print(f"{'':24}{'seconds':>9}{'rows/s':>9}{'MB/s':>8}{'of the command':>16}")
        best = min(costs["hedgerow score -j2"]).seconds
        for name, taken in costs.items():
            least = min(taken).seconds
            print(f"{name:24}{least:9.1f}{rows / least:9,.0f}{texts / 1e6 / least:8.2f}{best / least:16.0%}")
        on_paper(texts / 1e6 / best / 2, best / min(costs["Spark, hedgerow.spark"]).seconds)
        is_same = same(pq.read_table(folder / "command.parquet"), pq.read_table(folder / "score"))
        print("rows are those of the command" if is_same else "ROWS ARE NOT THOSE OF THE COMMAND")
        if not is_same:
            sys.exit(1)
    finally:
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder)


def on_paper(rate: float, share: float) -> None:
    """Prints the cost of more than that: the arithmetic is that of docs/CLUSTER.md."""
    for name, part in (("bare cores", 1.0), ("Spark", share)):
        hours = 1e6 / (3_600 * rate * part)
        machines = ", ".join(f"{count}: {10 * hours / 32 / count:.1f} h" for count in (1, 10, 40))
        print(f"{name}: r = {rate:.2f}, e = {part:.2f}: {hours:.0f} core-hours a TB; "
              f"10 TB on machines of 32 cores: {machines}")


def same(one: pa.Table, other: pa.Table) -> bool:
    """Whether two document tables have the same rows, but for their order and the file they were read from."""
    one, other = (table.drop_columns("source").sort_by("doc_id") for table in (one, other))
    return bool(one.equals(other.select(one.column_names)))


def score(texts: object) -> object:
    from hedgerow.spark import score

    return score(texts, text="text", id="id")


def ids(texts: object) -> object:
    """The least that a function on batches can do: every text goes to Python and none comes back."""
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield batch.select(["id"])

    return texts.mapInArrow(run, "id string")


JOBS = {"score": score, "ids": ids}


def run_job(args: argparse.Namespace) -> None:
    from cluster import QUICK
    from pyspark.sql import SparkSession

    os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    start = time.perf_counter()
    spark = (
        SparkSession.builder.master(args.url).appName("hedgerow")
        .config("spark.driver.host", "127.0.0.1").config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
        .config("spark.executor.memory", "1g").config("spark.driver.memory", "1g")
        .config("spark.executor.extraJavaOptions", FULL).config("spark.driver.extraJavaOptions", QUICK)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_ROWS))
        .getOrCreate()
    )
    print(f"  {args.name}: Spark has started after {time.perf_counter() - start:.1f} s", flush=True)
    JOBS[args.name](spark.read.parquet(args.texts)).write.parquet(args.out)
    spark.stop()


if __name__ == "__main__":
    main()
