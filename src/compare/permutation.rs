//! How likely a difference at least as large is if it makes none which group a document is in.
//!
//! The statistic is the score of the difference of two pooled rates over its standard error: with e
//! = x − r·w, where r is the rate of both sides together in a stratum, it is Σe of one side over the
//! root of Σ((1 − f)² Σe² of this side + f² Σe² of the other), f being the share of the words on this
//! side. Dividing by the standard error makes the test hold its level also where the sides differ in
//! length or in how documents clump (Janssen 1997; Chung & Romano 2013).

use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;

use crate::compare::measure::Quantity;
use crate::compare::replicate::Sums;
use crate::compare::row::PMethod;
use crate::stats::quantile::normal_below;

/// Documents on the smaller side from which on permutations bring nothing that the normal distribution
/// does not.
const MANY: usize = 1_000;

/// Relative difference up to which two statistics are the same one, computed in another order.
const SAME: f64 = 1e-9;

/// How many permutations, and where chance starts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chance {
    pub(super) permutations: u32,
    pub(super) seed: u64,
}

/// A p and how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tested {
    pub(super) p: f64,
    pub(super) method: PMethod,
}

/// The documents of one stratum in a fixed order, true for those of the first side.
pub(super) type Members<'a> = Vec<(&'a Sums, bool)>;

/// Numbers of the columns: e, its square and the denominator of each quantity.
const WIDTH: usize = 3 * Quantity::COUNT;

type Row = [f64; WIDTH];

/// A stratum prepared for permuting.
struct Stratum {
    rows: Vec<Row>,
    total: Row,
    /// Documents of the smaller side, in `order` those up to here.
    size: usize,
    /// 1 if the smaller side is the first one, else −1.
    sign: f64,
    order: Vec<u32>,
}

