//! Cues by what they count for and whose words they are: `loaded`, `hedge.modal.quote`.

use std::fmt;

use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::lexicon::entry::Category;
use crate::lexicon::guard::nearest;
use crate::text::voices::Voice;

/// An axis or a category with all below it, in one voice.
///
/// Written as its path, with `.author` or `.quote` behind it; without a voice the author's.
///
/// ```
/// use hedgerow::cue::selector::Selector;
///
/// let selector: Selector = "loaded.label.quote".parse()?;
/// assert_eq!(selector.to_string(), "loaded.label.quote");
/// assert_eq!("hedge".parse::<Selector>()?.to_string(), "hedge.author");
/// assert!("bias".parse::<Selector>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Selector {
    /// The path of an axis or category.
    pub path: String,
    /// Whose words.
    pub voice: Voice,
}

impl Selector {
    /// Whether a counted cue is one of these.
    #[must_use]
    pub fn covers(&self, cue: &Cue, lexicon: &Lexicon) -> bool {
        cue.counts() && cue.voice == self.voice && self.holds(lexicon.category(cue.category))
    }

    /// Whether a category is the one named or lies below it.
    #[must_use]
    pub fn holds(&self, category: &Category) -> bool {
        is_below(&category.path, &self.path)
    }

    /// Says which category there is not, with the nearest that there is.
    ///
    /// # Errors
    /// The lexicon has no category of this path, nor any below it.
    pub fn check(&self, lexicon: &Lexicon) -> Result<(), String> {
        check_path(&self.path, lexicon)
    }
}

/// Whether a dotted path is `top` or lies below it.
#[must_use]
pub fn is_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Says which category there is not, with the nearest that there is; an axis is always one.
pub(crate) fn check_path(path: &str, lexicon: &Lexicon) -> Result<(), String> {
    let categories = lexicon.categories();
    let is_axis = Axis::ALL.iter().any(|axis| axis.name() == path);
    if is_axis || categories.iter().any(|category| is_below(&category.path, path)) {
        return Ok(());
    }
    let hint = nearest(path, categories.iter().map(|category| &category.path));
    Err(format!("there is no category `{path}`{hint}"))
}

impl std::str::FromStr for Selector {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let voices = Voice::ALL.into_iter();
        let mut named = voices.filter_map(|voice| {
            let path = written.strip_suffix(voice.name())?.strip_suffix('.')?;
            Some((path, voice))
        });
        let (path, voice) = named.next().unwrap_or((written, Voice::Author));
        if Axis::of_path(path).is_none() {
            let hint = nearest(path, Axis::ALL.iter().map(|axis| axis.name()));
            return Err(format!(
                "`{written}` begins with no axis: hedge, weasel, certainty or loaded{hint}"
            ));
        }
        Ok(Self { path: path.to_owned(), voice })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.path, self.voice.name())
    }
}
