"""Scoring on Apache Spark, by its DataFrame API: classic sessions and Spark Connect alike.

The package must be installed where the executors run. Texts stay on the cluster; what travels are the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from hedgerow._analyzer import Analyzer
from hedgerow._compare import compare
from hedgerow._native import HedgerowError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def score(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    title: str | None = None,
    table: str = "document",
    analyzer: Analyzer | None = None,
) -> DataFrame:
    """Scores the texts of a data frame.

    Args:
        df: a data frame with a column of texts.
        text: the column of the texts.
        id: the column of the ids, strings or whole numbers.
        title: the column of the headlines, if there is one.
        table: ``"document"``, ``"sentence"``, ``"hit"``, ``"source"`` or ``"error"``.
        analyzer: lexicons and options; without it, the built-in lexicons.

    Returns:
        The table, with the columns of the command's table of that name. The document table has the other columns of
        ``df`` in front. A document that cannot be scored is a row with its ``status``; it never fails the job. Rows
        come in the order in which Spark reads the texts, which is none: sort by ``doc_id`` where it matters.

    Raises:
        HedgerowError: a column is missing or holds no texts.
    """
    from pyspark.sql.types import StructType

    worker = Analyzer() if analyzer is None else analyzer
    made = worker.schema(_shape(df), text=text, id=id, title=title, table=table)
    users = [field for field in df.schema.fields if field.name != text] if table == "document" else []
    # Spark matches columns by their place alone: users' columns first, then ours, as the rows have them.
    own = [_field(field) for field in list(made)[len(users) :]]
    options = {**worker.__getstate__(), "threads": 1}
    return df.mapInArrow(_Job(options, text, id, title, table), StructType([*users, *own]))


def summarize(
    documents: DataFrame, by: str, *, within: str | None = None, options: Sequence[str] = ()
) -> pa.Table:
    """Compares groups of documents that :func:`score` scored: the group table of ``hedgerow compare``.

    Only the whole numbers that the figures are made of leave the cluster, some 600 bytes a document; they are
    brought into the order of the ids, and compared where the driver runs.

    Args:
        documents: the document table.
        by: the column that says which group a document is in.
        within: documents are compared within the values of this column, as ``--within`` does.
        options: further options of ``hedgerow compare``.
    """
    columns = documents.columns
    first = next((at for at, name in enumerate(columns) if name in ("doc_id", "hr_doc_id")), None)
    if first is None:
        raise HedgerowError("summarize takes the document table; it has a column doc_id")
    groups = [by] if within is None else [by, within]
    own = columns[first:]
    rows = documents.select(*(name for name in groups if name not in own), *own).orderBy(columns[first])
    more = [] if within is None else ["--within", within]
    return compare(_collected(rows), by, options=[*more, *options])


class _Job:
    """What an executor does with the batches of a partition."""

    def __init__(self, options: dict[str, Any], text: str, id: str, title: str | None, table: str) -> None:
        self.options = options
        self.columns: dict[str, Any] = {"text": text, "id": id, "title": title, "table": table}

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _analyzer(self.options).score_batches(batches, **self.columns)


_made: tuple[dict[str, Any], Analyzer] | None = None


def _analyzer(options: dict[str, Any]) -> Analyzer:
    """The analyzer of this process: tasks follow one another in it, and a lexicon is made ready once."""
    global _made
    if _made is None or _made[0] != options:
        analyzer = Analyzer.__new__(Analyzer)
        analyzer.__setstate__(options)
        _made = (options, analyzer)
    return _made[1]


def _shape(df: DataFrame) -> pa.Schema:
    """The columns as Arrow has them, as far as it matters: which hold texts, and whether ids are numbers."""
    from pyspark.sql.types import ByteType, IntegerType, LongType, ShortType, StringType

    def kind(field: Any) -> pa.DataType:
        if isinstance(field.dataType, StringType):
            return pa.string()
        if isinstance(field.dataType, (ByteType, ShortType, IntegerType, LongType)):
            return pa.int64()
        return pa.bool_()

    return pa.schema([pa.field(field.name, kind(field)) for field in df.schema.fields])


def _field(field: pa.Field) -> Any:
    from pyspark.sql.types import BooleanType, DoubleType, LongType, StringType, StructField

    kinds = {pa.string(): StringType, pa.int64(): LongType, pa.float64(): DoubleType, pa.bool_(): BooleanType}
    return StructField(field.name, kinds[field.type](), True)


def _collected(rows: DataFrame) -> pa.Table:
    """All rows where the driver runs; before version 4 by way of pandas, with whole numbers kept whole."""
    if hasattr(rows, "toArrow"):
        return rows.toArrow()
    schema = pa.schema([pa.field(field.name, _arrow(field.dataType)) for field in rows.schema.fields])
    return pa.Table.from_pylist([row.asDict() for row in rows.collect()], schema=schema)


def _arrow(kind: Any) -> pa.DataType:
    from pyspark.sql.types import BooleanType, DoubleType, IntegerType, LongType, StringType

    kinds = {StringType: pa.string(), LongType: pa.int64(), IntegerType: pa.int32(), DoubleType: pa.float64(),
             BooleanType: pa.bool_()}
    try:
        return kinds[type(kind)]
    except KeyError:
        raise HedgerowError(f"cannot group by a column of {kind.simpleString()}; make it text") from None
