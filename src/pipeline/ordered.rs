//! Work on many items on several threads, results in order.
//!
//! The calling thread takes items from their source, in order, hands them to a rayon pool, small ones
//! several at a time, since a thread that is woken for an article takes longer to wake than to work, and
//! passes the results on in the same order. It takes no new item while the items in flight weigh
//! more than a budget, so memory does not grow with the corpus, also when the first item is the
//! slowest. rayon's own `par_bridge` would lose the order, and collecting chunks stalls at the end
//! of each.
//!
//! What a large item gives may be passed on in parts: a thread that is ahead of the calling one waits, so
//! that few of them are held.

use std::sync::Mutex;
use std::sync::mpsc::{SyncSender, sync_channel};

use crate::pipeline::caught::catch;
use crate::pipeline::flight::{Flight, Load, Made, Message};
use crate::pipeline::threads::Threads;

/// Runs `work` on every item and `sink` on whatever it makes, in the order of the items.
///
/// `weigh` is asked for the bytes of an item before it is worked on. `work` may hand on parts before it returns.
/// A panic in it is the outcome of that item alone; parts that were handed on before it stay.
///
/// # Errors
/// The first error of `sink`; no further item is taken then.
pub fn run<T, P, R, E>(
    threads: &Threads,
    budget: Load,
    items: impl Iterator<Item = T>,
    weigh: impl Fn(&T) -> u64,
    work: impl Fn(T, &mut dyn FnMut(P)) -> R + Sync,
    mut sink: impl FnMut(Made<P, R>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    P: Send,
    R: Send,
{
    let Some(pool) = threads.pool() else { return run_here(items, work, sink) };
    let (sender, receiver) = sync_channel(MESSAGES_A_THREAD * threads.count());
    let work = &work;
    pool.in_place_scope(|scope| {
        let mut flight = Flight::new(receiver);
        let mut group = Group::default();
        let mut hand_out = |group: Group<T>, flight: &mut Flight<P, R>| {
            flight.land_what_is_there(&mut sink)?;
            while !flight.admits(group.load(), budget) {
                flight.land(&mut sink)?;
            }
            let number = flight.start(group.load());
            let is_heavy = group.bytes > budget.bytes;
            let sender = sender.clone();
            let job = move || make(group.items, number, &sender, work);
            if is_heavy {
                // Much of what a thread has freed stays with it: only one is to hold that much.
                let job = Mutex::new(Some(job));
                scope.spawn_broadcast(move |_, thread| {
                    let taken = || job.lock().ok()?.take();
                    if let Some(job) = (thread.index() == 0).then(taken).flatten() {
                        job();
                    }
                });
            } else {
                scope.spawn(move |_| job());
            }
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
        while !flight.is_empty() {
            flight.land(&mut sink)?;
        }
        Ok(())
    })
}

/// [`run`] on the calling thread.
fn run_here<T, P, R, E>(
    items: impl Iterator<Item = T>,
    work: impl Fn(T, &mut dyn FnMut(P)) -> R,
    mut sink: impl FnMut(Made<P, R>) -> Result<(), E>,
) -> Result<(), E> {
    for item in items {
        let mut passed = Ok(());
        let mut hand_on = |part| {
            if passed.is_ok() {
                passed = sink(Made::Part(part));
            }
        };
        let outcome = catch(|| work(item, &mut hand_on));
        passed?;
        sink(Made::Whole(outcome))?;
    }
    Ok(())
}

/// Works on the items of a group and sends what they give: all at once, but for parts.
fn make<T, P, R>(
    items: Vec<T>,
    number: usize,
    sender: &SyncSender<Message<P, R>>,
    work: impl Fn(T, &mut dyn FnMut(P)) -> R,
) {
    // Without a receiver the run was given up, and nobody waits for the results.
    let send = |made, is_last| drop(sender.send(Message { number, made, is_last }));
    let mut made = Vec::new();
    for item in items {
        let outcome = catch(|| {
            work(item, &mut |part| {
                made.push(Made::Part(part));
                send(std::mem::take(&mut made), false);
            })
        });
        made.push(Made::Whole(outcome));
    }
    send(made, true);
}

/// Messages of each thread that may wait for the calling one; who has a further one waits with it.
const MESSAGES_A_THREAD: usize = 2;

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
    const fn load(&self) -> Load {
        Load { items: self.items.len(), bytes: self.bytes }
    }

    /// Whether nothing is gained by a further item; several groups must fit into the budget.
    fn is_full(&self, budget: Load) -> bool {
        self.bytes >= GROUP_BYTES.min(budget.bytes / 8)
            || self.items.len() >= GROUP_ITEMS.min(budget.items / 4)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::pipeline::caught::Panicked;

    #[test]
    fn all_that_is_made_keeps_the_order_also_when_the_first_is_slow() {
        let budget = Load { items: 8, bytes: 1_000 };
        let work = |n: u64, hand_on: &mut dyn FnMut((u64, u64))| {
            if n == 0 {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            (0..n % 7).for_each(|part| hand_on((n, part)));
            n * n
        };
        let made = |n: u64| {
            let parts = (0..n % 7).map(move |part| Made::Part((n, part)));
            parts.chain(std::iter::once(Made::Whole(Ok(n * n))))
        };
        for threads in [0, 1, 3] {
            let threads = if threads == 0 { Threads::none() } else { Threads::start(threads) };
            let mut seen = Vec::new();
            let sink = |made| -> Result<(), ()> {
                seen.push(made);
                Ok(())
            };
            run(&threads, budget, 0..100, |_| 7, work, sink).unwrap();
            assert_eq!(seen, (0..100).flat_map(made).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_thread_that_is_ahead_waits() {
        let (made, passed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |(), hand_on: &mut dyn FnMut(usize)| {
            for _ in 0..100 {
                hand_on(made.fetch_add(1, Ordering::SeqCst) - passed.load(Ordering::SeqCst));
            }
        };
        let mut most = 0;
        let sink = |made: Made<usize, ()>| -> Result<(), ()> {
            if let Made::Part(ahead) = made {
                std::thread::sleep(std::time::Duration::from_micros(200));
                passed.fetch_add(1, Ordering::SeqCst);
                most = most.max(ahead);
            }
            Ok(())
        };
        let budget = Load { items: 8, bytes: 1_000 };
        run(&Threads::start(2), budget, std::iter::once(()), |()| 1, work, sink).unwrap();
        assert_eq!(passed.into_inner(), 100);
        assert!((1..=2 * MESSAGES_A_THREAD + 2).contains(&most), "{most} ahead");
    }

    #[test]
    fn a_panic_is_the_outcome_of_its_item() {
        let budget = Load { items: 4, bytes: 1_000 };
        let work = |n: u64, hand_on: &mut dyn FnMut(u64)| {
            hand_on(n);
            if n == 1 { std::panic::panic_any("no".to_owned()) } else { n }
        };
        for threads in [Threads::none(), Threads::start(2)] {
            let mut seen = Vec::new();
            let sink = |made| -> Result<(), ()> {
                seen.push(made);
                Ok(())
            };
            run(&threads, budget, 0..3, |_| 5_000, work, sink).unwrap();
            let outcomes = [Ok(0), Err(Panicked("no".to_owned())), Ok(2)];
            let made = (0..).zip(outcomes).flat_map(|(n, o)| [Made::Part(n), Made::Whole(o)]);
            assert_eq!(seen, made.collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_the_run() {
        let budget = Load { items: 4, bytes: 1_000 };
        let work = |n, hand_on: &mut dyn FnMut(u64)| {
            (0..20).for_each(hand_on);
            n
        };
        for threads in [Threads::none(), Threads::start(2)] {
            let mut sunk = 0;
            let error = run(
                &threads,
                budget,
                0..1_000_000_u64,
                |_| 1,
                work,
                |_| {
                    sunk += 1;
                    if sunk == 30 { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!((error, sunk), (Err("full"), 30));
        }
    }
}
