//! A shard: what became of a stretch of documents, stored so that a killed run can go on behind it.
//!
//! The form is for one version of the program with one lexicon: documents one after the other, each
//! a line of JSON and the bytes of its rows, then a footer of JSON and the footer's length.

use std::io::{self, Read, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::input::LateKeys;
use crate::lexicon::hex16;
use crate::output::error::Failure;
use crate::output::rows::Rows;
use crate::output::term::TermTally;
use crate::pipeline::run::{Found, Scored};

/// What a shard says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footer {
    /// Documents in it.
    pub documents: u64,
    /// Those among them that failed.
    pub failed: u64,
    /// The digest of what they were found as.
    pub found: String,
}

/// The digest of documents found, in their order.
#[derive(Debug, Clone, Default)]
pub struct FoundDigest(Sha256);

impl FoundDigest {
    /// Adds a document.
    pub fn add(&mut self, found: &Found) {
        // A length in front of each text, so that no two lists look alike.
        for text in [&found.id, &found.source] {
            self.0.update((text.len() as u64).to_le_bytes());
            self.0.update(text.as_bytes());
        }
        self.0.update(found.bytes.to_le_bytes());
    }

    /// The digest in hexadecimal digits.
    #[must_use]
    pub fn hex(self) -> String {
        hex16(&self.0.finalize())
    }
}

/// What stands before the rows of a document.
#[derive(Serialize, Deserialize)]
struct Head {
    is_part: bool,
    id: String,
    bytes: u64,
    /// The lengths of the rows of each table.
    rows: Vec<Vec<u64>>,
    terms: Option<TermTally>,
    failure: Option<Failure>,
    late_keys: Option<(u64, String, String, u64)>,
}

/// Writes a shard.
#[derive(Debug)]
pub struct ShardWriter<W> {
    out: W,
    footer: Footer,
    found: FoundDigest,
    bytes: u64,
}

impl<W: Write> ShardWriter<W> {
    /// A shard without documents.
    pub fn new(out: W) -> Self {
        Self { out, footer: Footer::default(), found: FoundDigest::default(), bytes: 0 }
    }

    /// Adds the next document, or a part of its rows.
    pub fn push(&mut self, scored: &Scored) -> io::Result<()> {
        let late = scored.late_keys.as_ref();
        let head = Head {
            is_part: scored.is_part,
            id: scored.id.clone(),
            bytes: scored.bytes,
            rows: scored.rows.iter().map(|rows| rows.lengths().to_vec()).collect(),
            terms: scored.terms.clone(),
            failure: scored.failure.clone(),
            late_keys: late.map(|l| (l.count, l.first.clone(), l.source.clone(), l.line)),
        };
        let head = serde_json::to_vec(&head)?;
        self.framed(&head)?;
        for rows in &scored.rows {
            self.out.write_all(rows.bytes())?;
            self.bytes += rows.bytes().len() as u64;
        }
        if scored.is_part {
            return Ok(());
        }
        self.footer.documents += 1;
        self.footer.failed += u64::from(scored.failure.is_some());
        self.found.add(&scored.found);
        Ok(())
    }

    /// Documents so far.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.footer.documents
    }

    /// Documents so far that failed.
    #[must_use]
    pub const fn failed(&self) -> u64 {
        self.footer.failed
    }

    /// Bytes so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Ends the shard and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<(W, Footer)> {
        self.footer.found = self.found.hex();
        let footer = serde_json::to_vec(&self.footer)?;
        self.out.write_all(&footer)?;
        self.out.write_all(&(footer.len() as u64).to_le_bytes())?;
        Ok((self.out, self.footer))
    }

    fn framed(&mut self, head: &[u8]) -> io::Result<()> {
        self.out.write_all(&(head.len() as u64).to_le_bytes())?;
        self.bytes += head.len() as u64;
        self.out.write_all(head)
    }
}

/// Reads a shard, document by document.
#[derive(Debug)]
pub struct ShardReader<R> {
    shard: R,
    footer: Footer,
    left: u64,
}

