//! English inflection: the further forms of a verb, noun or adjective.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a term is inflected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inflection {
    /// The first word as a verb: *slam, slams, slammed, slamming*.
    Verb,
    /// The last word as a noun: *witch hunt, witch hunts*.
    Noun,
    /// The last word as an adjective: *harsh, harsher, harshest*.
    Adjective,
}

impl Inflection {
    /// Reads the value of `forms`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "verb" => Some(Self::Verb),
            "noun" => Some(Self::Noun),
            "adj" => Some(Self::Adjective),
            _ => None,
        }
    }

    /// All forms of a folded term, itself first, without repetition.
    #[must_use]
    pub fn forms(self, term: &str) -> Vec<String> {
        let (before, word, after) = match self {
            Self::Verb => {
                let (word, after) = term.split_at(term.find(' ').unwrap_or(term.len()));
                ("", word, after)
            }
            Self::Noun | Self::Adjective => {
                let (before, word) = term.split_at(term.rfind(' ').map_or(0, |blank| blank + 1));
                (before, word, "")
            }
        };
        let mut forms = vec![term.to_owned()];
        for form in self.inflect(word) {
            let form = format!("{before}{form}{after}");
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    fn inflect(self, word: &str) -> Vec<String> {
        if let Some(forms) = IRREGULAR.get(&(self, word)) {
            return forms.iter().map(ToString::to_string).collect();
        }
        match self {
            Self::Verb => vec![with_s(word), with_ed(word), with_ing(word)],
            Self::Noun => vec![plural(word)],
            Self::Adjective => compared(word),
        }
    }
}

static IRREGULAR: LazyLock<HashMap<(Inflection, &'static str), Vec<&'static str>>> =
    LazyLock::new(|| {
        let mut irregular = HashMap::new();
        let mut inflection = Inflection::Verb;
        for line in include_str!("data/irregular.txt").lines() {
            if let Some(part) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                inflection = Inflection::from_name(part).expect("parts of irregular.txt are known");
            } else if !line.starts_with('#') {
                let mut words = line.split(' ');
                let base = words.next().unwrap_or("");
                irregular.insert((inflection, base), words.collect());
            }
        }
        irregular
    });

fn with_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn with_ed(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        format!("{stem}ied")
    } else if word.ends_with('e') {
        format!("{word}d")
    } else {
        format!("{}ed", doubled(word))
    }
}

fn with_ing(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match word.strip_suffix('e') {
        Some(stem) if !["ee", "oe", "ye"].iter().any(|end| word.ends_with(end)) => {
            format!("{stem}ing")
        }
        _ => format!("{}ing", doubled(word)),
    }
}

fn plural(word: &str) -> String {
    match word.strip_suffix("man") {
        Some(stem) if !stem.is_empty() && !stem.ends_with("hu") => format!("{stem}men"),
        _ => with_s(word),
    }
}

/// Comparative and superlative of a word of one syllable, or of two with *-y*; others take *more*.
fn compared(word: &str) -> Vec<String> {
    let stem = if let Some(stem) = consonant_y(word) {
        format!("{stem}i")
    } else if syllables(word) > 1 {
        return Vec::new();
    } else if let Some(stem) = word.strip_suffix('e') {
        stem.to_owned()
    } else {
        doubled(word)
    };
    vec![format!("{stem}er"), format!("{stem}est")]
}

/// The word without its *y*, where that follows a consonant.
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    stem.chars().next_back().filter(|c| !is_vowel(*c))?;
    Some(stem)
}

/// Doubles the last consonant of a one-syllable word that ends in one vowel and one consonant.
fn doubled(word: &str) -> String {
    let mut last = word.chars().rev();
    let (c, v, before) = (last.next(), last.next(), last.next());
    let single = matches!((c, v, before), (Some(c), Some(v), before)
        if !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y') && is_vowel(v)
            && !before.is_some_and(|b| is_vowel(b) && !(b == 'u' && word.starts_with("qu"))));
    match c {
        Some(c) if single && syllables(word) == 1 => format!("{word}{c}"),
        _ => word.to_owned(),
    }
}

/// Groups of vowels, a silent last *e* left out.
fn syllables(word: &str) -> usize {
    let sounded = match word.strip_suffix('e') {
        Some(stem) if stem.chars().any(|c| is_vowel(c) || c == 'y') && !stem.ends_with('l') => stem,
        _ => word,
    };
    let mut count = 0;
    let mut in_vowels = false;
    for c in sounded.chars() {
        let vowel = is_vowel(c) || c == 'y';
        count += usize::from(vowel && !in_vowels);
        in_vowels = vowel;
    }
    count
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections() {
        for (inflection, term, forms) in [
            (Inflection::Verb, "slam", "slam|slams|slammed|slamming"),
            (Inflection::Verb, "botch", "botch|botches|botched|botching"),
            (Inflection::Verb, "decry", "decry|decries|decried|decrying"),
            (Inflection::Verb, "concede", "concede|concedes|conceded|conceding"),
            (Inflection::Verb, "lie", "lie|lies|lied|lying"),
            (Inflection::Verb, "boast", "boast|boasts|boasted|boasting"),
            (Inflection::Verb, "toy", "toy|toys|toyed|toying"),
            (Inflection::Verb, "admit", "admit|admits|admitted|admitting"),
            (Inflection::Verb, "cast doubt on", "cast doubt on|casts doubt on|casting doubt on"),
            (Inflection::Verb, "quip", "quip|quips|quipped|quipping"),
            (Inflection::Verb, "suggest", "suggest|suggests|suggested|suggesting"),
            (Inflection::Verb, "whimper", "whimper|whimpers|whimpered|whimpering"),
            (Inflection::Noun, "witch hunt", "witch hunt|witch hunts"),
            (Inflection::Noun, "con man", "con man|con men"),
            (Inflection::Noun, "strongman", "strongman|strongmen"),
            (Inflection::Noun, "crisis", "crisis|crises"),
            (Inflection::Noun, "travesty", "travesty|travesties"),
            (Inflection::Adjective, "harsh", "harsh|harsher|harshest"),
            (Inflection::Adjective, "ugly", "ugly|uglier|ugliest"),
            (Inflection::Adjective, "sad", "sad|sadder|saddest"),
            (Inflection::Adjective, "rude", "rude|ruder|rudest"),
            (Inflection::Adjective, "heroic", "heroic"),
        ] {
            assert_eq!(inflection.forms(term).join("|"), forms);
        }
    }
}
