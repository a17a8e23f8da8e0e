//! From a dictionary taken apart to a lexicon in our form.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::LexiconLoader;
use crate::lexicon::foreign::imported::{ForeignTerm, Imported, Key};
use crate::lexicon::foreign::ledger::{Fate, Ledger};
use crate::lexicon::foreign::made::{Category, Term};
use crate::lexicon::foreign::plan::{Misfit, Place, Placer, Plan, Target};
use crate::lexicon::foreign::{glob, made, toml_text};
use crate::lexicon::pattern::expand;
use crate::text::fold::fold;

/// The most categories that one dictionary may become.
const MAX_CATEGORIES: usize = 10_000;

/// A lexicon made of a dictionary.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// The lexicon in TOML: it loads without a mistake, unless it holds no term at all.
    pub toml: String,
    /// What became of each term, in file order.
    pub ledger: Ledger,
    /// Categories of the built-in lexicons that terms went to and that count only if enabled.
    pub off: Vec<String>,
}

/// Fits a dictionary to our categories and terms; `name` is the file's own.
///
/// Each spelling counts once. Of several keys that hold it, one that the plan maps by name goes
/// before the others, then the first in the file.
///
/// # Errors
/// Where the plan has no place for a key, or names what does not exist.
pub fn convert(name: &str, imported: &Imported, plan: &Plan) -> Result<Conversion, Misfit> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut builder = Builder::new(file, imported);
    let places = builder.places(imported, plan)?;
    for mapped in [true, false] {
        for term in &imported.terms {
            match places.get(&term.key) {
                Some(place) if place.mapped == mapped => builder.add(term, &place.target),
                _ => {}
            }
        }
    }
    builder.add_forms();
    for refused in &imported.refused {
        builder.ledger.add(refused.line, Fate::Dropped, &refused.term, refused.why.clone());
    }
    builder.ledger.lines.sort_by_key(|line| line.line);
    Ok(Conversion {
        toml: made::toml(file, imported.format, &builder.categories),
        off: builder.off(),
        ledger: builder.ledger,
    })
}

/// A term whose forms are looked for when all terms have their place.
struct Inflected<'i> {
    category: usize,
    term: usize,
    foreign: &'i ForeignTerm,
}

struct Builder<'i> {
    /// The file's name without its folder.
    file: &'i str,
    categories: Vec<Category>,
    by_path: HashMap<String, usize>,
    /// For each spelling the category that has it, and the line.
    claims: HashMap<String, (usize, usize)>,
    inflected: Vec<Inflected<'i>>,
    /// The weight that becomes 1.
    full: f64,
    has_wildcards: bool,
    has_single_wildcards: bool,
    ledger: Ledger,
}

impl<'i> Builder<'i> {
    fn new(file: &'i str, imported: &Imported) -> Self {
        let weights = imported.terms.iter().filter_map(|term| term.weight);
        let largest = weights.clone().map(f64::abs).fold(1.0, f64::max);
        let inside = weights.clone().all(|weight| (0.0..=1.0).contains(&weight));
        Self {
            file,
            categories: Vec::new(),
            by_path: HashMap::new(),
            claims: HashMap::new(),
            inflected: Vec::new(),
            full: imported.full_weight.unwrap_or(if inside { 1.0 } else { largest }),
            has_wildcards: imported.format.has_wildcards(),
            has_single_wildcards: imported.format.has_single_wildcards(),
            ledger: Ledger::default(),
        }
    }

    /// Where each key goes.
    fn places(&mut self, imported: &Imported, plan: &Plan) -> Result<HashMap<Key, Place>, Misfit> {
        let known = known_categories();
        let mut finder = Placer::new(plan, imported.format)?;
        let mut places: HashMap<Key, Place> = HashMap::new();
        let mut unplaced = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for term in &imported.terms {
            if !seen.insert(&term.key) {
                continue;
            }
            if seen.len() > MAX_CATEGORIES {
                return Err(Misfit::TooMany(MAX_CATEGORIES));
            }
            let Some(place) = finder.place(&term.key)? else {
                unplaced.push(term.key_shown());
                continue;
            };
            if let Target::Category(path) = &place.target {
                self.declare(path, &term.key_shown(), plan, &known);
            }
            places.insert(Key::clone(&term.key), place);
        }
        if let Some(key) = finder.unused() {
            return Err(Misfit::NoKey(key.to_owned(), imported.keys()));
        }
        if unplaced.is_empty() {
            Ok(places)
        } else {
            unplaced.retain(|key| !key.is_empty());
            Err(Misfit::Unplaced(unplaced))
        }
    }

    fn declare(&mut self, path: &str, key: &str, plan: &Plan, known: &HashMap<String, Known>) {
        if self.by_path.contains_key(path) {
            return;
        }
        let (title, weight, off) = known.get(path).map_or_else(
            || (self.title(key), plan.weight, false),
            |known| (known.title.clone(), known.weight, known.off),
        );
        self.by_path.insert(path.to_owned(), self.categories.len());
        let path = path.to_owned();
        self.categories.push(Category { path, title, weight, off, terms: Vec::new() });
    }

