//! Draws every kind of picture from made-up numbers: `cargo run --example charts -- DIR`.

use hedgerow::report::chart::estimate::{Estimate, Wording};
use hedgerow::report::chart::forest::{self, TermChart, TermRow};
use hedgerow::report::chart::groups::{GroupChart, GroupRow, Standing, Voice};
use hedgerow::report::chart::trends::{self, TrendChart, TrendLine};
use hedgerow::report::chart::{dots, dumbbells};
use std::path::Path;

const PAPERS: [&str; 6] = [
    "Osk Herald",
    "Velmont Courier",
    "Tarn Weekly",
    "Lower Sedge Post",
    "Quay Mirror",
    "The Ferrow",
];
const AXES: [&str; 4] = ["hedge", "weasel", "certainty", "loaded"];
const LEVELS: [f64; 4] = [9.0, 1.5, 4.0, 6.0];
const TERMS: [&str; 8] = [
    "so-called",
    "botched",
    "slammed",
    "reportedly",
    "clearly",
    "some critics say",
    "about",
    "stunning",
];

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "target/charts".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let groups = groups();
    std::fs::write(folder.join("groups.svg"), dots::svg(&groups))?;
    std::fs::write(folder.join("dumbbells.svg"), dumbbells::svg(&groups))?;
    std::fs::write(folder.join("terms.svg"), forest::svg(&terms()))?;
    std::fs::write(folder.join("trends.svg"), trends::svg(&trend()))
}

fn wording(title: &str, unit: &str) -> Wording {
    Wording {
        title: title.to_owned(),
        unit: unit.to_owned(),
        interval: "Intervals: 95 %, bootstrap over documents".to_owned(),
        note: "Invented papers and numbers.".to_owned(),
    }
}

/// A number that looks measured: the same on every run.
fn made_up(a: u32, b: u32) -> f64 {
    f64::from((a * 7919 + b * 104_729 + 37) % 101) / 100.0
}

fn around(value: f64, half: f64) -> Estimate {
    Estimate::within(value, (value - half).max(0.0), value + half)
}

fn groups() -> GroupChart {
    let rows = (0..).zip(PAPERS).map(|(at, paper)| GroupRow {
        label: paper.to_owned(),
        documents: if at == 5 { 3 } else { 212 - 31 * u64::from(at) },
        standing: match at {
            0 => Standing::Reference,
            5 => Standing::Described,
            _ => Standing::Compared,
        },
        estimates: (0..).zip(LEVELS).map(|(axis, level)| voices(at, axis, level)).collect(),
    });
    GroupChart {
        wording: wording("Wording by newspaper", "Cues per 1,000 words"),
        voices: vec![Voice::Author, Voice::Quote],
        panels: AXES.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

/// The author's and the quoted rate of one paper on one axis; one paper quotes nobody.
fn voices(paper: u32, axis: u32, level: f64) -> Vec<Option<Estimate>> {
    let author = level * (0.6 + made_up(paper, axis));
    let quote = level * (0.8 + made_up(paper + 9, axis));
    let quotes = paper != 3 || axis != 1;
    vec![Some(around(author, 0.16 * level)), quotes.then(|| around(quote, 0.3 * level))]
}

fn terms() -> TermChart {
    let rows = (0..).zip(TERMS).map(|(at, term)| {
        let value = 2.0 - 0.55 * f64::from(at);
        let half = 0.3 + made_up(at, 3);
        TermRow {
            label: term.to_owned(),
            log_ratio: Some(Estimate::within(value, value - half, value + half)),
            documents: [18 + 9 * u64::from(at), 96 - 11 * u64::from(at)],
        }
    });
    TermChart {
        wording: wording("Words that set two newspapers apart", "Log ratio of rates, base 2"),
        left: PAPERS[0].to_owned(),
        right: PAPERS[1].to_owned(),
        terms: rows.collect(),
    }
}

fn trend() -> TrendChart {
    let lines = (0..).zip(PAPERS).take(4).map(|(at, paper)| TrendLine {
        label: paper.to_owned(),
        documents: 212 - 31 * u64::from(at),
        points: (0..12).map(|month| rate(at, month)).collect(),
    });
    TrendChart {
        wording: wording("Loaded wording over a year", "Cues per 1,000 words, author’s voice"),
        periods: (1..=12).map(|month| format!("2031-{month:02}")).collect(),
        lines: lines.collect(),
    }
}

/// One paper did not appear for two months.
fn rate(paper: u32, month: u32) -> Option<Estimate> {
    let value = 4.0 + 1.6 * f64::from(paper) + 1.5 * made_up(month, paper);
    let appeared = paper != 2 || !(4..6).contains(&month);
    appeared.then(|| around(value, 0.6))
}
