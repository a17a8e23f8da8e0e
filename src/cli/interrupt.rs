//! Ctrl-C and its like: unfinished files go, and the exit code says which signal it was.
//!
//! The work is not asked to stop, since it may be waiting for a pipe or be deep in one long text. A
//! thread that waits for signals removes what is unfinished and ends the process.

/// Watches for signals from now on. Without a thread to spare, signals do what they did before.
///
/// The first one ends the run in order; a second one ends it at once. A file that grows past a
/// limit of the system becomes an error of the write, not the end of the process.
#[cfg(unix)]
pub(super) fn watch() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::sync::mpsc::channel;

    use signal_hook::consts::SIGXFSZ;

    // Any handler will do: with one, the write itself fails.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let (ready, is_ready) = channel();
    let thread = std::thread::Builder::new().name("signals".to_owned());
    // The handlers are put up by the thread: without it, nobody would heed them.
    if thread.spawn(move || wait(&ready)).is_ok() {
        let _ = is_ready.recv();
    }
}

#[cfg(unix)]
fn wait(ready: &std::sync::mpsc::Sender<()>) {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    use crate::cli::files::disk::abandon;
    use crate::cli::message::say;

    let again = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order, so that the first one is not taken for the second.
        let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&again));
        let _ = flag::register(signal, Arc::clone(&again));
    }
    let signals = Signals::new([SIGINT, SIGTERM]);
    let _ = ready.send(());
    let Ok(mut signals) = signals else { return };
    if let Some(signal) = signals.forever().next() {
        abandon(|| {
            say("interrupted");
            std::process::exit(128 + signal)
        });
    }
}

#[cfg(not(unix))]
pub(super) fn watch() {}
