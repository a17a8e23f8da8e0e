//! Profiles: how strong each entry has proved in a kind of text, as a CSV file.

use std::collections::BTreeMap;

use crate::lexicon::axis::Axis;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The version of the file; it grows when a column or line changes its meaning.
pub const PROFILE: u32 = 1;

/// The columns that are read; others are for people.
const COLUMNS: [&str; 4] = ["entry", "judged", "right", "weight"];

/// What labelled sentences say of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// Sentences in which it counted.
    pub judged: u64,
    /// Those of them with label 1; at most `judged`.
    pub right: u64,
    /// The weight that came of it, from 0 to 1.
    pub weight: f64,
}

impl Rating {
    /// Share of the sentences in which it counted that have label 1; `None` if it never did.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let share = self.right as f64 / self.judged as f64;
        (self.judged > 0).then_some(share)
    }
}

/// The least scores that say 1 for a set of axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Thresholds {
    /// The axes whose cues are taken together.
    pub axes: Vec<Axis>,
    /// Chosen for F1.
    pub f1: f64,
    /// Chosen for macro-F1.
    pub macro_f1: f64,
}

/// Measured weights, and how they were come by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// What is said of it in front, for people, line by line.
    pub notes: Vec<String>,
    /// Categories that are off by default and count in this kind of text.
    pub enabled: Vec<String>,
    /// The least share of right ones with which an entry counts, unless the user names another.
    pub min_precision: Option<f64>,
    /// At most one for a set of axes.
    pub thresholds: Vec<Thresholds>,
    /// By name of the entry.
    pub ratings: BTreeMap<String, Rating>,
}

impl Profile {
    /// Reads a profile: lines that begin with `#`, a header, and a row for each entry.
    ///
    /// # Errors
    /// Every line that is wrong, in order.
    pub fn parse(file: &LexiconFile) -> Result<Self, Vec<Mistake>> {
        let mut profile = Self::default();
        let mut columns: Option<Columns> = None;
        let mut mistakes = Vec::new();
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let cells = cells(line);
            let read = match (cells.first(), &columns) {
                (Some(comment), _) if comment.starts_with('#') => profile.read_comment(line),
                (None, _) => Ok(()),
                (Some(_), None) => Columns::of(&cells).map(|found| columns = Some(found)),
                (Some(_), Some(columns)) => profile.read_row(columns, &cells),
            };
            if let Err(message) = read {
                mistakes.push(file.mistake(at..at, message));
                if columns.is_none() {
                    break;
                }
            }
            at += line.len();
        }
        if mistakes.is_empty() && columns.is_none() {
            mistakes
                .push(file.mistake(0..0, "the profile has no header: entry,judged,right,weight"));
        }
        if mistakes.is_empty() { Ok(profile) } else { Err(mistakes) }
    }

    /// The thresholds for these axes, in whatever order they are named.
    #[must_use]
    pub fn thresholds(&self, axes: &[Axis]) -> Option<&Thresholds> {
        self.thresholds.iter().find(|thresholds| same_axes(&thresholds.axes, axes))
    }

    /// Sets the thresholds for a set of axes, instead of those that are there.
    pub fn set_thresholds(&mut self, new: Thresholds) {
        self.thresholds.retain(|old| !same_axes(&old.axes, &new.axes));
        self.thresholds.push(new);
    }

    fn read_comment(&mut self, line: &str) -> Result<(), String> {
        // A spreadsheet quotes the line and fills it up with commas.
        let line = line.trim().trim_end_matches(',').trim_matches('"');
        let text = line.trim_start_matches('#').trim();
        if let Some(version) = text.strip_prefix("hedgerow profile ") {
            return if version == PROFILE.to_string() {
                Ok(())
            } else {
                Err(format!("a profile of version {version}; this program reads {PROFILE}"))
            };
        }
        if let Some(category) = text.strip_prefix("enable: ") {
            self.enabled.push(category.to_owned());
        } else if let Some(least) = text.strip_prefix("min-precision: ") {
            let read = fraction(least);
            self.min_precision = Some(
                read.ok_or_else(|| format!("min-precision `{least}` is not between 0 and 1"))?,
            );
        } else if let Some(thresholds) = text.strip_prefix("threshold: ") {
            let read = read_thresholds(thresholds).ok_or_else(|| {
                let form = "hedge,weasel f1 0.25 macro-f1 0.3";
                format!("threshold `{thresholds}` is not written like `{form}`")
            });
            self.set_thresholds(read?);
        } else {
            self.notes.push(text.to_owned());
        }
        Ok(())
    }

    fn read_row(&mut self, columns: &Columns, cells: &[String]) -> Result<(), String> {
        if cells.len() != columns.count {
            return Err(format!("{} cells where the header has {}", cells.len(), columns.count));
        }
        let [entry, judged, right, weight] =
            columns.at.map(|at| cells.get(at).map_or("", String::as_str));
        let count = |name: &str, cell: &str| {
            cell.parse::<u64>().map_err(|_| format!("{name} `{cell}` is no count"))
        };
        let (judged, right) = (count("judged", judged)?, count("right", right)?);
        if right > judged {
            return Err(format!("{right} right of {judged} judged"));
        }
        let weight =
            fraction(weight).ok_or_else(|| format!("weight `{weight}` is not between 0 and 1"))?;
        let rating = Rating { judged, right, weight };
        if self.ratings.insert(entry.to_owned(), rating).is_some() {
            return Err(format!("`{entry}` has a row already"));
        }
        Ok(())
    }
}

