//! Cuts a stream into records without ever holding more than one, and never more than a limit.

use std::io::{BufRead, BufReader, ErrorKind};

use memchr::{memchr, memchr_iter};

use super::error::{Code, InputError};
use super::stream::Bytes;

/// How many times the limit a record may be long for its end to be searched; behind that the stream
/// may well be endless, and the rest of it is given up.
const PATIENCE: u64 = 16;

/// What ends a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// A line feed.
    Line,
    /// A line end outside quotation marks, in rows with this delimiter.
    Row(u8),
    /// The end of an element of a JSON list, or of one that stands alone; what divides elements is
    /// left out.
    Value,
}

/// One record as it stands in the stream, and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// From 1.
    pub(super) line: u64,
    /// Its bytes with the line end, or why it cannot be had.
    pub(super) bytes: Result<Vec<u8>, InputError>,
}

/// Cuts records; blank ones are left out. After a failure of the stream there are no more.
pub(super) struct Cutter {
    bytes: BufReader<Bytes>,
    scan: Scan,
    limit: u64,
    line: u64,
    ended: bool,
}

impl Cutter {
    /// Cuts records of at most `limit` bytes; a longer one is skipped and reported, and ends the
    /// stream where it is [`PATIENCE`] times as long.
    pub(super) fn new(bytes: BufReader<Bytes>, ends: Ends, limit: u64) -> Self {
        Self { bytes, scan: Scan::new(ends), limit, line: 1, ended: false }
    }

    fn next_cut(&mut self) -> Option<Cut> {
        let mut record = Growing::new(self.line, self.limit);
        while !self.ended {
            let chunk = match self.bytes.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return Some(Cut { line: self.line, bytes: Err(InputError::from_io(&error)) });
                }
            };
            self.ended = chunk.is_empty();
            let end = self.scan.end_of_record(chunk);
            let taken = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            let count = taken.len();
            record.push(taken);
            self.line += line_feeds(taken);
            self.bytes.consume(count);
            if end.is_none() && record.is_hopeless() {
                self.ended = true;
                return Some(record.give_up());
            }
            if end.is_some() || self.ended {
                if !record.is_blank(self.scan.ends) {
                    let unclosed =
                        matches!(self.scan.ends, Ends::Row(_)) && self.scan.place == Place::Quoted;
                    return Some(record.finish(unclosed, self.scan.ends));
                }
                record = Growing::new(self.line, self.limit);
                if self.ended && std::mem::take(&mut self.scan.list) {
                    return Some(Cut { line: self.line, bytes: Err(unclosed_list()) });
                }
            }
        }
        None
    }
}

impl Iterator for Cutter {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        self.next_cut()
    }
}

fn line_feeds(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

/// Where the scan stands within a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a quotation mark opens: before a field's first byte. Also behind a closing mark,
    /// since a second one there means that the first was part of the text.
    FieldStart,
    /// Inside a field that did not start with a mark: marks mean nothing.
    Bare,
    /// Between marks: delimiters and line ends mean nothing.
    Quoted,
}

/// Finds the ends of records, also across chunks. Rows follow the rules of the `csv` crate.
struct Scan {
    ends: Ends,
    place: Place,
    /// Brackets that are open inside an element of JSON.
    depth: u64,
    /// Whether the list around the elements is open.
    list: bool,
    /// Whether an element of JSON has begun.
    begun: bool,
    escaped: bool,
}

impl Scan {
    fn new(ends: Ends) -> Self {
        let place = Place::FieldStart;
        Self { ends, place, depth: 0, list: false, begun: false, escaped: false }
    }

    /// One past the last byte of the record that the chunk goes on with.
    fn end_of_record(&mut self, chunk: &[u8]) -> Option<usize> {
        let delimiter = match self.ends {
            Ends::Line => return memchr(b'\n', chunk).map(|at| at + 1),
            Ends::Value => return self.end_of_value(chunk),
            Ends::Row(delimiter) => delimiter,
        };
        for (at, &byte) in chunk.iter().enumerate() {
            self.place = match (self.place, byte) {
                (Place::Quoted, b'"') => Place::FieldStart,
                (Place::Quoted, _) | (Place::FieldStart, b'"') => Place::Quoted,
                (_, b'\n' | b'\r') => {
                    self.place = Place::FieldStart;
                    return Some(at + 1);
                }
                _ if byte == delimiter => Place::FieldStart,
                _ => Place::Bare,
            };
        }
        None
    }
}

impl Scan {
    /// As [`Scan::end_of_record`], for JSON: behind the bracket that closes an element, or before
    /// what divides elements that are no objects.
    fn end_of_value(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, &byte) in chunk.iter().enumerate() {
            if self.place == Place::Quoted {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.place = Place::Bare,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => {
                    self.place = Place::Quoted;
                    self.begun = true;
                }
                b'[' if !self.begun && !self.list => self.list = true,
                b'{' | b'[' => {
                    self.begun = true;
                    self.depth += 1;
                }
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        self.begun = false;
                        return Some(at + 1);
                    }
                }
                b',' | b']' if self.depth == 0 => {
                    self.list &= byte == b',';
                    if std::mem::take(&mut self.begun) {
                        return Some(at + 1);
                    }
                }
                byte if !byte.is_ascii_whitespace() => self.begun = true,
                _ => {}
            }
        }
        None
    }
}

/// What divides the elements of a JSON list.
fn divides(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'[' | b',' | b']')
}

fn unclosed_list() -> InputError {
    InputError::new(Code::Parse, "the list is opened and not closed before the end")
}

