//! Whose words they are: the labelled cases of `tests/voices/voices.txt`.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::sync::Arc;

use hedgerow::analyzer::Analyzer;
use hedgerow::cue::verdict::Cue;
use hedgerow::lexicon::{Lexicon, pattern};
use hedgerow::text::span::Span;
use hedgerow::text::structure::{StructureOptions, structure};
use hedgerow::text::token::Tokens;

/// A labelled stretch: what it is marked as, and its bytes in the text without labels.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    scare: bool,
    unclosed: bool,
    span: Span,
}

struct Case {
    name: String,
    text: String,
    stretches: Vec<Stretch>,
}

/// Reads the cases; a malformed one stops the test.
fn cases(file: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for part in format!("\n{file}").split("\n== ").skip(1) {
        let (name, labelled) = part.split_once('\n').unwrap();
        let (mut text, mut stretches) = (String::new(), Vec::new());
        let mut rest = labelled.trim_end_matches('\n');
        while let Some((before, inside)) = rest.split_once('⟦') {
            let (inside, behind) = inside.split_once('⟧').expect(name);
            assert!(!before.contains('⟧') && !inside.contains('⟦'), "{name}");
            let bare = inside.strip_prefix(['?', '!']).unwrap_or(inside);
            text.push_str(before);
            let start = text.len();
            text.push_str(bare);
            stretches.push(Stretch {
                scare: inside.starts_with('?'),
                unclosed: inside.starts_with('!'),
                span: Span::new(start, text.len()),
            });
            rest = behind;
        }
        assert!(!rest.contains('⟧'), "{name}");
        text.push_str(rest);
        cases.push(Case { name: name.to_owned(), text, stretches });
    }
    cases
}

/// Words of a text, and for each whether it lies in one of these spans.
fn quoted(text: &str, spans: &[Span]) -> Vec<bool> {
    let words = Tokens::new(text, Span::new(0, text.len())).filter(|token| token.is_word());
    words.map(|word| spans.iter().any(|span| span.contains(word.span.start))).collect()
}

#[test]
fn words_have_the_voice_that_an_editor_gives_them() {
    let cases = cases(include_str!("voices/voices.txt"));
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let (mut both, mut found, mut wanted) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let parts = structure(&case.text, &StructureOptions::default());
        let ours: Vec<Span> = parts.quotes.iter().map(|quote| quote.span).collect();
        let gold: Vec<Span> = case.stretches.iter().map(|stretch| stretch.span).collect();
        let (ours, gold) = (quoted(&case.text, &ours), quoted(&case.text, &gold));
        both += ours.iter().zip(&gold).filter(|(ours, gold)| **ours && **gold).count();
        found += ours.iter().filter(|ours| **ours).count();
        wanted += gold.iter().filter(|gold| **gold).count();
        if ours != gold {
            let shown: Vec<&str> = parts.quotes.iter().map(|q| q.span.of(&case.text)).collect();
            wrong.push(format!("{}\n    {}\n    {shown:?}", case.name, case.text));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
    let f1 = 2.0 * both as f64 / (found + wanted) as f64;
    println!(
        "{} cases, {wanted} quoted words: F1 by words {f1:.4}; {} cases not right:",
        cases.len(),
        wrong.len()
    );
    println!("  {}", wrong.join("\n  "));
    assert!(f1 >= 0.98, "F1 {f1}");
}

#[test]
fn quotations_that_are_never_closed_are_flagged() {
    for case in cases(include_str!("voices/voices.txt")) {
        let parts = structure(&case.text, &StructureOptions::default());
        let ours: Vec<Span> =
            parts.quotes.iter().filter(|quote| !quote.closed).map(|quote| quote.span).collect();
        let gold: Vec<Span> =
            case.stretches.iter().filter(|s| s.unclosed).map(|stretch| stretch.span).collect();
        assert_eq!(ours, gold, "{}", case.name);
    }
}

/// Scare quotes are cues of the built-in lexicon: the entry of the term `“…”`.
#[test]
fn scare_quotes_are_told_from_other_short_quotations() {
    let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in cases(include_str!("voices/voices.txt")) {
        let analysis = analyzer.analyze(&case.text, None);
        let scare = |cue: &&Cue| {
            cue.counts() && analyzer.lexicon().entry(cue.entry).term == pattern::QUOTATION
        };
        let ours: Vec<Span> = analysis.cues.iter().filter(scare).map(|cue| cue.span).collect();
        let gold: Vec<Span> =
            case.stretches.iter().filter(|s| s.scare).map(|stretch| stretch.span).collect();
        right += ours.iter().filter(|span| gold.contains(span)).count();
        found += ours.len();
        wanted += gold.len();
        if ours != gold {
            let shown =
                |spans: &[Span]| spans.iter().map(|s| s.of(&case.text).to_owned()).collect();
            let (ours, gold): (Vec<String>, Vec<String>) = (shown(&ours), shown(&gold));
            wrong.push(format!("{}: {ours:?} instead of {gold:?} in {}", case.name, case.text));
        }
    }
    println!("scare quotes: {right} of {found} found are right, {wanted} wanted");
    println!("  {}", wrong.join("\n  "));
    assert!(5 * right >= 4 * found && 10 * right >= 9 * wanted);
}
