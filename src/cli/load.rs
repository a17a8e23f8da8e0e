//! From arguments to what the library takes: analyzer, source and their options.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analyzer::Analyzer;
use crate::cli::args::input::{Binary, InputArgs};
use crate::cli::args::rules::RuleArgs;
use crate::cli::message::{Failure, errors, say};
use crate::cue::selector::is_below;
use crate::input::decode::{Decoded, decode};
use crate::input::list::{Separator, read_list};
use crate::input::{HtmlMode, InputError, Request, Source, SourceOptions};
use crate::lexicon::builtin::{profile_file, profile_names};
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::profile::Profile;
use crate::lexicon::{Lexicon, LexiconLoader};
use crate::output::fingerprint::Fingerprint;
use crate::pipeline::threads::Threads;
use crate::settings::Settings;

/// The largest lexicon or labelled file in bytes.
const MAX_FILE: u64 = 256 << 20;

/// Reads and checks the lexicons that the arguments name.
pub(super) fn lexicon(args: &RuleArgs) -> Result<Lexicon, Failure> {
    let mut loader = LexiconLoader::new();
    if args.no_builtin {
        loader.without_builtin();
    }
    for path in &args.lexicon {
        loader.add(&path.to_string_lossy(), &lexicon_text(path)?);
    }
    let settled = args.found.iter().flat_map(|found| switches(&found.settings));
    for (category, on) in settled {
        loader.switch(category, on);
    }
    for category in &args.enable {
        loader.switch(category, true);
    }
    for category in &args.disable {
        loader.switch(category, false);
    }
    if args.no_builtin && args.lexicon.is_empty() {
        return Err("--no-builtin leaves no lexicon; add one with --lexicon FILE"
            .to_owned()
            .into());
    }
    if let Some(profile) = profile(args)? {
        loader.profile(profile);
    }
    if let Some(least) = args.min_precision {
        loader.min_precision(least);
    }
    let lexicon = loader.load().map_err(|mistakes| told(&mistakes))?;
    let settled = args.found.iter().flat_map(|found| switches(&found.settings));
    let settled = settled.map(|(category, _)| category);
    for path in args.enable.iter().chain(&args.disable).chain(settled) {
        if !lexicon.categories().iter().any(|category| is_below(&category.path, path)) {
            return Err(format!(
                "there is no category `{path}`; `hedgerow lexicon list --categories` lists them"
            )
            .into());
        }
    }
    Ok(lexicon)
}

/// The categories that the settings switch; flags come behind them.
fn switches(settings: &Settings) -> impl Iterator<Item = (&String, bool)> {
    let enabled = settings.enable.iter().map(|category| (category, true));
    enabled.chain(settings.disable.iter().map(|category| (category, false)))
}

/// The profile that the arguments name: a built-in one or a file.
pub(super) fn profile(args: &RuleArgs) -> Result<Option<Profile>, Failure> {
    let Some(path) = &args.profile else { return Ok(None) };
    let name = path.to_string_lossy();
    let file = match profile_file(&name) {
        Some(file) => file,
        None if path.extension().is_none() && !path.exists() => {
            let known = profile_names().join(", ");
            return Err(format!("no profile `{name}`; there are {known}, or name a file").into());
        }
        None => LexiconFile::new(&name, &whole_text(path)?),
    };
    Profile::parse(&file).map(Some).map_err(|mistakes| told(&mistakes))
}

/// Says how many rows of the profile are about nothing.
pub(super) fn tell_unknown(args: &RuleArgs, lexicon: &Lexicon) -> Result<(), Failure> {
    let (Some(path), Some(profile)) = (&args.profile, profile(args)?) else { return Ok(()) };
    let unknown = lexicon.unknown_of(&profile);
    let Some(first) = unknown.first() else { return Ok(()) };
    say(&format!(
        "profile {}: {} of {} rows rate no entry of the lexicon, such as `{first}`",
        path.display(),
        unknown.len(),
        profile.ratings.len()
    ));
    Ok(())
}

/// The text of a lexicon file.
pub(super) fn lexicon_text(path: &Path) -> Result<String, Failure> {
    let name = path.display();
    let failed = |why: &dyn std::fmt::Display| Failure::Message(format!("lexicon {name}: {why}"));
    let bytes = file_bytes(path).map_err(|why| failed(&why))?;
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let hint = if is_utf16 { "; it looks like UTF-16: save it as UTF-8" } else { "" };
    let text = String::from_utf8(bytes);
    text.map_err(|error| {
        failed(&format!("is not UTF-8 at byte {}{hint}", error.utf8_error().valid_up_to()))
    })
}

/// The text of a settings file.
pub(super) fn settings_text(path: &Path) -> Result<String, Failure> {
    let failed = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let bytes = file_bytes(path).map_err(|why| failed(&why))?;
    String::from_utf8(bytes).map_err(|_| failed(&"is not UTF-8").into())
}

/// The text of a file that is neither document nor lexicon, in whatever encoding; `-` is standard
/// input.
pub(super) fn whole_text(path: &Path) -> Result<String, Failure> {
    decoded(path, whole_bytes(path)?, &SourceOptions::default()).map(|decoded| decoded.text)
}

