//! `hedgerow.toml` found, read and put where flags leave room; `hedgerow config`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::cli::Done;
use crate::cli::args::config::{ConfigArgs, ConfigCommand};
use crate::cli::args::input::InputArgs;
use crate::cli::args::lexicon::LexiconCommand;
use crate::cli::args::rules::{Found, RuleArgs};
use crate::cli::args::{Cli, Command};
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::input::HtmlMode;
use crate::lexicon::builtin::profile_names;
use crate::report::in_force::{Origin, Row, in_force};
use crate::settings::{FILE_NAME, Settings};
use crate::text::structure::{PageMode, SentenceMode};

/// What a command takes settings by.
struct Settled<'a> {
    rules: &'a mut RuleArgs,
    html: Option<&'a mut HtmlMode>,
    is_quiet: bool,
}

impl<'a> Settled<'a> {
    fn whole(rules: &'a mut RuleArgs, inputs: &'a mut InputArgs, is_quiet: bool) -> Self {
        Self { rules, html: Some(&mut inputs.html), is_quiet }
    }
}

/// Finds `hedgerow.toml` and sets what the flags leave open. Says which keys change scores.
pub(super) fn settle(cli: &mut Cli, matches: &ArgMatches) -> Result<(), Failure> {
    let matches = deepest(matches);
    let Some(settled) = settled(cli) else { return Ok(()) };
    if settled.rules.isolated {
        return Ok(());
    }
    let Some(file) = found() else { return Ok(()) };
    let text = load::settings_text(&file)?;
    let settings = Settings::parse(&file.to_string_lossy(), &text);
    let settings = settings.map_err(|mistakes| load::told(&mistakes))?;
    if !settled.is_quiet {
        tell(&file, &settings);
    }
    apply(settled, matches, file, settings)
}

fn tell(file: &Path, settings: &Settings) {
    let keys: Vec<&str> = settings.scoring().collect();
    if !keys.is_empty() {
        say(&format!("{} sets {}; --isolated ignores it", file.display(), keys.join(", ")));
    }
}

/// The file in the working folder or the nearest above it, seen from there.
fn found() -> Option<PathBuf> {
    let depth = std::env::current_dir().ok()?.ancestors().count();
    let mut file = PathBuf::from(FILE_NAME);
    for _ in 0..depth {
        if file.is_file() {
            return Some(file);
        }
        file = Path::new("..").join(file);
    }
    None
}

/// The matches of the command that was named.
fn deepest(mut matches: &ArgMatches) -> &ArgMatches {
    while let Some((_, below)) = matches.subcommand() {
        matches = below;
    }
    matches
}

/// Whether a flag was given, rather than left to its default.
fn is_given(matches: &ArgMatches, flag: &str) -> bool {
    matches!(matches.try_contains_id(flag), Ok(true))
        && matches.value_source(flag) == Some(ValueSource::CommandLine)
}

/// Flags win over the file. What may be given several times adds up, the flags' first.
fn apply(
    settled: Settled<'_>,
    matches: &ArgMatches,
    file: PathBuf,
    settings: Settings,
) -> Result<(), Failure> {
    let Settled { rules, html, .. } = settled;
    let beside = |name: &String| file.parent().unwrap_or(Path::new("")).join(name);
    rules.lexicon.extend(settings.lexicon.iter().map(beside));
    if settings.builtin == Some(false) {
        rules.no_builtin = true;
    }
    if let Some(profile) = settings.profile.as_ref().filter(|_| rules.profile.is_none()) {
        let built_in = profile_names().contains(&profile.as_str());
        rules.profile = Some(if built_in { profile.into() } else { beside(profile) });
    }
    rules.min_precision = rules.min_precision.or(settings.min_precision);
    if rules.min_precision.is_some() && rules.profile.is_none() {
        let message = format!("{}: `min-precision` needs a `profile`", file.display());
        return Err(message.into());
    }
    if let Some(sentences) = settings.sentences.filter(|_| !is_given(matches, "sentences")) {
        rules.sentences = sentences;
    }
    if let Some(text) = settings.text.filter(|_| !is_given(matches, "text")) {
        rules.text = text;
    }
    if let (Some(html), Some(set)) = (html, settings.html)
        && !is_given(matches, "html")
    {
        *html = set;
    }
    rules.found = Some(Found { file, settings });
    Ok(())
}

/// Where the command takes settings, if it scores at all.
fn settled(cli: &mut Cli) -> Option<Settled<'_>> {
    let whole = Settled::whole;
    let alone = |rules| Some(Settled { rules, html: None, is_quiet: false });
    match &mut cli.command {
        None => Some(whole(&mut cli.score.rules, &mut cli.score.inputs, cli.score.quiet)),
        Some(Command::Score(args)) => Some(whole(&mut args.rules, &mut args.inputs, args.quiet)),
        Some(Command::Compare(args)) => Some(whole(&mut args.rules, &mut args.inputs, args.quiet)),
        Some(Command::Report(args)) => Some(whole(&mut args.rules, &mut args.inputs, args.quiet)),
        Some(Command::Explain(args)) => Some(whole(&mut args.rules, &mut args.inputs, false)),
        Some(Command::Check(args)) => Some(whole(&mut args.rules, &mut args.inputs, args.quiet)),
        Some(Command::Verify(args)) => Some(whole(&mut args.rules, &mut args.inputs, args.quiet)),
        Some(Command::Diff(args)) => Some(Settled {
            rules: &mut args.rules,
            html: Some(&mut args.html),
            is_quiet: args.quiet,
        }),
        Some(Command::Evaluate(args)) => alone(&mut args.rules),
        Some(Command::Calibrate(args)) => alone(&mut args.rules),
        Some(Command::Config(args)) => {
            let ConfigCommand::Show { rules, html } = &mut args.command;
            Some(Settled { rules, html: Some(html), is_quiet: true })
        }
        Some(Command::Lexicon(args)) => match &mut args.command {
            LexiconCommand::List { rules, .. } | LexiconCommand::Show { rules, .. } => alone(rules),
            // The others are about files that the user names.
            _ => None,
        },
        Some(Command::Completions { .. } | Command::Man { .. }) => None,
    }
}

