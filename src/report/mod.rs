//! What people look at: the report of one article, and every cue explained.

pub mod article;
pub mod explain;
pub mod plural;
pub mod style;
pub mod title;
pub mod visible;
