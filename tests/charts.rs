//! Pictures: exact bytes of small ones, and nothing that touches or is cut in large ones.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

#[path = "charts/layout.rs"]
mod layout;
#[path = "charts/sample.rs"]
mod sample;

use hedgerow::report::chart::estimate::Estimate;
use hedgerow::report::chart::forest::{self, TermChart, TermRow};
use hedgerow::report::chart::groups::{GroupChart, GroupRow, Standing, Voice};
use hedgerow::report::chart::trends::{self, TrendChart, TrendLine};
use hedgerow::report::chart::{dots, dumbbells};
use layout::Sheet;
use proptest::prelude::*;

/// Compares with `tests/charts/NAME.svg`; with `UPDATE_CHARTS` set it writes the file instead.
fn golden(name: &str, svg: &str) {
    Sheet::read(svg).assert_tidy();
    let path = format!("{}/tests/charts/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_CHARTS").is_some() {
        std::fs::write(&path, svg).unwrap();
    }
    let want = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(want == svg, "{name}.svg has changed: look at it, then set UPDATE_CHARTS=1");
}

#[test]
fn small_pictures_are_these_bytes() {
    golden("dots", &dots::svg(&sample::small_groups()));
    golden("dumbbells", &dumbbells::svg(&sample::small_groups()));
    golden("forest", &forest::svg(&sample::small_terms()));
    golden("trends", &trends::svg(&sample::small_trends()));
}

const SIZES: [usize; 7] = [0, 1, 2, 6, 7, 30, 200];

#[test]
fn no_text_touches_another_for_any_number_of_groups() {
    for (groups, times) in SIZES.into_iter().flat_map(|groups| [(groups, 1), (groups, 12)]) {
        for panels in [0, 1, 2, 4, 7] {
            let chart = sample::wild_groups(groups, panels, times);
            Sheet::read(&dots::svg(&chart)).assert_tidy();
            Sheet::read(&dumbbells::svg(&chart)).assert_tidy();
        }
        Sheet::read(&forest::svg(&sample::wild_terms(groups, times))).assert_tidy();
        for periods in [0, 1, 2, 24, 400] {
            let chart = sample::wild_trends(groups, periods, times);
            Sheet::read(&trends::svg(&chart)).assert_tidy();
        }
    }
}

#[test]
fn names_are_shown_and_never_obeyed() {
    let svg = dots::svg(&sample::wild_groups(12, 1, 1));
    for order in ["<script", "<b>", "\u{202e}", "\u{7}", "\u{0}", "\u{2066}"] {
        assert!(!svg.contains(order), "{order:?}");
    }
    let sheet = Sheet::read(&svg);
    assert!(
        sheet.words().contains(&"\\u{202e}dlareH ksO\\u{7}\\u{0}\\u… *"),
        "{:?}",
        sheet.words()
    );
    let whole = "Evening Intelligencer of Upper Velmont and the Marshes, Sunday edition";
    assert!(sheet.said.iter().any(|said| said == whole), "{:?}", sheet.said);
}

#[test]
fn what_is_missing_is_called_so_and_not_drawn() {
    let row = |estimates| GroupRow { estimates, ..GroupRow::default() };
    let values = [None, Some(Estimate::alone(f64::NAN)), Some(Estimate::alone(f64::INFINITY))];
    let mut rows: Vec<GroupRow> = values.iter().map(|value| row(vec![vec![*value]])).collect();
    rows.push(row(vec![]));
    let chart = GroupChart {
        voices: vec![Voice::Author],
        panels: vec!["hedge".to_owned()],
        rows,
        ..GroupChart::default()
    };
    let sheet = Sheet::read(&dots::svg(&chart));
    assert_eq!(sheet.words().iter().filter(|word| **word == "no data").count(), 4);
    assert_eq!(sheet.marks.len(), 1, "the one in the key");
}

#[test]
fn a_group_with_too_few_documents_has_no_interval() {
    let estimates = vec![vec![Some(Estimate::within(5.0, 4.0, 6.0))]];
    let row = |standing| GroupRow { standing, estimates: estimates.clone(), ..GroupRow::default() };
    let said = |standing| {
        let chart = GroupChart {
            voices: vec![Voice::Author],
            panels: vec!["hedge".to_owned()],
            rows: vec![row(standing)],
            ..GroupChart::default()
        };
        Sheet::read(&dots::svg(&chart)).said.last().unwrap().clone()
    };
    assert_eq!(said(Standing::Compared), ", author: 5 (4 to 6)");
    assert_eq!(said(Standing::Described), ", author: 5");
}

