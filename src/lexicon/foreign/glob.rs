//! The wildcard `?`, one character, as an alternative of our terms.

/// The letters that one `?` may stand for.
const LETTERS: &str = "[a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z]";

/// The term with its `?` as alternatives, or why there is none.
pub(super) fn expand(term: &str) -> Result<String, String> {
    if term.matches('?').count() > 1 {
        return Err("has more than one `?`".to_owned());
    }
    Ok(term.replace('?', LETTERS))
}