    fn title(&self, key: &str) -> String {
        if key.is_empty() { self.file.to_owned() } else { format!("{key} ({})", self.file) }
    }

    fn add(&mut self, foreign: &'i ForeignTerm, target: &Target) {
        let dropped = match target {
            Target::Drop => Err(format!("its key `{}` is left out", foreign.key_shown())),
            Target::Category(path) => {
                let category = self.by_path.get(path).copied().unwrap_or(0);
                self.taken_over(foreign).and_then(|(term, forms)| {
                    self.claim(category, foreign.line, &forms).map(|()| (category, term))
                })
            }
        };
        match dropped {
            Ok((category, term)) => self.put(category, term, foreign),
            Err(why) => self.ledger.add(foreign.line, Fate::Dropped, &foreign.term, why),
        }
    }

    /// The term in our form, and its spellings.
    fn taken_over(&self, foreign: &ForeignTerm) -> Result<(String, Vec<String>), String> {
        let term = foreign.term.split_whitespace().collect::<Vec<_>>().join(" ");
        if term.is_empty() {
            return Err("is empty".to_owned());
        }
        if let Some(mark) = term.chars().find(|c| matches!(c, '[' | ']' | '|')) {
            return Err(format!("holds `{mark}`, which stands for alternatives in a term"));
        }
        if !self.has_wildcards && term.contains('*') {
            return Err("holds `*`, which stands for the rest of a word in a term".to_owned());
        }
        let term = if self.has_single_wildcards && term.contains('?') {
            glob::expand(&term)?
        } else {
            term
        };
        let forms = expand(&term)?;
        Ok((term, forms))
    }

    /// Takes the spellings for a category, unless one is taken.
    fn claim(&mut self, category: usize, line: usize, forms: &[String]) -> Result<(), String> {
        let keys: Vec<String> = forms.iter().map(|form| spelling(form)).collect();
        for key in &keys {
            if let Some((owner, earlier)) = self.claims.get(key) {
                let path = self.categories.get(*owner).map_or("", |owner| owner.path.as_str());
                return Err(if *owner == category {
                    format!("repeats line {earlier}")
                } else {
                    format!("counts once, and does so in {path} by line {earlier}")
                });
            }
        }
        self.claims.extend(keys.into_iter().map(|key| (key, (category, line))));
        Ok(())
    }

    fn put(&mut self, index: usize, term: String, foreign: &'i ForeignTerm) {
        let Some(category) = self.categories.get_mut(index) else { return };
        let mut losses = Vec::new();
        if term.contains('[') {
            losses.push("`?` is a letter from a to z".to_owned());
        }
        if !foreign.loss.is_empty() {
            losses.push(foreign.loss.clone());
        }
        let weight = foreign.weight.map(|weight| {
            let scaled = (weight.abs() / self.full).min(1.0);
            if (scaled - weight).abs() > f64::EPSILON {
                let sign = if weight < 0.0 { ", without its sign" } else { "" };
                losses.push(format!("weight {} for {weight}{sign}", toml_text::number(scaled)));
            }
            scaled
        });
        if foreign.forms.is_some() {
            let term = category.terms.len();
            self.inflected.push(Inflected { category: index, term, foreign });
        }
        let place = format!("in {}", category.path);
        category.terms.push(Term { pattern: term, weight, forms: Vec::new() });
        let (fate, what) = if losses.is_empty() {
            (Fate::Kept, place)
        } else {
            (Fate::Approximated, format!("{place}: {}", losses.join("; ")))
        };
        self.ledger.add(foreign.line, fate, &foreign.term, what);
    }

    /// Adds inflected forms: only those that no term of the dictionary is.
    fn add_forms(&mut self) {
        for Inflected { category, term, foreign } in std::mem::take(&mut self.inflected) {
            let Some(inflection) = foreign.forms else { continue };
            let forms = inflection.forms(&fold(&foreign.term));
            let free = forms.into_iter().filter(|form| {
                expand(form).is_ok()
                    && self.claim(category, foreign.line, std::slice::from_ref(form)).is_ok()
            });
            let free: Vec<String> = free.collect();
            let category = self.categories.get_mut(category);
            if let Some(term) = category.and_then(|category| category.terms.get_mut(term)) {
                term.forms = free;
            }
        }
    }

    fn off(&self) -> Vec<String> {
        let off = self.categories.iter().filter(|category| category.off);
        off.filter(|category| !category.terms.is_empty()).map(|c| c.path.clone()).collect()
    }
}

/// A category that the built-in lexicons declare.
struct Known {
    title: String,
    weight: f64,
    off: bool,
}

fn known_categories() -> HashMap<String, Known> {
    let lexicon = LexiconLoader::new().without_builtin().load();
    let lexicon = lexicon.expect("the built-in lexicons are checked by our tests");
    let categories = lexicon.categories().iter().map(|category| {
        let title = category.title.clone();
        (category.path.clone(), Known { title, weight: category.weight, off: category.off })
    });
    categories.collect()
}

/// A form as the matcher compares it: spellings that are one to it are one here.
fn spelling(form: &str) -> String {
    fold(form).nfd().collect()
}
