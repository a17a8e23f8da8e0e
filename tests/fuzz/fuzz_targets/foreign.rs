//! Any bytes as a dictionary of another program.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/foreign.rs"]
mod foreign;

fuzz_target!(|bytes: &[u8]| foreign::holds(bytes));
