//! Records of JSON Lines.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cut::Cut;
use super::decode::record_reading;
use super::error::{Code, InputError};
use super::object;
use super::options::SourceOptions;
use super::row::Cells;

/// The members of one line; `label` names the encoding the stream was turned from.
pub(super) fn cells(
    bytes: &[u8],
    label: Option<&str>,
    options: &SourceOptions,
) -> Result<Cells, InputError> {
    let (reading, valid) = record_reading(bytes, label, options)?;
    let (text, replaced) =
        valid.map_or_else(|| reading.text(bytes), |text| (Cow::Borrowed(text), false));
    let members = object::members(&text)
        .map_err(|message| InputError::new(Code::Parse, format!("not a record: {message}")))?;
    Ok(Cells {
        pairs: members.pairs,
        encoding: reading.label(),
        errors: replaced || members.errors,
    })
}

/// The keys of these records in order of first appearance; malformed ones have none.
pub(super) fn keys<'a>(
    records: impl IntoIterator<Item = &'a Cut>,
    label: Option<&str>,
    options: &SourceOptions,
) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut keys = Vec::new();
    for record in records {
        let Ok(bytes) = &record.bytes else { continue };
        let Ok(cells) = cells(bytes, label, options) else { continue };
        for (key, _) in cells.pairs {
            if seen.insert(key.clone()) {
                keys.push(key);
            }
        }
    }
    keys
}
