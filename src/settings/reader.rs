//! Reads `hedgerow.toml`, keeping the place of every key and every mistake.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::input::HtmlMode;
use crate::lexicon::guard::nearest;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::limits::limit::Limit;
use crate::settings::{SetKey, Settings};
use crate::text::structure::{PageMode, SentenceMode};

const KEYS: [&str; 10] = [
    "lexicon",
    "builtin",
    "enable",
    "disable",
    "profile",
    "min-precision",
    "sentences",
    "text",
    "html",
    "check",
];
const CHECK_KEYS: [&str; 2] = ["max", "baseline"];

pub(super) fn read(file: &LexiconFile) -> Result<Settings, Vec<Mistake>> {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let mut reader = Reader { file, mistakes: Vec::new(), settings: Settings::default() };
    for error in &errors {
        let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        reader.mistake(error.span().unwrap_or(0..0), format!("not TOML: {message}"));
    }
    if errors.is_empty() {
        reader.root(table.get_ref());
    }
    let Reader { mut mistakes, settings, .. } = reader;
    if mistakes.is_empty() {
        return Ok(settings);
    }
    Mistake::sort(&mut mistakes);
    Err(mistakes)
}

struct Reader<'f> {
    file: &'f LexiconFile,
    mistakes: Vec<Mistake>,
    settings: Settings,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>) {
        for (key, span, value) in keys(table) {
            match key {
                "check" => {
                    match value.get_ref() {
                        DeValue::Table(table) => self.check(table),
                        _ => self.mistake(span, "`check` is a table: write `[check]`"),
                    }
                    continue;
                }
                "lexicon" => self.settings.lexicon = self.texts(key, value),
                "enable" => self.settings.enable = self.texts(key, value),
                "disable" => self.settings.disable = self.texts(key, value),
                "builtin" => self.settings.builtin = self.flag(key, value),
                "profile" => self.settings.profile = self.text(key, value),
                "min-precision" => self.settings.min_precision = self.share(key, value),
                "sentences" => {
                    let all = [SentenceMode::Auto, SentenceMode::Line, SentenceMode::Paragraph];
                    self.settings.sentences = self.named(key, value, &all, SentenceMode::name);
                }
                "text" => {
                    let all = [PageMode::Page, PageMode::Prose];
                    self.settings.text = self.named(key, value, &all, PageMode::name);
                }
                "html" => {
                    let all = [HtmlMode::Article, HtmlMode::All];
                    self.settings.html = self.named(key, value, &all, HtmlMode::name);
                }
                _ => {
                    self.unknown(key, span, &KEYS);
                    continue;
                }
            }
            self.set(key.to_owned(), &span);
        }
    }

    fn check(&mut self, table: &DeTable<'_>) {
        for (key, span, value) in keys(table) {
            match (key, value.get_ref()) {
                ("max", DeValue::Table(limits)) => self.limits(limits),
                ("max", _) => self.mistake(span, "`max` is a table: write `[check.max]`"),
                ("baseline", _) => {
                    self.settings.baseline = self.text(key, value);
                    self.set("check.baseline".to_owned(), &span);
                }
                _ => self.unknown(key, span, &CHECK_KEYS),
            }
        }
    }

    /// `loaded = 12`, and `loaded.author = 12`, which TOML reads as a table in a table.
    fn limits(&mut self, table: &DeTable<'_>) {
        self.limits_below("", table);
    }

    fn limits_below(&mut self, above: &str, table: &DeTable<'_>) {
        for (key, span, value) in keys(table) {
            let path = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
            if let DeValue::Table(below) = value.get_ref() {
                self.limits_below(&path, below);
                continue;
            }
            let Some(most) = number(value) else {
                self.mistake(value.span(), format!("the limit of `{path}` is a number"));
                continue;
            };
            match Limit::new(&path, most) {
                Ok(limit) => {
                    self.set(format!("check.max.{path}"), &span);
                    self.settings.max.push(limit);
                }
                Err(message) => self.mistake(span, message),
            }
        }
    }

    fn set(&mut self, name: String, span: &Range<usize>) {
        self.settings.keys.push(SetKey { name, at: self.file.location(span.start) });
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<String> {
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(text).collect::<Option<Vec<String>>>(),
            _ => None,
        };
        items.unwrap_or_else(|| {
            self.mistake(value.span(), format!("`{key}` takes a list of texts"));
            Vec::new()
        })
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let found = text(value);
        if found.is_none() {
            self.mistake(value.span(), format!("`{key}` takes a text"));
        }
        found
    }

    fn flag(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.mistake(value.span(), format!("`{key}` takes true or false"));
        None
    }

    fn share(&mut self, key: &str, value: &Value<'_>) -> Option<f64> {
        let share = number(value).filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() {
            self.mistake(value.span(), format!("`{key}` takes a number between 0 and 1"));
        }
        share
    }

    fn named<T: Copy>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let written = text(value);
        let found = all.iter().copied().find(|known| written.as_deref() == Some(name(*known)));
        if found.is_none() {
            let names: Vec<String> =
                all.iter().map(|known| format!("`{}`", name(*known))).collect();
            let hint = nearest(&written.unwrap_or_default(), all.iter().map(|known| name(*known)));
            self.mistake(value.span(), format!("`{key}` is one of {}{hint}", names.join(", ")));
        }
        found
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, known: &[&str]) {
        self.mistake(span, format!("unknown key `{key}`{}", nearest(key, known.iter())));
    }

    fn mistake(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.mistakes.push(self.file.mistake(span, message));
    }
}

