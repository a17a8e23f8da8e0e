//! A progress line on standard error, when that is a terminal and the run is long.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Documents and bytes done so far.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    begun: Instant,
    documents: u64,
    bytes: u64,
}

impl Progress {
    /// Shown only if wanted and on a terminal.
    pub(super) fn new(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        let bar = shown.then(|| {
            let target = ProgressDrawTarget::stderr_with_hz(5);
            let style = ProgressStyle::with_template("{spinner} {msg} in {elapsed}");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
            ProgressBar::with_draw_target(None, target).with_style(style)
        });
        Self { bar, begun: Instant::now(), documents: 0, bytes: 0 }
    }

    pub(super) fn add(&mut self, bytes: u64) {
        self.documents += 1;
        self.bytes += bytes;
        if let Some(bar) = &self.bar
            && self.begun.elapsed() > PATIENCE
        {
            bar.set_message(format!(
                "{} documents, {}",
                HumanCount(self.documents),
                HumanBytes(self.bytes)
            ));
            bar.tick();
        }
    }

    pub(super) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Jobs done so far, told by several threads.
pub(super) struct Jobs {
    bar: Option<ProgressBar>,
    begun: Instant,
    what: &'static str,
}

impl Jobs {
    /// Shown only if wanted and on a terminal.
    pub(super) fn new(wanted: bool, what: &'static str) -> Self {
        Self { bar: Progress::new(wanted).bar, begun: Instant::now(), what }
    }

    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            if self.begun.elapsed() > PATIENCE {
                bar.set_message(format!("{}, {} steps", self.what, HumanCount(bar.position())));
                bar.tick();
            }
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
