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
fn made_up(a: usize, b: usize) -> f64 {
    let mixed = (a * 7919 + b * 104_729 + 37) % 101;
    f64::from(u32::try_from(mixed).unwrap_or(0)) / 100.0
}

fn around(value: f64, half: f64) -> Option<Estimate> {
    Some(Estimate::within(value, (value - half).max(0.0), value + half))
}

fn groups() -> GroupChart {
    let rows = PAPERS.iter().enumerate().map(|(at, paper)| GroupRow {
        label: (*paper).to_owned(),
        documents: if at == 5 { 3 } else { 212 - 31 * at as u64 },
        standing: match at {
            0 => Standing::Reference,
            5 => Standing::Described,
            _ => Standing::Compared,
        },
        estimates: (0..AXES.len())
            .map(|axis| {
                let level = [9.0, 1.5, 4.0, 6.0][axis];
                let author = level * (0.6 + made_up(at, axis));
                let quote = level * (0.8 + made_up(at + 9, axis));
                let quote = if at == 3 && axis == 1 { None } else { around(quote, 0.3 * level) };
                vec![around(author, 0.16 * level), quote]
            })
            .collect(),
    });
    GroupChart {
        wording: wording("Wording by newspaper", "Cues per 1,000 words"),
        voices: vec![Voice::Author, Voice::Quote],
        panels: AXES.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn terms() -> TermChart {
    let rows = TERMS.iter().enumerate().map(|(at, term)| {
        let value = 2.0 - 0.55 * at as f64;
        let half = 0.3 + made_up(at, 3);
        TermRow {
            label: (*term).to_owned(),
            log_ratio: Some(Estimate::within(value, value - half, value + half)),
            documents: [18 + 9 * at as u64, 96 - 11 * at as u64],
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
    let lines = PAPERS.iter().take(4).enumerate().map(|(at, paper)| TrendLine {
        label: (*paper).to_owned(),
        documents: 212 - 31 * at as u64,
        points: (0..12)
            .map(|month| {
                let value = 4.0 + 1.6 * at as f64 + 1.5 * made_up(month, at);
                if at == 2 && (4..6).contains(&month) { None } else { around(value, 0.6) }
            })
            .collect(),
    });
    TrendChart {
        wording: wording("Loaded wording over a year", "Cues per 1,000 words, author’s voice"),
        periods: (1..=12).map(|month| format!("2031-{month:02}")).collect(),
        lines: lines.collect(),
    }
}
