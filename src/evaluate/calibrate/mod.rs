//! From labelled sentences to weights: one for each entry, so that every score stays the product of
//! its cues. Pure, and in one fixed order: the same sentences give the same weights.

pub mod calibrator;
pub mod fit;
mod noisy_or;
pub mod observed;
