//! Charts to draw: small ones with plain names, and large ones with everything that goes wrong.

use hedgerow::report::chart::estimate::{Estimate, Wording};
use hedgerow::report::chart::forest::{TermChart, TermRow};
use hedgerow::report::chart::groups::{GroupChart, GroupRow, Standing, Voice};
use hedgerow::report::chart::trends::{TrendChart, TrendLine};

const VALUES: [f64; 7] = [0.0, 1e-6, 1e6, 3.25, 0.04, 17.0, -2.0];
const NAMES: [&str; 12] = [
    "Osk Herald",
    "<b>bold</b> & \"quoted\" <script>alert('1')</script> </text></svg>",
    "Evening Intelligencer of Upper Velmont and the Marshes, Sunday edition",
    "東西南北中央新聞社出版部門第一編集局東西南北中央新聞社出版部門",
    "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊👩\u{200d}👩\u{200d}👧",
    "\u{202e}dlareH ksO\u{7}\u{0}\u{2066}",
    "",
    "صحيفة الشرق",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Z\u{351}\u{36b}\u{343}\u{32a}\u{302}\u{36b}\u{33d}\u{34f}\u{334}\u{319}alg",
    "]]> &amp; \u{fffe}\u{fdd0}\u{feff}",
    "ﷺ﷽﷽﷽﷽﷽﷽﷽",
];

fn name(at: usize) -> String {
    match NAMES.get(at) {
        Some(name) => (*name).to_owned(),
        None if at.is_multiple_of(3) => "long name ".repeat(50),
        None => format!("Group {at}"),
    }
}

fn estimate(at: usize) -> Option<Estimate> {
    let value = VALUES[at % VALUES.len()];
    match at % 5 {
        0 => None,
        1 => Some(Estimate::alone(value)),
        2 => Some(Estimate::within(value, f64::NAN, 1.0)),
        _ => Some(Estimate::within(value, value - 0.5 * value.abs(), value + 0.5 * value.abs())),
    }
}

/// Words around a picture, as long as asked.
pub(crate) fn wording(times: usize) -> Wording {
    Wording {
        title: "Wording by newspaper ".repeat(times),
        unit: "cues per 1,000 words ".repeat(times),
        interval: "95 % bootstrap interval, document as unit ".repeat(times),
        note: "Wire copy <left out> ".repeat(times * times),
    }
}

/// So many groups with hostile names and extreme values.
pub(crate) fn wild_groups(groups: usize, panels: usize, times: usize) -> GroupChart {
    let row = |at: usize| GroupRow {
        label: name(at),
        documents: if at == 2 { u64::MAX } else { at as u64 * 977 },
        standing: [Standing::Compared, Standing::Reference, Standing::Described][at % 3],
        estimates: (0..panels)
            .map(|panel| vec![estimate(at + panel), estimate(at * 3 + panel + 1)])
            .collect(),
    };
    GroupChart {
        wording: wording(times),
        voices: vec![Voice::Author, Voice::Quote],
        panels: (0..panels).map(|at| name(at * 2)).collect(),
        rows: (0..groups).map(row).collect(),
    }
}

/// So many terms with hostile names and extreme values.
pub(crate) fn wild_terms(terms: usize, times: usize) -> TermChart {
    let row = |at: usize| TermRow {
        label: name(at),
        log_ratio: estimate(at),
        documents: [at as u64 * 31, if at == 3 { u64::from(u32::MAX) } else { 12 }],
    };
    let (left, right) = (name(2), name(1));
    TermChart { wording: wording(times), left, right, terms: (0..terms).map(row).collect() }
}

/// So many lines with hostile names and extreme values.
pub(crate) fn wild_trends(lines: usize, periods: usize, times: usize) -> TrendChart {
    let line = |at: usize| TrendLine {
        label: name(at),
        documents: at as u64 * 977,
        points: (0..periods).map(|period| estimate(at * 2 + period)).collect(),
    };
    let period = |at: usize| if at == 4 { name(2) } else { format!("2031-{at:02}") };
    TrendChart {
        wording: wording(times),
        periods: (0..periods).map(period).collect(),
        lines: (0..lines).map(line).collect(),
    }
}

/// Two papers and one with too few documents.
pub(crate) fn small_groups() -> GroupChart {
    let row = |label: &str, documents, standing, estimates| GroupRow {
        label: label.to_owned(),
        documents,
        standing,
        estimates,
    };
    let within = |value: f64| Some(Estimate::within(value, value - 0.5, value + 0.75));
    GroupChart {
        wording: wording(1),
        voices: vec![Voice::Author, Voice::Quote],
        panels: vec!["hedge".to_owned(), "loaded".to_owned()],
        rows: vec![
            row(
                "Osk Herald",
                1212,
                Standing::Reference,
                vec![vec![within(9.0), within(7.5)], vec![within(4.0), within(9.5)]],
            ),
            row(
                "Tarn & Sons",
                150,
                Standing::Compared,
                vec![vec![within(12.0), None], vec![None, None]],
            ),
            row(
                "The Ferrow",
                3,
                Standing::Described,
                vec![vec![within(8.0), within(8.0)], vec![within(5.0), within(6.0)]],
            ),
        ],
    }
}

/// Three terms: sure, unsure, unknown.
pub(crate) fn small_terms() -> TermChart {
    let row = |label: &str, log_ratio, documents| TermRow {
        label: label.to_owned(),
        log_ratio,
        documents,
    };
    TermChart {
        wording: wording(1),
        left: "Osk Herald".to_owned(),
        right: "Tarn & Sons".to_owned(),
        terms: vec![
            row("botched", Some(Estimate::within(1.5, 0.5, 2.5)), [18, 96]),
            row("about", Some(Estimate::within(-0.5, -1.25, 0.25)), [1072, 30]),
            row("so-called", None, [0, 0]),
        ],
    }
}

/// Two lines, one with a gap.
pub(crate) fn small_trends() -> TrendChart {
    let points = |values: [f64; 4]| {
        values.map(|v| (v > 0.0).then(|| Estimate::within(v, v - 0.5, v + 0.5))).to_vec()
    };
    let line = |label: &str, values| TrendLine {
        label: label.to_owned(),
        documents: 40,
        points: points(values),
    };
    TrendChart {
        wording: wording(1),
        periods: (2031..2035).map(|year| year.to_string()).collect(),
        lines: vec![
            line("Osk Herald", [3.0, 3.5, 4.0, 3.0]),
            line("Tarn & Sons", [5.0, 0.0, 6.0, 3.25]),
        ],
    }
}
