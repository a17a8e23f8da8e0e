//! Groups of documents side by side. Pure: no files, threads or printing.
//!
//! [`observation`] is what is known of one document, all of it whole numbers; a [`corpus`] collects
//! them, in any order and from any number of parts. Tables are made from a corpus: [`groups`] compares
//! rates with intervals and tests, [`terms`] single terms, [`trend`] rates over time. [`ablation`]
//! asks what is left without some terms; [`duplicate`] finds texts that repeat others; [`period`]
//! reads dates. What a number means and why it is computed so stands in `docs/STATISTICS.md`.

pub mod ablated;
pub mod ablation;
mod contrast;
pub mod corpus;
mod drawing;
pub mod duplicate;
mod estimate;
pub mod groups;
mod job;
pub mod labels;
pub mod measure;
pub mod observation;
pub mod options;
mod paired;
pub mod period;
mod permutation;
mod replicate;
pub mod row;
mod sides;
pub mod terms;
pub mod trend;
