//! Checks what lexicon files say and turns it into entries and spellings.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::axis::Axis;
use crate::lexicon::draft::{Draft, Form};
use crate::lexicon::entry::{Case, Category, CategoryId, Entry, Negated};
use crate::lexicon::fields::{
    Lists, check_path, check_weight, read_case, read_guards, read_lists, read_quoted, rounded,
    surface_forms,
};
use crate::lexicon::guard::{Guards, nearest};
use crate::lexicon::loader::LexiconInfo;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::pattern::QUOTATION;
use crate::lexicon::raw::{Located, RawLexicon, RawTerm};
use crate::lexicon::spellings::Spellings;
use crate::lexicon::text::Text;
use crate::text::fold::fold;

/// Adds the checked entries of several files to a lexicon.
#[derive(Debug, Default)]
pub(crate) struct Compiler {
    pub(crate) draft: Draft,
    by_path: HashMap<String, CategoryId>,
    /// How often each name was given, for the numbers behind names.
    names: HashMap<String, usize>,
}

/// A file, and what its terms refer to.
struct Unit<'f> {
    file: &'f LexiconFile,
    lists: Lists,
    weights: HashMap<&'f str, f64>,
    id: &'f str,
}

impl Compiler {
    /// Declares the categories of all files behind those that are known; the first to declare one gives
    /// its title.
    pub(crate) fn declare<'f>(
        &mut self,
        known: &[Category],
        files: impl Iterator<Item = (&'f LexiconFile, &'f RawLexicon)>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let key = |category: &Category| (category.axis, category.path.clone());
        let mut declared: BTreeMap<(Axis, String), Category> =
            known.iter().map(|category| (key(category), category.clone())).collect();
        for (file, raw) in files {
            for category in &raw.categories {
                let path = &category.path.value;
                let Some(axis) = check_path(file, &category.path, mistakes) else { continue };
                let weight = category.weight.as_ref().map(|weight| weight.value);
                if let Some(weight) = &category.weight {
                    check_weight(file, weight, mistakes);
                }
                let key = (axis, path.clone());
                let known = declared.contains_key(&key);
                if !known && weight.is_none() {
                    let message = format!("category `{path}` has no `weight`");
                    mistakes.push(file.mistake(category.path.span.clone(), message));
                }
                declared.entry(key).or_insert_with(|| Category {
                    path: path.clone(),
                    title: category
                        .title
                        .as_ref()
                        .map_or(String::new(), |title| title.value.clone()),
                    axis,
                    weight: rounded(weight.unwrap_or(0.0)),
                    off: category.off.unwrap_or(false),
                });
            }
        }
        for (_, category) in declared {
            let id = CategoryId(u16::try_from(self.draft.categories.len()).unwrap_or(u16::MAX));
            self.by_path.insert(category.path.clone(), id);
            self.draft.optional.push(category.off);
            self.draft.categories.push(category);
        }
    }

    /// Adds the terms of a file behind those added before.
    pub(crate) fn add(
        &mut self,
        file: &LexiconFile,
        raw: &RawLexicon,
        mistakes: &mut Vec<Mistake>,
    ) {
        let unit = Unit {
            file,
            lists: read_lists(file, raw, mistakes),
            weights: raw
                .categories
                .iter()
                .filter_map(|category| {
                    Some((category.path.value.as_str(), category.weight.as_ref()?.value))
                })
                .collect(),
            id: &raw.id,
        };
        self.draft.begin(LexiconInfo {
            id: raw.id.clone(),
            version: raw.version.clone(),
            licence: raw.licence.clone(),
            sources: raw.sources.clone(),
            file: file.name.to_string(),
            entries: 0,
            repeated: 0,
        });
        if raw.terms.is_empty() {
            mistakes.push(file.mistake(0..0, "the lexicon holds no term"));
        }
        for term in &raw.terms {
            self.add_term(&unit, term, mistakes);
        }
    }

    fn add_term(&mut self, unit: &Unit<'_>, raw: &RawTerm, mistakes: &mut Vec<Mistake>) {
        let before = mistakes.len();
        let Some(term) = &raw.term else { return };
        let entry = self.entry(unit, term, raw, mistakes);
        if term.value == QUOTATION {
            return self.add_quotation(unit, entry.filter(|_| mistakes.len() == before));
        }
        let written = surface_forms(unit.file, term, raw.forms.as_ref(), mistakes);
        let Some(entry) = entry.filter(|_| mistakes.len() == before) else { return };
        let Some(first) = written.first() else { return };

        let case = entry.case;
        let forms: Vec<Form> =
            written.iter().map(|form| form_of(&mut self.draft.spellings, form, case)).collect();
        let placed = self.draft.place(entry, forms.into_iter(), |message| {
            mistakes.push(unit.file.mistake(term.span.clone(), message));
        });
        // Named only now: a repeated term that is left out takes no number. One that another file
        // hides takes one, so that the names of a lexicon do not depend on those before it.
        if placed.new || placed.hidden {
            let name = numbered(&mut self.names, format!("{}:{first}", unit.id));
            if placed.new {
                self.draft.name(name);
            }
        }
    }

    /// Adds an entry that looks for short quotations.
    fn add_quotation(&mut self, unit: &Unit<'_>, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        let name = numbered(&mut self.names, format!("{}:{QUOTATION}", unit.id));
        self.draft.place_quotation(Entry { name: name.into(), ..entry });
    }

    /// The entry of a term, yet without its name, or `None` if its category is not known.
    fn entry(
        &self,
        unit: &Unit<'_>,
        term: &Located<String>,
        raw: &RawTerm,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<Entry> {
        let file = unit.file;
        let mut guards =
            |items: &[Located<String>]| read_guards(file, items, &unit.lists, mistakes);
        let guards = Guards {
            if_prev: guards(&raw.if_prev),
            unless_prev: guards(&raw.unless_prev),
            if_next: guards(&raw.if_next),
            unless_next: guards(&raw.unless_next),
        };
        let path = raw.category.as_ref()?;
        let category = self.category(file, path, mistakes)?;
        let own_weight = unit.weights.get(path.value.as_str()).copied();
        let category_weight = own_weight.or(self.draft.category(category).map(|c| c.weight));
        let weight = raw.weight.as_ref().inspect(|weight| check_weight(file, weight, mistakes));
        let weight = weight.map(|weight| weight.value).or(category_weight)?;

        let text = |text: &Option<Located<String>>| {
            text.as_ref().map_or(String::new(), |t| t.value.clone())
        };
        let texts =
            |items: &[Located<String>]| items.iter().map(|item| item.value.clone()).collect();
        Some(Entry {
            name: Text::default(),
            term: term.value.clone().into(),
            category,
            weight: rounded(weight),
            rating: None,
            below: None,
            case: read_case(file, raw.case.as_ref(), mistakes),
            guards: Arc::new(guards),
            negated: self.read_negated(file, raw.negated.as_ref(), mistakes),
            quoted: read_quoted(file, raw.quoted.as_ref(), mistakes),
            yes: texts(&raw.yes),
            no: texts(&raw.no),
            source: text(&raw.source),
            note: text(&raw.note),
            pair: text(&raw.pair),
            at: file.location(term.span.start),
        })
    }

    fn category(
        &self,
        file: &LexiconFile,
        path: &Located<String>,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<CategoryId> {
        let known = self.by_path.get(&path.value).copied();
        if known.is_none() {
            let mut paths: Vec<&String> = self.by_path.keys().collect();
            paths.sort();
            let hint = nearest(&path.value, paths.into_iter());
            let message = format!("unknown category `{}`{hint}", path.value);
            mistakes.push(file.mistake(path.span.clone(), message));
        }
        known
    }

    fn read_negated(
        &self,
        file: &LexiconFile,
        value: Option<&Located<String>>,
        mistakes: &mut Vec<Mistake>,
    ) -> Negated {
        match value.map(|value| (value.value.as_str(), value)) {
            None | Some(("keep", _)) => Negated::Keep,
            Some(("drop", _)) => Negated::Drop,
            Some((_, path)) => {
                self.category(file, path, mistakes).map_or(Negated::Keep, Negated::Route)
            }
        }
    }
}

/// A spelling as written, and how it is looked for: folded, and in decomposed characters where that
/// differs.
pub(crate) fn form_of(spellings: &mut Spellings, written: &str, case: Case) -> Form {
    let text = fold(written);
    let decomposed = (!text.is_ascii()).then(|| text.nfd().collect::<String>());
    let decomposed = decomposed.filter(|decomposed| *decomposed != text);
    Form {
        decomposed: decomposed.map(|text| spellings.id(text)),
        spelling: spellings.id(text),
        exact: (case == Case::Exact).then(|| written.into()),
    }
}

/// The name, with `#2` and so on behind it if it was given before.
fn numbered(names: &mut HashMap<String, usize>, name: String) -> String {
    let seen = names.entry(name.clone()).or_insert(0);
    *seen += 1;
    if *seen > 1 { format!("{name}#{seen}") } else { name }
}