type Keys<'a> = Vec<(&'a str, Range<usize>, &'a Value<'a>)>;

/// The keys of a table in file order.
fn keys<'a>(table: &'a DeTable<'a>) -> Keys<'a> {
    let mut keys: Keys<'a> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value)).collect();
    keys.sort_by_key(|(_, span, _)| span.start);
    keys
}

fn text(value: &Value<'_>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}

fn number(value: &Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let mistakes = Settings::parse("hedgerow.toml", text).unwrap_err();
        mistakes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_key() {
        let text = "lexicon = ['house.toml']\nbuiltin = false\nenable = ['hedge.condition']\n\
            disable = ['weasel']\nprofile = 'news'\nmin-precision = 0.5\nsentences = 'line'\n\
            text = 'prose'\nhtml = 'all'\n\n[check]\nbaseline = 'known.json'\n\n[check.max]\n\
            loaded = 12\nhedge.modal.quote = 3.5\n'loaded.label:count' = 0\n";
        let settings = Settings::parse("hedgerow.toml", text).unwrap();
        let limit = |target: &str, most| Limit::new(target, most).unwrap();
        let keys: Vec<(&str, usize)> =
            settings.keys.iter().map(|set| (set.name.as_str(), set.at.place.line)).collect();
        assert_eq!(
            keys,
            [
                ("lexicon", 1),
                ("builtin", 2),
                ("enable", 3),
                ("disable", 4),
                ("profile", 5),
                ("min-precision", 6),
                ("sentences", 7),
                ("text", 8),
                ("html", 9),
                ("check.baseline", 12),
                ("check.max.loaded", 15),
                ("check.max.hedge.modal.quote", 16),
                ("check.max.loaded.label:count", 17),
            ]
        );
        let expected = Settings {
            lexicon: vec!["house.toml".to_owned()],
            builtin: Some(false),
            enable: vec!["hedge.condition".to_owned()],
            disable: vec!["weasel".to_owned()],
            profile: Some("news".to_owned()),
            min_precision: Some(0.5),
            sentences: Some(SentenceMode::Line),
            text: Some(PageMode::Prose),
            html: Some(HtmlMode::All),
            max: vec![
                limit("loaded", 12.0),
                limit("hedge.modal.quote", 3.5),
                limit("loaded.label:count", 0.0),
            ],
            baseline: Some("known.json".to_owned()),
            keys: settings.keys.clone(),
        };
        assert_eq!(settings, expected);
        assert_eq!(settings.scoring().count(), 9);
        assert_eq!(Settings::parse("hedgerow.toml", ""), Ok(Settings::default()));
    }

    #[test]
    fn mistakes_are_told_with_place_and_nearest_name() {
        assert_eq!(
            mistakes(
                "lexikon = []\nprofile = 3\nsentences = 'lines'\nbuiltin = 'no'\nenable = [1]\n"
            ),
            [
                "hedgerow.toml:1:1: unknown key `lexikon`; did you mean `lexicon`?",
                "hedgerow.toml:2:11: `profile` takes a text",
                "hedgerow.toml:3:13: `sentences` is one of `auto`, `line`, `paragraph`; did you mean `line`?",
                "hedgerow.toml:4:11: `builtin` takes true or false",
                "hedgerow.toml:5:10: `enable` takes a list of texts",
            ]
        );
        assert_eq!(
            mistakes("check = 1\nmin-precision = 2\n"),
            [
                "hedgerow.toml:1:1: `check` is a table: write `[check]`",
                "hedgerow.toml:2:17: `min-precision` takes a number between 0 and 1",
            ]
        );
        assert_eq!(
            mistakes(
                "[check]\nmaximum = 1\n[check.max]\nloadet = 1\nloaded = 'x'\n'hedge:rat' = 1\nhedge = -1\n"
            ),
            [
                "hedgerow.toml:2:1: unknown key `maximum`; did you mean `max`?",
                "hedgerow.toml:4:1: `loadet` begins with no axis: hedge, weasel, certainty or loaded; did you mean `loaded`?",
                "hedgerow.toml:5:10: the limit of `loaded` is a number",
                "hedgerow.toml:6:1: `rat` is no measure: rate, count or index; did you mean `rate`?",
                "hedgerow.toml:7:1: a limit is 0 or more",
            ]
        );
        let told = mistakes("profile = = 1");
        assert!(told.iter().all(|told| told.contains(": not TOML: ")), "{told:?}");
    }
}
