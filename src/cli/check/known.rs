//! The baseline of a run: read, asked, and written anew.

use std::path::{Component, Path, PathBuf};

use crate::cli::check::args::CheckArgs;
use crate::cli::files::Target;
use crate::cli::load;
use crate::cli::message::Failure;
use crate::limits::baseline::{Baseline, Tolerated};
use crate::report::gate::DocumentResult;

/// A baseline and where it stands.
pub(super) struct Known {
    file: Option<PathBuf>,
    baseline: Baseline,
    /// The folder of the file, by which documents are named.
    folder: PathBuf,
    is_updated: bool,
}

impl Known {
    /// The baseline of the flags, else of the settings, else an empty one. One that is to be updated need
    /// not be there yet.
    pub(super) fn open(args: &CheckArgs) -> Result<Self, Failure> {
        let settled = args.rules.found.as_ref().and_then(|found| {
            let folder = found.file.parent().unwrap_or(Path::new(""));
            Some(folder.join(found.settings.baseline.as_ref()?))
        });
        let file = args.baseline.clone().or(settled);
        let is_updated = args.update_baseline;
        let Some(file) = file else {
            if is_updated {
                return Err("--update-baseline goes with --baseline FILE".to_owned().into());
            }
            let folder = PathBuf::new();
            return Ok(Self { file: None, baseline: Baseline::default(), folder, is_updated });
        };
        let baseline = if is_updated && !file.exists() {
            Baseline::default()
        } else {
            if !file.exists() {
                let shown = file.display();
                let message = format!("there is no baseline {shown}; --update-baseline makes one");
                return Err(message.into());
            }
            let text = load::settings_text(&file)?;
            let failed = |why| Failure::Message(format!("baseline {}: {why}", file.display()));
            Baseline::parse(&text).map_err(failed)?
        };
        let folder = absolute(file.parent().unwrap_or(Path::new("")));
        Ok(Self { file: Some(file), baseline, folder, is_updated })
    }

    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }

    /// What is tolerated of a document: nothing where the baseline is made anew.
    pub(super) fn of(&self, id: &str) -> Tolerated {
        if self.is_updated { Tolerated::default() } else { self.baseline.of(&self.name(id)) }
    }

    /// Writes the file with what was found in these documents; those that this run does not see keep their
    /// place.
    pub(super) fn update(&mut self, results: &[DocumentResult]) -> Result<(), Failure> {
        let Some(file) = &self.file else { return Ok(()) };
        for result in results {
            if let Ok(checked) = &result.outcome {
                self.baseline.set(&self.name(&result.id), checked.known.iter().cloned());
            }
        }
        let mut target = Target::create(file)?;
        target.write(self.baseline.write().as_bytes())?;
        target.finish()
    }

    /// The document as seen from the folder of the baseline, so that it has one name from wherever the
    /// command is run; ids that are no path stay what they are.
    fn name(&self, id: &str) -> String {
        let path = absolute(Path::new(id));
        let name = path.strip_prefix(&self.folder).unwrap_or(Path::new(id));
        let name = if self.file.is_some() { name } else { Path::new(id) };
        name.to_string_lossy().replace('\\', "/")
    }
}

/// A path from the root without `.` and `..`; links are not followed. Without a working folder the path
/// as it is.
fn absolute(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().map_or_else(|_| path.to_owned(), |cwd| cwd.join(path));
    let mut clean = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}
