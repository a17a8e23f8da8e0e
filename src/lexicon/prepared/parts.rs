//! The parts of the generated file, and where in them things stand, so that one is read without those before it.

use std::sync::LazyLock;

use sha2::Sha256;
use sha2::digest::common::hazmat::SerializableState as _;

use crate::lexicon::class::Class;
use crate::lexicon::prepared::source::Source;

/// Numbers of four bytes, lowest first.
type Table = &'static [[u8; 4]];

/// The parts of the file, in their order.
#[derive(Debug)]
pub(super) struct Parts {
    /// The digest of the texts of which the file was made.
    pub(super) digest: Sha256,
    /// Where the spellings stand among numbers and letters, and where the entries do.
    spellings: Mark,
    terms: Mark,
    lists: Table,
    items: Table,
    entries: Table,
    whole: Source,
}

/// A place among the numbers, and one among the letters.
pub(super) type Mark = [u32; 2];

/// A [`Mark`], the line and the spelling from which those of an entry are counted, and the number of its file.
pub(super) type EntryMark = [u32; 5];

/// What stands in front: how many numbers of four bytes there are of lists, items and entries, how many bytes
/// the other numbers take, and two marks.
pub(super) type Head = [u32; 8];

impl Parts {
    /// The parts; `None` if the file is out of date, or if the digest in it is not written as the library for
    /// digests that is used writes it.
    pub(super) fn open() -> Option<&'static Self> {
        static PARTS: LazyLock<Option<Parts>> =
            LazyLock::new(|| super::is_fresh().then(|| Parts::of(super::FILE)).flatten());
        PARTS.as_ref()
    }

    fn of(file: &'static [u8]) -> Option<Self> {
        let (_stamp, rest) = file.split_first_chunk::<8>()?;
        let (digest, mut rest) = rest.split_first_chunk()?;
        let head: Head = numbers(table(&mut rest, size_of::<Head>() / 4)?)?;
        let [lists, items, entries, length, marks @ ..] = head;
        let [number, letter, terms @ ..]: [u32; 4] = marks;
        let lists = table(&mut rest, lists as usize)?;
        let items = table(&mut rest, items as usize)?;
        let entries = table(&mut rest, entries as usize)?;
        let (numbers, letters) = rest.split_at_checked(length as usize)?;
        Some(Self {
            digest: Sha256::deserialize(&(*digest).into()).ok()?,
            spellings: [number, letter],
            terms,
            lists,
            items,
            entries,
            whole: Source { numbers, letters: str::from_utf8(letters).ok()? },
        })
    }

    /// The numbers of the lists of the classes: those of their words, then those of words that they bar.
    pub(super) const fn classes(&self) -> Source {
        self.whole
    }

    /// What the lexicons are as a whole.
    pub(super) fn front(&self) -> Source {
        let mut front = self.whole;
        for _ in 0..2 * Class::ALL.len() {
            front.number();
        }
        front
    }

    pub(super) fn spellings(&self) -> Source {
        self.at(self.spellings)
    }

    /// The entries of all files.
    pub(super) fn terms(&self) -> Source {
        self.at(self.terms)
    }

    /// The list of words with this number.
    pub(super) fn list(&self, number: usize) -> Option<Source> {
        mark(self.lists, number).map(|mark| self.at(mark))
    }

    /// How many lists of words there are.
    pub(super) const fn lists(&self) -> usize {
        4 * self.lists.len() / size_of::<Mark>()
    }

    /// How many guard items there are.
    pub(super) const fn items(&self) -> usize {
        4 * self.items.len() / size_of::<Mark>()
    }

    /// The guard item with this number.
    pub(super) fn item(&self, number: usize) -> Option<Source> {
        mark(self.items, number).map(|mark| self.at(mark))
    }

    /// The entry with this number; the line and the spelling from which its own are counted; and the number of
    /// its file.
    pub(super) fn entry(&self, number: usize) -> Option<(Source, [usize; 3])> {
        let [numbers, letters, rest @ ..]: EntryMark = mark(self.entries, number)?;
        Some((self.at([numbers, letters]), rest.map(|number| number as usize)))
    }

    /// How many entries there are.
    pub(super) const fn entries(&self) -> usize {
        4 * self.entries.len() / size_of::<EntryMark>()
    }

    fn at(&self, [numbers, letters]: Mark) -> Source {
        Source {
            numbers: self.whole.numbers.get(numbers as usize..).unwrap_or(&[]),
            letters: self.whole.letters.get(letters as usize..).unwrap_or(""),
        }
    }
}

/// Takes so many numbers from the front.
fn table(rest: &mut &'static [u8], count: usize) -> Option<Table> {
    let (front, behind) = rest.split_at_checked(4 * count)?;
    *rest = behind;
    Some(front.as_chunks().0)
}

/// The mark with this number in a table of them.
fn mark<const N: usize>(table: Table, number: usize) -> Option<[u32; N]> {
    numbers(table.get(N * number..N * (number + 1))?)
}

fn numbers<const N: usize>(table: Table) -> Option<[u32; N]> {
    Some(table.first_chunk::<N>()?.map(u32::from_le_bytes))
}
