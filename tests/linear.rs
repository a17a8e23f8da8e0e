//! Four times the text takes about four times as long, whatever it is made of. A file of its own, so
//! that no other test runs beside the clock.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hedgerow::analyzer::Analyzer;
use hedgerow::lexicon::Lexicon;
use hedgerow::text::structure::{StructureOptions, structure};

/// What is repeated. Each of these has been a way to make a splitter look back or ahead from every place.
const SHAPES: &[&str] = &[
    "a.",
    "a. ",
    ".",
    ". ",
    ". . . ",
    "…",
    "? ",
    "?!",
    "\"",
    "“",
    "”",
    "'",
    "“ ",
    "' ",
    "\"a ",
    "“A. ",
    "‘a’ ",
    "»",
    "``",
    "` ",
    "(",
    ")",
    "(a ",
    "[",
    "[1] ",
    "a.[1] ",
    "1. ",
    "1) ",
    "a) ",
    "i. ",
    "• ",
    "- ",
    "- a\n",
    "1. a\n",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "a\n",
    "a\n\n",
    "A a\n",
    "\u{2028}",
    "\u{2029}a",
    "> ",
    "> a\n",
    "<blockquote",
    "<blockquote>\n",
    "</blockquote>\n",
    "Mr. ",
    "Mr. Mr. ",
    "U.S. ",
    "e.g. ",
    "A. ",
    "No. 1 ",
    "Dr.\n",
    "http://a.a.a",
    "http://a.a/ ",
    "a@a.a",
    "#",
    "* * *\n",
    "_",
    "—",
    ":",
    "Comments\n",
    "By A\n\n",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{301}",
    "é",
    "💥",
    "a",
    "A",
    "a ",
    "about ",
    "not ",
    "perhaps, ",
    "“perhaps” ",
    "some critics ",
    "a-",
    "a's ",
];

/// Generous: work that grows with the square takes sixteen times as long.
const MOST: u32 = 9;

/// Below this a clock tells nothing.
const TICK: Duration = Duration::from_micros(100);

/// How often each size is timed at most, of which the best counts: noise only ever adds.
const TRIES: u32 = 6;

/// How often a shape that looks slow is tried again with twice as much text: another process on the
/// same core lengthens one short run at random, but a long one as much as one four times as long.
const ROUNDS: u32 = 3;

/// The shapes that take more than [`MOST`] times as long at four times `bytes`, and at every size
/// tried after that.
fn worse_than_linear(bytes: usize, work: impl Fn(&str)) -> Vec<String> {
    SHAPES.iter().filter_map(|shape| slow_in_every_round(shape, bytes, &work)).collect()
}

fn slow_in_every_round(shape: &str, bytes: usize, work: &impl Fn(&str)) -> Option<String> {
    let mut times = None;
    for round in 0..ROUNDS {
        times = Some(slow(shape, bytes << round, work)?);
    }
    times
}

/// The best times of a shape, where they are worse than linear.
fn slow(shape: &str, bytes: usize, work: &impl Fn(&str)) -> Option<String> {
    let small = shape.repeat(bytes / shape.len());
    let large = small.repeat(4);
    let (mut one, mut four) = (Duration::MAX, Duration::MAX);
    for _ in 0..TRIES {
        one = one.min(time(&small, work));
        four = four.min(time(&large, work));
        if four < MOST * one.max(TICK) {
            return None;
        }
    }
    Some(format!("{shape:?}: {one:?} for {bytes} bytes, {four:?} for four times that"))
}

fn time(text: &str, work: &impl Fn(&str)) -> Duration {
    let start = Instant::now();
    work(black_box(text));
    start.elapsed()
}

fn split(text: &str) {
    black_box(structure(text, &StructureOptions::default()));
}

fn analysis() -> impl Fn(&str) {
    let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
    move |text| {
        black_box(analyzer.analyze(text, None));
    }
}

/// Looks from every place to the end of the text, as a careless splitter would.
fn look_ahead_from_everywhere(text: &str) {
    for (at, _) in text.char_indices() {
        black_box(text.get(at..).is_some_and(|rest| rest.contains('\u{7}')));
    }
}

#[test]
fn work_that_grows_with_the_square_is_told() {
    // Another process may lengthen the short run alone, though not every time.
    let is_told = || slow("a. ", 1 << 13, &look_ahead_from_everywhere).is_some();
    assert!((0..10).any(|_| is_told()));
}

#[test]
fn splitting_takes_linear_time() {
    assert_eq!(worse_than_linear(1 << 14, split), Vec::<String>::new());
}

#[test]
fn analysing_takes_linear_time() {
    assert_eq!(worse_than_linear(1 << 17, analysis()), Vec::<String>::new());
}

#[test]
#[ignore = "takes a minute or two: docs/TESTING.md"]
fn splitting_and_analysing_megabytes_takes_linear_time() {
    assert_eq!(worse_than_linear(1 << 20, split), Vec::<String>::new());
    assert_eq!(worse_than_linear(1 << 18, analysis()), Vec::<String>::new());
}
