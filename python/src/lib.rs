//! What Python calls: the analyzer with its options, its rows as record batches, and the command.
//!
//! All that can be done in Python is done there, in the package beside this crate.

mod analyzer;

use std::ffi::OsString;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::analyzer::Analyzer;

create_exception!(
    _native,
    HedgerowError,
    PyValueError,
    "What was asked for cannot be done; the message says why and what to do."
);

/// Runs the command `hedgerow` with these arguments and gives its exit code.
#[pyfunction]
fn main(py: Python<'_>, args: Vec<OsString>) -> u8 {
    let name = std::iter::once(OsString::from("hedgerow"));
    py.detach(|| hedgerow::cli::main_of(name.chain(args)))
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    // A panic in a document is the status of its row; nothing is to be printed beside it.
    hedgerow::pipeline::caught::quiet_panics();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("HedgerowError", module.py().get_type::<HedgerowError>())?;
    module.add_class::<Analyzer>()?;
    module.add_function(wrap_pyfunction!(main, module)?)
}
