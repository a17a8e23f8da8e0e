//! Checks what lexicon files say and turns it into entries and surfaces.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::axis::Axis;
use crate::lexicon::entry::{
    Case, Category, CategoryId, Entry, EntryId, Negated, Quoted, Sense, Surface,
};
use crate::lexicon::forms::Inflection;
use crate::lexicon::guard::{GuardItem, Guards, WordList, nearest};
use crate::lexicon::loader::{Lexicon, LexiconInfo, SurfaceMap};
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::pattern::{QUOTATION, expand};
use crate::lexicon::raw::{Located, RawForms, RawLexicon, RawTerm};
use crate::text::fold::fold;

/// Collects checked entries of several files.
#[derive(Debug, Default)]
pub(crate) struct Compiler {
    categories: Vec<Category>,
    by_path: HashMap<String, CategoryId>,
    entries: Vec<Entry>,
    surfaces: SurfaceMap,
    quotations: Vec<EntryId>,
    infos: Vec<LexiconInfo>,
    /// How often each name was given, for the numbers behind names.
    names: HashMap<String, usize>,
}

type Lists = BTreeMap<String, Arc<WordList>>;

/// What one file adds to the compiler's state while it is read.
struct Unit<'f> {
    file: &'f LexiconFile,
    lists: Lists,
    weights: HashMap<&'f str, f64>,
    /// The first entry of this file; earlier ones belong to other files.
    first: usize,
    info: LexiconInfo,
}

