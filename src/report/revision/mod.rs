//! Two versions of a document side by side: for the terminal, for programs, and for a browser.

mod html;
mod json;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::report::plural::counted;
use crate::revision::align::Fate;
use crate::revision::cues::{CueChange, Event};
use crate::revision::{Edition, Revision};

/// How two versions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffFormat {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
    /// A page with both versions.
    Html,
}

impl DiffFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Text, Self::Json, Self::Html];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "For people",
            Self::Json => "One object, with every sentence and every changed cue",
            Self::Html => "A page with both versions in two columns, in one file",
        }
    }
}

/// Everything that is said of two versions.
#[derive(Debug)]
pub struct RevisionReport<'a> {
    /// The old version, then the new one.
    pub documents: [&'a Document; 2],
    /// What was found in them.
    pub editions: [Edition<'a>; 2],
    /// What the revision did.
    pub revision: &'a Revision,
    /// The lexicon in use.
    pub lexicon: &'a Lexicon,
    /// Its fingerprint.
    pub lexicon_sha: &'a str,
    /// Columns of the text.
    pub width: usize,
}

impl RevisionReport<'_> {
    /// The report in a format.
    #[must_use]
    pub fn render(&self, format: DiffFormat) -> String {
        match format {
            DiffFormat::Text => text::render(self),
            DiffFormat::Json => json::render(self),
            DiffFormat::Html => html::render(self),
        }
    }

    /// How many sentences have this fate.
    fn sentences(&self, fate: Fate) -> usize {
        self.revision.rows.iter().filter(|row| row.fate == fate).count()
    }

    /// How many cues this happened to.
    fn events(&self, event: Event) -> usize {
        self.revision.cues.iter().filter(|change| change.event == event).count()
    }

    /// `12 sentences are as they were, 1 changed, 2 moved`.
    fn counts(&self) -> String {
        let same = self.sentences(Fate::Same) as u64;
        let mut line = match same {
            1 => "1 sentence is as it was".to_owned(),
            _ => format!("{} are as they were", counted(same, "sentence", "sentences")),
        };
        for (fate, what) in [
            (Fate::Changed, "changed"),
            (Fate::Moved, "moved"),
            (Fate::Added, "added"),
            (Fate::Removed, "removed"),
        ] {
            let n = self.sentences(fate);
            if n > 0 {
                let _ = write!(line, ", {n} {what}");
            }
        }
        line
    }

    /// `2 cues added, 1 removed, 1 moved to the other voice`.
    fn cue_counts(&self) -> String {
        let [added, removed, moved] = Event::ALL.map(|event| self.events(event));
        if added + removed + moved == 0 {
            return "No cue was added, removed or moved to the other voice.".to_owned();
        }
        format!(
            "{} added, {removed} removed, {moved} moved to the other voice",
            counted(added as u64, "cue", "cues")
        )
    }

    /// The changed cues of each row.
    fn cues_by_row(&self) -> Vec<Vec<&CueChange>> {
        let mut rows = vec![Vec::new(); self.revision.rows.len()];
        let (mut of_old, mut of_new) = (BTreeMap::new(), BTreeMap::new());
        for (number, row) in self.revision.rows.iter().enumerate() {
            of_old.extend(row.old.map(|old| (old, number)));
            of_new.extend(row.new.map(|new| (new, number)));
        }
        for change in &self.revision.cues {
            let row = match (&change.new, &change.old) {
                (Some(new), _) => of_new.get(&new.sentence),
                (None, old) => old.as_ref().and_then(|old| of_old.get(&old.sentence)),
            };
            if let Some(cues) = row.and_then(|row| rows.get_mut(*row)) {
                cues.push(change);
            }
        }
        rows
    }
}
