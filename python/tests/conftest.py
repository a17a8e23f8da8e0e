"""What the tests share: documents, and the command's own rows of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

CORPUS = Path(__file__).parents[2] / "corpus"

#: Texts that were made to do harm.
HOSTILE = [
    "",
    " \u00a0\u200b\n",
    "=1+1 perhaps",
    "Perhaps\u0000 it \u001b[31mmay\u001b[0m be \u202ebotched\u202c.",
    "\ufeffSome critics say “it is a disaster” \U0001f469\u200d\U0001f4bb said İstanbul’s Mara Quıll.",
    "a." * 5_000,
    "“" * 3_000 + " perhaps",
    "per\u00adhaps p\u0435rhaps ｐｅｒｈａｐｓ PERHAPS",
    "<script>alert(1)</script> It may, reportedly, rain.",
    "\r\n\r\nHarbour plan botched\r\nBy Ivo Saltmarsh\r\n\r\nIt seems the plan may fail.",
]


def documents() -> list[tuple[str, str]]:
    """All articles of the corpus and the texts that do harm, with ids."""
    articles = [(str(path.relative_to(CORPUS)), path.read_text("utf-8")) for path in sorted(CORPUS.rglob("*.txt"))]
    assert len(articles) > 20
    return articles + [(f"hostile-{number}", text) for number, text in enumerate(HOSTILE)]


def command(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "hedgerow", *args], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def texts() -> pa.Table:
    ids, bodies = zip(*documents(), strict=True)
    return pa.table({"id": ids, "body": bodies, "desk": [["home", "world", "sport"][n % 3] for n in range(len(ids))]})


@pytest.fixture(scope="session")
def by_command(texts: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """The tables as the command writes them, read without rounding; exact, for JSON Lines are."""
    folder = tmp_path_factory.mktemp("command")
    import pyarrow.parquet as pq

    pq.write_table(texts, folder / "texts.parquet")
    done = command("score", str(folder / "texts.parquet"), "--text-col", "body", "--id-col", "id", "-q",
                   "-O", str(folder / "out"), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = {}
    for table in ("document", "sentence", "hit", "source"):
        lines = (folder / "out" / f"{table}.jsonl").read_text("utf-8").split("\n")
        rows[table] = [json.loads(line) for line in lines if line]
    return rows


def plain(table: pa.Table) -> list[dict[str, object]]:
    """The rows without the column that names the file."""
    return [{key: value for key, value in row.items() if key != "source"} for row in table.to_pylist()]