/// Two-sided p of every quantity in the order of [`Quantity::ALL`]; `None` where there is no hit or
/// no difference is possible.
pub(super) fn test(strata: &[Members<'_>], chance: Chance) -> [Option<Tested>; Quantity::COUNT] {
    let mut strata: Vec<Stratum> = strata.iter().map(Stratum::new).collect();
    let observed = statistics(&strata, Stratum::drawn);
    let (counts, runs, method) = if strata.iter().map(|stratum| stratum.size).sum::<usize>() >= MANY
    {
        let p = |statistic: Option<f64>| statistic.map(|t| 2.0 * normal_below(-t));
        return observed.map(|t| p(t).map(|p| Tested { p, method: PMethod::Asymptotic }));
    } else if let Some(all) = combinations(&strata, chance.permutations) {
        (exact(&strata, &observed), all, PMethod::Exact)
    } else {
        let counts = monte_carlo(&mut strata, &observed, chance);
        // The documents as they are count as one more permutation.
        (counts.map(|count| count + 1), chance.permutations + 1, PMethod::MonteCarlo)
    };
    let mut tested = [None; Quantity::COUNT];
    for ((tested, count), observed) in tested.iter_mut().zip(counts).zip(observed) {
        let p = f64::from(count) / f64::from(runs);
        *tested = observed.map(|_| Tested { p, method });
    }
    tested
}

/// The statistics without their signs, from the sums over the smaller side in each stratum.
fn statistics(
    strata: &[Stratum],
    smaller: impl Fn(&Stratum) -> Row,
) -> [Option<f64>; Quantity::COUNT] {
    let mut score = [0.0; Quantity::COUNT];
    let mut variance = [0.0; Quantity::COUNT];
    for stratum in strata {
        let (row, all) = (smaller(stratum), &stratum.total);
        let columns = row.chunks_exact(3).zip(all.chunks_exact(3));
        for ((score, variance), columns) in score.iter_mut().zip(&mut variance).zip(columns) {
            let ([e, square, words], [_, all_square, all_words]) = columns else { continue };
            if *all_words > 0.0 {
                let share = words / all_words;
                *score += stratum.sign * e;
                *variance += (1.0 - share).powi(2) * square + share * share * (all_square - square);
            }
        }
    }
    let mut statistics = [None; Quantity::COUNT];
    for (statistic, (score, variance)) in statistics.iter_mut().zip(score.iter().zip(variance)) {
        *statistic = (variance > 0.0).then(|| score.abs() / variance.sqrt());
    }
    statistics
}

/// Adds 1 where a statistic is at least the observed one.
fn tally(
    counts: &mut [u32; Quantity::COUNT],
    found: &[Option<f64>; Quantity::COUNT],
    observed: &[Option<f64>; Quantity::COUNT],
) {
    for (count, (found, observed)) in counts.iter_mut().zip(found.iter().zip(observed)) {
        if let Some(observed) = observed {
            *count += u32::from(found.unwrap_or_default() >= observed * (1.0 - SAME));
        }
    }
}

/// In how many ways the documents can be put on two sides of these sizes, if those are few and there
/// is one stratum.
fn combinations(strata: &[Stratum], permutations: u32) -> Option<u32> {
    let [stratum] = strata else { return None };
    let mut ways = 1_u64;
    for (taken, left) in (1..=stratum.size as u64).zip((0..=stratum.rows.len() as u64).rev()) {
        ways = ways * left / taken;
        if ways > 2 * u64::from(permutations) {
            return None;
        }
    }
    u32::try_from(ways).ok()
}

/// Goes through all combinations in lexicographic order.
fn exact(strata: &[Stratum], observed: &[Option<f64>; Quantity::COUNT]) -> [u32; Quantity::COUNT] {
    let mut counts = [0; Quantity::COUNT];
    let Some(stratum) = strata.first() else { return counts };
    let mut chosen: Vec<usize> = (0..stratum.size).collect();
    loop {
        let sums = stratum.sums(chosen.iter().copied());
        tally(&mut counts, &statistics(strata, |_| sums), observed);
        if !advance(&mut chosen, stratum.rows.len()) {
            return counts;
        }
    }
}

/// The next combination of numbers below `n`; false behind the last.
fn advance(chosen: &mut [usize], n: usize) -> bool {
    let size = chosen.len();
    let Some(at) = (0..size).rev().find(|at| chosen.get(*at).is_some_and(|c| *c < n - size + at))
    else {
        return false;
    };
    let first = chosen.get(at).copied().unwrap_or_default() + 1;
    for (slot, number) in chosen.iter_mut().skip(at).zip(first..) {
        *slot = number;
    }
    true
}

fn monte_carlo(
    strata: &mut [Stratum],
    observed: &[Option<f64>; Quantity::COUNT],
    chance: Chance,
) -> [u32; Quantity::COUNT] {
    let mut random = Pcg64::seed_from_u64(chance.seed);
    let mut counts = [0; Quantity::COUNT];
    for _ in 0..chance.permutations {
        for stratum in strata.iter_mut() {
            stratum.shuffle(&mut random);
        }
        tally(&mut counts, &statistics(strata, Stratum::drawn), observed);
    }
    counts
}

impl Stratum {
    fn new(members: &Members<'_>) -> Self {
        let all = Sums::total(members.iter().map(|(sums, _)| *sums));
        let rows: Vec<Row> = members.iter().map(|(sums, _)| row(sums, &all)).collect();
        let mut total = [0.0; WIDTH];
        for row in &rows {
            add(&mut total, row);
        }
        let of_side = |side: bool| (0..).zip(members).filter(move |(_, member)| member.1 == side);
        let (first, second) = (of_side(true).count(), of_side(false).count());
        // Between equal sides the one with the first document, so that it makes no difference which is
        // compared with which.
        let leads = members.first().is_none_or(|member| member.1);
        let is_first = first < second || (first == second && leads);
        let order = of_side(is_first).chain(of_side(!is_first)).map(|(at, _)| at).collect();
        let sign = if is_first { 1.0 } else { -1.0 };
        Self { rows, total, size: first.min(second), sign, order }
    }

    /// The sums over the smaller side as it is in `order`.
    fn drawn(&self) -> Row {
        self.sums(self.order.iter().take(self.size).map(|at| *at as usize))
    }

    fn sums(&self, chosen: impl Iterator<Item = usize>) -> Row {
        let mut sums = [0.0; WIDTH];
        chosen.filter_map(|at| self.rows.get(at)).for_each(|row| add(&mut sums, row));
        sums
    }

    /// Draws the smaller side anew from all documents (Fisher & Yates, as far as needed).
    fn shuffle(&mut self, random: &mut Pcg64) {
        let n = u32::try_from(self.order.len()).unwrap_or_default();
        for (at, from) in (0..self.size).zip(0..n) {
            self.order.swap(at, random.random_range(from..n) as usize);
        }
    }
}

fn row(sums: &Sums, all: &Sums) -> Row {
    let mut row = [0.0; WIDTH];
    for (columns, quantity) in row.chunks_exact_mut(3).zip(Quantity::ALL) {
        let ((x, w), (all_x, all_w)) = (sums.pair(quantity), all.pair(quantity));
        let e = if all_w > 0.0 { x - all_x / all_w * w } else { 0.0 };
        for (column, value) in columns.iter_mut().zip([e, e * e, w]) {
            *column = value;
        }
    }
    row
}

fn add(sums: &mut Row, row: &Row) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value;
    }
}

