//! What the sentences and quotations of any text keep to.

use hedgerow::text::fold::{is_blank, is_invisible};
use hedgerow::text::span::Span;
use hedgerow::text::structure::{SentenceMode, Structure, StructureOptions, structure};

/// Checks the structure of a text in every mode, and how the modes hang together.
pub(crate) fn holds(text: &str) {
    let auto = checked(text, SentenceMode::Auto, None);
    let lines = checked(text, SentenceMode::Line, None);
    let paragraphs = checked(text, SentenceMode::Paragraph, None);
    checked(text, SentenceMode::Auto, text.find("\n\n"));
    for (number, paragraph) in (0..).zip(&paragraphs.sentences) {
        assert_eq!(paragraph.paragraph, number, "a paragraph is one sentence");
    }
    for part in [&auto, &lines] {
        assert_eq!(part.quotes, paragraphs.quotes, "quotations depend on the mode");
        for sentence in &part.sentences {
            let paragraph = paragraphs.sentences.get(sentence.paragraph as usize);
            assert!(
                paragraph.is_some_and(|paragraph| paragraph.span.covers(sentence.span)),
                "{:?} lies outside its paragraph",
                sentence.span.of(text)
            );
        }
    }
    for line in &lines.sentences {
        let shown = line.span.of(text);
        assert!(!shown.contains(['\n', '\r', '\u{2028}', '\u{2029}']), "two lines in {shown:?}");
    }
}

fn checked(text: &str, sentences: SentenceMode, headline: Option<usize>) -> Structure {
    let parts =
        structure(text, &StructureOptions { sentences, headline, ..StructureOptions::default() });
    let mut end = 0;
    for sentence in &parts.sentences {
        assert!(sentence.span.start >= end, "sentences overlap");
        let shown = solid(text, sentence.span);
        assert_eq!(shown.trim(), shown, "blanks at an end");
        nothing_lost(text, Span::new(end, sentence.span.start));
        end = sentence.span.end;
    }
    nothing_lost(text, Span::new(end, text.len()));
    let mut end = 0;
    for quote in &parts.quotes {
        assert!(quote.span.start >= end, "quotations overlap");
        solid(text, quote.span);
        end = quote.span.end;
    }
    parts
}

/// The text of a span that lies on character boundaries and is not empty.
fn solid(text: &str, span: Span) -> &str {
    assert!(!span.is_empty(), "{span:?} is empty");
    text.get(span.start..span.end).expect("a span lies on character boundaries")
}

fn nothing_lost(text: &str, between: Span) {
    let between = text.get(between.start..between.end).expect("a gap lies on boundaries");
    assert!(between.chars().all(|c| is_blank(c) || is_invisible(c)), "lost {between:?}");
}
