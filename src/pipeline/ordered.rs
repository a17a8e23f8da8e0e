//! Work on many items on several threads, results in order.
//!
//! The calling thread takes items from their source, in order, hands them to a rayon pool, small ones
//! several at a time, since a thread that is woken for an article takes longer to wake than to work, and
//! passes the results on in the same order. It takes no new item while the items in flight weigh
//! more than a budget, so memory does not grow with the corpus, also when the first item is the
//! slowest. rayon's own `par_bridge` would lose the order, and collecting chunks stalls at the end
//! of each.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, channel};

use crate::pipeline::caught::{Outcome, catch};
use crate::pipeline::threads::Threads;

/// How much may be in flight.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Items.
    pub items: usize,
    /// Bytes of all items together; a single heavier one is let through alone.
    pub bytes: u64,
}

/// Runs `work` on every item and `sink` on every result, in the order of the items.
///
/// `weigh` is asked for the bytes of an item before it is worked on. A panic in `work` is the outcome
/// of that item alone.
///
/// # Errors
/// The first error of `sink`; no further item is taken then.
pub fn run<T, R, E>(
    threads: &Threads,
    budget: Budget,
    items: impl Iterator<Item = T>,
    weigh: impl Fn(&T) -> u64,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(Outcome<R>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
{
    let Some(pool) = threads.pool() else {
        for item in items {
            sink(catch(|| work(item)))?;
        }
        return Ok(());
    };
    let (sender, receiver) = channel();
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut flight = Flight::new(receiver);
        let mut group = Group::default();
        let mut hand_out = |group: Group<T>, flight: &mut Flight<R>| {
            while !flight.admits(&group, budget) {
                flight.land(&mut sink)?;
            }
            let number = flight.start(&group);
            let sender = sender.clone();
            scope.spawn(move |_| {
                let outcomes = group.items.into_iter().map(|item| catch(|| work(item))).collect();
                // Without a receiver the run was given up, and nobody waits for the results.
                let _ = sender.send((number, outcomes));
            });
            Ok(())
        };
        for item in items {
            group.bytes += weigh(&item);
            group.items.push(item);
            if group.is_full(budget) {
                hand_out(std::mem::take(&mut group), &mut flight)?;
            }
        }
        if !group.items.is_empty() {
            hand_out(group, &mut flight)?;
        }
        while flight.items > 0 {
            flight.land(&mut sink)?;
        }
        Ok(())
    })
}

/// The most items that are handed out together.
const GROUP_ITEMS: usize = 32;
/// A group of so many bytes waits for no further item.
const GROUP_BYTES: u64 = 64 << 10;

/// Items that are handed out together.
struct Group<T> {
    items: Vec<T>,
    bytes: u64,
}

impl<T> Default for Group<T> {
    fn default() -> Self {
        Self { items: Vec::new(), bytes: 0 }
    }
}

impl<T> Group<T> {
    /// Whether nothing is gained by a further item; several groups must fit into the budget.
    fn is_full(&self, budget: Budget) -> bool {
        self.bytes >= GROUP_BYTES.min(budget.bytes / 8)
            || self.items.len() >= GROUP_ITEMS.min(budget.items / 4)
    }
}

/// Groups handed out whose results have not been passed on yet.
struct Flight<R> {
    receiver: Receiver<(usize, Vec<Outcome<R>>)>,
    /// Items and bytes of each group.
    groups: BTreeMap<usize, (usize, u64)>,
    items: usize,
    bytes: u64,
    waiting: BTreeMap<usize, Vec<Outcome<R>>>,
    next: usize,
    started: usize,
}

impl<R> Flight<R> {
    const fn new(receiver: Receiver<(usize, Vec<Outcome<R>>)>) -> Self {
        Self {
            receiver,
            groups: BTreeMap::new(),
            items: 0,
            bytes: 0,
            waiting: BTreeMap::new(),
            next: 0,
            started: 0,
        }
    }

    fn admits<T>(&self, group: &Group<T>, budget: Budget) -> bool {
        self.items == 0
            || (self.items + group.items.len() <= budget.items
                && self.bytes + group.bytes <= budget.bytes)
    }

    /// Counts a group in, and gives it its number.
    fn start<T>(&mut self, group: &Group<T>) -> usize {
        let number = self.started;
        self.groups.insert(number, (group.items.len(), group.bytes));
        self.items += group.items.len();
        self.bytes += group.bytes;
        self.started += 1;
        number
    }

    /// Waits for the results of a group, and passes on all that are next in order.
    fn land<E>(&mut self, sink: &mut impl FnMut(Outcome<R>) -> Result<(), E>) -> Result<(), E> {
        let (number, outcomes) = self.receiver.recv().expect("every group sends its results");
        self.waiting.insert(number, outcomes);
        while let Some(outcomes) = self.waiting.remove(&self.next) {
            let (items, bytes) = self.groups.remove(&self.next).unwrap_or_default();
            self.items -= items;
            self.bytes -= bytes;
            self.next += 1;
            for outcome in outcomes {
                sink(outcome)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::caught::Panicked;

    #[test]
    fn results_keep_the_order_also_when_the_first_is_slow() {
        let budget = Budget { items: 8, bytes: 1_000 };
        let work = |n: u64| {
            if n == 0 {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            n * n
        };
        let mut seen = Vec::new();
        let sink = |outcome: Outcome<u64>| -> Result<(), ()> {
            seen.push(outcome.unwrap());
            Ok(())
        };
        run(&Threads::start(3), budget, 0..100, |_| 7, work, sink).unwrap();
        assert_eq!(seen, (0..100).map(|n| n * n).collect::<Vec<u64>>());
    }

    #[test]
    fn a_panic_is_the_outcome_of_its_item() {
        let budget = Budget { items: 4, bytes: 1_000 };
        let mut seen = Vec::new();
        let work = |n: u64| if n == 1 { std::panic::panic_any("no".to_owned()) } else { n };
        run(
            &Threads::start(2),
            budget,
            0..3,
            |_| 5_000,
            work,
            |outcome| -> Result<(), ()> {
                seen.push(outcome);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(seen, [Ok(0), Err(Panicked("no".to_owned())), Ok(2)]);
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let budget = Budget { items: 4, bytes: 1_000 };
        let mut sunk = 0;
        let error = run(
            &Threads::start(2),
            budget,
            0..1_000_000_u64,
            |_| 1,
            |n| n,
            |_| {
                sunk += 1;
                if sunk == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((error, sunk), (Err("full"), 10));
    }
}
