"""Whatever holds texts, as record batches with known columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa

from hedgerow._native import HedgerowError

_LIST = pa.schema([("id", pa.int64()), ("text", pa.string())])


@dataclass
class Texts:
    """Batches, and which of their columns is what."""

    schema: pa.Schema
    source: Iterable[pa.RecordBatch]
    text: str
    id: str | None
    title: str | None
    rows: int | None
    #: Stands in the column ``source``.
    name: str = "-"

    @classmethod
    def of(cls, texts: Any, *, text: str | None, id: str | None, title: str | None) -> Texts:
        """Finds out what was given."""
        if isinstance(texts, (str, bytes)):
            raise HedgerowError("score_many takes many texts; score takes one")
        if _is_series(texts):
            index = getattr(texts, "index", None)
            texts = {"id": [str(key) for key in index] if index is not None else list(range(len(texts))),
                     "text": pa.Array.from_pandas(texts) if index is not None else texts.to_arrow()}
            id = "id" if id is None else id
        table = _table(texts)
        if table is None:
            rows = len(texts) if hasattr(texts, "__len__") else None
            return cls(_LIST, _listed(texts), "text", "id", None, rows)
        named = _text_column(table.schema) if text is None else text
        if id is None and "id" in table.schema.names and named != "id":
            id = "id"
        if isinstance(table, pa.RecordBatchReader):
            return cls(table.schema, table, named, id, title, None)
        table = _plain(table, (named, id, title))
        return cls(table.schema, table.to_batches(), named, id, title, table.num_rows)

    def batches(self, most: int) -> Iterator[pa.RecordBatch]:
        """Batches of at most so many rows."""
        for batch in self.source:
            for start in range(0, max(batch.num_rows, 1), most):
                yield batch.slice(start, most)


def _is_series(texts: Any) -> bool:
    module = type(texts).__module__.split(".")[0]
    return module in ("pandas", "polars") and type(texts).__name__ == "Series"


def _table(texts: Any) -> pa.Table | pa.RecordBatchReader | None:
    if isinstance(texts, (pa.Table, pa.RecordBatchReader)):
        return texts
    if isinstance(texts, pa.RecordBatch):
        return pa.Table.from_batches([texts])
    if isinstance(texts, (pa.Array, pa.ChunkedArray)):
        return pa.table({"text": texts})
    if isinstance(texts, Mapping):
        return pa.table(dict(texts))
    if type(texts).__module__.split(".")[0] == "pandas":
        return pa.Table.from_pandas(texts, preserve_index=False)
    if hasattr(texts, "__arrow_c_stream__"):
        return pa.table(texts)
    return None


def _plain(table: pa.Table, names: Iterable[str | None]) -> pa.Table:
    """With these columns as texts where they are dictionaries of texts, which categories of data frames become."""
    for at, field in enumerate(table.schema):
        if field.name in names and pa.types.is_dictionary(field.type):
            texts = [part.dictionary.cast(pa.large_string()).take(part.indices) for part in table.column(at).chunks]
            table = table.set_column(at, field.name, pa.chunked_array(texts, pa.large_string()))
    return table


def _text_column(schema: pa.Schema) -> str:
    if "text" in schema.names:
        return "text"
    texts: list[str] = [field.name for field in schema if field.type in (pa.string(), pa.large_string(), pa.string_view())]
    if len(texts) == 1:
        return texts[0]
    raise HedgerowError(f"say which column holds the texts with text=…; the columns are {', '.join(schema.names)}")


def _listed(texts: Iterable[Any]) -> Iterator[pa.RecordBatch]:
    numbered = iter(texts)
    first = 0
    while part := list(islice(numbered, 2_000)):
        try:
            column = pa.array(part, pa.string())
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise HedgerowError(f"among the texts from number {first} on is one that is no string: {error}") from error
        yield pa.RecordBatch.from_arrays([pa.array(range(first, first + len(part)), pa.int64()), column], schema=_LIST)
        first += len(part)