impl Compiler {
    /// Declares the categories of all files; the first to declare one gives its title.
    pub(crate) fn declare<'f>(
        &mut self,
        files: impl Iterator<Item = (&'f LexiconFile, &'f RawLexicon)>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let mut declared: BTreeMap<(Axis, &str), Category> = BTreeMap::new();
        for (file, raw) in files {
            for category in &raw.categories {
                let path = category.path.value.as_str();
                let Some(axis) = check_path(file, &category.path, mistakes) else { continue };
                let weight = category.weight.as_ref().map(|weight| weight.value);
                if let Some(weight) = &category.weight {
                    check_weight(file, weight, mistakes);
                }
                let known = declared.contains_key(&(axis, path));
                if !known && weight.is_none() {
                    let message = format!("category `{path}` has no `weight`");
                    mistakes.push(file.mistake(category.path.span.clone(), message));
                }
                declared.entry((axis, path)).or_insert_with(|| Category {
                    path: path.to_owned(),
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
            let id = CategoryId(u16::try_from(self.categories.len()).unwrap_or(u16::MAX));
            self.by_path.insert(category.path.clone(), id);
            self.categories.push(category);
        }
    }

    /// Switches a category and all below it; a path that names none changes nothing.
    pub(crate) fn switch(&mut self, path: &str, on: bool) {
        for category in &mut self.categories {
            if category
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            {
                category.off = !on;
            }
        }
    }

    /// Adds the terms of a file behind those added before.
    pub(crate) fn add(
        &mut self,
        file: &LexiconFile,
        raw: &RawLexicon,
        mistakes: &mut Vec<Mistake>,
    ) {
        let mut unit = Unit {
            file,
            lists: read_lists(file, raw, mistakes),
            weights: raw
                .categories
                .iter()
                .filter_map(|category| {
                    Some((category.path.value.as_str(), category.weight.as_ref()?.value))
                })
                .collect(),
            first: self.entries.len(),
            info: LexiconInfo {
                id: raw.id.clone(),
                version: raw.version.clone(),
                licence: raw.licence.clone(),
                sources: raw.sources.clone(),
                file: file.name.to_string(),
                entries: 0,
                repeated: 0,
            },
        };
        if raw.terms.is_empty() {
            mistakes.push(file.mistake(0..0, "the lexicon holds no term"));
        }
        for term in &raw.terms {
            self.add_term(&mut unit, term, mistakes);
        }
        unit.info.entries = self.entries.len() - unit.first;
        self.infos.push(unit.info);
    }

    /// The lexicon of all that was added.
    pub(crate) fn finish(self) -> Lexicon {
        let surface = |(text, senses)| Surface { text, senses };
        let mut surfaces: Vec<Surface> = self.surfaces.into_iter().map(surface).collect();
        surfaces.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Lexicon {
            categories: self.categories,
            entries: self.entries,
            surfaces,
            quotations: self.quotations,
            infos: self.infos,
            sha: String::new(),
        }
    }

    fn add_term(&mut self, unit: &mut Unit<'_>, raw: &RawTerm, mistakes: &mut Vec<Mistake>) {
        let before = mistakes.len();
        let Some(term) = &raw.term else { return };
        let entry = self.entry(unit, term, raw, mistakes);
        if term.value == QUOTATION {
            return self.add_quotation(unit, entry.filter(|_| mistakes.len() == before));
        }
        let forms = surface_forms(unit.file, term, raw.forms.as_ref(), mistakes);
        let Some(entry) = entry.filter(|_| mistakes.len() == before) else { return };
        let Some(first) = forms.first().cloned() else { return };

        let id = EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
        let mut reached = false;
        for form in forms {
            match self.add_surface(unit, id, &form) {
                Ok(true) => reached = true,
                Ok(false) => {}
                Err(message) => mistakes.push(unit.file.mistake(term.span.clone(), message)),
            }
        }
        if !reached {
            self.entries.pop();
        } else if let Some(entry) = self.entries.last_mut() {
            // Named only now: a repeated term that is left out takes no number.
            entry.name = numbered(&mut self.names, format!("{}:{first}", unit.info.id));
        }
    }

    /// Adds an entry that looks for short quotations.
    fn add_quotation(&mut self, unit: &Unit<'_>, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        let name = numbered(&mut self.names, format!("{}:{QUOTATION}", unit.info.id));
        self.quotations.push(EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX)));
        self.entries.push(Entry { name, ..entry });
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
        let category_weight =
            own_weight.or(self.categories.get(category.index()).map(|c| c.weight));
        let weight = raw.weight.as_ref().inspect(|weight| check_weight(file, weight, mistakes));
        let weight = weight.map(|weight| weight.value).or(category_weight)?;

        let text = |text: &Option<Located<String>>| {
            text.as_ref().map_or(String::new(), |t| t.value.clone())
        };
        let texts =
            |items: &[Located<String>]| items.iter().map(|item| item.value.clone()).collect();
        let line = file.place(term.span.start).line;
        Some(Entry {
            name: String::new(),
            term: term.value.clone(),
            category,
            weight: rounded(weight),
            rating: None,
            below: None,
            case: read_case(file, raw.case.as_ref(), mistakes),
            guards,
            negated: self.read_negated(file, raw.negated.as_ref(), mistakes),
            quoted: read_quoted(file, raw.quoted.as_ref(), mistakes),
            yes: texts(&raw.yes),
            no: texts(&raw.no),
            source: text(&raw.source),
            note: text(&raw.note),
            place: format!("{}:{line}", file.name),
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

    /// Lets a spelling lead to an entry. `false` if it does already; an error, in words, if an
    /// earlier entry of the same file would always be taken instead.
    fn add_surface(
        &mut self,
        unit: &mut Unit<'_>,
        id: EntryId,
        form: &str,
    ) -> Result<bool, String> {
        let text = fold(form);
        let decomposed = (!text.is_ascii()).then(|| text.nfd().collect::<String>());
        let decomposed = decomposed.filter(|decomposed| *decomposed != text);
        let senses = self.surfaces.entry(text).or_default();
        for sense in senses.iter() {
            let (Some(earlier), Some(entry)) =
                (self.entries.get(sense.entry.index()), self.entries.get(id.index()))
            else {
                continue;
            };
            if sense.entry == id {
                return Ok(false);
            }
            if !earlier.is_unguarded() {
                continue;
            }
            if sense.entry.index() < unit.first {
                return Ok(false);
            }
            let same_weight = (earlier.weight - entry.weight).abs() < f64::EPSILON;
            if entry.is_unguarded() && same_weight && earlier.category == entry.category {
                unit.info.repeated += 1;
                return Ok(false);
            }
            return Err(format!(
                "`{}` is never reached: {} has it without a guard",
                fold(form),
                earlier.place
            ));
        }
        let exact = (self.entries.get(id.index()).is_some_and(|entry| entry.case == Case::Exact))
            .then(|| form.to_owned());
        senses.push(Sense { entry: id, exact: exact.clone() });
        if let Some(decomposed) = decomposed {
            self.surfaces.entry(decomposed).or_default().push(Sense { entry: id, exact });
        }
        Ok(true)
    }
}

/// The name, with `#2` and so on behind it if it was given before.
fn numbered(names: &mut HashMap<String, usize>, name: String) -> String {
    let seen = names.entry(name.clone()).or_insert(0);
    *seen += 1;
    if *seen > 1 { format!("{name}#{seen}") } else { name }
}

/// Weights are kept in steps of 0.0001, as tables show them.
fn rounded(weight: f64) -> f64 {
    (weight * 10_000.0).round() / 10_000.0
}

fn check_weight(file: &LexiconFile, weight: &Located<f64>, mistakes: &mut Vec<Mistake>) {
    if !(0.0..=1.0).contains(&weight.value) {
        let message = format!("weight `{}` is not between 0 and 1", weight.value);
        mistakes.push(file.mistake(weight.span.clone(), message));
    }
}

fn check_path(
    file: &LexiconFile,
    path: &Located<String>,
    mistakes: &mut Vec<Mistake>,
) -> Option<Axis> {
    let name = &path.value;
    let axis = Axis::of_path(name);
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let message = if axis.is_none() {
        format!("category `{name}` is not under an axis: hedge, weasel, certainty or loaded")
    } else if !name.contains('.') || !name.split('.').all(part) {
        format!("category `{name}` is not a path such as `loaded.label`, in lower case")
    } else {
        return axis;
    };
    mistakes.push(file.mistake(path.span.clone(), message));
    None
}

fn read_lists(file: &LexiconFile, raw: &RawLexicon, mistakes: &mut Vec<Mistake>) -> Lists {
    let mut lists = Lists::new();
    for (name, words) in &raw.lists {
        let mut list = WordList::default();
        for word in words {
            list.add(&word.value);
        }
        if list == WordList::default() {
            let message = format!("list `{}` holds no word", name.value);
            mistakes.push(file.mistake(name.span.clone(), message));
        }
        lists.insert(name.value.clone(), Arc::new(list));
    }
    lists
}

fn read_guards(
    file: &LexiconFile,
    items: &[Located<String>],
    lists: &Lists,
    mistakes: &mut Vec<Mistake>,
) -> Vec<GuardItem> {
    let mut guards = Vec::with_capacity(items.len());
    for item in items {
        match GuardItem::parse(&item.value, lists) {
            Ok(guard) => guards.push(guard),
            Err(message) => mistakes.push(file.mistake(item.span.clone(), message)),
        }
    }
    guards
}

fn read_case(
    file: &LexiconFile,
    value: Option<&Located<String>>,
    mistakes: &mut Vec<Mistake>,
) -> Case {
    let known = [("any", Case::Any), ("lower", Case::Lower), ("exact", Case::Exact)];
    read_name(file, "case", &known, value, mistakes).unwrap_or(Case::Any)
}

fn read_quoted(
    file: &LexiconFile,
    value: Option<&Located<String>>,
    mistakes: &mut Vec<Mistake>,
) -> Quoted {
    let known = [("keep", Quoted::Keep), ("drop", Quoted::Drop), ("only", Quoted::Only)];
    read_name(file, "quoted", &known, value, mistakes).unwrap_or(Quoted::Keep)
}

fn read_name<T: Copy>(
    file: &LexiconFile,
    key: &str,
    known: &[(&str, T)],
    value: Option<&Located<String>>,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    let value = value?;
    let found = known.iter().find(|(name, _)| *name == value.value).map(|(_, known)| *known);
    if found.is_none() {
        let names: Vec<String> = known.iter().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!("{key} `{}` is not one of {}", value.value, names.join(", "));
        mistakes.push(file.mistake(value.span.clone(), message));
    }
    found
}

/// All spellings of a term, inflected, as written.
fn surface_forms(
    file: &LexiconFile,
    term: &Located<String>,
    forms: Option<&Located<RawForms>>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<String> {
    let mut expanded = |written: &str, span: &Range<usize>| {
        expand(written).unwrap_or_else(|message| {
            mistakes.push(file.mistake(span.clone(), format!("term `{written}` {message}")));
            Vec::new()
        })
    };
    let base = expanded(&term.value, &term.span);
    match forms.map(|forms| (&forms.value, &forms.span)) {
        None => base,
        Some((RawForms::Listed(listed), _)) => {
            let mut all = base;
            for form in listed {
                all.extend(expanded(&form.value, &form.span));
            }
            all
        }
        Some((RawForms::Named(name), span)) => {
            let Some(inflection) = Inflection::from_name(name) else {
                let message = format!("forms `{name}` is not `verb`, `noun`, `adj` or a list");
                mistakes.push(file.mistake(span.clone(), message));
                return Vec::new();
            };
            base.iter().flat_map(|form| inflection.forms(form)).collect()
        }
    }
}
