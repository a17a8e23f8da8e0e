//! quanteda's YAML: keys, nested or not, over lists of terms or a bare term.
//!
//! The parser's events are read as they come: every scalar is the text that stands there, so that
//! `no`, `on` and `1e3` stay words, and no alias is followed.

use granit_parser::{Event, Parser, ScanError, Span};

use crate::lexicon::foreign::MAX_DEPTH;
use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::path::Path;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// What is open around an event.
enum Level {
    /// A list; its items are terms, or mappings of keys.
    List,
    /// A mapping that waits for a key.
    Key,
    /// A mapping whose key has been read, and stands last in the path.
    Value,
}

struct Reader<'f> {
    file: &'f LexiconFile,
    levels: Vec<Level>,
    path: Path,
    imported: Imported,
}

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut reader =
        Reader { file, levels: Vec::new(), path: Path::default(), imported: Imported::new() };
    for event in Parser::new_from_str(&file.text) {
        let (event, span) = event.map_err(|error| vec![reader.not_yaml(&error)])?;
        reader.event(event, &span).map_err(|mistake| vec![mistake])?;
    }
    Ok(reader.imported)
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), Mistake> {
        match event {
            Event::Scalar(text, ..) => self.scalar(&text, span),
            Event::MappingStart(..) => self.open(Level::Key, span),
            Event::SequenceStart(..) => self.open(Level::List, span),
            Event::MappingEnd | Event::SequenceEnd => {
                self.levels.pop();
                self.close_value();
                Ok(())
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                Err(self.mistake(span, "an alias is not read; write the terms out"))
            }
            _ => Ok(()),
        }
    }

    fn scalar(&mut self, text: &str, span: &Span) -> Result<(), Mistake> {
        match self.levels.last_mut() {
            None => {
                Err(self.mistake(span, "found a text; expected keys, as in `KEY: [TERM, TERM]`"))
            }
            Some(level @ Level::Key) => {
                *level = Level::Value;
                self.path.push(text).map_err(|message| self.mistake(span, &message))
            }
            Some(Level::List | Level::Value) => {
                // A key without a value comes as a scalar without any text.
                if !span.is_empty() || text != "~" {
                    let term = ForeignTerm::new(self.path.key(), text, span.start.line());
                    self.imported.add(term);
                }
                self.close_value();
                Ok(())
            }
        }
    }

    fn open(&mut self, level: Level, span: &Span) -> Result<(), Mistake> {
        if matches!(self.levels.last(), Some(Level::Key)) {
            return Err(self.mistake(span, "found a list or mapping as a key; expected a text"));
        }
        if self.levels.len() >= MAX_DEPTH {
            let message = format!("is nested deeper than the {MAX_DEPTH} levels that are read");
            return Err(self.mistake(span, &message));
        }
        self.levels.push(level);
        Ok(())
    }

    /// Leaves the key whose value has been read.
    fn close_value(&mut self) {
        if let Some(level @ Level::Value) = self.levels.last_mut() {
            *level = Level::Key;
            self.path.pop();
        }
    }

    fn mistake(&self, span: &Span, message: &str) -> Mistake {
        let start = span.start.byte_offset().unwrap_or(0);
        self.file.mistake(start..start, message)
    }

    fn not_yaml(&self, error: &ScanError) -> Mistake {
        let start = error.marker().byte_offset().unwrap_or(0);
        self.file.mistake(start..start, format!("not YAML: {}", error.info()))
    }
}
