//! Any texts as the cells of a row of the format that spreadsheets open.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/cells.rs"]
#[allow(dead_code, reason = "another target checks the rest")]
mod cells;

fuzz_target!(|texts: Vec<&str>| {
    if !texts.is_empty() {
        cells::are_safe(&texts);
    }
});
