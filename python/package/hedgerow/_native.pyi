from collections.abc import Sequence

import pyarrow as pa

__version__: str

class HedgerowError(ValueError): ...

def main(args: Sequence[str]) -> int: ...

class Analyzer:
    def __new__(
        cls,
        *,
        lexicons: Sequence[tuple[str, str]],
        builtin: bool,
        profile: tuple[str, str | None] | None,
        min_precision: float | None,
        enable: Sequence[str],
        disable: Sequence[str],
        sentences: str,
        text: str,
        threads: int,
        max_bytes: int,
    ) -> Analyzer: ...
    @property
    def lexicon_sha(self) -> str: ...
    def categories(self) -> list[tuple[str, bool]]: ...
    def schemas(
        self, schema: pa.Schema, *, tables: Sequence[str], text: str, id: str | None, title: str | None
    ) -> list[pa.Schema]: ...
    def score(
        self,
        batch: pa.RecordBatch,
        *,
        tables: Sequence[str],
        text: str,
        id: str | None,
        title: str | None,
        name: str,
        first: int,
    ) -> list[pa.RecordBatch]: ...
