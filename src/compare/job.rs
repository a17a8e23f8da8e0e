//! The lines of one group and topic.

use std::collections::BTreeMap;

use crate::compare::contrast::Compared;
use crate::compare::drawing::Drawn;
use crate::compare::estimate::Estimate;
use crate::compare::groups::Plan;
use crate::compare::measure::{Measure, Quantity};
use crate::compare::paired::Pair;
use crate::compare::permutation::{Chance, Members, Tested, test};
use crate::compare::replicate::Sums;
use crate::compare::row::{Contrast, Flag, GroupRow, ReferenceName};
use crate::compare::sides::Sides;
use crate::lexicon::axis::Axis;
use crate::stats::dominance::{Dominance, cliff};

/// Hits below which a line is flagged.
const SPARSE: u64 = 10;

/// What is known of one group and topic.
pub(super) struct GroupJob<'j> {
    pub(super) plan: &'j Plan<'j>,
    pub(super) group: usize,
    pub(super) topic: u32,
    /// The counts of every document.
    pub(super) sums: &'j [Sums],
    /// The resamples of the group.
    pub(super) drawn: &'j Drawn,
    /// The resamples of the reference; of all documents, where that is all others.
    pub(super) reference: &'j Drawn,
}

/// The parts of a contrast that the caller knows.
struct Parts {
    reference: ReferenceName,
    compared: Compared,
    dominance: Option<Dominance>,
    tested: Option<Tested>,
    strata: (usize, usize),
}

