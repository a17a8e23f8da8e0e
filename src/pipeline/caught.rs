//! A panic in the work on one item is the outcome of that item alone.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

/// What came of an item: its result, or what it panicked with.
pub type Outcome<R> = Result<R, Panicked>;

/// The message of a panic, behind the place in the source where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked(pub String);

thread_local! {
    /// Where this thread panicked last, once [`quiet_panics`] was called.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets a panic print nothing, and its place be a part of what [`catch`] gives.
///
/// For a program that reports every outcome itself; it holds for the whole process.
pub fn quiet_panics() {
    set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        PLACE.with(|last| *last.borrow_mut() = place);
    }));
}

/// Runs `work` to its end or to its panic.
pub fn catch<R>(work: impl FnOnce() -> R) -> Outcome<R> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let message = message_of(payload.as_ref());
        let place = PLACE.with(|last| last.borrow_mut().take());
        Panicked(place.map_or_else(|| message.clone(), |place| format!("{place}: {message}")))
    })
}

fn message_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
