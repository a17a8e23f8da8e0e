//! Electronic books: the chapters in reading order, as one text.

use std::collections::HashMap;

use crate::input::error::{Code, InputError};
use crate::input::formats::archive::Archive;
use crate::input::formats::blocks::Blocks;
use crate::input::formats::html;
use crate::input::formats::xml::{Node, Xml, decoded};

/// Puts the text of a book together, up to `most` bytes. Its table of contents is left out.
pub(super) fn text(archive: &Archive, most: u64) -> Result<Blocks, InputError> {
    let part = |name: &str| {
        let bytes = archive.bytes(name)?;
        bytes.ok_or_else(|| InputError::new(Code::Parse, format!("is no EPUB: it has no {name}")))
    };
    let package = package_name(&decoded(part("META-INF/container.xml")?)?)?;
    let chapters = chapters(&decoded(part(&package)?)?)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut blocks = Blocks::default();
    let mut read = 0_u64;
    for chapter in chapters {
        let page = html::charset::decoded(part(&resolved(folder, &chapter))?)?;
        html::text::add(&page.text, &mut blocks);
        blocks.end();
        // A list of chapters may name one of them as often as it likes.
        read = read.saturating_add(page.text.len() as u64);
        if read > most {
            return Err(InputError::new(
                Code::ArchiveTooBig,
                format!("has more than {most} bytes of chapters; raise the limit with --max-bytes"),
            ));
        }
    }
    Ok(blocks)
}

/// The name of the package document.
fn package_name(container: &str) -> Result<String, InputError> {
    let mut xml = Xml::new(container);
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.name() == "rootfile"
            && let Some(path) = tag.attribute("full-path")
        {
            return Ok(path);
        }
    }
    Err(InputError::new(Code::Parse, "is no EPUB: its container names no package"))
}

/// The addresses of the chapters in reading order.
fn chapters(package: &str) -> Result<Vec<String>, InputError> {
    let mut xml = Xml::new(package);
    let mut pages = HashMap::new();
    let mut chapters = Vec::new();
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "item" => {
                let is_contents = tag.attribute("properties").is_some_and(|properties| {
                    properties.split_ascii_whitespace().any(|property| property == "nav")
                });
                let is_page = tag.attribute("media-type").is_some_and(|kind| kind.contains("html"));
                if let (Some(id), Some(address)) = (tag.attribute("id"), tag.attribute("href"))
                    && is_page
                    && !is_contents
                {
                    pages.insert(id, address);
                }
            }
            "itemref" if tag.attribute("linear").as_deref() != Some("no") => {
                chapters.extend(tag.attribute("idref").and_then(|id| pages.get(&id).cloned()));
            }
            _ => {}
        }
    }
    Ok(chapters)
}

/// The name of a member, given an address beside a folder. The name is looked up in the archive and
/// nowhere else.
fn resolved(folder: &str, address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = percent_decoded(address);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (b'%', Some(decoded)) = (byte, decoded) {
            bytes.push(decoded);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_inside_the_archive() {
        for (folder, address, name) in [
            ("OEBPS", "a.xhtml", "OEBPS/a.xhtml"),
            ("", "text/a%20b.xhtml#two", "text/a b.xhtml"),
            ("a/b", "../c.xhtml", "a/c.xhtml"),
            ("a", "../../../etc/passwd", "etc/passwd"),
            ("a", "/b%2", "a/b%2"),
        ] {
            assert_eq!(resolved(folder, address), name);
        }
    }
}
