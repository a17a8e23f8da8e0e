//! The MPQA subjectivity clues, `.tff`: `type=strongsubj len=1 word1=abase pos1=verb stemmed1=y
//! priorpolarity=negative` on each line.

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::forms::Inflection;
use crate::lexicon::mistake::{LexiconFile, Mistake};

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    for line in lines(&file.text).filter(|line| !line.is_blank()) {
        let field = |name| field(line.text, name);
        let (Some(strength), Some(word), Some(polarity)) =
            (field("type"), field("word1"), field("priorpolarity"))
        else {
            if imported.terms.is_empty() && imported.refused.is_empty() {
                let message = "is no MPQA clue; it has `type=`, `word1=` and `priorpolarity=`";
                return Err(vec![file.mistake(line.span(), message)]);
            }
            let why = "lacks `type=`, `word1=` or `priorpolarity=`";
            imported.refuse(line.number, line.text.trim(), why);
            continue;
        };
        let key = [strength.to_owned(), polarity.to_owned()];
        let mut term = ForeignTerm::new(key.into(), &word.replace('_', " "), line.number);
        let part = field("pos1").unwrap_or("anypos");
        let mut losses = Vec::new();
        if part != "anypos" {
            losses.push(format!("not only as {part}"));
        }
        if field("stemmed1") == Some("y") {
            term.forms = inflection(part);
            losses.push(match term.forms {
                Some(_) => format!("the forms of a {part} for all of its stem"),
                None => "this form for all of its stem".to_owned(),
            });
        }
        term.loss = losses.join("; ");
        imported.add(term);
    }
    Ok(imported)
}

/// The value of a field; the last one where it stands twice.
fn field<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    let mut fields = line.split_whitespace().rev().filter_map(|field| field.split_once('='));
    fields.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn inflection(part: &str) -> Option<Inflection> {
    match part {
        "verb" => Some(Inflection::Verb),
        "noun" => Some(Inflection::Noun),
        "adj" => Some(Inflection::Adjective),
        _ => None,
    }
}
