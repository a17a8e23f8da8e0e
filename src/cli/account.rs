//! What became of every document, and what is said of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};

use crate::cli::message::{Failure, say};
use crate::input::{LateKeys, Source};
use crate::output::spreadsheet::is_changed;
use crate::output::term::TermTally;
use crate::pipeline::run::Scored;
use crate::report::plural::counted;

/// How many failures are named: with the line that says so and all other notes, a run of any size
/// says at most 20 lines.
const NAMED_FAILURES: u64 = 12;

/// How many different ids are remembered, in some 20 MB.
const REMEMBERED_IDS: usize = 1_000_000;

/// Counts of documents, and what their users should know.
pub(super) struct Account {
    scored: u64,
    failed: BTreeMap<Cow<'static, str>, u64>,
    terms: TermTally,
    late_keys: Option<LateKeys>,
    /// None where somebody else tells of them.
    ids: Option<Ids>,
}

impl Account {
    /// Nothing yet. Ids are compared with what a spreadsheet makes of them if they go into one.
    pub(super) fn new(for_spreadsheet: bool) -> Self {
        Self {
            scored: 0,
            failed: BTreeMap::new(),
            terms: TermTally::default(),
            late_keys: None,
            ids: Some(Ids { for_spreadsheet, ..Ids::default() }),
        }
    }

    /// The same, without a word on ids.
    pub(super) fn without_ids() -> Self {
        Self { ids: None, ..Self::new(false) }
    }

    /// Adds the next document, and names it if it failed; a part of its rows counts for nothing.
    pub(super) fn add(&mut self, scored: Scored) {
        if scored.is_part {
            return;
        }
        if let Some(ids) = &mut self.ids {
            ids.add(&scored.id);
        }
        if let Some(terms) = scored.terms {
            self.terms.merge(terms);
        }
        if let Some(late) = scored.late_keys {
            match &mut self.late_keys {
                Some(keys) => keys.add(&late),
                None => self.late_keys = Some(late),
            }
        }
        let Some(failure) = scored.failure else {
            self.scored += 1;
            return;
        };
        match self.failed() {
            n if n < NAMED_FAILURES => {
                say(&format!("skipped: {}: {}: {}", failure.id, failure.code, failure.message));
            }
            NAMED_FAILURES => say("skipped: more documents, which are not named here"),
            _ => {}
        }
        *self.failed.entry(failure.code).or_default() += 1;
    }

    /// Documents scored or failed.
    pub(super) fn found(&self) -> u64 {
        self.scored + self.failed()
    }

    pub(super) fn failed(&self) -> u64 {
        self.failed.values().sum()
    }

    pub(super) const fn terms(&self) -> &TermTally {
        &self.terms
    }

    /// Refuses a sum that does not hold: a document that was found and is neither scored nor failed
    /// would be lost without a word.
    pub(super) fn check(&self, found: u64) -> Result<(), Failure> {
        if found == self.found() {
            return Ok(());
        }
        let (scored, failed) = (self.scored, self.failed());
        let message = format!(
            "{found} documents found, but {scored} scored and {failed} failed; please report this"
        );
        Err(message.into())
    }

    /// Says what was found, scored and failed; of a run that is to be quiet only what went wrong. `list` says
    /// where the failures are listed.
    pub(super) fn tell(&self, source: &Source, list: &str, quiet: bool) {
        self.tell_late_keys();
        if let Some(ids) = self.ids.as_ref().filter(|_| !quiet) {
            ids.tell();
        }
        if self.failed() > 0 || !quiet {
            say(&self.last_line(skipped(source).as_deref(), list));
        }
    }

    /// Says which values of the user have no column.
    fn tell_late_keys(&self) {
        if let Some(late) = &self.late_keys {
            say(&format!(
                "{}:{}: `{}` is not among the keys of the first records and has no column ({} values left out)",
                late.source, late.line, late.first, late.count
            ));
        }
    }

