"""hedgerow finds hedging and loaded wording in English text and scores every sentence so that each number can be
explained.

>>> import hedgerow
>>> analyzer = hedgerow.Analyzer()
>>> document = analyzer.score("Perhaps the harbour plan was botched.")
>>> [cue.matched for cue in document.cues if cue.counted]
['Perhaps', 'botched']
>>> document.axes["loaded"].n
1

:class:`Analyzer` scores texts, :func:`compare` holds groups of scored documents side by side, and
:mod:`hedgerow.spark` does both on a cluster. Every number is that of the command ``hedgerow``, which comes with this
package.
"""

from hedgerow._analyzer import Analyzer
from hedgerow._compare import compare
from hedgerow._document import Axis, Cue, Document, Sentence
from hedgerow._native import HedgerowError, __version__

__all__ = ["Analyzer", "Axis", "Cue", "Document", "HedgerowError", "Sentence", "__version__", "compare"]
