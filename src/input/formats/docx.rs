//! Documents of Word: the text as it stands once all changes are accepted.

use std::collections::HashMap;

use crate::input::error::{Code, InputError};
use crate::input::formats::archive::Archive;
use crate::input::formats::blocks::Blocks;
use crate::input::formats::xml::{Node, Tag, Xml, decoded};

/// Elements whose content is no text of the document: what was deleted or moved away, the codes of
/// fields, and what repeats a drawing for older programs.
const PASSED_OVER: [&str; 6] =
    ["del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback"];

/// Names of the part that holds the body; Word on the web writes the second.
const MAIN: [&str; 2] = ["word/document.xml", "word/document2.xml"];

/// Puts the text of a document together. Headers, footers, notes and comments are left out.
pub(super) fn text(archive: &Archive) -> Result<Blocks, InputError> {
    let styles = match archive.bytes("word/styles.xml")? {
        Some(styles) => style_names(&decoded(styles)?)?,
        None => HashMap::new(),
    };
    let Some(bytes) = archive.first_of(&MAIN)? else {
        return Err(InputError::new(Code::Parse, "is no DOCX: it has no word/document.xml"));
    };
    let document = decoded(bytes)?;
    let mut reader =
        Body { xml: Xml::new(&document), styles, blocks: Blocks::default(), quote: false };
    reader.read()?;
    Ok(reader.blocks)
}

/// The document while it is read.
struct Body<'a> {
    xml: Xml<'a>,
    /// The names of styles by their ids, in lower case.
    styles: HashMap<String, String>,
    blocks: Blocks,
    /// Whether the paragraph is a quotation.
    quote: bool,
}

impl Body<'_> {
    fn read(&mut self) -> Result<(), InputError> {
        let mut in_text = false;
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Start(tag) if PASSED_OVER.contains(&tag.name()) => self.xml.skip()?,
                Node::Start(tag) => {
                    in_text = tag.name() == "t";
                    self.start(&tag)?;
                }
                Node::End(name) => {
                    in_text = false;
                    if name == "p" {
                        self.end_paragraph();
                    }
                }
                Node::Text(text) if in_text => self.blocks.text(&text),
                Node::Text(_) => {}
            }
        }
        self.end_paragraph();
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), InputError> {
        match tag.name() {
            "p" => self.end_paragraph(),
            "pStyle" => self.style(&tag.attribute("val").unwrap_or_default()),
            "numPr" => self.blocks.item(),
            "tab" | "ptab" => self.blocks.text(" "),
            "br" | "cr" => self.blocks.line_end(),
            "noBreakHyphen" => self.blocks.text("\u{2011}"),
            // Those of a paragraph's mark end with the paragraph's properties, which hold no text.
            "rPr" if self.is_hidden()? => self.xml.skip()?,
            // The tab stops of a paragraph are no tabs.
            "tabs" => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Reads the properties of a run to their end; whether they hide it.
    fn is_hidden(&mut self) -> Result<bool, InputError> {
        let mut hidden = false;
        let mut depth = 1_usize;
        while depth > 0 {
            match self.xml.next()? {
                Some(Node::Start(tag)) => {
                    depth += 1;
                    let value = tag.attribute("val").unwrap_or_default();
                    hidden |= tag.name() == "vanish" && !matches!(value.as_str(), "0" | "false");
                }
                Some(Node::End(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return Ok(false),
            }
        }
        Ok(hidden)
    }

    fn style(&mut self, id: &str) {
        let name = self.styles.get(id).cloned().unwrap_or_else(|| id.to_ascii_lowercase());
        let level = name.strip_prefix("heading").map(str::trim).and_then(|n| n.parse().ok());
        match (name.as_str(), level) {
            ("title", _) => self.blocks.heading(1),
            (_, Some(level)) => self.blocks.heading(level),
            ("quote" | "intense quote" | "intensequote" | "block text" | "blocktext", _) => {
                self.quote = true;
                self.blocks.quote();
            }
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
}

/// The names of the styles: ids differ from one language of Word to the next, names do not.
fn style_names(styles: &str) -> Result<HashMap<String, String>, InputError> {
    let mut xml = Xml::new(styles);
    let mut names = HashMap::new();
    let mut id = None;
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        match tag.name() {
            "style" => id = tag.attribute("styleId"),
            "name" => {
                if let (Some(id), Some(name)) = (id.take(), tag.attribute("val")) {
                    names.insert(id, name.to_ascii_lowercase());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}