#[test]
fn a_picture_says_in_words_what_is_seen() {
    let desc = |svg: &str| Sheet::read(svg).said[1].clone();
    assert_eq!(
        desc(&dots::svg(&sample::small_groups())),
        "Dots with intervals for 3 groups. hedge: author from 8 (The Ferrow) to 12 (Tarn & Sons); \
         quoted from 7.5 (Osk Herald) to 8 (The Ferrow). loaded: author from 4 (Osk Herald) to 5 \
         (The Ferrow); quoted from 6 (The Ferrow) to 9.5 (Osk Herald)."
    );
    assert_eq!(
        desc(&forest::svg(&sample::small_terms())),
        "Log ratios with intervals of 3 terms: 1 more in Osk Herald, 1 more in Tarn & Sons. \
         Farthest from zero: botched (1.5)."
    );
    assert_eq!(
        desc(&trends::svg(&sample::small_trends())),
        "Lines with interval bands for 2 groups over 4 periods. Osk Herald: 3 in 2031, 3 in 2034. \
         Tarn & Sons: 5 in 2031, 3.25 in 2034."
    );
}

#[test]
fn lines_that_end_early_are_named_in_a_key() {
    let names = |points: [Option<f64>; 2]| {
        let line = TrendLine {
            label: "Osk Herald".to_owned(),
            documents: 1,
            points: points.map(|value| value.map(Estimate::alone)).to_vec(),
        };
        let periods = vec!["2031".to_owned(), "2032".to_owned()];
        let chart = TrendChart { periods, lines: vec![line], ..TrendChart::default() };
        Sheet::read(&trends::svg(&chart)).words().iter().position(|word| *word == "Osk Herald")
    };
    assert_eq!(names([Some(1.0), None]), Some(0), "the key stands first");
    assert!(names([Some(1.0), Some(2.0)]) > Some(0), "at the end of the line");
}

fn any_estimate() -> impl Strategy<Value = Option<Estimate>> {
    let number = || prop_oneof![any::<f64>(), -10.0..10.0_f64, Just(0.0), Just(1e6), Just(1e-6)];
    let interval = proptest::option::of((number(), number()));
    proptest::option::of(
        (number(), interval).prop_map(|(value, interval)| Estimate { value, interval }),
    )
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ -~]{0,80}", "\\PC{0,60}", "(\\w+ ){0,40}"]
}

prop_compose! {
    fn any_wording()(words in proptest::array::uniform4(any_name()))
        -> hedgerow::report::chart::estimate::Wording {
        let [title, unit, interval, note] = words;
        hedgerow::report::chart::estimate::Wording { title, unit, interval, note }
    }
}

prop_compose! {
    fn any_row()(
        label in any_name(),
        documents: u64,
        standing in 0..3_usize,
        estimates in proptest::collection::vec(proptest::collection::vec(any_estimate(), 0..3), 0..6),
    ) -> GroupRow {
        let standing = [Standing::Compared, Standing::Reference, Standing::Described][standing];
        GroupRow { label, documents, standing, estimates }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_groups_make_a_tidy_picture(
        wording in any_wording(),
        panels in proptest::collection::vec(any_name(), 0..6),
        rows in proptest::collection::vec(any_row(), 0..9),
        voices in 0..4_usize,
    ) {
        let voices = [vec![], vec![Voice::All], vec![Voice::Quote], vec![Voice::Author, Voice::Quote]]
            [voices].clone();
        let chart = GroupChart { wording, voices, panels, rows };
        Sheet::read(&dots::svg(&chart)).assert_tidy();
        Sheet::read(&dumbbells::svg(&chart)).assert_tidy();
    }

    #[test]
    fn any_terms_make_a_tidy_picture(
        wording in any_wording(),
        left in any_name(),
        right in any_name(),
        terms in proptest::collection::vec((any_name(), any_estimate(), any::<[u64; 2]>()), 0..20),
    ) {
        let row = |(label, log_ratio, documents)| TermRow { label, log_ratio, documents };
        let terms = terms.into_iter().map(row).collect();
        Sheet::read(&forest::svg(&TermChart { wording, left, right, terms })).assert_tidy();
    }

    #[test]
    fn any_trends_make_a_tidy_picture(
        wording in any_wording(),
        periods in proptest::collection::vec(any_name(), 0..20),
        lines in proptest::collection::vec(
            (any_name(), any::<u64>(), proptest::collection::vec(any_estimate(), 0..22)), 0..9),
    ) {
        let line = |(label, documents, points)| TrendLine { label, documents, points };
        let lines = lines.into_iter().map(line).collect();
        Sheet::read(&trends::svg(&TrendChart { wording, periods, lines })).assert_tidy();
    }
}
