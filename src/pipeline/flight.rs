//! What is in flight: groups of items that were handed out, and what they made, put back in order.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;

use crate::pipeline::caught::Outcome;

/// Items, and the bytes of all of them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Items.
    pub items: usize,
    /// Bytes.
    pub bytes: u64,
}

/// What the work on an item gives.
#[derive(Debug, PartialEq, Eq)]
pub enum Made<P, R> {
    /// A part, handed on before the end.
    Part(P),
    /// The last there is of the item.
    Whole(Outcome<R>),
}

/// What a group made, or a part of it.
pub(super) struct Message<P, R> {
    /// The number of the group.
    pub(super) number: usize,
    pub(super) made: Vec<Made<P, R>>,
    /// Whether the group makes nothing more.
    pub(super) is_last: bool,
}

/// Groups handed out whose results have not been passed on yet.
pub(super) struct Flight<P, R> {
    receiver: Receiver<Message<P, R>>,
    /// Of each group.
    loads: BTreeMap<usize, Load>,
    all: Load,
    waiting: BTreeMap<usize, Waiting<P, R>>,
    next: usize,
    started: usize,
}

/// What a group has made that is not passed on, and whether that is all.
struct Waiting<P, R> {
    made: Vec<Made<P, R>>,
    is_whole: bool,
}

impl<P, R> Flight<P, R> {
    /// Nothing yet; messages will come from there.
    pub(super) const fn new(receiver: Receiver<Message<P, R>>) -> Self {
        Self {
            receiver,
            loads: BTreeMap::new(),
            all: Load { items: 0, bytes: 0 },
            waiting: BTreeMap::new(),
            next: 0,
            started: 0,
        }
    }

    /// Whether nothing is waited for.
    pub(super) const fn is_empty(&self) -> bool {
        self.all.items == 0
    }

    /// Whether a group fits into what may be in flight; one that is heavier fits alone.
    pub(super) const fn admits(&self, group: Load, most: Load) -> bool {
        self.is_empty()
            || (self.all.items + group.items <= most.items
                && self.all.bytes + group.bytes <= most.bytes)
    }

    /// Counts a group in, and gives it its number.
    pub(super) fn start(&mut self, group: Load) -> usize {
        let number = self.started;
        self.loads.insert(number, group);
        self.all.items += group.items;
        self.all.bytes += group.bytes;
        self.started += 1;
        number
    }

    /// Waits for a message, and passes on all that is next in order.
    pub(super) fn land<E>(
        &mut self,
        sink: &mut impl FnMut(Made<P, R>) -> Result<(), E>,
    ) -> Result<(), E> {
        let message = self.receiver.recv().expect("every group sends its results");
        self.pass_on(message, sink)
    }

    /// Passes on, without waiting, whatever is next in order.
    pub(super) fn land_what_is_there<E>(
        &mut self,
        sink: &mut impl FnMut(Made<P, R>) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Ok(message) = self.receiver.try_recv() {
            self.pass_on(message, sink)?;
        }
        Ok(())
    }

    /// Keeps what came, and passes on what is next in order.
    fn pass_on<E>(
        &mut self,
        message: Message<P, R>,
        sink: &mut impl FnMut(Made<P, R>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Message { number, made, is_last } = message;
        let waiting =
            self.waiting.entry(number).or_insert(Waiting { made: Vec::new(), is_whole: false });
        waiting.made.extend(made);
        waiting.is_whole = is_last;
        while let Some(waiting) = self.waiting.remove(&self.next) {
            waiting.made.into_iter().try_for_each(&mut *sink)?;
            if !waiting.is_whole {
                break;
            }
            let load = self.loads.remove(&self.next).unwrap_or_default();
            self.all.items -= load.items;
            self.all.bytes -= load.bytes;
            self.next += 1;
        }
        Ok(())
    }
}