/// The bytes of a file; `-` is standard input.
pub(super) fn whole_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = if path.as_os_str() == "-" {
        up_to_limit(std::io::stdin().lock())
    } else {
        file_bytes(path)
    };
    bytes.map_err(|why| Failure::Message(format!("{}: {why}", path.display())))
}

/// The text of the bytes of a file.
pub(super) fn decoded(
    path: &Path,
    bytes: Vec<u8>,
    options: &SourceOptions,
) -> Result<Decoded, Failure> {
    let failed = |error| Failure::Message(format!("{}: {error}", path.display()));
    decode(bytes, options).map_err(failed)
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file =
        std::fs::File::open(path).map_err(|error| InputError::from_io(&error).to_string())?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err("is a folder; name a file".to_owned());
    }
    up_to_limit(file)
}

fn up_to_limit(reader: impl std::io::Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| InputError::from_io(&error).to_string())?;
    if bytes.len() as u64 > MAX_FILE {
        return Err("is larger than 256 MiB".to_owned());
    }
    Ok(bytes)
}

/// Says the first mistakes; `hedgerow lexicon check` lists all of them.
pub(super) fn told(mistakes: &[Mistake]) -> Failure {
    errors(mistakes.iter().map(ToString::to_string))
}

/// The analyzer of the arguments, and the fingerprint of all that scores depend on.
pub(super) fn analyzer(
    rules: &RuleArgs,
    input: &InputArgs,
) -> Result<(Analyzer, Fingerprint), Failure> {
    analyzer_of(rules, input.title_col.is_some(), input.html)
}

/// The same where nothing but rules and pages matters.
pub(super) fn analyzer_of(
    rules: &RuleArgs,
    title: bool,
    html: HtmlMode,
) -> Result<(Analyzer, Fingerprint), Failure> {
    let lexicon = lexicon(rules)?;
    let options = Fingerprint::options(rules.sentences, rules.text, title, html);
    let fingerprint = Fingerprint::new(&lexicon, &options);
    let lexicon = Arc::new(lexicon);
    // The program ends soon after its last use: giving back its hundred thousand pieces takes longer than reading.
    std::mem::forget(Arc::clone(&lexicon));
    let analyzer = Analyzer::new(lexicon);
    Ok((analyzer.with_sentences(rules.sentences).with_page(rules.text), fingerprint))
}

/// How the arguments want texts to be read.
pub(super) fn source_options(args: &InputArgs, mut exclude: Vec<PathBuf>) -> SourceOptions {
    exclude.extend(redirected());
    SourceOptions {
        text_col: args.text_col.clone(),
        id_col: args.id_col.clone(),
        id_prefix: args.id_prefix.clone(),
        title_col: args.title_col.clone(),
        encoding: args.encoding.clone(),
        strict_utf8: args.strict_utf8,
        binary_as_text: args.binary == Binary::Text,
        kind: args.kind,
        html: args.html,
        keep_written: false,
        max_bytes: args.max_bytes,
        stdin_name: args.stdin_filename.clone(),
        globs: args.glob.clone(),
        exclude,
    }
}

/// The file that standard output goes to, if it is one: it must not be taken for a text.
fn redirected() -> Option<PathBuf> {
    let file = std::fs::read_link("/proc/self/fd/1").ok()?;
    file.is_file().then_some(file)
}

/// Starts the threads, and says so where the system gives fewer than were asked for.
pub(super) fn threads(wanted: Option<u16>, quiet: bool) -> Threads {
    let threads = Threads::start(wanted.map_or(0, usize::from));
    if let Some(wanted) = threads.missed().filter(|_| !quiet) {
        say(&format!("the system gave {} of {wanted} threads", threads.count()));
    }
    threads
}

/// Everything the arguments ask to be read.
pub(super) fn requests(args: &InputArgs) -> Result<Vec<Request>, Failure> {
    let mut requests: Vec<Request> = args
        .paths
        .iter()
        .map(|path| Request::from_argument(path.clone().into_os_string()))
        .collect();
    let lists = [(&args.files_from, Separator::Newline), (&args.files0_from, Separator::Nul)];
    for (list, separator) in lists {
        let Some(list) = list else { continue };
        let list = Request::from_argument(list.clone().into_os_string());
        let listed =
            read_list(&list, separator).map_err(|error| Failure::Message(error.to_string()))?;
        requests.extend(listed);
    }
    if args.is_empty() {
        return Err("nothing to read; name files or folders, or `-` for standard input"
            .to_owned()
            .into());
    }
    Ok(requests)
}

/// Every path that is read: documents, lists, lexicons and profile.
pub(super) fn paths_read(
    rules: &RuleArgs,
    inputs: &InputArgs,
    requests: &[Request],
) -> Vec<PathBuf> {
    let documents = requests.iter().filter_map(|request| match request {
        Request::Path(path) => Some(path),
        Request::Stdin => None,
    });
    let rules = rules.lexicon.iter().chain(&rules.profile);
    let lists = inputs.files_from.iter().chain(&inputs.files0_from);
    documents.chain(rules).chain(lists).cloned().collect()
}

/// Opens the source of what was asked for.
pub(super) fn open(requests: Vec<Request>, options: &SourceOptions) -> Result<Source, Failure> {
    Source::open(requests, options).map_err(|error| Failure::Message(error.to_string()))
}
