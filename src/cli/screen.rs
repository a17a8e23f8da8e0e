//! How wide what people look at may be.

/// Columns where nothing says how many there are.
const COLUMNS: usize = 80;

/// The columns that `COLUMNS` names, else those of the terminal; 80 in a file or pipe, whatever terminal the
/// command was typed on.
pub(super) fn width() -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let named = named.filter(|columns| *columns > 0);
    let terminal = || terminal_size::terminal_size_of(std::io::stdout());
    named.or_else(|| Some(usize::from(terminal()?.0.0))).unwrap_or(COLUMNS)
}
