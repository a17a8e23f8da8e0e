//! A group and its reference, by stratum.

use crate::compare::contrast::{Compared, Comparison, cell, welch};
use crate::compare::drawing::Drawn;
use crate::compare::estimate::Estimate;
use crate::compare::measure::Quantity;
use crate::compare::options::Options;
use crate::compare::permutation::Members;
use crate::compare::replicate::Sums;
use crate::stats::mantel_haenszel::{Cell, Sums as Common};

/// A stratum with documents of both sides.
struct Stratum<'s> {
    number: usize,
    /// All documents in order, true for those of the group.
    members: Members<'s>,
    group: Sums,
    reference: Sums,
}

/// A group and its reference.
pub(super) struct Sides<'s> {
    strata: Vec<Stratum<'s>>,
    /// Strata with documents of one side only.
    pub(super) left_out: usize,
    /// Whether the reference's resamples hold the group's own.
    others: bool,
    all: Members<'s>,
}

impl<'s> Sides<'s> {
    /// Both sides from their documents by stratum, true for those of the group. `others` says that
    /// resamples of the reference will hold those of the group.
    pub(super) fn new(by_stratum: Vec<Members<'s>>, others: bool) -> Self {
        let all: Members<'s> = by_stratum.iter().flatten().copied().collect();
        let (mut strata, mut left_out) = (Vec::new(), 0);
        for (number, members) in by_stratum.into_iter().enumerate() {
            let (mut group, mut reference) = (Sums::default(), Sums::default());
            let mut seen = (false, false);
            for (sums, is_group) in &members {
                let (side, seen) = if *is_group {
                    (&mut group, &mut seen.0)
                } else {
                    (&mut reference, &mut seen.1)
                };
                side.add(sums);
                *seen = true;
            }
            if seen == (true, true) {
                strata.push(Stratum { number, members, group, reference });
            } else if seen != (false, false) {
                left_out += 1;
            }
        }
        Self { strata, left_out, others, all }
    }

    /// Strata with documents of both sides.
    pub(super) const fn strata_n(&self) -> usize {
        self.strata.len()
    }

    /// The documents of the strata with both sides.
    pub(super) fn members(&self) -> Vec<Members<'s>> {
        self.strata.iter().map(|stratum| stratum.members.clone()).collect()
    }

    /// The documents of the reference.
    pub(super) fn reference(&self) -> impl Iterator<Item = &'s Sums> + Clone {
        self.side(false)
    }

    fn side(&self, is_group: bool) -> impl Iterator<Item = &'s Sums> + Clone {
        self.all.iter().filter(move |(_, side)| *side == is_group).map(|(sums, _)| *sums)
    }

    /// The values of the documents that have what is measured, of the group and of the reference.
    pub(super) fn values(&self, quantity: Quantity) -> [Vec<f64>; 2] {
        [true, false].map(|side| {
            let pairs = self.side(side).map(|sums| sums.pair(quantity));
            pairs.filter(|(_, w)| *w > 0.0).map(|(x, w)| x / w).collect()
        })
    }

    /// Difference and ratio; with intervals unless there are too few documents.
    pub(super) fn compared(
        &self,
        quantity: Quantity,
        (a, b): (&Estimate, &Estimate),
        (own, reference): (&Drawn, &Drawn),
        options: &Options,
    ) -> Compared {
        let drawn = (0..options.draws as usize).map(|draw| {
            let mut common = Common::default();
            for stratum in &self.strata {
                common.add(self.drawn(stratum.number, draw, (own, reference), quantity));
            }
            common
        });
        let comparison = Comparison {
            quantity,
            a,
            b,
            common: self.common(quantity),
            draws: &mut { drawn },
            without_one: &|| self.without_one(quantity),
            is_stratified: self.strata.len() + self.left_out > 1,
            freedom: welch(a, b),
        };
        if a.docs_n.min(b.docs_n) < options.min_docs.max(2) {
            comparison.described()
        } else {
            comparison.inferred(options.ends)
        }
    }

    fn drawn(
        &self,
        stratum: usize,
        draw: usize,
        (own, reference): (&Drawn, &Drawn),
        quantity: Quantity,
    ) -> Cell {
        let sums = |drawn: &Drawn| {
            drawn.get(stratum).and_then(|draws| draws.get(draw)).copied().unwrap_or_default()
        };
        let (own, reference) = (sums(own), sums(reference));
        let reference = if self.others { reference.less(&own) } else { reference };
        cell(own.pair(quantity), reference.pair(quantity))
    }

    fn common(&self, quantity: Quantity) -> Common {
        let mut common = Common::default();
        self.strata.iter().for_each(|stratum| common.add(stratum.cell(quantity)));
        common
    }

    /// The comparison without each document of the group, and without each of the reference.
    fn without_one(&self, quantity: Quantity) -> Vec<Vec<Common>> {
        let common = self.common(quantity);
        let mut samples = vec![Vec::new(), Vec::new()];
        for stratum in &self.strata {
            let whole = stratum.cell(quantity);
            for (sums, is_group) in &stratum.members {
                let (group, reference) = if *is_group {
                    (stratum.group.less(sums), stratum.reference)
                } else {
                    (stratum.group, stratum.reference.less(sums))
                };
                let rest = cell(group.pair(quantity), reference.pair(quantity));
                if let Some(sample) = samples.get_mut(usize::from(!is_group)) {
                    sample.push(common.replaced(whole, rest));
                }
            }
        }
        samples
    }
}

impl Stratum<'_> {
    const fn cell(&self, quantity: Quantity) -> Cell {
        cell(self.group.pair(quantity), self.reference.pair(quantity))
    }
}
