//! Our own forms. What is written anew loads as the same lexicon.

use std::collections::HashSet;
use std::fmt::Write as _;

use csv::WriterBuilder;

use crate::lexicon::entry::{Case, Entry, Negated, Quoted};
use crate::lexicon::foreign::export::lists::{Lists, written_out};
use crate::lexicon::foreign::export::spellings::{Spelling, Spellings};
use crate::lexicon::foreign::export::{
    BARS, BELOW, Exported, LISTS, Losses, OWN_CATEGORIES, SWITCHED, differs,
};
use crate::lexicon::foreign::toml_text;
use crate::lexicon::forms::Inflection;
use crate::lexicon::guard::GuardItem;
use crate::lexicon::pattern::{QUOTATION, expand};
use crate::lexicon::raw::RawTerm;
use crate::lexicon::{Lexicon, LexiconLoader};
use crate::text::fold::fold;

/// The keys of a term with their values; those that say nothing are empty.
struct Row {
    term: String,
    category: String,
    weight: Option<f64>,
    forms: Vec<String>,
    case: &'static str,
    /// In the order `if_prev`, `if_next`, `unless_prev`, `unless_next`.
    guards: [Vec<String>; 4],
    negated: String,
    quoted: &'static str,
}

const GUARDS: [&str; 4] = ["if_prev", "if_next", "unless_prev", "unless_next"];

/// The row of an entry, its guard items written by `item`; `None` if one of them cannot be.
fn row(
    lexicon: &Lexicon,
    entry: &Entry,
    spellings: &[Spelling<'_>],
    mut item: impl FnMut(&GuardItem) -> Option<Vec<String>>,
) -> Option<Row> {
    let (term, forms) = term_and_forms(entry, spellings);
    let guards = &entry.guards;
    let mut items = |items: &[GuardItem]| {
        items.iter().map(&mut item).collect::<Option<Vec<_>>>().map(|items| items.concat())
    };
    Some(Row {
        term,
        category: lexicon.category(entry.category).path.clone(),
        weight: differs(entry, lexicon.category(entry.category)).then_some(entry.weight),
        forms,
        case: match entry.case {
            Case::Any => "",
            Case::Lower => "lower",
            Case::Exact => "exact",
        },
        guards: [
            items(&guards.if_prev)?,
            items(&guards.if_next)?,
            items(&guards.unless_prev)?,
            items(&guards.unless_next)?,
        ],
        negated: match entry.negated {
            Negated::Keep => String::new(),
            Negated::Drop => "drop".to_owned(),
            Negated::Route(category) => lexicon.category(category).path.clone(),
        },
        quoted: match entry.quoted {
            Quoted::Keep => "",
            Quoted::Drop => "drop",
            Quoted::Only => "only",
        },
    })
}

/// The term as written, and the spellings that it does not expand to. Where an earlier lexicon has
/// one of those it expands to, the spellings that are left stand alone.
fn term_and_forms(entry: &Entry, spellings: &[Spelling<'_>]) -> (String, Vec<String>) {
    if entry.term == QUOTATION {
        return (entry.term.as_str().to_owned(), Vec::new());
    }
    let expanded = expand(&entry.term).unwrap_or_default();
    let own: HashSet<&str> = spellings.iter().map(|spelling| spelling.folded).collect();
    let base: HashSet<String> = expanded.iter().map(|form| fold(form)).collect();
    if base.iter().all(|form| own.contains(form.as_str())) {
        let further = spellings.iter().filter(|spelling| !base.contains(spelling.folded));
        (entry.term.as_str().to_owned(), further.map(|spelling| spelling.text.to_owned()).collect())
    } else {
        let mut texts = spellings.iter().map(|spelling| spelling.text.to_owned());
        (texts.next().unwrap_or_default(), texts.collect())
    }
}

pub(super) fn toml(lexicon: &Lexicon) -> Exported {
    let spellings = Spellings::of(lexicon);
    let mut losses = Losses::default();
    let mut plain: Vec<Vec<String>> = vec![Vec::new(); lexicon.categories().len()];
    let mut terms = String::new();
    let mut lists = Lists::default();
    let mut entries = 0;
    for (at, entry) in lexicon.entries().iter().enumerate() {
        if entry.below.is_some() {
            losses.add(BELOW, entry);
            continue;
        }
        let own = spellings.of_entry(at);
        let Some(row) = row(lexicon, entry, own, |item| lists.item(item)) else {
            losses.add(LISTS, entry);
            continue;
        };
        entries += 1;
        let alone = own.iter().all(|spelling| !spelling.shared) && entry.term != QUOTATION;
        match plain.get_mut(entry.category.index()) {
            Some(plain) if alone && row.is_plain() && is_bare(entry) => plain.push(row.term),
            _ => write_term(&row, entry, &mut terms),
        }
    }
    let mut text = head(lexicon) + &lists.toml();
    let categories = lexicon.categories().iter().zip(&plain).zip(lexicon.used());
    for ((category, plain), _) in categories.filter(|(_, used)| *used) {
        text += &toml_text::category(
            &category.path,
            &category.title,
            category.weight,
            category.off,
            plain,
        );
    }
    Exported { text: text + &terms, entries, losses: losses.finish() }
}

impl Row {
    fn is_plain(&self) -> bool {
        self.weight.is_none()
            && self.forms.is_empty()
            && self.case.is_empty()
            && self.guards.iter().all(Vec::is_empty)
            && self.negated.is_empty()
            && self.quoted.is_empty()
    }
}

fn is_bare(entry: &Entry) -> bool {
    entry.yes.is_empty()
        && entry.no.is_empty()
        && [&entry.source, &entry.note, &entry.pair].iter().all(|text| text.is_empty())
}

fn write_term(row: &Row, entry: &Entry, toml: &mut String) {
    let mut text = |key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(toml, "{key} = {}", toml_text::quoted(value));
        }
    };
    text("\n[[term]]\nterm", &row.term);
    text("in", &row.category);
    text("case", row.case);
    text("negated", &row.negated);
    text("quoted", row.quoted);
    text("source", &entry.source);
    text("note", &entry.note);
    text("pair", &entry.pair);
    if let Some(weight) = row.weight {
        let _ = writeln!(toml, "weight = {}", toml_text::number(weight));
    }
    let mut list = |key: &str, values: &[String]| {
        if !values.is_empty() {
            let _ =
                writeln!(toml, "{key} = {}", toml_text::list(values.iter().map(String::as_str)));
        }
    };
    list("forms", &row.forms);
    for (key, items) in GUARDS.iter().zip(&row.guards) {
        list(key, items);
    }
    list("yes", &entry.yes);
    list("no", &entry.no);
}

