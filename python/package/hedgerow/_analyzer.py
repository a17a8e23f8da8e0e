"""Texts in; documents or tables out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from hedgerow import _native
from hedgerow._document import Document
from hedgerow._texts import Texts

#: So many documents are scored at once, and then the progress is told.
BATCH_ROWS = 2_000

Progress = Callable[[int, "int | None"], Any]


class Analyzer:
    """Scores texts with the built-in lexicons, or with your own.

    Args:
        lexicons: files of lexicons, TOML or CSV, beside the built-in ones.
        builtin: whether the built-in lexicons are used.
        profile: measured weights: the name of a built-in profile, or a file.
        min_precision: lets no entry count of which a smaller share was right where it was judged.
        enable: categories that count although they are off by default.
        disable: categories that do not count.
        sentences: how sentences are found: ``"auto"``, ``"line"`` or ``"paragraph"``.
        text: ``"page"`` for pages of news with bylines and captions, ``"prose"`` for text and nothing else.
        threads: how many threads work; 0 for one a processor. Their number changes no number.
        max_bytes: a text with more bytes is a failed document.

    Raises:
        HedgerowError: a lexicon or profile cannot be read as one, or an option has no such value.
        OSError: a file cannot be read.

    An analyzer can be pickled, with the text of its files, and is the same everywhere.

    >>> Analyzer(profile="science").score("These data may suggest a change.").axes["hedge"].n
    2
    """

    def __init__(
        self,
        lexicons: Iterable[str | os.PathLike[str]] = (),
        *,
        builtin: bool = True,
        profile: str | os.PathLike[str] | None = None,
        min_precision: float | None = None,
        enable: Iterable[str] = (),
        disable: Iterable[str] = (),
        sentences: str = "auto",
        text: str = "page",
        threads: int = 0,
        max_bytes: int = 64 << 20,
    ) -> None:
        self._options: dict[str, Any] = {
            "lexicons": [(os.fspath(path), _read(path)) for path in lexicons],
            "builtin": builtin,
            "profile": _profile(profile),
            "min_precision": min_precision,
            "enable": list(enable),
            "disable": list(disable),
            "sentences": sentences,
            "text": text,
            "threads": threads,
            "max_bytes": max_bytes,
        }
        self._native = _native.Analyzer(**self._options)

    def score(self, text: str, *, title: str | None = None, id: str = "text") -> Document:
        """Scores one text.

        Args:
            text: the text; with a ``title``, the text behind the headline.
            title: the headline, if it is known apart.
            id: what the document is called.

        Raises:
            HedgerowError: the text cannot be scored.

        >>> document = Analyzer().score("The plan was botched.")
        >>> document.sentences[0].scores["loaded"]
        0.8
        """
        batch = pa.RecordBatch.from_pylist([{"id": id, "title": title, "text": text}], schema=_ONE)
        tables = ["document", "sentence", "hit", "error"]
        titled = "title" if title is not None else None
        made = self._native.score(batch, tables=tables, text="text", id="id", title=titled, name="text", first=1)
        document, sentences, hits, errors = (table.to_pylist() for table in made)
        if errors:
            message = errors[0]["message"].replace("--max-bytes", "max_bytes")
            raise _native.HedgerowError(f"{id}: {errors[0]['code']}: {message}")
        whole = text if title is None or not title.strip() else f"{title.strip()}\n\n{text}"
        return Document.of(whole, document[0], sentences, hits)

    def explain(self, text: str, *, title: str | None = None) -> str:
        """Says of every cue of a text whether it counts and why, and how the scores come about.

        >>> print(Analyzer().explain("The plan was botched."))
        1  The plan was botched.
           + botched  loaded.pejorative 0.80 author; no guard [loaded-en:botch]
           = loaded 0.80 = 1 - (1 - 0.80)
        """
        return self.score(text, title=title).explain()

    def score_many(
        self,
        texts: Any,
        *,
        text: str | None = None,
        id: str | None = None,
        title: str | None = None,
        table: str = "document",
        progress: Progress | None = None,
    ) -> pa.Table:
        """Scores many texts into one table.

        Args:
            texts: a list or any iterable of strings; a series or data frame of pandas or polars; a table, record batch
                or reader of pyarrow; a dictionary of columns.
            text: the column of the texts; not needed where there is only one, or one called ``text``.
            id: the column of the ids. Without one, ids are the index of a series, or count from 0.
            title: the column of the headlines.
            table: ``"document"``, ``"sentence"``, ``"hit"``, ``"source"`` or ``"error"``.
            progress: called with the number of documents done and, where it is known, of all.

        The document table has all columns that came with the texts in front, but for that of the texts. A document
        that cannot be scored (no text, or too long a one) keeps its row there, with ``status`` saying why.

        Raises:
            HedgerowError: a column is missing, or holds no texts.

        >>> table = Analyzer().score_many(["It may rain.", "It rains."])
        >>> table.column("hedge_n").to_pylist()
        [1, 0]
        """
        found = Texts.of(texts, text=text, id=id, title=title)
        schema = found.schema
        of_table = self._native.schemas(schema, tables=[table], text=found.text, id=found.id, title=found.title)[0]
        made = [part for (part,) in self._batches(found, [table], progress)]
        return pa.Table.from_batches(made, schema=of_table)

    def score_batches(
        self,
        batches: Iterable[pa.RecordBatch],
        *,
        text: str,
        id: str | None = None,
        title: str | None = None,
        table: str = "document",
        name: str = "-",
    ) -> Iterator[pa.RecordBatch]:
        """Scores record batches one by one as they come, in bounded memory: what engines call.

        ``name`` goes into the column ``source``, and with the number of the document for a missing id.
        """
        first = 1
        for batch in batches:
            yield self._native.score(
                batch, tables=[table], text=text, id=id, title=title, name=name, first=first
            )[0]
            first += batch.num_rows

    def schema(
        self, schema: pa.Schema, *, text: str, id: str | None = None, title: str | None = None, table: str = "document"
    ) -> pa.Schema:
        """The columns that :meth:`score_batches` gives for batches with these columns."""
        return self._native.schemas(schema, tables=[table], text=text, id=id, title=title)[0]

    def categories(self) -> dict[str, bool]:
        """All categories of the lexicons, each with whether it counts."""
        return dict(self._native.categories())

    @property
    def lexicon_sha(self) -> str:
        """The fingerprint of the lexicon, as in the column of that name."""
        return self._native.lexicon_sha

    def _batches(
        self, found: Texts, tables: Sequence[str], progress: Progress | None
    ) -> Iterator[list[pa.RecordBatch]]:
        done = 0
        for batch in found.batches(BATCH_ROWS):
            yield self._native.score(
                batch, tables=tables, text=found.text, id=found.id, title=found.title, name=found.name, first=done + 1
            )
            done += batch.num_rows
            if progress is not None:
                progress(done, found.rows)

    def __getstate__(self) -> dict[str, Any]:
        return self._options

    def __setstate__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._native = _native.Analyzer(**options)

    def __repr__(self) -> str:
        own = [os.path.basename(name) for name, _ in self._options["lexicons"]]
        parts = [f"lexicons={own}"] if own else []
        for key, plain in _PLAIN.items():
            if self._options[key] != plain:
                value = self._options[key]
                parts.append(f"{key}={value[0] if key == 'profile' else value!r}")
        return f"Analyzer({', '.join(parts)})"


_PLAIN: dict[str, Any] = {"builtin": True, "profile": None, "min_precision": None, "enable": [], "disable": [],
                          "sentences": "auto", "text": "page"}

_ONE = pa.schema([("id", pa.string()), ("title", pa.string()), ("text", pa.string())])


def _read(path: str | os.PathLike[str]) -> str:
    with open(path, encoding="utf-8-sig", newline="") as file:
        try:
            return file.read()
        except UnicodeDecodeError as error:
            raise _native.HedgerowError(f"{os.fspath(path)}: is not UTF-8 at byte {error.start}") from error


def _profile(profile: str | os.PathLike[str] | None) -> tuple[str, str | None] | None:
    if profile is None:
        return None
    name = os.fspath(profile)
    is_file = os.path.splitext(name)[1] != "" or os.path.exists(name)
    return (name, _read(name) if is_file else None)
