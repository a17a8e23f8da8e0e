//! Checks what lexicon files say and turns it into entries and surfaces.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::axis::Axis;
use crate::lexicon::entry::{Case, Category, CategoryId, Entry, EntryId, Negated, Sense, Surface};
use crate::lexicon::fields::{
    Lists, check_path, check_weight, read_case, read_guards, read_lists, read_quoted, rounded,
    surface_forms,
};
use crate::lexicon::guard::{Guards, nearest};
use crate::lexicon::loader::{Hidden, Lexicon, LexiconInfo, SurfaceMap};
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::pattern::QUOTATION;
use crate::lexicon::raw::{Located, RawLexicon, RawTerm};
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
    hidden: Vec<Hidden>,
    /// Categories that a file declares to be off: they may be switched on and back, and what the
    /// entries are must not depend on it.
    optional: HashSet<CategoryId>,
    /// How often each name was given, for the numbers behind names.
    names: HashMap<String, usize>,
}

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
            self.optional.extend(category.off.then_some(id));
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
            hidden: self.hidden,
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
        let mut added = [false; 2];
        for form in forms {
            match self.add_surface(unit, id, &form) {
                Ok(Added::New) => added[0] = true,
                Ok(Added::Hidden) => added[1] = true,
                Ok(Added::Repeated) => {}
                Err(message) => mistakes.push(unit.file.mistake(term.span.clone(), message)),
            }
        }
        let [new, hidden] = added;
        // Named only now: a repeated term that is left out takes no number. One that another file
        // hides takes one, so that the names of a lexicon do not depend on those before it.
        let name =
            (new || hidden).then(|| numbered(&mut self.names, format!("{}:{first}", unit.info.id)));
        if !new {
            self.entries.pop();
        } else if let (Some(entry), Some(name)) = (self.entries.last_mut(), name) {
            entry.name = name;
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

    /// Lets a spelling lead to an entry, unless an earlier one would always be taken instead; an
    /// error, in words, if that is a different one of the same file.
    fn add_surface(
        &mut self,
        unit: &mut Unit<'_>,
        id: EntryId,
        form: &str,
    ) -> Result<Added, String> {
        let text = fold(form);
        for sense in self.surfaces.get(&text).into_iter().flatten() {
            let (Some(earlier), Some(entry)) =
                (self.entries.get(sense.entry.index()), self.entries.get(id.index()))
            else {
                continue;
            };
            if sense.entry == id {
                return Ok(Added::Repeated);
            }
            if !earlier.is_unguarded() {
                continue;
            }
            let own = sense.entry.index() >= unit.first;
            let repeated = entry.is_unguarded()
                && (earlier.weight - entry.weight).abs() < f64::EPSILON
                && earlier.category == entry.category;
            let optional = self.optional.contains(&earlier.category);
            let off = self.categories.get(earlier.category.index()).is_some_and(|c| c.off);
            let hides = if own { repeated || !optional } else { !optional && !off };
            if !hides {
                continue;
            }
            if own && !repeated {
                return Err(format!(
                    "`{text}` is never reached: {} has it without a guard",
                    earlier.at
                ));
            }
            let hidden = Hidden { text, at: entry.at.clone(), by: sense.entry, repeated };
            self.hidden.push(hidden);
            unit.info.repeated += usize::from(own);
            return Ok(if own { Added::Repeated } else { Added::Hidden });
        }
        self.push_sense(text, id, form);
        Ok(Added::New)
    }

    /// Appends a sense to a spelling, and to its decomposed form where that differs.
    fn push_sense(&mut self, text: String, id: EntryId, form: &str) {
        let decomposed = (!text.is_ascii()).then(|| text.nfd().collect::<String>());
        let decomposed = decomposed.filter(|decomposed| *decomposed != text);
        let exact = (self.entries.get(id.index()).is_some_and(|entry| entry.case == Case::Exact))
            .then(|| form.to_owned());
        for text in [Some(text), decomposed].into_iter().flatten() {
            let sense = Sense { entry: id, exact: exact.clone() };
            self.surfaces.entry(text).or_default().push(sense);
        }
    }
}

/// What came of a spelling that an entry asked for.
enum Added {
    /// It leads to the entry.
    New,
    /// The same file has it already, with the same category and weight.
    Repeated,
    /// An earlier file has it without a guard.
    Hidden,
}

/// The name, with `#2` and so on behind it if it was given before.
fn numbered(names: &mut HashMap<String, usize>, name: String) -> String {
    let seen = names.entry(name.clone()).or_insert(0);
    *seen += 1;
    if *seen > 1 { format!("{name}#{seen}") } else { name }
}
