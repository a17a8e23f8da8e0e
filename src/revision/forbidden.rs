//! What a revision must not do: `added:loaded.author`.

use std::fmt;
use std::str::FromStr;

use crate::cue::selector::Selector;
use crate::lexicon::Lexicon;
use crate::lexicon::guard::nearest;
use crate::revision::Revision;
use crate::revision::cues::Event;

/// An event that must not befall any of some cues.
///
/// ```
/// use hedgerow::revision::forbidden::Forbidden;
///
/// let forbidden: Forbidden = "added:loaded".parse()?;
/// assert_eq!(forbidden.to_string(), "added:loaded.author");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbidden {
    /// What must not be done.
    pub event: Event,
    /// To which cues; of moved ones the voice is that of the new version.
    pub selector: Selector,
}

impl Forbidden {
    /// How many cues of a revision break it.
    #[must_use]
    pub fn broken(&self, revision: &Revision, lexicon: &Lexicon) -> usize {
        let done = revision.cues.iter().filter(|change| change.event == self.event);
        done.filter(|change| change.is(&self.selector, lexicon)).count()
    }
}

impl FromStr for Forbidden {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let Some((name, selector)) = written.split_once(':') else {
            return Err("it is written as added:loaded.author".to_owned());
        };
        let event = Event::ALL.into_iter().find(|event| event.name() == name);
        let event = event.ok_or_else(|| {
            let hint = nearest(name, Event::ALL.iter().map(|event| event.name()));
            format!("`{name}` is not added, removed or moved{hint}")
        })?;
        Ok(Self { event, selector: selector.parse()? })
    }
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.event.name(), self.selector)
    }
}
