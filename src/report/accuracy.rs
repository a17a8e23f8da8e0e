//! A labelled set judged: the figures, the entries, and the sentences that went most wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::evaluate::entries::EntryCounts;
use crate::evaluate::figure::Figure;
use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::judge::Judged;
use crate::evaluate::record::{FigureRecord, RunRecord, fraction};
use crate::evaluate::sample::Case;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::report::explain::cue_line;
use crate::report::style::{BOLD, DIM};
use crate::report::visible::{cut, one_line};

/// How many entries are shown.
const ENTRIES: usize = 10;
/// Columns of a sentence that went wrong.
const EXCERPT: usize = 100;

/// Everything the report shows.
#[derive(Debug, Clone, Copy)]
pub struct AccuracyReport<'a> {
    /// Question and figures.
    pub record: &'a RunRecord,
    /// The sentences.
    pub sentences: &'a [LabelledSentence],
    /// What was made of them, in their order.
    pub judged: &'a [Judged],
    /// The entries that counted.
    pub entries: &'a BTreeMap<EntryId, EntryCounts>,
    /// The lexicon in use.
    pub lexicon: &'a Lexicon,
    /// How many false alarms and how many misses are shown.
    pub worst: usize,
}

impl AccuracyReport<'_> {
    /// The report as text with styles; the stream it is written to may take them off.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        self.question(&mut out);
        self.figures(&mut out);
        self.entries(&mut out);
        self.worst(&mut out);
        out
    }

    fn question(&self, out: &mut String) {
        let record = self.record;
        let axes = record.labels.join(" or ");
        let least = record.threshold.map_or_else(
            || "at least one counted cue".to_owned(),
            |threshold| format!("a score of at least {threshold}"),
        );
        let voice = match record.voice.as_str() {
            "all" => "in both voices".to_owned(),
            voice => format!("in the {voice}'s voice"),
        };
        let _ = writeln!(
            out,
            "{BOLD}{} sentences, {} of them labelled 1{BOLD:#}\n{DIM}said to be 1: {least} of {axes} {voice}{DIM:#}\n",
            record.sentences, record.positives
        );
    }

    fn figures(&self, out: &mut String) {
        let interval = if self.record.bootstrap > 0 {
            "95 % interval"
        } else {
            "no interval without --bootstrap"
        };
        let _ = writeln!(out, "{DIM}{:<26} {:>6}   {interval}{DIM:#}", "", "");
        for figure in &self.record.figures {
            out.push_str(&figure_line(figure));
        }
        if let Some(best) = &self.record.best_f1_on_the_same_sentences {
            let _ = writeln!(
                out,
                "{DIM}{:<26} {:>6.4}   from a score of {:.4} on; chosen on these very sentences, so it flatters{DIM:#}",
                "best F1 by threshold", best.f1, best.threshold
            );
        }
    }

    /// The entries that counted in most sentences.
    fn entries(&self, out: &mut String) {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(id, counts)| (Reverse(counts.judged), **id));
        if entries.is_empty() {
            return;
        }
        let _ = writeln!(
            out,
            "\n{BOLD}Entries by sentences{BOLD:#}{DIM}, {} of {}{DIM:#}\n{DIM}{:<34} {:>6} {:>7} {:>6}  share right{DIM:#}",
            entries.len().min(ENTRIES),
            entries.len(),
            "",
            "weight",
            "judged",
            "right"
        );
        for (id, counts) in entries.into_iter().take(ENTRIES) {
            let entry = self.lexicon.entry(*id);
            let interval = counts.interval();
            let _ = writeln!(
                out,
                "{:<34} {:>6.2} {:>7} {:>6}  {} ({} to {})",
                cut(&one_line(&entry.name), 34),
                entry.weight,
                counts.judged,
                counts.right,
                two(counts.precision()),
                two(interval.map(|interval| interval.lo)),
                two(interval.map(|interval| interval.hi)),
            );
        }
    }

    /// False alarms by falling score, then misses by rising score; ties in the order of the file.
    fn worst(&self, out: &mut String) {
        let all = || self.sentences.iter().zip(self.judged);
        let mut alarms: Vec<_> = all().filter(|(_, judged)| is_alarm(&judged.case)).collect();
        let mut misses: Vec<_> = all().filter(|(_, judged)| is_miss(&judged.case)).collect();
        alarms.sort_by_key(|(_, judged)| Reverse(judged.case.score));
        misses.sort_by_key(|(_, judged)| judged.case.score);
        for (title, wrong) in [("Worst false alarms", alarms), ("Worst misses", misses)] {
            let shown = wrong.len().min(self.worst);
            if shown == 0 {
                continue;
            }
            let _ =
                writeln!(out, "\n{BOLD}{title}{BOLD:#}{DIM}, {shown} of {}{DIM:#}", wrong.len());
            for (sentence, judged) in wrong.into_iter().take(shown) {
                self.wrong(sentence, judged, out);
            }
        }
    }

    fn wrong(&self, sentence: &LabelledSentence, judged: &Judged, out: &mut String) {
        let _ = writeln!(
            out,
            "{:.2}  {}  {DIM}{}{DIM:#}",
            fraction(judged.case.score),
            cut(&one_line(&sentence.text), EXCERPT),
            one_line(&sentence.id)
        );
        if judged.cues.is_empty() {
            let _ = writeln!(out, "      {DIM}no term was found{DIM:#}");
        }
        for cue in &judged.cues {
            out.push_str(&cue_line(&sentence.text, cue, None, self.lexicon));
        }
    }
}

const fn is_alarm(case: &Case) -> bool {
    case.predicted && !case.label
}

const fn is_miss(case: &Case) -> bool {
    case.label && !case.predicted
}

fn figure_line(record: &FigureRecord) -> String {
    let title = Figure::ALL.iter().find(|figure| figure.name() == record.figure);
    let title = title.map_or(record.figure.as_str(), |figure| figure.title());
    let interval = match (record.lo, record.hi) {
        (Some(lo), Some(hi)) => format!("   {lo:.4} to {hi:.4}"),
        _ => String::new(),
    };
    let estimate = record.estimate.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
    format!("{title:<26} {estimate:>6}{interval}\n")
}

fn two(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"))
}
