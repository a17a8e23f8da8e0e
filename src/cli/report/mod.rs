//! `hedgerow report`.

pub(super) mod args;
mod articles;
mod groups;

use crate::analyzer::Analysis;
use crate::cli::Done;
use crate::cli::account::{Account, tell_nothing_found};
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, say};
use crate::cli::progress::Progress;
use crate::cli::report::args::ReportArgs;
use crate::cli::report::articles::Articles;
use crate::cli::report::groups::{Compared, Gathered};
use crate::compare::labels::{Key, MISSING};
use crate::compare::observation::Level;
use crate::input::{Document, Source};
use crate::output::error::Failure as Failed;
use crate::output::fingerprint::Fingerprint;
use crate::pipeline::look::Look;
use crate::pipeline::observe::Observed;
use crate::report::html::page::Page;
use crate::report::html::{HtmlError, Templates};
use crate::report::plural::counted;

impl From<HtmlError> for Failure {
    fn from(error: HtmlError) -> Self {
        Self::Message(error.to_string())
    }
}

pub(super) fn run(args: &ReportArgs) -> Result<Done, Failure> {
    let requests = load::requests(&args.inputs)?;
    let input = load::source_options(&args.inputs, vec![args.output.clone()]);
    refuse_same(&args.output, &load::paths_read(&args.rules, &args.inputs, &requests))?;
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut source = load::open(requests, &input)?;
    let by = args.by.as_deref().map(|by| groups::key(by, source.columns(), &args.inputs));
    let by = by.transpose()?;
    // A file that cannot be written is better known before the work than behind it.
    let target = Target::create(&args.output)?;
    let templates = Templates::new()?;
    let look = Look { analyzer, input };
    let shown = Shown::read(args, &look, &templates, by, &mut source)?;
    if shown.account.found() == 0 {
        tell_nothing_found(&source);
        target.discard();
        return Ok(Done::Partial);
    }
    let account = shown.write(args, target, &templates, &look, &fingerprint)?;
    account.tell(&source, "; the report names them", args.quiet);
    let whole = account.failed() == 0 || args.allow_failures;
    Ok(if whole { Done::Whole } else { Done::Partial })
}

/// What of all documents goes into the report.
struct Shown {
    account: Account,
    failures: Vec<Failed>,
    articles: Articles,
    gathered: Gathered,
}

impl Shown {
    fn read(
        args: &ReportArgs,
        look: &Look,
        templates: &Templates,
        by: Option<Key>,
        source: &mut Source,
    ) -> Result<Self, Failure> {
        let lexicon = look.analyzer.lexicon();
        let keep = |document: &Document, analysis: &Analysis| {
            let group = by.map(|key| {
                let value = key.of(&document.source, &document.columns);
                value.unwrap_or_else(|| MISSING.to_owned())
            });
            let observed = by.map(|_| Observed::of(document, analysis, lexicon, Level::Axis));
            let article = templates.article(document, analysis, lexicon, group.clone());
            (article, observed.zip(group))
        };
        let mut progress = Progress::new(!args.quiet);
        let mut shown = Self {
            account: Account::new(false),
            failures: Vec::new(),
            articles: Articles::new(args.max_size),
            gathered: Gathered::default(),
        };
        let threads = load::threads(args.threads, args.quiet);
        let found = look.run(&threads, source, keep, |kept, scored| {
            progress.add(scored.bytes);
            shown.failures.extend(scored.failure.clone());
            shown.account.add(scored);
            let Some((article, observed)) = kept else { return Ok(()) };
            shown.articles.add(article?);
            if let Some((observed, group)) = observed {
                shown.gathered.add(observed, group);
            }
            Ok::<_, Failure>(())
        });
        progress.finish();
        shown.account.check(found?)?;
        Ok(shown)
    }

    fn write(
        self,
        args: &ReportArgs,
        target: Target,
        templates: &Templates,
        look: &Look,
        fingerprint: &Fingerprint,
    ) -> Result<Account, Failure> {
        let lexicon = look.analyzer.lexicon();
        let compared = match &args.by {
            Some(by) => Some(Compared::of(self.gathered, args, by, lexicon, fingerprint)?),
            None => None,
        };
        let notes = self.articles.notes();
        if !args.quiet {
            for note in &notes {
                say(note.trim_end_matches('.'));
            }
        }
        let page = Page {
            articles: self.articles.kept,
            only: self.articles.only,
            shelf: self.articles.shelf,
            failures: self.failures,
            notes,
            order: args.sort,
            groups: compared.as_ref().map(Compared::shown),
            by: args.by.clone(),
            profile: args.rules.profile.as_ref().map(|profile| profile.display().to_string()),
            fingerprint: [fingerprint.lexicon_sha(), fingerprint.options_sha()].map(str::to_owned),
        };
        write(target, &page.render(templates)?)?;
        Ok(self.account)
    }
}

fn write(mut target: Target, html: &str) -> Result<(), Failure> {
    match target.write(html.as_bytes()) {
        Ok(()) => target.finish(),
        Err(failure) => {
            target.discard();
            Err(failure)
        }
    }
}

/// `3 articles`.
fn articles_n(n: u64) -> String {
    counted(n, "article", "articles")
}
