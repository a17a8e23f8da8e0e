//! Labelled sentences in a table.

use csv::StringRecord;

use super::labelled::{Ids, Keys, LabelledSentence, filled, label_of};
use super::record::{Fault, Place};

/// Reads a table with a header, quoted as RFC 4180 has it.
pub(super) fn delimited(
    text: &str,
    delimiter: u8,
    keys: Keys<'_>,
    ids: &mut Ids,
) -> Result<Vec<LabelledSentence>, Vec<Fault>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header =
        reader.headers().map_err(|error| vec![Fault::new(Place::Line(1), error.to_string())])?;
    let columns =
        Columns::of(header, keys).map_err(|what| vec![Fault::new(Place::Line(1), what)])?;
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut sentences = Vec::new();
    let mut faults = Vec::new();
    for row in reader.records() {
        let (position, row) = match &row {
            Ok(row) => (row.position(), Ok(row)),
            Err(error) => (error.position(), Err(error.to_string())),
        };
        let place = Place::Line(lines.of(position));
        match row.and_then(|row| columns.sentence(row, place, keys, ids)) {
            Ok(sentence) => sentences.push(sentence),
            Err(what) => faults.push(Fault::new(place, what)),
        }
    }
    if sentences.is_empty() && faults.is_empty() {
        faults.push(Fault::new(Place::Line(1), "no record"));
    }
    if faults.is_empty() { Ok(sentences) } else { Err(faults) }
}

/// Counts lines: those of `csv` are one too low behind a row that ends in CRLF.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the row at a position begins; positions are asked for in order.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let byte = position.and_then(|position| usize::try_from(position.byte()).ok());
        let passed = byte.and_then(|byte| self.text.get(self.at..byte)).unwrap_or("");
        self.at += passed.len();
        let rest = self.text.get(self.at..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let ends = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.line += ends(passed) + ends(rest.get(..blank).unwrap_or(""));
        self.at += blank;
        self.line
    }
}

/// Where the columns stand.
struct Columns {
    text: usize,
    label: usize,
    id: Option<usize>,
    count: usize,
}

impl Columns {
    fn of(header: &StringRecord, keys: Keys<'_>) -> Result<Self, String> {
        let find = |name: &str| header.iter().position(|column| column == name);
        let need = |name: &str| {
            find(name).ok_or_else(|| {
                let names: Vec<&str> = header.iter().collect();
                format!("no column `{name}`; there are {}", names.join(", "))
            })
        };
        Ok(Self {
            text: need(keys.text)?,
            label: need(keys.label)?,
            id: find("id"),
            count: header.len(),
        })
    }

    fn sentence(
        &self,
        row: &StringRecord,
        place: Place,
        keys: Keys<'_>,
        ids: &mut Ids,
    ) -> Result<LabelledSentence, String> {
        if row.len() != self.count {
            return Err(format!("{} cells where the header has {}", row.len(), self.count));
        }
        let text = filled(row.get(self.text), keys)?;
        let label = label_of(row.get(self.label).unwrap_or(""))?;
        let id = self.id.and_then(|at| row.get(at)).filter(|id| !id.is_empty());
        let id = ids.take(id.map(str::to_owned), place)?;
        Ok(LabelledSentence { id, text: text.to_owned(), label, spans: Vec::new() })
    }
}
