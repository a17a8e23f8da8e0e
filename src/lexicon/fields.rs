//! The values of a lexicon's keys, read and checked one by one.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::axis::Axis;
use crate::lexicon::entry::{Case, Quoted};
use crate::lexicon::forms::Inflection;
use crate::lexicon::guard::{GuardItem, WordList};
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::pattern::expand;
use crate::lexicon::raw::{Located, RawForms, RawLexicon};

/// The `[list]`s of a file by name.
pub(super) type Lists = BTreeMap<String, Arc<WordList>>;

/// Weights are kept in steps of 0.0001, as tables show them.
pub(super) fn rounded(weight: f64) -> f64 {
    (weight * 10_000.0).round() / 10_000.0
}

pub(super) fn check_weight(file: &LexiconFile, weight: &Located<f64>, mistakes: &mut Vec<Mistake>) {
    if !(0.0..=1.0).contains(&weight.value) {
        let message = format!("weight `{}` is not between 0 and 1", weight.value);
        mistakes.push(file.mistake(weight.span.clone(), message));
    }
}

pub(super) fn check_path(
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

pub(super) fn read_lists(
    file: &LexiconFile,
    raw: &RawLexicon,
    mistakes: &mut Vec<Mistake>,
) -> Lists {
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

pub(super) fn read_guards(
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

pub(super) fn read_case(
    file: &LexiconFile,
    value: Option<&Located<String>>,
    mistakes: &mut Vec<Mistake>,
) -> Case {
    let known = [("any", Case::Any), ("lower", Case::Lower), ("exact", Case::Exact)];
    read_name(file, "case", &known, value, mistakes).unwrap_or(Case::Any)
}

pub(super) fn read_quoted(
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
pub(super) fn surface_forms(
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
