//! What people look at: the report of one article, every cue explained, and judgements on accuracy.

pub mod accuracy;
pub mod article;
pub mod boundaries;
pub mod calibration;
pub mod chart;
pub mod comparison;
pub mod difference;
pub mod explain;
pub mod findings;
pub mod gate;
pub mod html;
pub mod in_force;
pub mod json;
pub mod list;
pub mod order;
pub mod pictures;
pub mod plural;
mod policy;
pub mod revision;
pub mod style;
pub mod title;
pub mod verification;
pub mod visible;
pub mod wrap;
