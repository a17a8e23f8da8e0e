//! The articles that fit into the file.

use crate::cli::report::articles_n;
use crate::report::html::{ArticleHtml, Origin, Shelf};

/// What a line of the index takes, besides its words.
const LINE: u64 = 700;

/// Articles in the order read, as far as they fit.
pub(super) struct Articles {
    pub(super) kept: Vec<(Origin, Option<String>)>,
    /// The first, as long as it is alone.
    pub(super) only: Option<ArticleHtml>,
    pub(super) shelf: Shelf,
    megabytes: u32,
    texts: Room,
    lines: Room,
}

/// Bytes that may be taken, and how many articles found no room.
struct Room {
    left: u64,
    refused: u64,
}

impl Room {
    const fn new(left: u64) -> Self {
        Self { left, refused: 0 }
    }

    /// Whether so many bytes fit. Where one article does not, a smaller one behind it may.
    const fn take(&mut self, bytes: u64) -> bool {
        if bytes > self.left {
            self.refused += 1;
            return false;
        }
        self.left -= bytes;
        true
    }
}

impl Articles {
    pub(super) fn new(megabytes: u32) -> Self {
        let bytes = u64::from(megabytes) * 1_000_000;
        let lines = bytes / 5;
        Self {
            kept: Vec::new(),
            only: None,
            shelf: Shelf::default(),
            megabytes,
            texts: Room::new(bytes - lines),
            lines: Room::new(lines),
        }
    }

    pub(super) fn add(&mut self, article: ArticleHtml) {
        let words = article.origin.id.len() + article.origin.title.len();
        if !self.lines.take(LINE + words as u64) {
            return;
        }
        let block = self.shelf.block(&article);
        let fits = self.texts.take(block.len() as u64);
        self.kept.push((article.origin.clone(), fits.then_some(block)));
        self.only = Some(article).filter(|_| self.kept.len() == 1);
    }

    /// What was left out.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let limit = format!("the report would be larger than --max-size {} MB", self.megabytes);
        if self.texts.refused > 0 {
            notes.push(format!(
                "The text of {} is left out, which the index names: {limit}.",
                articles_n(self.texts.refused)
            ));
        }
        if self.lines.refused > 0 {
            notes.push(format!(
                "{} behind the first {} are left out altogether: {limit}.",
                articles_n(self.lines.refused),
                self.kept.len()
            ));
        }
        notes
    }
}
