//! The bytes of a table as a stream of ASCII-compatible text.

use std::io::{self, BufReader, Cursor, Read};

use encoding_rs::{Decoder, Encoding};

use super::decode::{Charset, Mark};
use super::error::{Code, InputError};
use super::options::SourceOptions;
use super::read;

/// Where bytes come from; may be sent to another thread.
pub(super) type Bytes = Box<dyn Read + Send>;

/// Bytes asked of the system at once.
const CHUNK: usize = 64 << 10;

/// A table's bytes without a byte order mark.
pub(super) struct Stream {
    /// The bytes; UTF-8 if there is a label.
    pub(super) bytes: BufReader<Bytes>,
    /// The encoding they were turned from, where a mark or the user named one that is not UTF-8.
    pub(super) label: Option<String>,
}

impl Stream {
    /// Looks at the first bytes for a mark, which is believed before the user's label.
    pub(super) fn open(mut bytes: Bytes, options: &SourceOptions) -> Result<Self, InputError> {
        let mut start = [0; 4];
        let count = read::fill(&mut bytes, &mut start).map_err(|e| InputError::from_io(&e))?;
        let start = start.get(..count).unwrap_or_default();
        let mark = Mark::of(start);
        let length = mark.as_ref().map_or(0, |mark| mark.length);
        let rest = Cursor::new(start.get(length..).unwrap_or_default().to_vec()).chain(bytes);
        let label = options.encoding.as_deref().and_then(Charset::of_label);
        match mark.map(|mark| mark.charset).or(label) {
            None | Some(Charset::Utf8) => Ok(Self::plain(Box::new(rest), None)),
            Some(_) if options.strict_utf8 => Err(refused("not UTF-8, and --strict-utf8 is given")),
            Some(Charset::Utf32Le | Charset::Utf32Be) => {
                Err(refused("a table in UTF-32 is not read; save it as UTF-8"))
            }
            Some(charset @ Charset::Other(encoding)) => {
                Ok(Self::plain(Box::new(Recoder::new(rest, encoding)), Some(charset.label())))
            }
        }
    }

    fn plain(bytes: Bytes, label: Option<String>) -> Self {
        Self { bytes: BufReader::with_capacity(CHUNK, bytes), label }
    }
}

fn refused(detail: &str) -> InputError {
    InputError::new(Code::Encoding, detail)
}

/// Reads one encoding and gives UTF-8, with U+FFFD for what means nothing.
struct Recoder<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    given: usize,
    ended: bool,
}

impl<R: Read> Recoder<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { inner, decoder, raw: vec![0; CHUNK], text: String::new(), given: 0, ended: false }
    }

    /// Puts the text of the next bytes in place of what has been given away.
    fn refill(&mut self) -> io::Result<()> {
        let count = self.inner.read(&mut self.raw)?;
        self.ended = count == 0;
        let raw = self.raw.get(..count).unwrap_or_default();
        self.text.clear();
        self.given = 0;
        // With room for the worst case, one call takes all of `raw`.
        self.text.reserve(self.decoder.max_utf8_buffer_length(count).unwrap_or(CHUNK * 4));
        let _ = self.decoder.decode_to_string(raw, &mut self.text, self.ended);
        Ok(())
    }
}

impl<R: Read> Read for Recoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let mut rest = self.text.as_bytes().get(self.given..).unwrap_or_default();
        let count = rest.read(buffer)?;
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drip(Vec<u8>);

    impl Read for Drip {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() || buffer.is_empty() {
                return Ok(0);
            }
            buffer[0] = self.0.remove(0);
            Ok(1)
        }
    }

    fn all(bytes: &[u8], encoding: Option<&str>) -> (String, Option<String>) {
        let options =
            SourceOptions { encoding: encoding.map(str::to_owned), ..SourceOptions::default() };
        let mut stream = Stream::open(Box::new(Drip(bytes.to_vec())), &options).unwrap();
        let mut text = String::new();
        stream.bytes.read_to_string(&mut text).unwrap();
        (text, stream.label)
    }

    #[test]
    fn marks_and_labels_are_obeyed_in_a_stream() {
        let utf16 = Some("utf-16le".to_owned());
        assert_eq!(all(b"", None), (String::new(), None));
        assert_eq!(all(b"id", None), ("id".into(), None));
        assert_eq!(all(b"\xef\xbb\xbfid,x", None), ("id,x".into(), None));
        assert_eq!(all(b"\xff\xfei\0\x19\x20", None), ("i\u{2019}".into(), utf16.clone()));
        assert_eq!(all(b"i\0d\0\0", Some("utf-16le")), ("id\u{fffd}".into(), utf16));
    }
}
