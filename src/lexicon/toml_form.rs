//! Reads a lexicon from TOML, keeping the place of every value and every mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lexicon::guard::nearest;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::raw::{Located, RawCategory, RawLexicon, RawTerm, RawValue, takes};

/// The version of the format that this program reads.
pub(crate) const FORMAT: f64 = 1.0;

/// Reads a lexicon file in TOML; what could not be read is reported in `mistakes`.
pub(crate) fn read(file: &LexiconFile, mistakes: &mut Vec<Mistake>) -> RawLexicon {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        mistakes.push(file.mistake(span, format!("not TOML: {}", one_line(error.message()))));
    }
    let mut reader = Reader { file, mistakes, lexicon: RawLexicon::default() };
    reader.root(table.get_ref());
    let mut lexicon = reader.lexicon;
    // The table is sorted by key; senses of one surface are tried in file order.
    lexicon.terms.sort_by_key(|term| term.term.as_ref().map_or(0, |term| term.span.start));
    lexicon
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'f> {
    file: &'f LexiconFile,
    mistakes: &'f mut Vec<Mistake>,
    lexicon: RawLexicon,
}

type Keys<'a> = Vec<(&'a str, Range<usize>, &'a Spanned<DeValue<'a>>)>;

fn keys<'a>(table: &'a DeTable<'a>) -> Keys<'a> {
    let mut keys: Keys<'a> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect();
    keys.sort_by_key(|(_, span, _)| span.start);
    keys
}

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>) {
        for (key, span, value) in keys(table) {
            match (key, value.get_ref()) {
                ("lexicon", DeValue::Table(table)) => {
                    self.lexicon.head = Some(span.clone());
                    self.head(table, &span);
                }
                ("list", DeValue::Table(table)) => self.lists(table),
                ("category", DeValue::Table(table)) => self.categories(table),
                ("term", DeValue::Array(terms)) => self.terms(terms.iter()),
                ("lexicon" | "list" | "category", _) => {
                    self.mistake(span, format!("`{key}` is a table: write `[{key}]`"));
                }
                ("term", _) => self.mistake(span, "each term is a table: write `[[term]]`"),
                _ => self.unknown(key, span, &["lexicon", "list", "category", "term"]),
            }
        }
        if self.lexicon.head.is_none() {
            self.mistake(0..0, "the table `[lexicon]` with `format` and `id` is missing");
        }
    }

    fn head(&mut self, table: &DeTable<'_>, place: &Range<usize>) {
        let mut format = false;
        for (key, span, value) in keys(table) {
            match (key, raw_value(value)) {
                ("format", RawValue::Number(number)) => {
                    format = true;
                    if number.to_bits() != FORMAT.to_bits() {
                        let message = format!(
                            "format {number} is not known; this version reads format {FORMAT}"
                        );
                        self.mistake(value.span(), message);
                    }
                }
                ("id", RawValue::Text(id)) => self.id(id, value.span()),
                ("version", RawValue::Text(version)) => self.lexicon.version = version,
                ("licence" | "license", RawValue::Text(licence)) => self.lexicon.licence = licence,
                ("language", RawValue::Text(language)) if language == "en" => {}
                ("language", RawValue::Text(language)) => {
                    self.mistake(
                        value.span(),
                        format!("language `{language}` is not supported; only `en` is"),
                    );
                }
                ("sources", RawValue::List(sources)) => {
                    self.lexicon.sources = sources.into_iter().map(|source| source.value).collect();
                }
                ("format", other) => self.mistake(value.span(), takes(key, "a number", &other)),
                ("sources", other) => {
                    self.mistake(value.span(), takes(key, "a list of texts", &other));
                }
                ("id" | "version" | "licence" | "license" | "language", other) => {
                    self.mistake(value.span(), takes(key, "text", &other));
                }
                _ => {
                    let known = ["format", "id", "version", "language", "licence", "sources"];
                    self.unknown(key, span, &known);
                }
            }
        }
        if !format {
            self.mistake(place.clone(), "`format = 1` is missing");
        }
        if self.lexicon.id.is_empty() {
            self.mistake(place.clone(), "`id` is missing: a short name for this lexicon");
        }
    }

    fn id(&mut self, id: String, span: Range<usize>) {
        if id.is_empty()
            || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        {
            self.mistake(
                span,
                format!("id `{id}` may hold letters, digits, `-`, `_` and `.` only"),
            );
        }
        self.lexicon.id = id;
    }

    fn lists(&mut self, table: &DeTable<'_>) {
        for (key, span, value) in keys(table) {
            match raw_value(value) {
                RawValue::List(words) => {
                    self.lexicon.lists.push((Located::new(key.to_owned(), span), words));
                }
                other => self.mistake(value.span(), takes(key, "a list of texts", &other)),
            }
        }
    }

    fn categories(&mut self, table: &DeTable<'_>) {
        for (path, span, value) in keys(table) {
            match value.get_ref() {
                DeValue::Table(category) => {
                    self.category(Located::new(path.to_owned(), span), category);
                }
                _ => self.mistake(span, format!("write `[category.\"{path}\"]`")),
            }
        }
    }

    fn category(&mut self, path: Located<String>, table: &DeTable<'_>) {
        let mut category = RawCategory { path, title: None, weight: None, off: None };
        for (key, span, value) in keys(table) {
            match (key, raw_value(value)) {
                ("title", RawValue::Text(title)) => {
                    category.title = Some(Located::new(title, value.span()));
                }
                ("weight", RawValue::Number(weight)) => {
                    category.weight = Some(Located::new(weight, value.span()));
                }
                ("off", RawValue::Flag(off)) => category.off = Some(off),
                ("terms", RawValue::List(terms)) => {
                    self.lexicon.terms.extend(terms.into_iter().map(|term| RawTerm {
                        term: Some(term),
                        category: Some(category.path.clone()),
                        ..RawTerm::default()
                    }));
                }
                ("title", other) => self.mistake(value.span(), takes(key, "text", &other)),
                ("weight", other) => self.mistake(value.span(), takes(key, "a number", &other)),
                ("off", other) => self.mistake(value.span(), takes(key, "true or false", &other)),
                ("terms", other) => {
                    self.mistake(value.span(), takes(key, "a list of texts", &other));
                }
                (key, RawValue::Other("a table")) => {
                    let path = &category.path.value;
                    self.mistake(
                        span,
                        format!("put the path in quotation marks: `[category.\"{path}.{key}\"]`"),
                    );
                }
                _ => self.unknown(key, span, &["title", "weight", "off", "terms"]),
            }
        }
        self.lexicon.categories.push(category);
    }

    fn terms<'a>(&mut self, tables: impl Iterator<Item = &'a Spanned<DeValue<'a>>>) {
        for table in tables {
            let DeValue::Table(keyed) = table.get_ref() else {
                self.mistake(table.span(), "each term is a table: write `[[term]]`");
                continue;
            };
            let mut term = RawTerm::default();
            for (key, span, value) in keys(keyed) {
                if !RawTerm::KEYS.contains(&key) {
                    self.unknown(key, span, &RawTerm::KEYS);
                } else if let Err(message) = term.set(key, raw_value(value), value.span()) {
                    self.mistake(value.span(), message);
                }
            }
            for (key, missing) in [("term", term.term.is_none()), ("in", term.category.is_none())] {
                if missing && !keyed.contains_key(key) {
                    self.mistake(table.span(), format!("this term has no `{key}`"));
                }
            }
            self.lexicon.terms.push(term);
        }
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, known: &[&str]) {
        let hint = nearest(key, known.iter());
        self.mistake(span, format!("unknown key `{key}`{hint}"));
    }

    fn mistake(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.mistakes.push(self.file.mistake(span, message));
    }
}

fn raw_value(value: &Spanned<DeValue<'_>>) -> RawValue {
    match value.get_ref() {
        DeValue::String(text) => RawValue::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(
            RawValue::Other("a number as large as that"),
            |number| {
                #[expect(clippy::cast_precision_loss, reason = "weights and versions are small")]
                RawValue::Number(number as f64)
            },
        ),
        DeValue::Float(number) => {
            number.as_str().parse().map_or(RawValue::Other("such a number"), RawValue::Number)
        }
        DeValue::Boolean(flag) => RawValue::Flag(*flag),
        DeValue::Datetime(_) => RawValue::Other("a date"),
        DeValue::Table(_) => RawValue::Other("a table"),
        DeValue::Array(items) => {
            let mut texts = Vec::with_capacity(items.len());
            for item in items {
                match item.get_ref() {
                    DeValue::String(text) => {
                        texts.push(Located::new(text.to_string(), item.span()));
                    }
                    _ => return RawValue::Other("a list with something other than texts in it"),
                }
            }
            RawValue::List(texts)
        }
    }
}
