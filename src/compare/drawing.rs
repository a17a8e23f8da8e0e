//! The resamples of groups by topic and stratum, drawn once for all topics.

use crate::compare::groups::Plan;
use crate::compare::replicate::{Sums, blocks, replicate_block};
use crate::stats::workers::Workers;

/// Sums by stratum and draw. Strata without a document are empty, which stands for zeros.
pub(super) type Drawn = Vec<Vec<Sums>>;

/// What resamples are drawn of.
pub(super) struct Drawing<'d> {
    pub(super) plan: &'d Plan<'d>,
    /// The counts of every document, by topic.
    pub(super) sums: &'d [Vec<Sums>],
}

/// A stratum of a group: its number, and its documents with their keys.
type Part = (usize, Vec<(usize, u64)>);

impl Drawing<'_> {
    /// The resamples of some groups, by topic.
    pub(super) fn groups(&self, groups: &[usize], workers: &impl Workers) -> Vec<Vec<Drawn>> {
        let parts: Vec<Vec<Part>> = groups.iter().map(|group| self.parts(*group)).collect();
        let blocks = blocks(self.plan.draws());
        let drawn = workers.map(groups.len() * blocks, |job| {
            let of_group = parts.get(job / blocks).map(Vec::as_slice).unwrap_or_default();
            let seed = self.plan.options.seed;
            let draw =
                |(_, documents): &Part| replicate_block(documents, self.sums, seed, job % blocks);
            of_group.iter().map(draw).collect::<Vec<_>>()
        });
        let mut drawn = drawn.into_iter();
        parts.iter().map(|parts| self.joined(parts, drawn.by_ref().take(blocks))).collect()
    }

    /// The resamples of several sets of documents together.
    pub(super) fn together(&self, sets: &[Vec<Drawn>]) -> Vec<Drawn> {
        let mut all = self.nothing();
        for set in sets {
            let strata = all.iter_mut().zip(set).flat_map(|(all, drawn)| all.iter_mut().zip(drawn));
            for (all, drawn) in strata {
                if all.len() < drawn.len() {
                    all.resize(drawn.len(), Sums::default());
                }
                all.iter_mut().zip(drawn).for_each(|(all, sums)| all.add(sums));
            }
        }
        all
    }

    /// No documents.
    fn nothing(&self) -> Vec<Drawn> {
        vec![vec![Vec::new(); self.plan.corpus.strata.len()]; self.sums.len()]
    }

    /// The strata that a group has documents in.
    fn parts(&self, group: usize) -> Vec<Part> {
        let range = self.plan.groups.get(group).cloned().unwrap_or_default();
        let mut strata = vec![Vec::new(); self.plan.corpus.strata.len()];
        let documents = self.plan.corpus.documents.iter().zip(&self.plan.keys).enumerate();
        for (at, (document, key)) in documents.skip(range.start).take(range.len()) {
            if let Some(stratum) = strata.get_mut(document.stratum as usize) {
                stratum.push((at, *key));
            }
        }
        strata.into_iter().enumerate().filter(|(_, documents)| !documents.is_empty()).collect()
    }

    /// Blocks put behind one another: from block, part and topic to topic, stratum and draw.
    fn joined(
        &self,
        parts: &[Part],
        blocks: impl Iterator<Item = Vec<Vec<Vec<Sums>>>>,
    ) -> Vec<Drawn> {
        let mut joined = self.nothing();
        for block in blocks {
            for ((stratum, _), topics) in parts.iter().zip(block) {
                for (drawn, sums) in joined.iter_mut().zip(topics) {
                    if let Some(drawn) = drawn.get_mut(*stratum) {
                        drawn.extend(sums);
                        drawn.truncate(self.plan.draws());
                    }
                }
            }
        }
        joined
    }
}
