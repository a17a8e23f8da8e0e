//! XML as a stream of tags and text, without document types and entities of its own.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::input::error::{Code, InputError};

/// What comes next in a document.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// A tag that opens an element; one that also closes it is followed by its [`Node::End`].
    Start(Tag<'a>),
    /// The end of the element of this name, without the prefix.
    End(String),
    /// Text, its references resolved.
    Text(String),
}

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the first attribute of this name, prefixes left out.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        // The crate's check for doubles takes quadratic time.
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let mut named = attributes.filter(|a| a.key.local_name().into_inner() == name);
        let value = named.next()?.value;
        Some(unescaped(&value))
    }
}

/// Reads a document to its end, each node once.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// The end that follows a tag which closes itself.
    pending: Option<String>,
}

impl<'a> Xml<'a> {
    /// Begins with the document's first node.
    pub(crate) fn new(document: &'a str) -> Self {
        Self { reader: Reader::from_str(document), pending: None }
    }

    /// The next node; `None` at the end.
    ///
    /// `parse` for XML that is not well-formed, for a document type, and for an entity that is not
    /// one of the five of XML: nothing is expanded, and nothing is fetched.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, InputError> {
        if let Some(name) = self.pending.take() {
            return Ok(Some(Node::End(name)));
        }
        loop {
            let event = self.reader.read_event().map_err(|error| malformed(&error))?;
            return Ok(Some(match event {
                Event::Start(tag) => Node::Start(Tag(tag)),
                Event::Empty(tag) => {
                    self.pending = Some(tag.local_name().into_inner().to_owned());
                    Node::Start(Tag(tag))
                }
                Event::End(tag) => Node::End(tag.local_name().into_inner().to_owned()),
                Event::Text(text) => Node::Text(text.into_inner().into_owned()),
                Event::CData(text) => Node::Text(text.into_inner().into_owned()),
                Event::GeneralRef(name) => {
                    let resolved = if name.is_char_ref() {
                        name.resolve_char_ref().map_err(|error| malformed(&error))?
                    } else {
                        None
                    };
                    match resolved {
                        Some(c) => Node::Text(c.to_string()),
                        None => match resolve_predefined_entity(&name.into_inner()) {
                            Some(text) => Node::Text(text.to_owned()),
                            None => return Err(refused("refers to an entity of its own")),
                        },
                    }
                }
                Event::DocType(_) => return Err(refused("has a document type declaration")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over the rest of the element whose tag was read last.
    pub(crate) fn skip(&mut self) -> Result<(), InputError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Node::Start(_)) => depth += 1,
                Some(Node::End(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

/// A value with the five entities and character references resolved; others stay as written.
fn unescaped(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
}

/// The text of a part of an archive; XML is UTF-8 or says so by its mark.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, InputError> {
    let bytes = match bytes.get(..2) {
        Some(b"\xff\xfe" | b"\xfe\xff") => {
            let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
            return Ok(text.into_owned());
        }
        _ => bytes,
    };
    let text = String::from_utf8(bytes).map_err(|_| refused("is not UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn malformed(error: &quick_xml::Error) -> InputError {
    InputError::new(Code::Parse, format!("its XML is malformed: {error}"))
}

fn refused(what: &str) -> InputError {
    InputError::new(Code::Parse, format!("its XML {what}"))
}
