//! `--state DIR`: what is done is kept in shards, so that a killed run can go on behind them.
//!
//! The folder holds a file `run`, which says what the shards belong to, and the shards `00000000.part`
//! and so on. A shard appears under its name when it is whole and on the disk. Once the tables have
//! their names, the folder is emptied again.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::files::disk::{Asking, Disk, Partial, commit};
use crate::cli::message::Failure;
use crate::input::Item;
use crate::pipeline::run::{Found, Scored};
use crate::pipeline::shard::{Footer, FoundDigest, ShardReader, ShardWriter};

/// A shard holds at least so many documents, unless it is the last.
const LEAST_DOCUMENTS: u64 = 64;
/// With so many documents, or so many bytes, it is closed. Tests make more shards of less.
const MOST_DOCUMENTS: u64 = 1_024;
const ENOUGH_BYTES: u64 = if cfg!(test) { 1 << 10 } else { 1 << 20 };

/// The file that says what the shards belong to.
const RUN: &str = "run";
/// The file that a run locks as long as it uses the folder.
const LOCK: &str = "lock";

/// What is done of a run.
pub(super) struct State {
    folder: PathBuf,
    disk: Disk,
    shards: Vec<Footer>,
    current: Option<ShardWriter<Partial>>,
    /// Locked until it is dropped.
    _lock: File,
}

impl State {
    /// Opens the folder, which is made if there is none. `notes` say what the result depends on;
    /// shards of a run with others are refused.
    pub(super) fn open(
        disk: &Disk,
        folder: &Path,
        notes: &[(&str, String)],
    ) -> Result<Self, Failure> {
        let failed = |error| Failure::write(&folder.display().to_string(), &error);
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = File::create(folder.join(LOCK)).map_err(failed)?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            let message = format!("--state {}: another run uses it", folder.display());
            return Err(message.into());
        }
        let mut state = Self {
            folder: folder.to_owned(),
            disk: disk.clone(),
            shards: Vec::new(),
            current: None,
            _lock: lock,
        };
        state.remove_unfinished();
        match fs::read_to_string(folder.join(RUN)) {
            Ok(stored) => {
                state.refuse_other(&stored, notes)?;
                state.read_footers()?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => state.write_run(notes)?,
            Err(error) => return Err(failed(error)),
        }
        Ok(state)
    }

    /// Passes over the documents that are done, which must be those of the earlier run. Returns how
    /// many there are.
    pub(super) fn skip(&self, source: &mut impl Iterator<Item = Item>) -> Result<u64, Failure> {
        let mut documents = 0;
        for shard in &self.shards {
            let mut digest = FoundDigest::default();
            let mut found = 0;
            for item in source.by_ref().take(usize::try_from(shard.documents).unwrap_or(usize::MAX))
            {
                digest.add(&Found::from(&item));
                found += 1;
            }
            if found != shard.documents || digest.hex() != shard.found {
                return Err(
                    self.refusal("the documents found are not those of the run it belongs to")
                );
            }
            documents += found;
        }
        Ok(documents)
    }

    /// Documents that failed so far.
    pub(super) fn failed(&self) -> u64 {
        let current = self.current.as_ref().map_or(0, ShardWriter::failed);
        current + self.shards.iter().map(|shard| shard.failed).sum::<u64>()
    }

    /// Keeps the next document, or a part of its rows; it is safe when its shard is closed.
    pub(super) fn push(&mut self, scored: &Scored) -> Result<(), Failure> {
        let is_full = self.keep(scored).map_err(|error| self.unwritten(&error))?;
        if is_full { self.close() } else { Ok(()) }
    }

