"""Single texts, options, and what a notebook shows."""

from __future__ import annotations

import doctest
import pickle

import pytest

import hedgerow
from hedgerow import _analyzer

TEXT = "Perhaps the “clearly botched” plan <b>may</b> fail, some critics say.\n\n“It is a disaster,” said Mara Quıll."


def test_a_document_holds_what_the_tables_hold():
    document = hedgerow.Analyzer().score(TEXT, id="ferry")
    rows = hedgerow.Analyzer().score_many({"id": ["ferry"], "text": [TEXT]}, table="hit").to_pylist()
    assert [(cue.matched, cue.entry, cue.counted) for cue in document.cues] == [
        (row["matched"], row["entry"], row["counted"]) for row in rows]
    for sentence in document.sentences:
        assert TEXT[sentence.start : sentence.end] == sentence.text
        for cue in sentence.cues:
            assert TEXT[cue.start : cue.end] == cue.matched
    assert document.row["doc_id"] == document.id == "ferry"
    assert document.axes["hedge"].n == sum(
        cue.counted and cue.axis == "hedge" and cue.voice == "author" for cue in document.cues)
    assert document.axes["loaded"].quote_n >= 1


def test_a_title_is_the_headline():
    document = hedgerow.Analyzer().score("It may rain.", title=" Plan botched ")
    assert [(each.section, each.text) for each in document.sentences] == [
        ("headline", "Plan botched"), ("body", "It may rain.")]
    assert document.axes["loaded"].headline_n == 1


def test_what_is_shown():
    document = hedgerow.Analyzer().score(TEXT, id="<ferry>")
    assert repr(document).startswith("Document('<ferry>', ")
    assert "Cue('Perhaps', hedge." in repr(document.cues[0])
    shown = document._repr_html_()
    assert "<ferry>" not in shown and "<b>may" not in shown
    assert ">Perhaps</mark>" in shown and "&lt;b&gt;" in shown
    assert "underline double" in shown and "underline dotted" in shown
    explained = document.explain()
    assert "+ Perhaps  hedge." in explained and "= hedge " in explained


def test_options(tmp_path):
    lexicon = tmp_path / "harbour.csv"
    lexicon.write_text("term,in\nmooring,loaded.pejorative\n")
    analyzer = hedgerow.Analyzer([lexicon], builtin=False, sentences="line", threads=1)
    document = analyzer.score("A mooring. Perhaps.\nA mooring")
    assert [cue.matched for cue in document.cues] == ["mooring", "mooring"]
    assert len(document.sentences) == 2
    assert repr(analyzer) == "Analyzer(lexicons=['harbour.csv'], builtin=False, sentences='line')"
    again = pickle.loads(pickle.dumps(analyzer))
    lexicon.unlink()
    assert again.lexicon_sha == analyzer.lexicon_sha
    assert again.score("A mooring.").row == analyzer.score("A mooring.").row
    off = hedgerow.Analyzer(disable=["hedge"])
    assert off.score("Perhaps.").axes["hedge"].n == 0
    assert off.categories()["hedge.modal"] is False
    assert hedgerow.Analyzer(profile="science").lexicon_sha != hedgerow.Analyzer().lexicon_sha


def test_mistakes_are_named(tmp_path):
    lexicon = tmp_path / "harbour.csv"
    lexicon.write_text("term,in\nmooring,loaded.pejorativ\nberth,loaded.pejorativ\n")
    with pytest.raises(hedgerow.HedgerowError) as error:
        hedgerow.Analyzer([lexicon])
    assert [line.split(": ", 1)[0].rsplit("/", 1)[-1] for line in str(error.value).splitlines()] == [
        "harbour.csv:2:9", "harbour.csv:3:7"]
    for options, message in [
        ({"profile": "sience"}, "no profile `sience`; there are"),
        ({"enable": ["hedges"]}, "no category `hedges`"),
        ({"sentences": "lines"}, "sentences is one of `auto`, `line`, `paragraph`, not `lines`"),
    ]:
        with pytest.raises(hedgerow.HedgerowError, match=message):
            hedgerow.Analyzer(**options)
    with pytest.raises(hedgerow.HedgerowError, match="text: too-large: 16 bytes, more than the limit of 5 bytes; raise it with max_bytes"):
        hedgerow.Analyzer(max_bytes=5).score("It may rain.")
    with pytest.raises(FileNotFoundError):
        hedgerow.Analyzer(["none.toml"])


@pytest.mark.parametrize("module", [hedgerow, _analyzer])
def test_the_examples_hold(module):
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 2 and result.failed == 0
