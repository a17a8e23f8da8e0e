//! `hedgerow lexicon list`, `show`, `check` and `init`; the others have files of their own.

pub(super) mod args;
mod check;
mod export;
mod import;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use crate::cli::Done;
use crate::cli::args::lexicon::{LexiconArgs, LexiconCommand};
use crate::cli::args::rules::RuleArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::lexicon::Lexicon;
use crate::lexicon::builtin::TEMPLATE;
use crate::lexicon::entry::{Case, Entry, Negated, Quoted};
use crate::lexicon::guard::GuardItem;
use crate::report::plural::counted;
use crate::report::visible::one_line;
use crate::text::fold::fold;

pub(super) fn run(args: &LexiconArgs) -> Result<Done, Failure> {
    match &args.command {
        LexiconCommand::List { rules, categories: true, .. } => list_categories(rules),
        LexiconCommand::List { rules, category, .. } => list(rules, category.as_deref()),
        LexiconCommand::Show { term, rules } => show(term, rules),
        LexiconCommand::Check(args) => check::run(args),
        LexiconCommand::Import(args) => import::run(args),
        LexiconCommand::Export(args) => export::run(args),
        LexiconCommand::Init { file } => init(file),
    }
}

fn list_categories(rules: &RuleArgs) -> Result<Done, Failure> {
    let lexicon = load::lexicon(rules)?;
    let mut out = String::new();
    for category in lexicon.categories() {
        let entries =
            lexicon.entries().iter().filter(|e| lexicon.category(e.category).path == category.path);
        let entries = counted(entries.count() as u64, "entry", "entries");
        let off = if category.off { "off" } else { "" };
        let _ = writeln!(
            out,
            "{:<32} {:.2} {entries:>12}  {off:<3}  {}",
            category.path, category.weight, category.title
        );
    }
    print(&out)?;
    Ok(Done::Whole)
}

fn list(rules: &RuleArgs, category: Option<&str>) -> Result<Done, Failure> {
    let lexicon = load::lexicon(rules)?;
    load::tell_unknown(rules, &lexicon)?;
    let mut out = String::new();
    for entry in lexicon.entries() {
        let path = lexicon.category(entry.category).path.as_str();
        let wanted = category.is_none_or(|wanted| {
            path.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        if wanted {
            let guarded = if entry.guards.is_empty() { "" } else { "guarded" };
            let _ = writeln!(
                out,
                "{path:<32} {:.2} {:>12}  {guarded:<8} {}",
                entry.weight,
                rating(entry),
                one_line(&entry.name)
            );
        }
    }
    print(&out)?;
    Ok(Done::Whole)
}

/// In how many sentences an entry was judged, and in which share it was right.
fn rating(entry: &Entry) -> String {
    let rated = entry.rating.and_then(|rating| Some((rating.judged, rating.precision()?)));
    rated.map_or("unrated".to_owned(), |(judged, precision)| format!("{judged:>6}  {precision:.2}"))
}

fn show(term: &str, rules: &RuleArgs) -> Result<Done, Failure> {
    let lexicon = load::lexicon(rules)?;
    load::tell_unknown(rules, &lexicon)?;
    let wanted = fold(term);
    let mut out = String::new();
    let surface = lexicon.surfaces().iter().find(|surface| surface.text == wanted);
    for sense in surface.into_iter().flat_map(|surface| &surface.senses) {
        describe(&lexicon, lexicon.entry(sense.entry), &mut out);
    }
    if out.is_empty() {
        return Err(format!(
            "no lexicon has `{term}`; name a whole term, in any form that it is found in"
        )
        .into());
    }
    print(&out)?;
    Ok(Done::Whole)
}

fn describe(lexicon: &Lexicon, entry: &Entry, out: &mut String) {
    let _ = writeln!(out, "{}", one_line(&entry.name));
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "  {key:<12} {}", one_line(value));
        }
    };
    let items = |items: &[GuardItem]| {
        items.iter().map(|item| item.written.as_str()).collect::<Vec<_>>().join(" | ")
    };
    if !entry.name.ends_with(&format!(":{}", entry.term)) {
        line("term", &entry.term);
    }
    line("in", &lexicon.category(entry.category).path);
    let from = entry.rating.map_or("by judgement".to_owned(), |rating| {
        format!("right in {} of {} sentences", rating.right, rating.judged)
    });
    line("weight", &format!("{:.2}, {from}", entry.weight));
    line("if_prev", &items(&entry.guards.if_prev));
    line("unless_prev", &items(&entry.guards.unless_prev));
    line("if_next", &items(&entry.guards.if_next));
    line("unless_next", &items(&entry.guards.unless_next));
    line(
        "case",
        if entry.case == Case::Any {
            ""
        } else if entry.case == Case::Lower {
            "lower"
        } else {
            "exact"
        },
    );
    match entry.negated {
        Negated::Keep => {}
        Negated::Drop => line("negated", "drop"),
        Negated::Route(category) => line("negated", &lexicon.category(category).path),
    }
    match entry.quoted {
        Quoted::Keep => {}
        Quoted::Drop => line("quoted", "drop"),
        Quoted::Only => line("quoted", "only"),
    }
    for example in &entry.yes {
        line("yes", example);
    }
    for example in &entry.no {
        line("no", example);
    }
    line("source", &entry.source);
    line("note", &entry.note);
    line("pair", &entry.pair);
    line("place", &entry.at.to_string());
}

fn init(path: &Path) -> Result<Done, Failure> {
    let failed = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            return Failure::Message(format!(
                "{} exists already; choose another name",
                path.display()
            ));
        }
        Failure::write(&path.display().to_string(), &error)
    };
    let mut file = std::fs::File::create_new(path).map_err(failed)?;
    file.write_all(TEMPLATE.as_bytes()).map_err(|error| {
        // No half of a lexicon stays behind.
        let _ = std::fs::remove_file(path);
        failed(error)
    })?;
    say(&format!(
        "wrote {}; check it with `hedgerow lexicon check {}`",
        path.display(),
        path.display()
    ));
    Ok(Done::Whole)
}
