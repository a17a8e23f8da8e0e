//! Zip archives: their list of members, and the bytes of each. Nothing is ever written to disk, so
//! that a member's name is a label and no more.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::Crc;
use zip::{CompressionMethod, ZipArchive};

use crate::input::error::{Code, InputError};
use crate::input::formats::pack::{self, ALWAYS, RATIO};
use crate::input::stream::Bytes;

/// Most members of an archive: what is known of each stays in memory.
const MAX_MEMBERS: u64 = 1_000_000;
/// The end of an archive in which the place of its list is told: a record of 22 bytes and a comment.
const TAIL: u64 = 22 + 0xffff + 20;

/// The list of an archive's members.
#[derive(Debug)]
pub(crate) struct Archive {
    store: Store,
    /// In the order of the archive's own list.
    pub(crate) members: Vec<Member>,
    /// The places of the members in that order, by name.
    numbers: HashMap<String, usize>,
}

/// What the list says of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name, as written.
    pub(crate) name: String,
    /// Its bytes when unpacked, as far as the list is right.
    pub(crate) size: u64,
    /// Its bytes as packed.
    packed: u64,
    crc: u32,
    place: Result<Place, InputError>,
}

/// Where a member's bytes begin, and how they are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    start: u64,
    method: Method,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
}

impl Archive {
    /// Reads the list. `most` is how many bytes the members may have together when unpacked.
    ///
    /// `archive-too-big` for more bytes than that, for more than [`RATIO`] for each of the
    /// archive's own, and for too many members; a member that alone breaks the ratio fails alone,
    /// and does not count.
    pub(crate) fn open(store: Store, most: u64) -> Result<Self, InputError> {
        refuse_many(&store)?;
        let length = store.len();
        let mut archive = ZipArchive::new(store.clone()).map_err(|error| no_zip(&error))?;
        let members: Vec<Member> = (0..archive.len()).map(|at| member(&mut archive, at)).collect();
        let total = members.iter().filter(|member| member.place.is_ok());
        let total = total.fold(0_u64, |sum, member| sum.saturating_add(member.size));
        if total > length.saturating_mul(RATIO).max(ALWAYS) {
            return Err(pack::too_big());
        }
        if total > most {
            let detail = format!("holds {total} bytes, more than the limit of {most} bytes");
            return Err(InputError::new(Code::ArchiveTooBig, detail));
        }
        let numbers = members.iter().enumerate().map(|(at, member)| (member.name.clone(), at));
        let numbers = numbers.collect();
        Ok(Self { store, members, numbers })
    }

    /// The archive whose bytes these are.
    pub(crate) fn of_bytes(bytes: Vec<u8>, most: u64) -> Result<Self, InputError> {
        Self::open(Store::Memory(Cursor::new(bytes.into())), most)
    }

    /// The member of this name.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members.get(*self.numbers.get(name)?)
    }

    /// All bytes of the first of these members that there is.
    pub(crate) fn first_of(&self, names: &[&str]) -> Result<Option<Vec<u8>>, InputError> {
        let name = names.iter().find(|name| self.member(name).is_some());
        name.map_or(Ok(None), |name| self.bytes(name))
    }

    /// The bytes of a member as a stream; errors are those of [`InputError::from_io`].
    ///
    /// Ends with an error where they are not what the list says: `archive-unsafe` for more bytes,
    /// `parse` for fewer or other ones.
    pub(crate) fn stream(&self, member: &Member) -> Result<Bytes, InputError> {
        let place = member.place.clone()?;
        let mut store = self.store.clone();
        store.seek(SeekFrom::Start(place.start)).map_err(|error| InputError::from_io(&error))?;
        let packed: Bytes = Box::new(store.take(member.packed));
        let inner = match place.method {
            Method::Stored => packed,
            Method::Deflated => pack::inflated(packed),
        };
        Ok(Box::new(Checked { inner, left: member.size, crc: Crc::new(), expected: member.crc }))
    }

    /// All bytes of the member of this name, if there is one.
    pub(crate) fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, InputError> {
        let Some(member) = self.member(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.stream(member)?
            .read_to_end(&mut bytes)
            .map_err(|error| InputError::from_io(&error))?;
        Ok(Some(bytes))
    }
}

