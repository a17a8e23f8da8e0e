//! A lexicon as written, before it is checked: what the TOML and the CSV form have in common.

use std::ops::Range;

/// A value and the bytes of the file it stands at.
#[derive(Debug, Clone)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<T> Located<T> {
    pub(crate) const fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

/// A value of a key.
#[derive(Debug, Clone)]
pub(crate) enum RawValue {
    Text(String),
    Number(f64),
    Flag(bool),
    List(Vec<Located<String>>),
    /// Something no key takes, by its name.
    Other(&'static str),
}

impl RawValue {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::List(_) => "a list of texts",
            Self::Other(kind) => kind,
        }
    }
}

/// A lexicon file's content in file order.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawLexicon {
    /// Where `[lexicon]` stands; the CSV form has none.
    pub(crate) head: Option<Range<usize>>,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    pub(crate) sources: Vec<String>,
    pub(crate) lists: Vec<(Located<String>, Vec<Located<String>>)>,
    pub(crate) categories: Vec<RawCategory>,
    pub(crate) terms: Vec<RawTerm>,
}

/// A `[category."…"]` table.
#[derive(Debug, Clone)]
pub(crate) struct RawCategory {
    pub(crate) path: Located<String>,
    pub(crate) title: Option<Located<String>>,
    pub(crate) weight: Option<Located<f64>>,
    pub(crate) off: Option<bool>,
}

/// A `[[term]]` table, an item of a category's `terms`, or a row of a CSV lexicon.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawTerm {
    pub(crate) term: Option<Located<String>>,
    pub(crate) category: Option<Located<String>>,
    pub(crate) weight: Option<Located<f64>>,
    pub(crate) forms: Option<Located<RawForms>>,
    pub(crate) case: Option<Located<String>>,
    pub(crate) if_prev: Vec<Located<String>>,
    pub(crate) if_next: Vec<Located<String>>,
    pub(crate) unless_prev: Vec<Located<String>>,
    pub(crate) unless_next: Vec<Located<String>>,
    pub(crate) negated: Option<Located<String>>,
    pub(crate) quoted: Option<Located<String>>,
    pub(crate) yes: Vec<Located<String>>,
    pub(crate) no: Vec<Located<String>>,
    pub(crate) source: Option<Located<String>>,
    pub(crate) note: Option<Located<String>>,
    pub(crate) pair: Option<Located<String>>,
}

/// The value of `forms`: the name of an inflection, or the further forms in full.
#[derive(Debug, Clone)]
pub(crate) enum RawForms {
    Named(String),
    Listed(Vec<Located<String>>),
}

impl RawTerm {
    /// The keys of a term, and so the columns of a CSV lexicon.
    pub(crate) const KEYS: [&'static str; 16] = [
        "term",
        "in",
        "weight",
        "forms",
        "case",
        "if_prev",
        "if_next",
        "unless_prev",
        "unless_next",
        "negated",
        "quoted",
        "yes",
        "no",
        "source",
        "note",
        "pair",
    ];

    /// Whether the key takes a list.
    pub(crate) fn takes_list(key: &str) -> bool {
        matches!(key, "if_prev" | "if_next" | "unless_prev" | "unless_next" | "yes" | "no")
    }

    /// Sets a key; the error says what the key takes instead.
    pub(crate) fn set(
        &mut self,
        key: &str,
        value: RawValue,
        span: Range<usize>,
    ) -> Result<(), String> {
        let slot = match (key, value) {
            ("weight", RawValue::Number(number)) => {
                self.weight = Some(Located::new(number, span));
                return Ok(());
            }
            ("forms", RawValue::Text(name)) => {
                self.forms = Some(Located::new(RawForms::Named(name), span));
                return Ok(());
            }
            ("forms", RawValue::List(forms)) => {
                self.forms = Some(Located::new(RawForms::Listed(forms), span));
                return Ok(());
            }
            ("weight", other) => return Err(takes(key, "a number", &other)),
            ("forms", other) => return Err(takes(key, "`verb`, `noun`, `adj` or a list", &other)),
            (_, RawValue::List(items)) if Self::takes_list(key) => {
                self.list(key).extend(items);
                return Ok(());
            }
            (_, other) if Self::takes_list(key) => {
                return Err(takes(key, "a list of texts", &other));
            }
            (_, RawValue::Text(text)) => Some(Located::new(text, span)),
            (_, other) => return Err(takes(key, "text", &other)),
        };
        match key {
            "term" => self.term = slot,
            "in" => self.category = slot,
            "case" => self.case = slot,
            "negated" => self.negated = slot,
            "quoted" => self.quoted = slot,
            "source" => self.source = slot,
            "note" => self.note = slot,
            _ => self.pair = slot,
        }
        Ok(())
    }

    fn list(&mut self, key: &str) -> &mut Vec<Located<String>> {
        match key {
            "if_prev" => &mut self.if_prev,
            "if_next" => &mut self.if_next,
            "unless_prev" => &mut self.unless_prev,
            "unless_next" => &mut self.unless_next,
            "yes" => &mut self.yes,
            _ => &mut self.no,
        }
    }
}

pub(crate) fn takes(key: &str, wanted: &str, found: &RawValue) -> String {
    format!("`{key}` takes {wanted}, not {}", found.kind())
}