/// Two-sided p of a sum of paired differences: how likely a sum at least as far from 0 is if each
/// difference could as well have the other sign. `None` where all are 0.
pub(super) fn signs(differences: &[f64], chance: Chance) -> Option<Tested> {
    let moving: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    let observed = moving.iter().sum::<f64>().abs();
    let squares: f64 = moving.iter().map(|d| d * d).sum();
    if moving.is_empty() {
        return None;
    }
    let least = observed - SAME * squares.sqrt();
    let ways = 1_u64.checked_shl(u32::try_from(moving.len()).ok()?);
    if let Some(ways) = ways.filter(|ways| *ways <= 2 * u64::from(chance.permutations)) {
        let far = (0..ways).filter(|bits| signed(&moving, || *bits).abs() >= least).count();
        #[expect(clippy::cast_precision_loss, reason = "at most twice the permutations")]
        return Some(Tested { p: far as f64 / ways as f64, method: PMethod::Exact });
    }
    if moving.len() >= MANY {
        let p = 2.0 * normal_below(-observed / squares.sqrt());
        return Some(Tested { p, method: PMethod::Asymptotic });
    }
    let mut random = Pcg64::seed_from_u64(chance.seed);
    let far = (0..chance.permutations)
        .filter(|_| signed(&moving, || random.next_u64()).abs() >= least)
        .count();
    #[expect(clippy::cast_precision_loss, reason = "at most the permutations")]
    let p = (far + 1) as f64 / (f64::from(chance.permutations) + 1.0);
    Some(Tested { p, method: PMethod::MonteCarlo })
}

/// The sum with the signs that bits say, 64 at a time.
fn signed(differences: &[f64], mut bits: impl FnMut() -> u64) -> f64 {
    let mut sum = 0.0;
    for some in differences.chunks(64) {
        let bits = bits();
        for (difference, at) in some.iter().zip(0..) {
            sum += if bits >> at & 1 == 0 { *difference } else { -difference };
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::replicate::COLUMNS;

    const CHANCE: Chance = Chance { permutations: 999, seed: 3 };

    /// Documents by hits and words of the author.
    fn documents(rows: &[(f64, f64)]) -> Vec<Sums> {
        let sums = |(hits, words): &(f64, f64)| {
            let mut sums = [0.0; COLUMNS];
            (sums[0], sums[5]) = (*hits, *words);
            Sums(sums)
        };
        rows.iter().map(sums).collect()
    }

    fn p(a: &[(f64, f64)], b: &[(f64, f64)]) -> Option<Tested> {
        let (a, b) = (documents(a), documents(b));
        let members =
            a.iter().map(|sums| (sums, true)).chain(b.iter().map(|sums| (sums, false))).collect();
        test(&[members], CHANCE)[0]
    }

    #[test]
    fn few_documents_are_gone_through() {
        // Of 20 ways to choose 3 of 6 only the two extreme ones are as far apart.
        let (low, high) = ([(1.0, 100.0), (2.0, 100.0), (3.0, 100.0)], [(7.0, 100.0); 3]);
        let exact = |p| Some(Tested { p, method: PMethod::Exact });
        assert_eq!(p(&low, &high), exact(0.1));
        assert_eq!(p(&high, &low), exact(0.1));
        assert_eq!(p(&[(0.0, 50.0); 4], &[(0.0, 90.0); 5]), None);
        assert_eq!(p(&[(1.0, 50.0); 4], &[(2.0, 100.0); 5]), None);
    }

    #[test]
    fn many_are_drawn() {
        let low: Vec<(f64, f64)> = (0..30).map(|n| (f64::from(n % 4), 300.0)).collect();
        let high: Vec<(f64, f64)> = (0..40).map(|n| (f64::from(n % 4 + 2), 300.0)).collect();
        assert_eq!(p(&low, &high), Some(Tested { p: 0.001, method: PMethod::MonteCarlo }));
        let same = p(&low, &low).unwrap();
        assert!(same.p > 0.9, "{same:?}");
        assert_eq!(p(&low, &high), p(&high, &low));
    }

    #[test]
    fn strata_are_permuted_within() {
        // All of the difference lies between the strata.
        let (low, high) = (documents(&[(1.0, 200.0); 12]), documents(&[(9.0, 200.0); 12]));
        let stratum = |documents: &'static [Sums], first: usize| -> Members<'static> {
            documents.iter().zip(0..).map(|(sums, at)| (sums, at < first)).collect()
        };
        let (low, high): (&'static [Sums], &'static [Sums]) = (low.leak(), high.leak());
        assert_eq!(test(&[stratum(low, 10), stratum(high, 2)], CHANCE)[0], None);
        let pooled = stratum(low, 10).into_iter().chain(stratum(high, 2)).collect();
        assert!(test(&[pooled], CHANCE)[0].unwrap().p < 0.01);
    }

    #[test]
    fn signs_of_pairs() {
        let exact = |p| Some(Tested { p, method: PMethod::Exact });
        assert_eq!(signs(&[1.0, 2.0, 0.0, 3.0], CHANCE), exact(0.25));
        assert_eq!(signs(&[1.0, -1.0], CHANCE), exact(1.0));
        assert_eq!(signs(&[0.0, 0.0], CHANCE), None);
        let many = signs(&[1.0; 80], CHANCE).unwrap();
        assert_eq!(many, Tested { p: 0.001, method: PMethod::MonteCarlo });
    }
}