/// Refuses an archive that claims more members than are kept, before room is made for them.
fn refuse_many(store: &Store) -> Result<(), InputError> {
    let mut store = store.clone();
    let length = store.len();
    let start = length.saturating_sub(TAIL);
    let mut tail = Vec::new();
    store
        .seek(SeekFrom::Start(start))
        .and_then(|_| store.read_to_end(&mut tail))
        .map_err(|error| InputError::from_io(&error))?;
    for locator in memchr::memmem::find_iter(&tail, b"PK\x06\x07") {
        let Some(at) = eight_bytes(&tail, locator + 8) else { continue };
        let mut record = [0; 40];
        let read = store.seek(SeekFrom::Start(at)).and_then(|_| store.read_exact(&mut record));
        let members = read.ok().and_then(|()| eight_bytes(&record, 32)).unwrap_or(0);
        if members > MAX_MEMBERS {
            let detail = format!("has {members} members, more than the limit of {MAX_MEMBERS}");
            return Err(InputError::new(Code::ArchiveTooBig, detail));
        }
    }
    Ok(())
}

fn eight_bytes(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

fn member(archive: &mut ZipArchive<Store>, at: usize) -> Member {
    let name = archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
    let file = match archive.by_index_raw(at) {
        Ok(file) => file,
        Err(error) => {
            return Member { name, size: 0, packed: 0, crc: 0, place: Err(no_zip(&error)) };
        }
    };
    let (size, packed, crc) = (file.size(), file.compressed_size(), file.crc32());
    let method = match file.compression() {
        CompressionMethod::Stored => Ok(Method::Stored),
        CompressionMethod::Deflated => Ok(Method::Deflated),
        other => {
            Err(InputError::new(Code::Parse, format!("is packed by a way not read here: {other}")))
        }
    };
    let place = if file.encrypted() {
        Err(InputError::new(Code::Parse, "is encrypted"))
    } else if file.is_symlink() {
        Err(InputError::new(
            Code::NotRegular,
            "is a link in an archive, and links are not followed",
        ))
    } else if size > packed.saturating_mul(RATIO).max(ALWAYS) {
        Err(pack::too_big())
    } else {
        let start = file.data_start().ok_or_else(|| InputError::new(Code::Parse, "has no bytes"));
        method.and_then(|method| start.map(|start| Place { start, method }))
    };
    Member { name, size, packed, crc, place }
}

fn no_zip(error: &zip::result::ZipError) -> InputError {
    match error {
        zip::result::ZipError::Io(error) => pack::damaged(error),
        error => InputError::new(Code::Parse, format!("is no whole zip archive: {error}")),
    }
}

/// Holds the bytes of a member against what the list says of them.
struct Checked {
    inner: Bytes,
    left: u64,
    crc: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| pack::damaged(&error).into_io())?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            let detail = "is larger than the archive's list says";
            InputError::new(Code::ArchiveUnsafe, detail).into_io()
        })?;
        self.crc.update(buffer.get(..count).unwrap_or_default());
        let ended = count == 0 && !buffer.is_empty();
        if ended && (self.left > 0 || self.crc.sum() != self.expected) {
            let detail = "is damaged: its bytes are not those the archive was made of";
            return Err(InputError::new(Code::Parse, detail).into_io());
        }
        Ok(count)
    }
}

/// The bytes of an archive; a copy reads on its own.
#[derive(Debug, Clone)]
pub(crate) enum Store {
    /// On disk.
    File(Shared),
    /// In memory.
    Memory(Cursor<Arc<[u8]>>),
}

impl Store {
    /// The bytes of an open file.
    pub(crate) fn of_file(file: File) -> Result<Self, InputError> {
        let length = file.metadata().map_err(|error| InputError::from_io(&error))?.len();
        Ok(Self::File(Shared { file: Arc::new(Mutex::new(file)), at: 0, length }))
    }

    fn len(&self) -> u64 {
        match self {
            Self::File(shared) => shared.length,
            Self::Memory(bytes) => bytes.get_ref().len() as u64,
        }
    }
}

impl Read for Store {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(shared) => shared.read(buffer),
            Self::Memory(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Store {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(shared) => shared.seek(to),
            Self::Memory(bytes) => bytes.seek(to),
        }
    }
}

/// One open file that is read from several places at once.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    file: Arc<Mutex<File>>,
    at: u64,
    length: u64,
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
