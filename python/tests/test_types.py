"""The types that the package declares are true of itself, and help a program that uses it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def checked(*what: str) -> subprocess.CompletedProcess[str]:
    # pyarrow declares no types.
    options = ["--strict", "--ignore-missing-imports", "--no-error-summary", "--cache-dir", "target/mypy"]
    return subprocess.run([sys.executable, "-m", "mypy", *options, *what], capture_output=True, text=True,
                          check=False, cwd=HERE.parent)


def test_types():
    pytest.importorskip("mypy", reason="needs mypy")
    for right in (["-p", "hedgerow"], [str(HERE / "typed.py")]):
        said = checked(*right)
        assert (said.returncode, said.stdout) == (0, ""), said.stdout + said.stderr
    wrong = HERE / "typed_wrong.py"
    lines = [number for number, line in enumerate(wrong.read_text().splitlines(), 1) if line.endswith("# wrong")]
    seen = [int(line) for line in re.findall(r"typed_wrong\.py:(\d+): error", checked(str(wrong)).stdout)]
    assert seen == lines
