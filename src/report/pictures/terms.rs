//! What tells the groups apart, as forest plots.

use crate::compare::measure::VoiceChoice;
use crate::compare::options::Reference;
use crate::compare::terms::TermRow;
use crate::report::chart::estimate::{Estimate, Wording};
use crate::report::chart::forest::{self, TermChart};
use crate::report::pictures::{Drawn, INTERVAL};

/// The most groups with a picture.
const PICTURES: usize = 12;
/// The most terms on each side of a picture, and the fewest documents for one.
const TERMS: usize = 15;
const DOCUMENTS: u64 = 3;

impl Drawn<'_> {
    /// A picture for each group; one is enough where there are two groups.
    pub(super) fn term_charts(&self) -> Vec<(String, TermChart)> {
        let Some(voice) = self.terms.first().map(|row| row.voice) else { return Vec::new() };
        let mut by_group: Vec<(&str, Vec<&TermRow>)> = Vec::new();
        for row in self.terms.iter().filter(|row| row.voice == voice) {
            match by_group.last_mut() {
                Some((group, rows)) if *group == row.group => rows.push(row),
                _ => by_group.push((&row.group, vec![row])),
            }
        }
        let others = |group: &str| match (&self.options.reference, by_group.as_slice()) {
            (Reference::Group(name), _) => name.clone(),
            (Reference::Others, [one, other]) => {
                if one.0 == group {
                    other.0.to_owned()
                } else {
                    one.0.to_owned()
                }
            }
            _ => "all others".to_owned(),
        };
        let is_pair = self.options.reference == Reference::Others && by_group.len() == 2;
        let shown = by_group.iter().skip(usize::from(is_pair)).take(PICTURES);
        let mut stems: Vec<String> = Vec::new();
        let mut charts = Vec::new();
        for (group, rows) in shown {
            let alone = is_pair || by_group.len() == 1;
            let stem = if alone { "term".to_owned() } else { stem(group, &stems) };
            stems.push(stem.clone());
            charts.push((stem, self.term_chart(group, &others(group), rows)));
        }
        charts
    }

    fn term_chart(&self, group: &str, other: &str, rows: &[&TermRow]) -> TermChart {
        let is_known =
            |row: &&&TermRow| row.z.is_some() && row.docs_n + row.reference_docs_n >= DOCUMENTS;
        let known: Vec<&TermRow> = rows.iter().filter(is_known).copied().collect();
        let sign =
            |positive: bool| move |row: &&TermRow| row.z.is_some_and(|z| (z > 0.0) == positive);
        let mut shown: Vec<&TermRow> =
            known.iter().copied().filter(sign(true)).take(TERMS).collect();
        let mut below: Vec<&TermRow> =
            known.iter().rev().copied().filter(sign(false)).take(TERMS).collect();
        below.reverse();
        shown.extend(below);
        let term = |row: &&TermRow| forest::TermRow {
            label: self.table.written(&row.term),
            log_ratio: row.log_ratio.map(|value| match row.log_ratio_lo.zip(row.log_ratio_hi) {
                Some((lo, hi)) => Estimate::within(value, lo, hi),
                None => Estimate::alone(value),
            }),
            documents: [row.reference_docs_n, row.docs_n],
        };
        let whose = match rows.first().map(|row| row.voice) {
            Some(VoiceChoice::Quote) => "quoted words",
            Some(VoiceChoice::All) => "all words",
            _ => "author’s words",
        };
        TermChart {
            wording: Wording {
                title: format!("Terms that tell {group} from {other}, {whose}"),
                unit: "binary logarithm of the ratio of rates: 1 is twice as frequent".to_owned(),
                interval: INTERVAL.to_owned(),
                note: "Chosen by z of the log odds".to_owned(),
            },
            left: other.to_owned(),
            right: group.to_owned(),
            terms: shown.iter().map(term).collect(),
        }
    }
}

/// `term-` and the group's name as a file may be called anywhere, unlike the stems taken.
fn stem(group: &str, taken: &[String]) -> String {
    let mut name = String::from("term-");
    for c in group.chars().take(40) {
        let plain = c.to_ascii_lowercase();
        if plain.is_ascii_alphanumeric() {
            name.push(plain);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-').to_owned();
    let mut unlike = name.clone();
    let mut number = 2;
    while taken.contains(&unlike) {
        unlike = format!("{name}-{number}");
        number += 1;
    }
    unlike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_names_of_files_and_differ() {
        let mut taken = Vec::new();
        for group in ["The Daily Lamp", "the daily lamp!", "../../etc", "Ősz", "", "日本"] {
            taken.push(stem(group, &taken));
        }
        let expected = [
            "term-the-daily-lamp",
            "term-the-daily-lamp-2",
            "term-etc",
            "term-sz",
            "term",
            "term-2",
        ];
        assert_eq!(taken, expected);
    }
}