/// The head of the one lexicon there is, or one that speaks for several.
fn head(lexicon: &Lexicon) -> String {
    let mut sources: Vec<String> = Vec::new();
    let mut licences: Vec<&str> = Vec::new();
    for info in lexicon.infos() {
        for source in &info.sources {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        if !info.licence.is_empty() && !licences.contains(&info.licence.as_str()) {
            licences.push(&info.licence);
        }
    }
    let (id, version) = match lexicon.infos() {
        [info] => (info.id.as_str(), info.version.as_str()),
        _ => ("exported", ""),
    };
    toml_text::head(id, version, &licences.join(" and "), &sources)
}

pub(super) fn csv(lexicon: &Lexicon) -> Exported {
    let spellings = Spellings::of(lexicon);
    let builtin = LexiconLoader::new().without_builtin().load();
    let builtin = builtin.expect("the built-in lexicons are checked by our tests");
    let mut losses = Losses::default();
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(RawTerm::KEYS);
    let mut entries = 0;
    for (at, entry) in lexicon.entries().iter().enumerate() {
        if entry.below.is_some() {
            losses.add(BELOW, entry);
            continue;
        }
        let Some(mut row) = row(lexicon, entry, spellings.of_entry(at), written_out) else {
            losses.add(LISTS, entry);
            continue;
        };
        let category = lexicon.category(entry.category);
        let known = builtin.categories().iter().find(|known| known.path == category.path);
        match known {
            None => losses.add(OWN_CATEGORIES, entry),
            Some(known) if known.off != category.off => losses.add(SWITCHED, entry),
            Some(_) => {}
        }
        // The weight of a category does not go with the file.
        row.weight = Some(entry.weight);
        let has_bar = |examples: &[String]| examples.iter().any(|example| example.contains('|'));
        if has_bar(&entry.yes) || has_bar(&entry.no) {
            losses.add(BARS, entry);
        }
        entries += 1;
        let _ = writer.write_record(fields(&row, entry));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    Exported { text, entries, losses: losses.finish() }
}

/// Further forms; one alone must not look like the name of an inflection.
fn forms(forms: &[String]) -> String {
    match forms {
        [form] if Inflection::from_name(form).is_some() => format!("{form}|{form}"),
        _ => forms.join("|"),
    }
}

/// The fields in the order of [`RawTerm::KEYS`].
fn fields(row: &Row, entry: &Entry) -> [String; 16] {
    let list = |items: &[String]| {
        let items = items.iter().filter(|item| !item.contains('|')).map(String::as_str);
        items.collect::<Vec<_>>().join("|")
    };
    let [if_prev, if_next, unless_prev, unless_next] = &row.guards;
    [
        row.term.clone(),
        row.category.clone(),
        row.weight.map_or_else(String::new, toml_text::number),
        forms(&row.forms),
        row.case.to_owned(),
        list(if_prev),
        list(if_next),
        list(unless_prev),
        list(unless_next),
        row.negated.clone(),
        row.quoted.to_owned(),
        list(&entry.yes),
        list(&entry.no),
        entry.source.clone(),
        entry.note.clone(),
        entry.pair.clone(),
    ]
}
