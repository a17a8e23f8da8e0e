//! Speakers and indirect speech against texts marked by hand: how often an answer is right, and how
//! often there is one. `cargo test --test speakers -- --nocapture` prints the figures.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a test may stop at what it did not expect, and prints its figures"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hedgerow::text::span::Span;
use hedgerow::text::speaker::indirect::is_attributed;
use hedgerow::text::speaker::speakers;
use hedgerow::text::structure::{StructureOptions, structure};

/// At least so many of the speakers given must be right, and so many of those to find be found.
const SPEAKERS: Floors = Floors { precision: 0.95, coverage: 0.90 };
/// The same for sentences held to be attributed.
const ATTRIBUTED: Floors = Floors { precision: 0.95, coverage: 0.90 };

struct Floors {
    precision: f64,
    coverage: f64,
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speakers").join(name);
    fs::read_to_string(path).unwrap()
}

/// A text and its quotations with the speaker of each, `None` where there must be none.
#[derive(Debug, PartialEq)]
struct Case {
    name: String,
    text: String,
    quotes: Vec<(Span, Option<String>)>,
}

/// Reads `== name`, then text with `⟦Speaker|“…”⟧`; the message of an error names the case.
fn cases(file: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut parts = file.split("\n== ");
    let head = parts.next().unwrap_or("");
    if head.lines().any(|line| !line.is_empty() && !line.starts_with('#')) {
        return Err("text before the first case".to_owned());
    }
    for part in parts {
        let (name, marked) = part.split_once('\n').ok_or("a case without a text")?;
        let mut case = Case { name: name.to_owned(), text: String::new(), quotes: Vec::new() };
        let mut rest = marked.trim_end();
        if rest.is_empty() {
            return Err(format!("{name}: no text"));
        }
        while let Some((plain, behind)) = rest.split_once('⟦') {
            let (inner, behind) = behind.split_once('⟧').ok_or(format!("{name}: ⟦ without ⟧"))?;
            let (speaker, quote) = inner.split_once('|').ok_or(format!("{name}: no speaker"))?;
            if quote.is_empty() || speaker.is_empty() || plain.contains('⟧') {
                return Err(format!("{name}: malformed quotation"));
            }
            case.text.push_str(plain);
            let span = Span::new(case.text.len(), case.text.len() + quote.len());
            case.text.push_str(quote);
            case.quotes.push((span, (speaker != "-").then(|| speaker.to_owned())));
            rest = behind;
        }
        if rest.contains('⟧') || case.quotes.is_empty() {
            return Err(format!("{name}: malformed quotation"));
        }
        case.text.push_str(rest);
        cases.push(case);
    }
    Ok(cases)
}

/// Answers, counted.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    wanted: u32,
    given: u32,
    right: u32,
}

impl Tally {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.given.max(1))
    }

    fn coverage(self) -> f64 {
        f64::from(self.right) / f64::from(self.wanted.max(1))
    }

    fn hold(self, what: &str, floors: &Floors, failures: &[String]) {
        println!(
            "{what}: precision {:.3} ({} of {}), coverage {:.3} ({} of {})",
            self.precision(),
            self.right,
            self.given,
            self.coverage(),
            self.right,
            self.wanted
        );
        let held = self.precision() >= floors.precision && self.coverage() >= floors.coverage;
        if std::env::var_os("SHOW").is_some() || !held {
            println!("{}", failures.join("\n"));
        }
        assert!(held, "{what}: below {} or {}", floors.precision, floors.coverage);
    }
}

/// The case of the first letter is not compared: a phrase may begin its sentence.
fn is_same(found: &str, expected: &str) -> bool {
    let (mut found, mut expected) = (found.chars(), expected.chars());
    let first = found.next().map(|c| c.to_lowercase().to_string());
    first == expected.next().map(|c| c.to_lowercase().to_string())
        && found.as_str() == expected.as_str()
}

#[test]
fn speakers_of_quotations() {
    let mut tally = Tally::default();
    let mut failures = Vec::new();
    for case in cases(&read("speakers.txt")).unwrap() {
        let parts = structure(&case.text, &StructureOptions::default());
        let answer = speakers(&case.text, &parts);
        let mut found: BTreeMap<Span, Option<&str>> = parts
            .quotes
            .iter()
            .zip(&answer.of_quotes)
            .map(|(quote, speaker)| (quote.span, speaker.map(|speaker| answer.name(speaker))))
            .collect();
        for (span, expected) in &case.quotes {
            let given = found.remove(span).flatten();
            let right =
                given.zip(expected.as_deref()).is_some_and(|(given, name)| is_same(given, name));
            tally.wanted += u32::from(expected.is_some());
            tally.given += u32::from(given.is_some());
            tally.right += u32::from(right);
            if given != expected.as_deref() && !right {
                let quote = span.of(&case.text);
                failures.push(format!("{}: {quote}: {expected:?}, found {given:?}", case.name));
            }
        }
        // What is marked as no quotation has no speaker.
        for (span, given) in found.into_iter().filter_map(|(span, given)| Some((span, given?))) {
            tally.given += 1;
            failures.push(format!(
                "{}: {}: unmarked, found {given}",
                case.name,
                span.of(&case.text)
            ));
        }
    }
    tally.hold("speakers", &SPEAKERS, &failures);
}

#[test]
fn attributed_sentences() {
    let mut tally = Tally::default();
    let mut failures = Vec::new();
    let file = read("attributed.txt");
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (sign, sentence) = line.split_once(' ').unwrap();
        assert!(matches!(sign, "+" | "-"), "{line}");
        let given = is_attributed(sentence, Span::new(0, sentence.len()));
        tally.wanted += u32::from(sign == "+");
        tally.given += u32::from(given);
        tally.right += u32::from(given && sign == "+");
        if given != (sign == "+") {
            failures.push(line.to_owned());
        }
    }
    tally.hold("attributed", &ATTRIBUTED, &failures);
}

#[test]
fn a_malformed_case_is_an_error() {
    for (file, error) in [
        ("text\n== a\n⟦-|“b”⟧", "text before the first case"),
        ("\n== a\n", "a: no text"),
        ("\n== a\n⟦-|“b”", "a: ⟦ without ⟧"),
        ("\n== a\n⟦“b”⟧", "a: no speaker"),
        ("\n== a\n“b”⟧", "a: malformed quotation"),
        ("\n== a\n⟦|“b”⟧", "a: malformed quotation"),
        ("\n== a\n“b”", "a: malformed quotation"),
    ] {
        assert_eq!(cases(file), Err(error.to_owned()), "{file}");
    }
    let case = Case {
        name: "a b".to_owned(),
        text: "Said “c”.".to_owned(),
        quotes: vec![(Span::new(5, 12), Some("D E".to_owned()))],
    };
    assert_eq!(cases("# note\n\n== a b\nSaid ⟦D E|“c”⟧.\n\n"), Ok(vec![case]));
}
