"""What was found in one text, as plain objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

#: The axes in the order of the tables.
AXES = ("hedge", "weasel", "certainty", "loaded")

_STYLE = {
    "hedge": "text-decoration: underline solid",
    "weasel": "text-decoration: underline wavy",
    "certainty": "text-decoration: underline dashed",
    "loaded": "text-decoration: underline double",
}


@dataclass(frozen=True)
class Cue:
    """A term found in a text, counted or not; the columns of the hit table."""

    matched: str
    entry: str
    category: str
    voice: str
    speaker: str | None
    #: The chance that it is a true cue, if it counts.
    weight: float
    counted: bool
    #: Why it counts or does not.
    reason: str
    #: Where it stands in the text, in characters.
    start: int
    end: int

    @property
    def axis(self) -> str:
        """The axis its category is of."""
        return self.category.split(".")[0]

    def __repr__(self) -> str:
        counted = "" if self.counted else ", not counted"
        return f"Cue({self.matched!r}, {self.category}, {self.weight:.2f}, {self.voice}{counted})"


@dataclass(frozen=True)
class Axis:
    """What a document has of one axis. ``None`` where there is nothing to count in."""

    #: Counted cues of the author.
    n: int | None
    #: The same for 1,000 words of the author, with the 95 % interval.
    per_1k: float | None
    lo: float | None
    hi: float | None
    #: Share of the author's sentences that hold one.
    share: float | None
    index: float | None
    #: Counted cues in quotations.
    quote_n: int | None
    quote_per_1k: float | None
    headline_n: int | None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its cues; the columns of the sentence table."""

    text: str
    #: ``headline``, ``standfirst``, ``body`` and others; not all are scored.
    section: str
    paragraph: int
    #: Where it stands in the text, in characters.
    start: int
    end: int
    #: Whose words it is made of: ``author``, ``quote`` or ``mixed``.
    voice: str | None
    speaker: str | None
    attributed: bool | None
    words: int | None
    words_quote: int | None
    #: The score of each axis in the author's voice, from 0 to 1.
    scores: dict[str, float | None]
    #: The same in the voice of those quoted.
    quote_scores: dict[str, float | None]
    cues: tuple[Cue, ...] = ()

    def __repr__(self) -> str:
        scores = ", ".join(f"{axis}={score:.2f}" for axis, score in self.scores.items() if score)
        return f"Sentence({self.text!r}{', ' if scores else ''}{scores})"

    def _repr_html_(self) -> str:
        return f"<p>{_marked(self.text, self.start, self.cues)}</p>"


@dataclass(frozen=True)
class Document:
    """A scored text."""

    id: str
    text: str = field(repr=False)
    words: int
    words_quote: int
    axes: dict[str, Axis]
    sentences: tuple[Sentence, ...]
    #: The row of the document table.
    row: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, text: str, row: dict[str, Any], sentences: list[dict[str, Any]], hits: list[dict[str, Any]]) -> Document:
        """Puts the rows of three tables together."""
        chars = _Characters(text)
        cues: dict[int, list[Cue]] = {}
        for hit in hits:
            cues.setdefault(hit["sentence"], []).append(_cue(hit, chars))
        names = Axis.__dataclass_fields__
        axes = {axis: Axis(**{name: row[f"{axis}_{name}"] for name in names}) for axis in AXES}
        made = tuple(_sentence(each, cues.get(each["sentence"], [])) for each in sentences)
        return cls(row["doc_id"], text, row["words"], row["words_quote"], axes, made, row)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """All cues in order, counted or not."""
        return tuple(cue for sentence in self.sentences for cue in sentence.cues)

    def explain(self) -> str:
        """Every cue with why it counts or does not, and how the scores of its sentence come about."""
        lines = []
        for number, sentence in enumerate(self.sentences, 1):
            if not sentence.cues:
                continue
            lines.append(f"{number}  {' '.join(sentence.text.split())}")
            for cue in sentence.cues:
                by = f" by {cue.speaker}" if cue.speaker else ""
                lines.append(
                    f"   {'+' if cue.counted else '-'} {' '.join(cue.matched.split())}  {cue.category} "
                    f"{cue.weight:.2f} {cue.voice}{by}; {cue.reason} [{cue.entry}]"
                )
            lines.extend(f"   = {sum_}" for sum_ in _sums(sentence))
        return "\n".join(lines)

    def __repr__(self) -> str:
        axes = ", ".join(f"{name}={axis.n}" for name, axis in self.axes.items())
        words = (self.words or 0) + (self.words_quote or 0)
        return f"Document({self.id!r}, {words} words, {len(self.sentences)} sentences, {axes})"

    def _repr_html_(self) -> str:
        head = f"<p><strong>{escape(self.id)}</strong>: {escape(repr(self))}</p>"
        return head + "".join(sentence._repr_html_() for sentence in self.sentences)


def _cue(hit: dict[str, Any], chars: _Characters) -> Cue:
    same = ("matched", "entry", "category", "voice", "speaker", "weight", "counted", "reason")
    return Cue(**{name: hit[name] for name in same}, start=chars.at(hit["start"]), end=chars.at(hit["end"]))


def _sentence(row: dict[str, Any], cues: list[Cue]) -> Sentence:
    same = ("text", "section", "paragraph", "voice", "speaker", "attributed", "words", "words_quote")
    return Sentence(
        **{name: row[name] for name in same},
        start=row["start_ch"],
        end=row["end_ch"],
        scores={axis: row[f"{axis}_score"] for axis in AXES},
        quote_scores={axis: row[f"{axis}_quote_score"] for axis in AXES},
        cues=tuple(cues),
    )


def _sums(sentence: Sentence) -> list[str]:
    sums = []
    for voice, scores, label in (("author", sentence.scores, ""), ("quote", sentence.quote_scores, " quoted")):
        for axis in AXES:
            weights = [cue.weight for cue in sentence.cues if cue.counted and cue.voice == voice and cue.axis == axis]
            score = scores[axis]
            if weights and score is not None:
                product = " * ".join(f"(1 - {weight:.2f})" for weight in weights)
                sums.append(f"{axis}{label} {score:.2f} = 1 - {product}")
    return sums


def _marked(text: str, start: int, cues: tuple[Cue, ...]) -> str:
    """The text with its cues marked; what lies inside another cue is left to that one."""
    parts, at = [], 0
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        begin, end = cue.start - start, cue.end - start
        if begin < at:
            continue
        style = _STYLE.get(cue.axis, "") if cue.counted else "text-decoration: underline dotted"
        title = escape(f"{cue.category} {cue.weight:.2f} {cue.voice}: {cue.reason}", quote=True)
        parts.append(escape(text[at:begin]))
        parts.append(f'<mark style="background: none; color: inherit; {style}" title="{title}">')
        parts.append(f"{escape(text[begin:end])}</mark>")
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


class _Characters:
    """From bytes of UTF-8 to characters."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode("utf-8", "surrogatepass")
        self._is_ascii = len(self._bytes) == len(text)

    def at(self, byte: int) -> int:
        return byte if self._is_ascii else len(self._bytes[:byte].decode("utf-8", "replace"))
