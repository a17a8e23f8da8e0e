"""Mistakes that a type checker must see, one in each line with `wrong`."""

from __future__ import annotations

import hedgerow

hedgerow.Analyzer(threads="2")  # wrong
hedgerow.Analyzer().score(7)  # wrong
hedgerow.Analyzer().score("It may rain.").sentence  # wrong
number: str = hedgerow.Analyzer().score("It may rain.").axes["hedge"].n  # wrong
hedgerow.compare([], by=1)  # wrong
