//! The baseline of `benches/compare.sh`: a raw automaton over the bytes of a text, and nothing else.
//!
//! ```text
//! cargo run --release --example scan -- TERMS TEXT
//! ```
//!
//! counts where one of the terms (one a line) stands, leftmost-longest, whatever the case of ASCII, also
//! inside words: no words, sentences or quotations are looked for, and nothing is judged or written.

use std::error::Error;
use std::fs;
use std::io::Write;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [terms, text] = arguments.as_slice() else { return Err("give TERMS and TEXT".into()) };
    let terms = fs::read_to_string(terms)?;
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(terms.lines().filter(|term| !term.is_empty()))?;
    let text = fs::read(text)?;
    writeln!(std::io::stdout(), "{}", automaton.find_iter(&text).count())?;
    Ok(())
}
