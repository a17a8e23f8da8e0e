//! How well the program does on texts that people have labelled. Pure: no files, threads or printing.
//!
//! Sentence boundaries: [`boundaries`]. Labelled sentences: [`judge`] scores one and holds it beside
//! its label, [`sample`] computes precision, recall, F1, AUC and the like over many, [`entries`] judges each entry of the lexicon, and [`record`] keeps a run so that
//! [`paired`] can compare another one with it. [`calibrate`] makes weights of the labels.

pub mod auc;
pub mod boundaries;
pub mod calibrate;
pub mod entries;
pub mod figure;
pub mod gold;
pub mod judge;
pub mod layout;
pub mod paired;
pub mod rates;
pub mod record;
pub mod sample;
pub mod spans;
pub mod threshold;
