//! Who speaks a quotation, where that can be known with certainty, and which claims are attributed.
//!
//! Only the words beside a quotation are read, and names near a pronoun; one pass over the
//! capitals of a text finds the full names. A text without quotations costs nothing.

mod beside;
mod clause;
mod complement;
mod frame;
pub mod indirect;
mod lead;
mod mentions;
mod name;
mod people;
mod phrase;
mod place;
mod reader;
mod source;
mod subject;
mod tail;
#[cfg(test)]
mod tests;
mod words;

use crate::text::speaker::people::People;
use crate::text::speaker::reader::Reader;
use crate::text::structure::Structure;

/// Number of a speaker in [`Speakers::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerId(pub usize);

/// Who speaks the quotations of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speakers {
    /// Each speaker once, in the order of their first quotations. A person is their full name as the
    /// text first gives it, without titles; a role or a body its noun phrase without an article.
    pub names: Vec<String>,
    /// The speaker of each quotation of the text; `None` where nobody is named with certainty, and
    /// for words that are only set apart.
    pub of_quotes: Vec<Option<SpeakerId>>,
}

impl Speakers {
    /// The name of a speaker.
    #[must_use]
    pub fn name(&self, speaker: SpeakerId) -> &str {
        self.names.get(speaker.0).map_or("", String::as_str)
    }
}

/// Finds the speakers of a text's quotations, in time linear in its length.
///
/// ```
/// use hedgerow::text::speaker::speakers;
/// use hedgerow::text::structure::{StructureOptions, structure};
///
/// let text = "“The gate held,” said chief engineer Dr. Mara Quill. “We checked,” she added.";
/// let found = speakers(text, &structure(text, &StructureOptions::default()));
/// assert_eq!(found.names, ["Mara Quill"]);
/// assert!(found.of_quotes.iter().all(Option::is_some));
/// ```
#[must_use]
pub fn speakers(text: &str, structure: &Structure) -> Speakers {
    if structure.quotes.is_empty() {
        return Speakers::default();
    }
    let people = People::new(text, &structure.sentences);
    Reader::new(text, structure, &people).read()
}
