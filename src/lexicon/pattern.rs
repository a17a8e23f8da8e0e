//! Terms with alternatives: `[some|many] [critics|]` and `disgrac*`.

use std::collections::HashSet;

use crate::text::fold::{is_blank, is_invisible};
use crate::text::span::Span;
use crate::text::token::Tokens;

/// The most surface forms that one term may expand to.
pub const MAX_FORMS: usize = 10_000;
/// The term that stands for no spelling but for a short quotation, whatever it holds.
pub const QUOTATION: &str = "“…”";
/// The longest surface form, in bytes of UTF-8.
pub const MAX_BYTES: usize = 256;

/// Expands the alternatives of a term into surface forms as written, blanks made single.
///
/// Returns what is wrong in words if brackets do not pair, a form is empty, too long, begins or
/// ends with a mark, has a `*` elsewhere than at the end of a word, or there are too many forms.
pub fn expand(term: &str) -> Result<Vec<String>, String> {
    if !term.contains(['[', ']', '|']) {
        let form = single_blanks(term.to_owned());
        check_form(&form)?;
        return Ok(vec![form]);
    }
    let parts = parts_of(term)?;
    let count = parts.iter().try_fold(1_usize, |count, part| {
        count.checked_mul(part.len()).filter(|count| *count <= MAX_FORMS)
    });
    if count.is_none() {
        return Err(format!("expands to more than {MAX_FORMS} forms"));
    }
    let mut forms = vec![String::new()];
    for part in &parts {
        forms = match part.as_slice() {
            [literal] => {
                for form in &mut forms {
                    form.push_str(literal);
                }
                forms
            }
            alternatives => forms
                .iter()
                .flat_map(|form| alternatives.iter().map(|alternative| joined(form, alternative)))
                .collect(),
        };
    }
    let mut forms: Vec<String> = forms.into_iter().map(single_blanks).collect();
    let mut seen = HashSet::with_capacity(forms.len());
    let mut unique: Vec<bool> = Vec::with_capacity(forms.len());
    for form in &forms {
        check_form(form)?;
        unique.push(seen.insert(form.as_str()));
    }
    drop(seen);
    let mut unique = unique.into_iter();
    forms.retain(|_| unique.next().unwrap_or(true));
    Ok(forms)
}

/// Two texts as one, with a single request for memory: a lexicon has tens of thousands of forms.
fn joined(a: &str, b: &str) -> String {
    let mut joined = String::with_capacity(a.len() + b.len());
    joined.push_str(a);
    joined.push_str(b);
    joined
}

/// The words of a form with one blank between them.
fn single_blanks(form: String) -> String {
    let ascii = form.is_ascii() && !form.bytes().any(|byte| byte < b' ');
    if ascii && !form.contains("  ") && !form.starts_with(' ') && !form.ends_with(' ') {
        return form;
    }
    form.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The literal and the bracketed stretches in order, each as its alternatives.
fn parts_of(term: &str) -> Result<Vec<Vec<&str>>, String> {
    let mut parts = Vec::new();
    let mut rest = term;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, bracket) = rest.split_at(at);
        parts.push(literal(before)?);
        let inner = bracket.strip_prefix('[').ok_or("has a `]` without a `[`")?;
        let (group, after) = inner.split_once(']').ok_or("has a `[` without a `]`")?;
        if group.contains('[') {
            return Err("has a group inside a group".to_owned());
        }
        parts.push(group.split('|').collect());
        rest = after;
    }
    parts.push(literal(rest)?);
    Ok(parts)
}

fn literal(text: &str) -> Result<Vec<&str>, String> {
    if text.contains('|') {
        return Err("has a `|` outside of `[ ]`".to_owned());
    }
    Ok(vec![text])
}

fn check_form(form: &str) -> Result<(), String> {
    // Nearly all forms are words of small letters with blanks between.
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b' ';
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_lowercase);
    let bytes = form.as_bytes();
    if form.len() <= MAX_BYTES
        && form.bytes().all(plain)
        && ends(bytes.first())
        && ends(bytes.last())
    {
        return Ok(());
    }
    if form.chars().all(|c| is_blank(c) || is_invisible(c)) {
        return Err("has an empty form".to_owned());
    }
    if form.len() > MAX_BYTES {
        return Err(format!("has a form of {} bytes; at most {MAX_BYTES} are allowed", form.len()));
    }
    if !begins_and_ends_with_words(form) {
        return Err(format!("must begin and end with a letter or digit, but one form is `{form}`"));
    }
    let mut before = ' ';
    let mut chars = form.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '*' && (!before.is_alphanumeric() || chars.peek().is_some_and(|next| *next != ' '))
        {
            return Err(format!("may have `*` only at the end of a word, not as in `{form}`"));
        }
        before = c;
    }
    Ok(())
}

/// Whether the tokens at both ends are words, each `*` left out.
fn begins_and_ends_with_words(form: &str) -> bool {
    let plain = |end: Option<&u8>| end.is_some_and(u8::is_ascii_alphanumeric);
    if plain(form.as_bytes().first()) && plain(form.as_bytes().last()) {
        return true;
    }
    let words = form.replace('*', "");
    let mut tokens = Tokens::new(&words, Span::new(0, words.len()));
    let first = tokens.next();
    let last = tokens.last().or(first);
    first.is_some_and(|token| token.is_word() && token.span.start == 0)
        && last.is_some_and(|token| token.span.end == words.len() && !token.is_mark())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives() {
        for (term, forms) in [
            ("about", "about"),
            (
                "[some|many] [critics|experts] say",
                "some critics say,some experts say,many critics say,many experts say",
            ),
            ("it is [very|] likely", "it is very likely,it is likely"),
            ("[a|a|b] c", "a c,b c"),
            ("disgrac* man", "disgrac* man"),
            ("rumo[u|]red", "rumoured,rumored"),
        ] {
            assert_eq!(expand(term).unwrap().join(","), forms);
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (term, mistake) in [
            ("a [b", "has a `[` without a `]`"),
            ("a b]", "has a `]` without a `[`"),
            ("[a [b|c]]", "has a group inside a group"),
            ("a|b", "has a `|` outside of `[ ]`"),
            ("a|b [c|d]", "has a `|` outside of `[ ]`"),
            ("[|a]", "has an empty form"),
            (" \u{200b} ", "has an empty form"),
            ("...", "must begin and end with a letter or digit, but one form is `...`"),
            ("a,", "must begin and end with a letter or digit, but one form is `a,`"),
            ("*a", "may have `*` only at the end of a word, not as in `*a`"),
            ("a*b", "may have `*` only at the end of a word, not as in `a*b`"),
        ] {
            assert_eq!(expand(term).unwrap_err(), mistake, "{term}");
        }
        assert!(expand(&"a".repeat(257)).unwrap_err().contains("257 bytes"));
        assert!(expand(&"[a|b] ".repeat(14)).unwrap_err().contains("10000 forms"));
    }
}
