//! Streams packed with gzip or zstd, unpacked through a cap.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};

use crate::input::error::{Code, InputError};
use crate::input::kind::Packing;
use crate::input::stream::Bytes;

/// How many bytes may come of one that is packed. Texts come to ten at most, pages and tables to
/// thirty.
pub(crate) const RATIO: u64 = 100;
/// Bytes that may come of any packed stream: short texts of blanks are no bombs.
pub(crate) const ALWAYS: u64 = 1 << 20;
/// The widest window of zstd that is granted, as a power of two: 128 MiB.
const WINDOW_LOG: u32 = 27;

/// The bytes that these packed ones stand for, with the errors of [`InputError::from_io`].
///
/// Gives `archive-too-big` as soon as more than [`RATIO`] bytes have come of each packed one, and
/// `parse` where the packing is damaged.
pub(crate) fn unpacked(packing: Packing, bytes: Bytes) -> Result<Bytes, InputError> {
    let taken = Arc::new(AtomicU64::new(0));
    let counting = BufReader::new(Counting { inner: bytes, taken: Arc::clone(&taken) });
    let inner: Bytes = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(counting)),
        Packing::Zstd => Box::new(zstd_decoder(counting)?),
        Packing::Plain | Packing::Zip => Box::new(counting),
    };
    Ok(Box::new(Capped { inner, taken, given: 0 }))
}

/// The bytes of a deflated stream.
pub(super) fn inflated(bytes: Bytes) -> Bytes {
    Box::new(DeflateDecoder::new(BufReader::new(bytes)))
}

fn zstd_decoder<R: io::BufRead>(
    bytes: R,
) -> Result<zstd::stream::read::Decoder<'static, R>, InputError> {
    let mut decoder =
        zstd::stream::read::Decoder::with_buffer(bytes).map_err(|error| damaged(&error))?;
    decoder.window_log_max(WINDOW_LOG).map_err(|error| damaged(&error))?;
    Ok(decoder)
}

/// An error of unpacking: the system's and our own as they are, the decoder's as `parse`.
pub(super) fn damaged(error: &io::Error) -> InputError {
    let ours = error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<InputError>);
    if ours || error.raw_os_error().is_some() {
        return InputError::from_io(error);
    }
    InputError::new(Code::Parse, format!("cannot be unpacked: {error}"))
}

/// More came of a packed file than its size lets expect.
pub(super) fn too_big() -> InputError {
    InputError::new(
        Code::ArchiveTooBig,
        format!("more than {RATIO} bytes come of each packed one; unpack it if you trust it"),
    )
}

/// Counts the packed bytes that were taken.
struct Counting {
    inner: Bytes,
    taken: Arc<AtomicU64>,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Ends with an error where too much comes of too little.
struct Capped {
    inner: Bytes,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl Read for Capped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| damaged(&error).into_io())?;
        self.given += count as u64;
        let allowed = self.taken.load(Ordering::Relaxed).saturating_mul(RATIO).max(ALWAYS);
        if self.given > allowed { Err(too_big().into_io()) } else { Ok(count) }
    }
}