    /// Closes the last shard.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        let Some(shard) = self.current.take() else { return Ok(()) };
        let (partial, footer) = shard.finish().map_err(|error| self.unwritten(&error))?;
        let path = self.path(self.shards.len());
        commit(&self.disk, vec![(partial, path)]).map_err(|(_, error)| self.unwritten(&error))?;
        self.shards.push(footer);
        Ok(())
    }

    /// Every document that is done, in order.
    pub(super) fn scored(&self) -> impl Iterator<Item = Result<Scored, Failure>> {
        let unread = |error: io::Error| self.refusal(&format!("cannot be read: {error}"));
        (0..self.shards.len()).flat_map(move |number| match self.open_shard(number) {
            Ok(shard) => Box::new(shard.map(move |scored| scored.map_err(unread))),
            Err(error) => Box::new(std::iter::once(Err(error))) as Box<dyn Iterator<Item = _>>,
        })
    }

    /// Empties the folder, now that the tables have their names, and removes it if nothing else is
    /// in it.
    pub(super) fn remove(self) {
        // The note goes first: shards without it are no one's.
        let _ = fs::remove_file(self.folder.join(RUN));
        for number in 0..self.shards.len() {
            let _ = fs::remove_file(self.path(number));
        }
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
    }

    /// Says whether the shard has enough now.
    fn keep(&mut self, scored: &Scored) -> io::Result<bool> {
        let shard = match self.current.take() {
            Some(shard) => shard,
            None => ShardWriter::new(Partial::create(&self.disk, &self.folder)?),
        };
        let shard = self.current.insert(shard);
        shard.push(scored)?;
        let documents = shard.documents();
        // The parts of a document lie in the shard that it ends in.
        let is_full = documents >= MOST_DOCUMENTS
            || documents >= LEAST_DOCUMENTS && shard.bytes() >= ENOUGH_BYTES;
        Ok(is_full && !scored.is_part)
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(format!("{number:08}.part"))
    }

    fn open_shard(&self, number: usize) -> Result<ShardReader<BufReader<Asking<File>>>, Failure> {
        let path = self.path(number);
        let shard = self.disk.open(&path);
        shard.and_then(|file| ShardReader::new(BufReader::with_capacity(1 << 16, file))).map_err(
            |error| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.refusal(&format!("{name} cannot be read: {error}"))
            },
        )
    }

    fn read_footers(&mut self) -> Result<(), Failure> {
        while self.path(self.shards.len()).exists() {
            let footer = self.open_shard(self.shards.len())?.footer().clone();
            self.shards.push(footer);
        }
        Ok(())
    }

    /// What a killed run was writing.
    fn remove_unfinished(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(".hedgerow-") {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn write_run(&self, notes: &[(&str, String)]) -> Result<(), Failure> {
        // Shards that no note belongs to are of a run that was finished and could not tidy up.
        let mut left = (0..).map(|number| self.path(number)).take_while(|path| path.exists());
        left.try_for_each(fs::remove_file).map_err(|error| self.unwritten(&error))?;
        let written = Partial::create(&self.disk, &self.folder).and_then(|mut run| {
            run.write_all(lines(notes).as_bytes())?;
            Ok(run)
        });
        let run = written.map_err(|error| self.unwritten(&error))?;
        commit(&self.disk, vec![(run, self.folder.join(RUN))])
            .map_err(|(_, error)| self.unwritten(&error))
    }

    fn refuse_other(&self, stored: &str, notes: &[(&str, String)]) -> Result<(), Failure> {
        let now = lines(notes);
        if stored == now {
            return Ok(());
        }
        let keys: Vec<&str> = stored
            .lines()
            .zip(now.lines())
            .filter(|(then, now)| then != now)
            .filter_map(|(_, now)| now.split(": ").next())
            .collect();
        let keys = if keys.is_empty() { "version".to_owned() } else { keys.join(", ") };
        Err(self.refusal(&format!("it belongs to another run, which differs in {keys}")))
    }

    fn refusal(&self, why: &str) -> Failure {
        let message = format!(
            "--state {}: {why}; remove the folder or choose another one",
            self.folder.display()
        );
        message.into()
    }

    fn unwritten(&self, error: &io::Error) -> Failure {
        Failure::write(&self.folder.display().to_string(), error)
    }
}

/// One note a line, whatever the values hold.
fn lines(notes: &[(&str, String)]) -> String {
    let lines: Vec<String> =
        notes.iter().map(|(key, value)| format!("{key}: {value:?}\n")).collect();
    lines.concat()
}
