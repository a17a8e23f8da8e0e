//! What reads more than texts and plain tables: pages of the web, word processors, books,
//! spreadsheets, and what is packed.

pub(super) mod archive;
mod blocks;
mod docx;
mod epub;
pub(super) mod html;
mod markdown;
mod ods;
mod odt;
pub(super) mod pack;
mod sheet;
mod xml;

use csv::ByteRecord;

use crate::input::content::{Content, Origin};
use crate::input::decode::{Decoded, decode};
use crate::input::error::InputError;
use crate::input::formats::archive::{Archive, Store};
use crate::input::formats::blocks::Blocks;
use crate::input::kind::Kind;
use crate::input::options::SourceOptions;

/// How many times the limit of one document the parts of its file may have together: markup and
/// pictures are no text.
const PARTS: u64 = 4;
/// How many times the limit of one document the members of an archive may have together.
const MEMBERS: u64 = 1024;

/// Turns the bytes of a document into its text.
pub(super) fn read(
    kind: Kind,
    bytes: Vec<u8>,
    options: &SourceOptions,
) -> Result<Content, InputError> {
    let parts = options.max_bytes.saturating_mul(PARTS);
    let archive = |bytes| Archive::of_bytes(bytes, parts);
    match kind {
        Kind::Html => {
            let page = html::charset::decode_page(bytes, options)?;
            let (text, headline) = html::read(&page.text, options.html)?;
            Ok(in_markup(page, text, headline))
        }
        Kind::Markdown => {
            let page = decode(bytes, options)?;
            let (text, headline) = markdown::text(&page.text).finish();
            Ok(in_markup(page, text, headline))
        }
        Kind::Docx => Ok(in_package(docx::text(&archive(bytes)?)?)),
        Kind::Odt => Ok(in_package(odt::text(&archive(bytes)?)?)),
        Kind::Epub => Ok(in_package(epub::text(&archive(bytes)?, options.max_bytes)?)),
        _ => {
            let decoded = decode(bytes, options)?;
            Ok(Content { decoded, headline: None, origin: Origin::File })
        }
    }
}

fn in_markup(page: Decoded, text: String, headline: Option<usize>) -> Content {
    let origin = Origin::Markup(page.text);
    Content { decoded: Decoded { text, ..page }, headline, origin }
}

fn in_package(blocks: Blocks) -> Content {
    let (text, headline) = blocks.finish();
    let errors = text.contains(char::REPLACEMENT_CHARACTER);
    let decoded = Decoded { text, encoding: "utf-8".to_owned(), errors };
    Content { decoded, headline, origin: Origin::Package }
}

/// The rows of a spreadsheet with their numbers, the header first.
pub(super) fn rows(
    kind: Kind,
    bytes: Vec<u8>,
    options: &SourceOptions,
) -> Result<Vec<(u64, ByteRecord)>, InputError> {
    let most = options.max_bytes.saturating_mul(PARTS);
    if kind == Kind::Ods { ods::rows(bytes, most) } else { sheet::rows(bytes, most) }
}

/// The members of an archive of documents.
pub(super) fn members(store: Store, options: &SourceOptions) -> Result<Archive, InputError> {
    Archive::open(store, options.max_bytes.saturating_mul(MEMBERS))
}

/// What a zip archive is by its members; `None` for an archive of files.
pub(super) fn kind_of_zip(store: Store) -> Option<Kind> {
    let archive = Archive::open(store, u64::MAX).ok()?;
    let is_short = archive.member("mimetype").is_some_and(|member| member.size < 100);
    if is_short && let Ok(Some(kind)) = archive.bytes("mimetype") {
        return match kind.trim_ascii() {
            b"application/epub+zip" => Some(Kind::Epub),
            b"application/vnd.oasis.opendocument.text" => Some(Kind::Odt),
            b"application/vnd.oasis.opendocument.spreadsheet" => Some(Kind::Ods),
            _ => None,
        };
    }
    let has = |folder: &str| archive.members.iter().any(|member| member.name.starts_with(folder));
    let office = archive.member("[Content_Types].xml").is_some();
    match office {
        true if has("word/") => Some(Kind::Docx),
        true if has("xl/") => Some(Kind::Xlsx),
        _ => None,
    }
}