impl GroupJob<'_> {
    /// The lines by quantity.
    pub(super) fn rows(&self) -> BTreeMap<Quantity, Vec<GroupRow>> {
        let own = self.own();
        let pooled = pooled(self.drawn);
        let sides = self.sides();
        let tested = sides.as_ref().filter(|_| own.len() >= self.plan.options.min_docs);
        let tested = tested.map(|sides| test(&sides.members(), self.chance()));
        let mut rows = BTreeMap::new();
        for quantity in self.plan.quantities.iter().filter(|quantity| self.has(**quantity)) {
            let mut estimate = Estimate::new(own.iter(), *quantity);
            estimate.resampled(*quantity, &pooled, self.plan.options.min_docs);
            let contrast = sides.as_ref().map(|sides| {
                let p = tested.as_ref().and_then(|tested| of(*quantity, tested));
                self.against(sides, *quantity, &estimate, p)
            });
            let mut lines = vec![self.row(*quantity, &estimate, contrast)];
            lines.extend(self.pairs(*quantity, &estimate, &pooled));
            rows.insert(*quantity, lines);
        }
        rows
    }

    /// Whether the topic has such a quantity: only axes have scores, and so an index.
    fn has(&self, quantity: Quantity) -> bool {
        let topic = self.plan.corpus.topics.get(self.topic as usize);
        let is_axis = |topic: &String| Axis::ALL.iter().any(|axis| axis.name() == topic);
        quantity.measure != Measure::Index || topic.is_some_and(is_axis)
    }

    /// The counts of the group's documents.
    fn own(&self) -> &[Sums] {
        let range = self.plan.groups.get(self.group).cloned().unwrap_or_default();
        self.sums.get(range).unwrap_or_default()
    }

    /// The group and its reference, unless there is none.
    fn sides(&self) -> Option<Sides<'_>> {
        let range = self.plan.groups.get(self.group)?;
        let pool = match self.plan.reference {
            None => 0..self.sums.len(),
            Some(reference) if reference == self.group => return None,
            Some(reference) => self.plan.groups.get(reference)?.clone(),
        };
        let mut strata: Vec<Members<'_>> = vec![Vec::new(); self.plan.corpus.strata.len()];
        let mut has_reference = false;
        for ((document, sums), at) in self.plan.corpus.documents.iter().zip(self.sums).zip(0..) {
            let is_group = range.contains(&at);
            if is_group || pool.contains(&at) {
                has_reference |= !is_group;
                if let Some(stratum) = strata.get_mut(document.stratum as usize) {
                    stratum.push((sums, is_group));
                }
            }
        }
        has_reference.then(|| Sides::new(strata, self.plan.reference.is_none()))
    }

    fn against(
        &self,
        sides: &Sides<'_>,
        quantity: Quantity,
        own: &Estimate,
        tested: Option<Tested>,
    ) -> Contrast {
        let options = self.plan.options;
        let reference = Estimate::new(sides.reference(), quantity);
        let [a, b] = sides.values(quantity);
        let name = match self.plan.reference.and_then(|at| self.plan.corpus.groups.get(at)) {
            Some(group) => ReferenceName::Group(group.clone()),
            None => ReferenceName::Others,
        };
        let parts = Parts {
            reference: name,
            compared: sides.compared(
                quantity,
                (own, &reference),
                (self.drawn, self.reference),
                options,
            ),
            dominance: cliff(&a, &b),
            tested,
            strata: (sides.strata_n(), sides.left_out),
        };
        self.contrast(parts, (own.docs_n, reference.docs_n), &reference)
    }

    /// Puts a contrast together; with too few documents it only describes.
    fn contrast(&self, parts: Parts, docs: (usize, usize), reference: &Estimate) -> Contrast {
        let is_few = docs.0.min(docs.1) < self.plan.options.min_docs.max(2);
        let tested = parts.tested.filter(|_| !is_few);
        let dominance = parts.dominance;
        Contrast {
            reference: parts.reference,
            docs_n: docs.1,
            estimate: reference.value,
            difference: parts.compared.difference,
            difference_interval: parts.compared.difference_interval,
            ratio: parts.compared.ratio,
            ratio_lo: parts.compared.ratio_lo,
            ratio_hi: parts.compared.ratio_hi,
            method: parts.compared.method,
            delta: dominance.map(|dominance| dominance.delta),
            delta_interval: dominance.and_then(|d| d.interval).filter(|_| !is_few),
            p: tested.map(|tested| tested.p),
            p_method: tested.map(|tested| tested.method),
            p_adjusted: None,
            tests_n: 0,
            strata_n: parts.strata.0,
            strata_left_out: parts.strata.1,
        }
    }

    /// The lines that hold a quantity beside another one of the same documents.
    fn pairs(&self, quantity: Quantity, own: &Estimate, pooled: &[Sums]) -> Vec<GroupRow> {
        let shown = |pair: &Pair| {
            pair.quantity == quantity && self.plan.quantities.contains(&pair.reference)
        };
        let documents = self.own();
        let line = |pair: Pair| {
            let reference = Estimate::new(documents.iter(), pair.reference);
            let parts = Parts {
                reference: pair.name.name(),
                compared: pair.compared(documents, pooled, (own, &reference), self.plan.options),
                dominance: pair.dominance(documents),
                tested: pair.test(documents, self.chance()),
                strata: (1, 0),
            };
            let both = pair.both(documents).count();
            let contrast = self.contrast(parts, (both, both), &reference);
            self.row(quantity, own, Some(contrast))
        };
        Pair::ALL.into_iter().filter(shown).map(line).collect()
    }

    fn row(&self, quantity: Quantity, estimate: &Estimate, contrast: Option<Contrast>) -> GroupRow {
        let corpus = self.plan.corpus;
        let is_rate = !matches!(quantity.measure, Measure::Share | Measure::Index);
        let quotient = estimate.quotient.filter(|_| is_rate);
        let flags = self.flags(quantity, estimate, contrast.as_ref());
        GroupRow {
            group: corpus.groups.get(self.group).cloned().unwrap_or_default(),
            docs_n: estimate.docs_n,
            words: estimate.words,
            category: corpus.topics.get(self.topic as usize).cloned().unwrap_or_default(),
            voice: quantity.voice,
            measure: quantity.measure,
            hits: estimate.hits(quantity),
            estimate: estimate.value,
            interval: estimate.interval,
            method: estimate.method,
            design_effect: quotient.and_then(|quotient| quotient.design_effect()),
            contrast,
            flags,
        }
    }

    fn flags(
        &self,
        quantity: Quantity,
        estimate: &Estimate,
        contrast: Option<&Contrast>,
    ) -> Vec<Flag> {
        let min_docs = self.plan.options.min_docs.max(2);
        let reference_is_zero =
            contrast.is_none_or(|contrast| contrast.estimate.is_none_or(|value| value <= 0.0));
        let is_zero = estimate.is_zero() && reference_is_zero;
        let is_few = |docs: usize| docs < min_docs;
        let quotient = estimate.quotient.filter(|_| quantity.measure != Measure::Index);
        let sparse = estimate.hits(quantity).is_some_and(|hits| hits < SPARSE) && !is_zero;
        let is_rate = !matches!(quantity.measure, Measure::Share | Measure::Index);
        [
            (is_few(estimate.docs_n) || contrast.is_some_and(|c| is_few(c.docs_n)), Flag::Few),
            (is_zero, Flag::Zero),
            (sparse, Flag::Sparse),
            (is_rate && quotient.is_some_and(|quotient| quotient.is_clumped()), Flag::Clumped),
        ]
        .into_iter()
        .filter_map(|(set, flag)| set.then_some(flag))
        .collect()
    }

    const fn chance(&self) -> Chance {
        let options = self.plan.options;
        Chance { permutations: options.permutations, seed: options.seed }
    }
}

/// The sums over all strata in each resample.
fn pooled(drawn: &Drawn) -> Vec<Sums> {
    let most = drawn.iter().map(Vec::len).max().unwrap_or_default();
    let mut pooled = vec![Sums::default(); most];
    for stratum in drawn {
        pooled.iter_mut().zip(stratum).for_each(|(all, sums)| all.add(sums));
    }
    pooled
}

fn of(quantity: Quantity, tested: &[Option<Tested>; Quantity::COUNT]) -> Option<Tested> {
    let at = Quantity::ALL.iter().position(|other| *other == quantity)?;
    tested.get(at).copied().flatten()
}