/// A record whose end has not been seen; beyond the limit only its length is kept.
struct Growing {
    line: u64,
    limit: u64,
    length: u64,
    bytes: Vec<u8>,
}

impl Growing {
    fn new(line: u64, limit: u64) -> Self {
        Self { line, limit, length: 0, bytes: Vec::new() }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.length = self.length.saturating_add(bytes.len() as u64);
        if self.length <= self.limit {
            self.bytes.extend_from_slice(bytes);
        } else {
            self.bytes = Vec::new();
        }
    }

    fn is_blank(&self, ends: Ends) -> bool {
        self.length <= self.limit
            && match ends {
                Ends::Line => self.bytes.trim_ascii().is_empty(),
                Ends::Row(_) => self.bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n')),
                Ends::Value => self.bytes.iter().all(|byte| divides(*byte)),
            }
    }

    /// Takes off what divides an element of JSON from those around it.
    fn strip(&mut self) {
        let start = self.bytes.iter().take_while(|byte| divides(**byte)).count();
        self.line += line_feeds(self.bytes.get(..start).unwrap_or_default());
        self.bytes.drain(..start);
        if !self.bytes.starts_with(b"[") && !self.bytes.starts_with(b"{") {
            let end = self.bytes.iter().rev().take_while(|byte| divides(**byte)).count();
            self.bytes.truncate(self.bytes.len() - end);
        }
    }

    fn is_hopeless(&self) -> bool {
        self.length > self.limit.saturating_mul(PATIENCE)
    }

    fn give_up(self) -> Cut {
        let mut error = InputError::too_large(None, self.limit);
        error
            .detail
            .push_str("; no end of it is in sight, and the rest of the table is left unread");
        Cut { line: self.line, bytes: Err(error) }
    }

    fn finish(mut self, unclosed: bool, ends: Ends) -> Cut {
        if ends == Ends::Value {
            self.strip();
        }
        let line = self.line;
        let bytes = if unclosed {
            let detail = format!(
                "line {line}: a quotation mark is opened and not closed before the end, {} bytes on",
                self.length
            );
            Err(InputError::new(Code::Parse, detail))
        } else if self.length > self.limit {
            Err(InputError::too_large(Some(self.length), self.limit))
        } else {
            Ok(self.bytes)
        };
        Cut { line, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{self, Read};

    fn cuts(text: &str, ends: Ends, limit: u64) -> Vec<(u64, Result<String, Code>)> {
        let bytes: Bytes = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        // A buffer of three bytes puts every boundary inside a chunk sooner or later.
        Cutter::new(BufReader::with_capacity(3, bytes), ends, limit)
            .map(|cut| {
                let text = cut.bytes.map(|bytes| String::from_utf8(bytes).unwrap());
                (cut.line, text.map_err(|error| error.code))
            })
            .collect()
    }

    fn whole(line: u64, text: &str) -> (u64, Result<String, Code>) {
        (line, Ok(text.to_owned()))
    }

    #[test]
    fn lines_end_at_line_feeds_only() {
        let expected = [whole(1, "{1}\r\n"), whole(4, "{\"2\n"), whole(5, "3")];
        assert_eq!(cuts("{1}\r\n \n\n{\"2\n3", Ends::Line, 100), expected);
        assert_eq!(cuts("", Ends::Line, 100), []);
    }

    #[test]
    fn rows_end_outside_quotation_marks() {
        let row = Ends::Row(b',');
        let text = "a,b\r\n1,\"x\ny\"\n\n2,\"say \"\"hi\n\"\"\"\n3,4\" tall\n5";
        let expected = [
            whole(1, "a,b\r"),
            whole(2, "1,\"x\ny\"\n"),
            whole(5, "2,\"say \"\"hi\n\"\"\"\n"),
            whole(7, "3,4\" tall\n"),
            whole(8, "5"),
        ];
        assert_eq!(cuts(text, row, 100), expected);
        assert_eq!(cuts("a\n\"b\nc\n", row, 100), [whole(1, "a\n"), (2, Err(Code::Parse))]);
    }

    #[test]
    fn a_long_record_is_skipped_and_the_next_is_read() {
        let expected = [whole(1, "1234\n"), (2, Err(Code::TooLarge)), whole(3, "x\n")];
        assert_eq!(cuts("1234\n12345\nx\n", Ends::Line, 5), expected);
        let row = Ends::Row(b',');
        assert_eq!(
            cuts("\"long\ntext\"\nx\n", row, 5),
            [(1, Err(Code::TooLarge)), whole(3, "x\n")]
        );
    }

    #[test]
    fn an_endless_record_ends_the_table() {
        for ends in [Ends::Line, Ends::Row(b',')] {
            let endless: Bytes =
                Box::new(io::Cursor::new(b"a\n\"".to_vec()).chain(io::repeat(b'x')));
            let mut cutter = Cutter::new(BufReader::new(endless), ends, 1000);
            assert_eq!(cutter.next().unwrap().bytes, Ok(b"a\n".to_vec()));
            let error = cutter.next().unwrap().bytes.unwrap_err();
            assert_eq!(error.code, Code::TooLarge);
            assert_eq!(cutter.next(), None);
        }
    }

    #[test]
    fn a_broken_stream_ends_with_its_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("disk on fire"))
            }
        }
        let bytes: Bytes = Box::new(io::Cursor::new(b"a\nb".to_vec()).chain(Broken));
        let cuts: Vec<Cut> = Cutter::new(BufReader::new(bytes), Ends::Line, 9).collect();
        let broken = InputError::new(Code::ReadError, "disk on fire");
        assert_eq!(cuts.len(), 2);
        assert_eq!(cuts[1].bytes, Err(broken));
    }
}