impl<R: Read + Seek> ShardReader<R> {
    /// Reads the footer.
    ///
    /// # Errors
    /// The system's, or `InvalidData` for what is no shard.
    pub fn new(mut shard: R) -> io::Result<Self> {
        shard.seek(SeekFrom::End(-8))?;
        let length = i64::try_from(number(&mut shard)?).map_err(io::Error::other)?;
        shard.seek(SeekFrom::End(length.saturating_add(8).saturating_neg()))?;
        let footer: Footer = serde_json::from_slice(&exactly(&mut shard, length.unsigned_abs())?)?;
        shard.seek(SeekFrom::Start(0))?;
        Ok(Self { shard, left: footer.documents, footer })
    }

    /// What the shard says of itself.
    #[must_use]
    pub const fn footer(&self) -> &Footer {
        &self.footer
    }

    fn document(&mut self) -> io::Result<Scored> {
        let length = number(&mut self.shard)?;
        let head: Head = serde_json::from_slice(&exactly(&mut self.shard, length)?)?;
        let rows = head.rows.into_iter().map(|lengths| self.rows(lengths));
        let rows = rows.collect::<io::Result<_>>()?;
        let late_keys = head.late_keys.map(|(count, first, source, line)| LateKeys {
            count,
            first,
            source,
            line,
        });
        let Head { is_part, id, bytes, terms, failure, .. } = head;
        Ok(Scored { is_part, id, rows, terms, bytes, failure, late_keys, ..Scored::default() })
    }

    fn rows(&mut self, lengths: Vec<u64>) -> io::Result<Rows> {
        let sum = lengths.iter().fold(0_u64, |sum, length| sum.saturating_add(*length));
        let bytes = exactly(&mut self.shard, sum)?;
        Rows::from_parts(bytes, lengths).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// The documents in their order, with the parts before them; what they were found as is not stored.
impl<R: Read + Seek> Iterator for ShardReader<R> {
    type Item = io::Result<Scored>;

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.left.checked_sub(1)?;
        let scored = self.document();
        if !scored.as_ref().is_ok_and(|scored| scored.is_part) {
            self.left = left;
        }
        Some(scored)
    }
}

fn number(shard: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    shard.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// So many bytes; room is made for those that are there, whatever the number says.
fn exactly(shard: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    shard.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn documents() -> Vec<Scored> {
        let late = LateKeys { count: 2, first: "k".into(), source: "t".into(), line: 7 };
        let failure = Failure {
            id: "b".into(),
            source: "t".into(),
            code: "parse".into(),
            message: "no\n".into(),
            bytes: Some(9),
        };
        let rows = || vec![Rows::from_parts(b"\xff\n".to_vec(), vec![2]).unwrap(), Rows::default()];
        vec![
            Scored { is_part: true, rows: rows(), ..Scored::default() },
            Scored {
                id: "a".into(),
                rows: rows(),
                terms: Some(TermTally::default()),
                late_keys: Some(late),
                bytes: 4,
                ..Scored::default()
            },
            Scored { id: "b\0".into(), failure: Some(failure), ..Scored::default() },
        ]
    }

    fn shard() -> (Vec<u8>, Footer) {
        let mut writer = ShardWriter::new(Vec::new());
        for scored in &documents() {
            writer.push(scored).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let (bytes, footer) = shard();
        let reader = ShardReader::new(Cursor::new(bytes)).unwrap();
        assert_eq!((reader.footer().clone(), footer.documents, footer.failed), (footer, 2, 1));
        assert_eq!(reader.map(Result::unwrap).collect::<Vec<_>>(), documents());
    }

    #[test]
    fn a_shard_cut_anywhere_is_an_error() {
        let (bytes, _) = shard();
        for length in 0..bytes.len() {
            let cut = Cursor::new(bytes.get(..length).unwrap().to_vec());
            let read = ShardReader::new(cut).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            assert!(read.is_err(), "{length}");
        }
    }

    #[test]
    fn digests_tell_lists_apart() {
        let digest = |list: &[(&str, &str, u64)]| {
            let mut digest = FoundDigest::default();
            for (id, source, bytes) in list {
                let (id, source) = ((*id).to_owned(), (*source).to_owned());
                digest.add(&Found { id, source, bytes: *bytes });
            }
            digest.hex()
        };
        let lists: [&[(&str, &str, u64)]; 5] = [
            &[("a", "b", 1)],
            &[("ab", "", 1)],
            &[("a", "b", 2)],
            &[("a", "b", 1), ("a", "b", 1)],
            &[],
        ];
        let digests: std::collections::BTreeSet<String> = lists.iter().map(|l| digest(l)).collect();
        assert_eq!(digests.len(), lists.len());
    }
}
