//! Two quantities of the same documents: author against quoted, headlines against bodies.

use crate::compare::contrast::{Compared, Comparison, cell, within};
use crate::compare::estimate::{Estimate, whole};
use crate::compare::measure::{Measure, Quantity, VoiceChoice};
use crate::compare::options::Options;
use crate::compare::permutation::{Chance, Tested, signs};
use crate::compare::replicate::Sums;
use crate::compare::row::ReferenceName;
use crate::stats::binomial::same_rate;
use crate::stats::dominance::{Dominance, paired};
use crate::stats::mantel_haenszel::Sums as Common;

/// Two quantities that are held side by side within documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) quantity: Quantity,
    pub(super) reference: Quantity,
    pub(super) name: ReferenceNameOfPair,
}

/// What the second quantity of a pair is called.
#[derive(Debug, Clone, Copy)]
pub(super) enum ReferenceNameOfPair {
    Quoted,
    Body,
}

impl ReferenceNameOfPair {
    pub(super) const fn name(self) -> ReferenceName {
        match self {
            Self::Quoted => ReferenceName::Quoted,
            Self::Body => ReferenceName::Body,
        }
    }
}

const fn author(measure: Measure) -> Quantity {
    Quantity { measure, voice: VoiceChoice::Author }
}

impl Pair {
    /// All pairs.
    pub(super) const ALL: [Self; 2] = [
        Self {
            quantity: author(Measure::Rate),
            reference: Quantity { measure: Measure::Rate, voice: VoiceChoice::Quote },
            name: ReferenceNameOfPair::Quoted,
        },
        Self {
            quantity: author(Measure::Headline),
            reference: author(Measure::Body),
            name: ReferenceNameOfPair::Body,
        },
    ];

    /// Documents that have both.
    pub(super) fn both(self, documents: &[Sums]) -> impl Iterator<Item = &Sums> {
        let pair = self;
        documents.iter().filter(move |sums| {
            sums.pair(pair.quantity).1 > 0.0 && sums.pair(pair.reference).1 > 0.0
        })
    }

    /// Cliff's δ within documents that have both.
    pub(super) fn dominance(self, documents: &[Sums]) -> Option<Dominance> {
        let value = |(x, w): (f64, f64)| x / w;
        let pairs = self.both(documents);
        let pairs = pairs.map(|s| (value(s.pair(self.quantity)), value(s.pair(self.reference))));
        paired(&pairs.collect::<Vec<_>>())
    }

    /// Difference and ratio; with intervals unless there are too few documents.
    pub(super) fn compared(
        self,
        documents: &[Sums],
        draws: &[Sums],
        (a, b): (&Estimate, &Estimate),
        options: &Options,
    ) -> Compared {
        let all = Sums::total(documents.iter());
        let both = self.both(documents).count();
        let comparison = Comparison {
            quantity: self.quantity,
            a,
            b,
            common: self.common(&all),
            draws: &mut draws.iter().map(|sums| self.common(sums)),
            without_one: &|| {
                vec![documents.iter().map(|sums| self.common(&all.less(sums))).collect()]
            },
            is_stratified: false,
            freedom: within(both),
        };
        if both < options.min_docs.max(2) {
            comparison.described()
        } else {
            comparison.inferred(options.ends)
        }
    }

    /// Two-sided p of equal pooled rates, the larger of two. One leaves to chance which side a
    /// document's difference speaks for, that is what it adds to the difference of the rates; it
    /// allows for clumps, but takes a rate of few hits for surer than it is. The other is exact for
    /// independent hits, however few, and knows no clumps.
    pub(super) fn test(self, documents: &[Sums], chance: Chance) -> Option<Tested> {
        let all = Sums::total(documents.iter());
        let ((x, w), (y, v)) = (all.pair(self.quantity), all.pair(self.reference));
        let exact = same_rate(whole(x), w, whole(y), v)?;
        let rate = (x + y) / (w + v);
        let difference = |sums: &Sums| {
            let residual = |(x, own): (f64, f64), all: f64| (x - rate * own) / all;
            residual(sums.pair(self.quantity), w) - residual(sums.pair(self.reference), v)
        };
        let tested = signs(&documents.iter().map(difference).collect::<Vec<_>>(), chance);
        tested.map(|tested| Tested { p: tested.p.max(exact), ..tested })
    }

    fn common(self, sums: &Sums) -> Common {
        let mut common = Common::default();
        common.add(cell(sums.pair(self.quantity), sums.pair(self.reference)));
        common
    }
}
