//! The lists of `data/sections.txt`.

use std::sync::LazyLock;

use crate::text::section::mark::{Kind, MarkList};

/// Lines that pages print.
pub(super) static MARKS: LazyLock<MarkList> = LazyLock::new(|| {
    MarkList::new(lines().filter_map(|(part, line)| {
        let kind = KINDS.iter().find(|(name, _)| *name == part)?.1;
        Some((kind, line))
    }))
});

/// The words that tell names, dates and credits from prose.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    agency: PhraseList::new("[agency]"),
    dated: PhraseList::new("[dated]"),
    date: WordList::new("[date]"),
    day: WordList::new("[day]"),
    role: WordList::new("[role]"),
    credit: WordList::new("[credit]"),
    small: WordList::new("[small]"),
});

const KINDS: [(&str, Kind); 7] = [
    ("[line]", Kind::Boilerplate),
    ("[tail]", Kind::Tail),
    ("[end]", Kind::End),
    ("[desk]", Kind::Desk),
    ("[caption]", Kind::Caption),
    ("[by]", Kind::By),
    ("[byline]", Kind::Byline),
];

/// The lists of words.
pub(super) struct Words {
    /// Who gives reporters and photographs to papers.
    pub(super) agency: PhraseList,
    /// What stands before a date.
    pub(super) dated: PhraseList,
    /// Words of dates and times.
    pub(super) date: WordList,
    /// Words that make a number a date.
    pub(super) day: WordList,
    /// What people are who write.
    pub(super) role: WordList,
    /// What a credit calls a picture.
    pub(super) credit: WordList,
    /// Small words inside names.
    pub(super) small: WordList,
}

/// Words in lower case, in their order.
pub(super) struct WordList(Vec<&'static str>);

/// Texts of one word or more in lower case, in their order.
pub(super) struct PhraseList(Vec<&'static str>);

impl WordList {
    fn new(part: &str) -> Self {
        let lines = lines().filter(|(own, _)| *own == part);
        let mut words: Vec<_> = lines.flat_map(|(_, line)| line.split_whitespace()).collect();
        words.sort_unstable();
        Self(words)
    }

    /// Whether the word is listed, whatever its case.
    pub(super) fn has(&self, word: &str) -> bool {
        is_listed(&self.0, word)
    }
}

/// Whether a text is one of a list in order, whatever its case.
fn is_listed(listed: &[&str], text: &str) -> bool {
    let lower = || text.bytes().map(|byte| byte.to_ascii_lowercase());
    listed.binary_search_by(|listed| listed.bytes().cmp(lower())).is_ok()
}

impl PhraseList {
    fn new(part: &str) -> Self {
        let mut texts: Vec<_> = lines().filter(|(own, _)| *own == part).map(|at| at.1).collect();
        texts.sort_unstable();
        Self(texts)
    }

    /// Whether the text is listed, whatever its case.
    pub(super) fn has(&self, text: &str) -> bool {
        is_listed(&self.0, text)
    }

    /// What stands behind the longest listed text that a line begins with, whatever its case.
    pub(super) fn behind<'t>(&self, line: &'t str) -> Option<&'t str> {
        let begun = self.0.iter().filter(|listed| {
            line.get(..listed.len()).is_some_and(|start| start.eq_ignore_ascii_case(listed))
        });
        begun.map(|listed| listed.len()).max().and_then(|end| line.get(end..))
    }
}

/// The lines of the file with the heads of their parts.
static LINES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut part = "";
    let lines = include_str!("../data/sections.txt").lines().filter_map(|line| {
        if line.starts_with('[') {
            part = line;
        }
        (!line.is_empty() && !line.starts_with(['[', '#'])).then_some((part, line))
    });
    lines.collect()
});

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LINES.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_text_is_found_whatever_its_case() {
        let Words { agency, dated, date, day, role, credit, small } = &*WORDS;
        let lists = [date, day, role, credit, small].map(|list| &list.0);
        for listed in lists.into_iter().chain([&agency.0, &dated.0]) {
            assert!(listed.len() > 3, "{listed:?}");
            for text in listed {
                assert!(is_listed(listed, text) && is_listed(listed, &text.to_uppercase()));
            }
            assert!(!is_listed(listed, "zebra") && !is_listed(listed, ""));
        }
    }
}
