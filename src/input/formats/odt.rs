//! Documents of Writer: the text as it stands once all changes are accepted.

use std::collections::HashMap;

use crate::input::error::{Code, InputError};
use crate::input::formats::archive::Archive;
use crate::input::formats::blocks::Blocks;
use crate::input::formats::xml::{Node, Tag, Xml, decoded};

/// Elements whose content is no text of the document.
const PASSED_OVER: [&str; 9] = [
    "tracked-changes",
    "annotation",
    "note",
    "forms",
    "scripts",
    "font-face-decls",
    "sequence-decls",
    "ruby-text",
    "bibliography-source",
];
/// The longest chain of styles that is followed to a parent with a name.
const MAX_PARENTS: usize = 16;

/// Puts the text of a document together. Notes and comments are left out.
pub(super) fn text(archive: &Archive) -> Result<Blocks, InputError> {
    let Some(bytes) = archive.bytes("content.xml")? else {
        return Err(InputError::new(Code::Parse, "is no ODT: it has no content.xml"));
    };
    let document = decoded(bytes)?;
    let mut xml = Xml::new(&document);
    let mut body = Body::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) if PASSED_OVER.contains(&tag.name()) => xml.skip()?,
            Node::Start(tag) => body.start(&tag),
            Node::End(name) => body.end(&name),
            Node::Text(text) if body.depth > 0 => body.blocks.text(&text),
            Node::Text(_) => {}
        }
    }
    Ok(body.blocks)
}

/// The document while it is read.
#[derive(Default)]
struct Body {
    blocks: Blocks,
    /// The parents of the styles that this document has of its own.
    parents: HashMap<String, String>,
    /// Paragraphs that are open: a frame inside one has its own.
    depth: usize,
    quote: bool,
}

impl Body {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "style" => {
                if let (Some(name), Some(parent)) =
                    (tag.attribute("name"), tag.attribute("parent-style-name"))
                {
                    self.parents.insert(name, parent);
                }
            }
            "p" => {
                self.begin();
                match self.style(tag) {
                    Some("Title") => self.blocks.heading(1),
                    Some("Quotations") => {
                        self.quote = true;
                        self.blocks.quote();
                    }
                    _ => {}
                }
            }
            "h" => {
                self.begin();
                let level = tag.attribute("outline-level").and_then(|level| level.parse().ok());
                self.blocks.heading(level.unwrap_or(1));
            }
            "list" => self.blocks.list(None),
            "list-item" => self.blocks.item(),
            // However many blanks are written so, they are one between two words.
            "s" | "tab" => self.blocks.text(" "),
            "line-break" => self.blocks.line_end(),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.end_paragraph();
        self.depth += 1;
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.end_paragraph();
                self.depth = self.depth.saturating_sub(1);
            }
            "list" => self.blocks.end_list(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.quote) {
            self.blocks.end_quote();
        } else {
            self.blocks.end();
        }
    }

    /// The style of a paragraph that has a meaning.
    fn style(&self, tag: &Tag<'_>) -> Option<&'static str> {
        let mut style = tag.attribute("style-name")?;
        for _ in 0..MAX_PARENTS {
            for known in ["Title", "Quotations"] {
                if style == known {
                    return Some(known);
                }
            }
            style = self.parents.get(&style)?.clone();
        }
        None
    }
}