    /// The last line: found, scored and failed by code. `list` says where the failures are listed.
    fn last_line(&self, left_out: Option<&str>, list: &str) -> String {
        let documents = counted(self.found(), "document", "documents");
        if self.failed.is_empty() {
            let others =
                left_out.map_or(String::new(), |kinds| format!("; other files left out: {kinds}"));
            return format!("{documents} scored{others}");
        }
        let kinds: Vec<String> =
            self.failed.iter().map(|(code, n)| format!("{n} {code}")).collect();
        format!(
            "{documents} found, {} scored, {} failed ({}){list}",
            self.scored,
            self.failed(),
            kinds.join(", ")
        )
    }
}

/// Says that there was no document, and what may be the reason.
pub(super) fn tell_nothing_found(source: &Source) {
    let hint = skipped(source).map_or_else(
        || "the folder holds no .txt, .text, .md or .markdown file".to_owned(),
        |kinds| format!("other files were left out: {kinds}; choose with --glob, or name a table and its --text-col"),
    );
    say(&format!("error: no document found; {hint}"));
}

/// The files of folders that were not taken, by ending.
fn skipped(source: &Source) -> Option<String> {
    let kinds: Vec<String> = source
        .skipped()
        .iter()
        .map(|(ending, n)| {
            if ending.is_empty() { format!("{n} without ending") } else { format!("{n} .{ending}") }
        })
        .collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}

/// The ids seen, as far as they are remembered.
#[derive(Default)]
struct Ids {
    for_spreadsheet: bool,
    hasher: RandomState,
    seen: HashSet<u64>,
    repeated: Few,
    changed: Few,
}

/// A count with its first case.
#[derive(Default)]
struct Few {
    count: u64,
    first: String,
}

impl Few {
    fn add(&mut self, id: &str) {
        if self.count == 0 {
            id.clone_into(&mut self.first);
        }
        self.count += 1;
    }
}

impl Ids {
    fn add(&mut self, id: &str) {
        if self.for_spreadsheet && is_changed(id) {
            self.changed.add(id);
        }
        let hash = self.hasher.hash_one(id);
        if self.seen.contains(&hash) {
            self.repeated.add(id);
        } else if self.seen.len() < REMEMBERED_IDS {
            self.seen.insert(hash);
        }
    }

    fn tell(&self) {
        if self.repeated.count > 0 {
            let documents = counted(self.repeated.count, "document has", "documents have");
            say(&format!(
                "{documents} the id of an earlier one, such as `{}`; all are in the tables",
                self.repeated.first
            ));
        }
        if self.changed.count > 0 {
            let look = counted(
                self.changed.count,
                "id looks like a number or date",
                "ids look like numbers or dates",
            );
            say(&format!(
                "{look}, such as `{}`; a spreadsheet will change them; use xlsx or --id-prefix",
                self.changed.first
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::error::Failure as Failed;

    fn scored(id: &str, code: Option<&'static str>) -> Scored {
        let failure = code.map(|code| Failed {
            id: id.to_owned(),
            source: id.to_owned(),
            code: code.into(),
            message: "no".to_owned(),
            bytes: None,
        });
        Scored { id: id.to_owned(), failure, ..Scored::default() }
    }

    #[test]
    fn found_is_scored_and_failed() {
        let mut account = Account::new(true);
        for (id, code) in
            [("a", None), ("0012", Some("binary")), ("b", Some("binary")), ("a", Some("parse"))]
        {
            account.add(scored(id, code));
        }
        assert_eq!((account.found(), account.failed()), (4, 3));
        assert!(account.check(4).is_ok());
        assert!(account.check(5).is_err());
        assert_eq!(
            account.last_line(None, "; list"),
            "4 documents found, 1 scored, 3 failed (2 binary, 1 parse); list"
        );
        let ids = account.ids.expect("they are told of");
        assert_eq!((ids.repeated.count, ids.repeated.first.as_str()), (1, "a"));
        assert_eq!((ids.changed.count, ids.changed.first.as_str()), (1, "0012"));
    }
}