/// Where the columns stand.
struct Columns {
    at: [usize; 4],
    count: usize,
}

impl Columns {
    fn of(header: &[String]) -> Result<Self, String> {
        let mut at = [0; 4];
        for (at, name) in at.iter_mut().zip(COLUMNS) {
            *at = header
                .iter()
                .position(|column| column == name)
                .ok_or_else(|| format!("no column `{name}`; there are {}", header.join(", ")))?;
        }
        Ok(Self { at, count: header.len() })
    }
}

/// The cells of a line; none if it is blank.
fn cells(line: &str) -> Vec<String> {
    let cells = plain_cells(line).unwrap_or_else(|| quoted_cells(line));
    if cells.iter().all(String::is_empty) { Vec::new() } else { cells }
}

/// The cells of a line that holds nothing but ASCII and commas. A reader of CSV for each of thousands of
/// lines takes as long as all else that a start does.
fn plain_cells(line: &str) -> Option<Vec<String>> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let is_plain = |byte: u8| byte.is_ascii() && !b"\"\r\n".contains(&byte);
    line.bytes().all(is_plain).then(|| line.split(',').map(|cell| cell.trim().to_owned()).collect())
}

fn quoted_cells(line: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.iter().flatten().map(|cell| cell.trim().to_owned()).collect()
}

/// Weights are kept in steps of 0.0001, as tables show them.
fn fraction(text: &str) -> Option<f64> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.map(|number| (number * 10_000.0).round() / 10_000.0)
}

fn read_thresholds(text: &str) -> Option<Thresholds> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ["f1", f1, "macro-f1", macro_f1] = words.get(1..)? else { return None };
    let axes = words.first()?.split(',');
    let known = |name: &str| Axis::ALL.into_iter().find(|axis| axis.name() == name);
    Some(Thresholds {
        axes: axes.map(known).collect::<Option<_>>()?,
        f1: fraction(f1).filter(|f1| *f1 > 0.0)?,
        macro_f1: fraction(macro_f1).filter(|f1| *f1 > 0.0)?,
    })
}