pub(super) fn run(args: &ConfigArgs) -> Result<Done, Failure> {
    let ConfigCommand::Show { rules, html } = &args.command;
    // What cannot be scored by is no setting: its mistakes are told here, too.
    let lexicon = load::lexicon(rules)?;
    for limit in rules.found.iter().flat_map(|found| &found.settings.max) {
        limit.selector.check(&lexicon)?;
    }
    print(&in_force(&rows(rules, *html)))?;
    Ok(Done::Whole)
}

/// Every setting in the order of the documentation.
fn rows(rules: &RuleArgs, html: HtmlMode) -> Vec<Row> {
    let none = Settings::default();
    let (file, settings) = match &rules.found {
        Some(found) => (found.file.as_path(), &found.settings),
        None => (Path::new(""), &none),
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut listing = Listing { settings, folder, rows: Vec::new() };
    listing.lists(rules);
    listing.lexicon(rules);
    listing.texts(rules, html);
    listing.check();
    listing.rows
}

/// The settings while they are put together.
struct Listing<'a> {
    settings: &'a Settings,
    /// The folder of the file, to which its paths are relative.
    folder: &'a Path,
    rows: Vec<Row>,
}

impl Listing<'_> {
    fn push(&mut self, key: &str, value: String, origin: Origin) {
        self.rows.push(Row { key: key.to_owned(), value, origin });
    }

    fn file(&self, key: &str) -> Origin {
        Origin::File(self.settings.place(key).map(ToString::to_string).unwrap_or_default())
    }

    fn beside(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// A single value, by who may have set it: the file before the flags, as it is asked only whether the
    /// value is the file's.
    fn one(&mut self, key: &str, value: Option<String>, of_file: bool, of_flag: bool) {
        let origin = match (of_file, of_flag) {
            (true, _) => self.file(key),
            (_, true) => Origin::Flag,
            _ => Origin::Default,
        };
        self.push(key, value.unwrap_or_else(|| "none".to_owned()), origin);
    }

    /// What may be given several times, a row for each who gave it.
    fn list(&mut self, key: &str, flagged: &[String], set: &[String]) {
        if !flagged.is_empty() {
            self.push(key, flagged.join(", "), Origin::Flag);
        }
        if !set.is_empty() {
            self.push(key, set.join(", "), self.file(key));
        }
        if flagged.is_empty() && set.is_empty() {
            self.push(key, "none".to_owned(), Origin::Default);
        }
    }

    fn lists(&mut self, rules: &RuleArgs) {
        let settings = self.settings;
        let set: Vec<String> = settings.lexicon.iter().map(|name| self.beside(name)).collect();
        let flags = rules.lexicon.len().saturating_sub(set.len());
        let flagged = rules.lexicon.iter().take(flags).map(|path| path.display().to_string());
        self.list("lexicon", &flagged.collect::<Vec<String>>(), &set);
        self.list("enable", &rules.enable, &settings.enable);
        self.list("disable", &rules.disable, &settings.disable);
    }

    fn lexicon(&mut self, rules: &RuleArgs) {
        let settings = self.settings;
        let off = rules.no_builtin;
        self.one("builtin", Some((!off).to_string()), settings.builtin == Some(!off), off);
        let profile = rules.profile.as_ref().map(|profile| profile.display().to_string());
        let set = settings.profile.as_ref().map(|name| self.beside(name));
        let of_file = set.is_some() && (profile == settings.profile || profile == set);
        let of_flag = profile.is_some();
        self.one("profile", profile, of_file, of_flag);
        let least = rules.min_precision;
        let of_file = least.is_some() && settings.min_precision == least;
        self.one("min-precision", least.map(|least| least.to_string()), of_file, least.is_some());
    }

    fn texts(&mut self, rules: &RuleArgs, html: HtmlMode) {
        let (settings, sentences, text) = (self.settings, rules.sentences, rules.text);
        let flagged = settings.sentences.is_some() || sentences != SentenceMode::default();
        let of_file = settings.sentences == Some(sentences);
        self.one("sentences", Some(sentences.name().to_owned()), of_file, flagged);
        let flagged = settings.text.is_some() || text != PageMode::default();
        self.one("text", Some(text.name().to_owned()), settings.text == Some(text), flagged);
        let flagged = settings.html.is_some() || html != HtmlMode::default();
        self.one("html", Some(html.name().to_owned()), settings.html == Some(html), flagged);
    }

    fn check(&mut self) {
        let settings = self.settings;
        let baseline = settings.baseline.as_ref().map(|name| self.beside(name));
        let of_file = baseline.is_some();
        self.one("check.baseline", baseline, of_file, false);
        let limits = settings.keys.iter().filter(|key| key.name.starts_with("check.max."));
        for (key, limit) in limits.zip(&settings.max) {
            self.push(&key.name, limit.most.to_string(), Origin::File(key.at.to_string()));
        }
    }
}
