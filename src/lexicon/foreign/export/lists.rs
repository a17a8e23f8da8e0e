//! Guard items that name lists, for files that have lists and for those that have none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::lexicon::foreign::toml_text;
use crate::lexicon::guard::{GuardItem, PhraseWord, Test, WordList};

/// The list that an item names, the name, and the distance behind it with its `~`.
fn named_list(item: &GuardItem) -> Option<(&Arc<WordList>, &str, &str)> {
    let Test::Words(list) = &item.test else { return None };
    let name = item.written.trim().strip_prefix('@')?;
    let (name, distance) = name.split_at(name.find('~').unwrap_or(name.len()));
    Some((list, name.trim(), distance))
}

/// The words and phrases of a list, if they can be read again as they are.
fn words_of(list: &WordList) -> Option<Vec<String>> {
    let phrases = list.phrases().iter().map(|words| phrase(&words.parts));
    let mut words: Vec<String> = list.words().map(str::to_owned).collect();
    words.sort_unstable();
    words.extend(phrases);
    let mut again = WordList::default();
    for word in &words {
        again.add(word);
    }
    (again == *list).then_some(words)
}

/// The tokens as they are written: a clitic stands directly behind its word.
fn phrase(parts: &[PhraseWord]) -> String {
    let written = parts.iter().map(|part| match part {
        PhraseWord::Word(word) => word.as_str(),
        PhraseWord::Class(class) => class.name(),
    });
    written.fold(String::new(), |phrase, part| {
        let blank = if phrase.is_empty() || part.starts_with('\'') { "" } else { " " };
        phrase + blank + part
    })
}

/// A guard item without the name of a list: the words themselves stand in its place. None may hold
/// the mark that stands between items.
pub(super) fn written_out(item: &GuardItem) -> Option<Vec<String>> {
    let items = match named_list(item) {
        None => vec![item.written.as_str().to_owned()],
        Some((list, _, distance)) => {
            let words = words_of(list)?;
            let is_word = |word: &String| {
                GuardItem::parse(word, &BTreeMap::new())
                    .is_ok_and(|item| matches!(item.test, Test::Words(_)))
            };
            if !words.iter().all(is_word) {
                return None;
            }
            words.into_iter().map(|word| word + distance).collect()
        }
    };
    items.iter().all(|item| !item.contains('|')).then_some(items)
}

/// The lists of a TOML file. Those of one name but different words get numbers.
#[derive(Default)]
pub(super) struct Lists(Vec<(String, Arc<WordList>, Vec<String>)>);

impl Lists {
    /// The item with the name that its list has in the file.
    pub(super) fn item(&mut self, item: &GuardItem) -> Option<Vec<String>> {
        let Some((list, name, distance)) = named_list(item) else {
            return Some(vec![item.written.as_str().to_owned()]);
        };
        let known = self.0.iter().find(|(known, words, _)| {
            words == list && (known == name || known.starts_with(&format!("{name}_")))
        });
        if let Some((known, ..)) = known {
            return Some(vec![format!("@{known}{distance}")]);
        }
        let words = words_of(list)?;
        let is_free = |free: &String| self.0.iter().all(|(known, ..)| known != free);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(is_free)?;
        self.0.push((free.clone(), Arc::clone(list), words));
        Some(vec![format!("@{free}{distance}")])
    }

    pub(super) fn toml(&self) -> String {
        let mut toml = String::new();
        if !self.0.is_empty() {
            toml.push_str("\n[list]\n");
        }
        for (name, _, words) in &self.0 {
            let words = toml_text::list(words.iter().map(String::as_str));
            let _ = writeln!(toml, "{} = {words}", toml_text::quoted(name));
        }
        toml
    }
}