fn same_axes(one: &[Axis], other: &[Axis]) -> bool {
    one.iter().all(|axis| other.contains(axis)) && other.iter().all(|axis| one.contains(axis))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# hedgerow profile 1\n# made for a test\n# enable: hedge.condition\n\
        # min-precision: 0.5\n# threshold: hedge,weasel f1 0.21 macro-f1 0.3\n";

    fn parsed(text: &str) -> Result<Profile, String> {
        let said = |mistakes: Vec<Mistake>| {
            mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        Profile::parse(&LexiconFile::new("p.csv", text)).map_err(said)
    }

    #[test]
    fn head_and_rows() {
        let rows = "entry,category,judged,right,precision,weight\n\
            desk:may,hedge.modal,20,15,0.75,0.71239\n\n\"desk:well, maybe\",,0,0,,0.5\n";
        let profile = parsed(&format!("{HEAD}{rows}")).unwrap();
        let may = Rating { judged: 20, right: 15, weight: 0.7124 };
        let maybe = Rating { judged: 0, right: 0, weight: 0.5 };
        let thresholds =
            Thresholds { axes: vec![Axis::Hedge, Axis::Weasel], f1: 0.21, macro_f1: 0.3 };
        assert_eq!(
            profile,
            Profile {
                notes: vec!["made for a test".to_owned()],
                enabled: vec!["hedge.condition".to_owned()],
                min_precision: Some(0.5),
                thresholds: vec![thresholds.clone()],
                ratings: [("desk:may".to_owned(), may), ("desk:well, maybe".to_owned(), maybe)]
                    .into(),
            }
        );
        assert_eq!((may.precision(), maybe.precision()), (Some(0.75), None));
        assert_eq!(profile.thresholds(&[Axis::Weasel, Axis::Hedge]), Some(&thresholds));
        assert_eq!(profile.thresholds(&[Axis::Hedge]), None);
    }

    #[test]
    fn a_spreadsheet_may_have_saved_it() {
        let text = "\u{feff}\"# threshold: hedge f1 0.2 macro-f1 0.3\",,,\r\n# a note,,,\r\n\
            entry,judged,right,weight\r\ndesk:may,20,15,0.7\r\n,,,\r\n";
        let profile = parsed(text).unwrap();
        assert_eq!(profile.notes, ["a note"]);
        assert_eq!((profile.thresholds.len(), profile.ratings.len()), (1, 1));
    }

    #[test]
    fn a_plain_line_has_the_cells_that_csv_gives_it() {
        for line in ["a,b\r\n", " a , b\n", "a,,\n", "a", "\t,a b\r", "a,#,'\n"] {
            assert_eq!(plain_cells(line), Some(quoted_cells(line)), "{line:?}");
        }
        for line in ["\"a\",b\n", "a\rb\n", "\u{feff}a,b\n"] {
            assert_eq!(plain_cells(line), None, "{line:?}");
        }
    }

    #[test]
    fn mistakes_have_their_line() {
        for (text, said) in [
            ("", "p.csv:1:1: the profile has no header: entry,judged,right,weight"),
            ("entry,judged\n", "p.csv:1:1: no column `right`; there are entry, judged"),
            ("# min-precision: half\n", "p.csv:1:1: min-precision `half` is not between 0 and 1"),
            ("# hedgerow profile 2\n", "p.csv:1:1: a profile of version 2; this program reads 1"),
            (
                "# threshold: hedges f1 0.2 macro-f1 0.3\n",
                "p.csv:1:1: threshold `hedges f1 0.2 macro-f1 0.3` is not written like `hedge,weasel f1 0.25 macro-f1 0.3`",
            ),
            (
                "entry,judged,right,weight\na,2,3,0.5\nb,x,3,0.5\n\nc,2,1,1.5\nd,1\ne,1,1,0.5\ne,1,1,0.5\n",
                "p.csv:2:1: 3 right of 2 judged\np.csv:3:1: judged `x` is no count\n\
                 p.csv:5:1: weight `1.5` is not between 0 and 1\n\
                 p.csv:6:1: 2 cells where the header has 4\np.csv:8:1: `e` has a row already",
            ),
        ] {
            assert_eq!(parsed(text).unwrap_err(), said, "{text:?}");
        }
    }
}
