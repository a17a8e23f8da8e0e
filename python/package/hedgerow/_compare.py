"""Groups of scored documents side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hedgerow._native import HedgerowError
from hedgerow._texts import _table


def compare(documents: Any, by: str, *, options: Sequence[str] = ()) -> pa.Table:
    """Compares groups of documents: rates with intervals, differences, adjusted p values.

    Args:
        documents: the document table, as :meth:`Analyzer.score_many` makes it, with a column to group by; a data
            frame of pandas or polars will do.
        by: the column that says which group a document is in.
        options: further options of the command ``hedgerow compare``, such as ``["--within", "topic"]``.

    Returns:
        The group table, with the columns that ``hedgerow compare --help`` and the page of tables explain.

    Raises:
        HedgerowError: what the command says.

    The figures are those of ``hedgerow compare`` on the same table, byte for byte.
    """
    table = _table(documents)
    if table is None:
        raise HedgerowError("compare takes a table of scored documents, as score_many makes it")
    if isinstance(table, pa.RecordBatchReader):
        table = table.read_all()
    with tempfile.TemporaryDirectory(prefix="hedgerow-") as folder:
        scored, out = os.path.join(folder, "document.parquet"), os.path.join(folder, "group.parquet")
        pq.write_table(table, scored)
        command = [sys.executable, "-m", "hedgerow", "compare", scored, "--by", by, "-q", "-o", out, *options]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        if said.returncode not in (0, 1) or not os.path.exists(out):
            raise HedgerowError(said.stderr.strip().replace(scored, "documents"))
        return pq.read_table(out)
