//! How well the program does on texts that people have labelled. Pure: no files, threads or printing.

pub mod boundaries;
pub mod gold;
pub mod layout;
pub mod rates;
