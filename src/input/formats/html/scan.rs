//! Cuts a page into tags and text, in one pass and without a tree.

use memchr::memmem;

/// Elements whose content is no markup, up to their end tag.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text as written, its references unresolved.
    Text(&'a str),
    /// An opening tag: its name as written, and its attributes.
    Start(&'a str, &'a str),
    /// The name in a closing tag.
    End(&'a str),
    /// The content of an element that holds no markup, such as a script; its name comes first.
    Raw(&'a str, &'a str),
}

/// The pieces of a page in order; comments and declarations are left out.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// The element whose content comes next and is no markup.
    raw: Option<&'a str>,
    /// Whether there are no such elements.
    all_markup: bool,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(page: &'a str) -> Self {
        Self { rest: page, raw: None, all_markup: false }
    }

    /// The pieces of a page in which every element holds markup, as in a drawing.
    pub(super) fn all_markup(page: &'a str) -> Self {
        Self { rest: page, raw: None, all_markup: true }
    }

    /// Gives the first `length` bytes and goes on behind them.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Goes on behind the next `end`, or at the end of the page.
    fn pass(&mut self, end: &str) {
        let at = memmem::find(self.rest.as_bytes(), end.as_bytes());
        self.take(at.map_or(self.rest.len(), |at| at + end.len()));
    }

    fn raw_content(&mut self, name: &'a str) -> Piece<'a> {
        Piece::Raw(name, self.take(raw_length(self.rest, name)))
    }

    /// Goes on behind the comment whose beginning has been taken.
    fn pass_comment(&mut self) {
        for short in [">", "->"] {
            if self.rest.starts_with(short) {
                self.take(short.len());
                return;
            }
        }
        let bytes = self.rest.as_bytes();
        let ends = |at: &usize| {
            let behind = bytes.get(at + 2..).unwrap_or_default();
            behind.starts_with(b">") || behind.starts_with(b"!>")
        };
        match memmem_overlapping(bytes).find(ends) {
            Some(at) => {
                self.take(at);
                self.pass(">");
            }
            None => self.rest = "",
        }
    }

    /// The tag or declaration at the front, or `None` if it is to be left out.
    fn markup(&mut self) -> Option<Piece<'a>> {
        if self.rest.starts_with("<!--") {
            self.take(4);
            self.pass_comment();
            return None;
        }
        if self.rest.starts_with("<![CDATA[") {
            self.take(9);
            let end = memmem::find(self.rest.as_bytes(), b"]]>").unwrap_or(self.rest.len());
            let text = self.take(end);
            self.take(3);
            return Some(Piece::Raw("", text));
        }
        if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            self.pass(">");
            return None;
        }
        let is_end = self.rest.starts_with("</");
        self.take(1 + usize::from(is_end));
        let name_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
        let name = self.take(self.rest.find(name_end).unwrap_or(self.rest.len()));
        let attributes = self.take(attributes_length(self.rest));
        // Without its end, a tag is none.
        if self.take(1).is_empty() {
            return None;
        }
        if is_end {
            return Some(Piece::End(name));
        }
        let raw = !self.all_markup && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name));
        self.raw = raw.then_some(name);
        Some(Piece::Start(name, attributes))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_content(name));
        }
        while !self.rest.is_empty() {
            let bytes = self.rest.as_bytes();
            let text = next_markup(bytes);
            if text > 0 {
                return Some(Piece::Text(self.take(text)));
            }
            if let Some(piece) = self.markup() {
                return Some(piece);
            }
        }
        None
    }
}

/// Where `--` stands, also in `---` twice.
fn memmem_overlapping(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b'-', bytes).filter(|at| bytes.get(at + 1) == Some(&b'-'))
}

/// Length of the content of an element without markup, up to its end tag. A script that holds
/// `<!--` and then `<script>` has another one inside.
fn raw_length(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_script = name.eq_ignore_ascii_case("script");
    let names = |at: usize| {
        let after = bytes.get(at..).unwrap_or_default();
        let named = after.get(..name.len());
        named.is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes()))
            && after
                .get(name.len())
                .is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
    };
    let (mut commented, mut inner) = (false, false);
    for at in memchr::memchr2_iter(b'<', b'>', bytes) {
        let after = bytes.get(at..).unwrap_or_default();
        if after.starts_with(b">") {
            let before = bytes.get(..at).unwrap_or_default();
            if before.ends_with(b"--") {
                (commented, inner) = (false, false);
            }
        } else if after.starts_with(b"</") && names(at + 2) {
            if !inner {
                return at;
            }
            inner = false;
        } else if is_script && after.starts_with(b"<!--") {
            commented = true;
        } else if commented && names(at + 1) {
            inner = true;
        }
    }
    rest.len()
}

/// Where the next tag, comment or declaration begins; a lone `<` is text.
fn next_markup(bytes: &[u8]) -> usize {
    let begins = |at: &usize| match (bytes.get(at + 1), bytes.get(at + 2)) {
        (Some(b'!' | b'?'), _) => true,
        (Some(b'/'), Some(next)) | (Some(next), _) => next.is_ascii_alphabetic(),
        _ => false,
    };
    memchr::memchr_iter(b'<', bytes).find(begins).unwrap_or(bytes.len())
}

/// Where a reader stands within a tag, by the states of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

impl Place {
    /// Where it stands behind this byte; `None` where the byte ends the tag.
    fn behind(self, byte: u8) -> Option<Self> {
        let blank = byte.is_ascii_whitespace();
        Some(match (self, byte) {
            (Self::Quoted(mark), byte) if byte == mark => Self::BeforeName,
            (Self::Quoted(_), _) => self,
            (_, b'>') => return None,
            (Self::BeforeValue, b'"' | b'\'') => Self::Quoted(byte),
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::BeforeName | Self::Name | Self::AfterName, b'/') => Self::BeforeName,
            (Self::Name, _) if blank => Self::AfterName,
            (Self::Unquoted, _) if blank => Self::BeforeName,
            (Self::BeforeName | Self::AfterName | Self::BeforeValue, _) if blank => self,
            (Self::BeforeName | Self::Name | Self::AfterName, _) => Self::Name,
            (Self::BeforeValue | Self::Unquoted, _) => Self::Unquoted,
        })
    }
}

/// Length of the attributes that stand before the `>` of a tag.
fn attributes_length(rest: &str) -> usize {
    let mut place = Place::BeforeName;
    for (at, byte) in rest.bytes().enumerate() {
        match place.behind(byte) {
            Some(next) => place = next,
            None => return at,
        }
    }
    rest.len()
}

/// How many attributes there are.
pub(super) fn count_attributes(attributes: &str) -> usize {
    let (mut place, mut count) = (Place::BeforeName, 0);
    for byte in attributes.bytes() {
        let next = place.behind(byte).unwrap_or(place);
        let begins = matches!(place, Place::BeforeName | Place::AfterName) && next == Place::Name;
        count += usize::from(begins);
        place = next;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Piece::{End, Raw, Start, Text};
    use super::*;

    #[test]
    fn pages_are_cut_as_browsers_cut_them() {
        for (page, expected) in [
            ("a < b <3 </>", vec![Text("a < b <3 </>")]),
            (
                "<!DOCTYPE html><P class='a>b' id=x>x</P>",
                vec![Start("P", " class='a>b' id=x"), Text("x"), End("P")],
            ),
            ("a<!-- <p> -->b<!-->c", vec![Text("a"), Text("b"), Text("c")]),
            ("a<!-- b", vec![Text("a")]),
            ("<!--->a<!-- > -- --!>b<!----->c", vec![Text("a"), Text("b"), Text("c")]),
            (
                "<script><!--<script>a</script>b--></script>c",
                vec![
                    Start("script", ""),
                    Raw("script", "<!--<script>a</script>b-->"),
                    End("script"),
                    Text("c"),
                ],
            ),
            (
                "<title></titles></title>a",
                vec![Start("title", ""), Raw("title", "</titles>"), End("title"), Text("a")],
            ),
            (
                "<script>if (a</b) '<p>'</SCRIPT>x",
                vec![
                    Start("script", ""),
                    Raw("script", "if (a</b) '<p>'"),
                    End("SCRIPT"),
                    Text("x"),
                ],
            ),
            ("<script>a", vec![Start("script", ""), Raw("script", "a")]),
            ("a<b", vec![Text("a")]),
            ("<br/><a href=x/y>", vec![Start("br", "/"), Start("a", " href=x/y")]),
            ("<p a=b=\">c\"", vec![Start("p", " a=b=\""), Text("c\"")]),
            ("<p =\">c", vec![Start("p", " =\""), Text("c")]),
            ("<p a = '>' b>c", vec![Start("p", " a = '>' b"), Text("c")]),
            ("<p title=a\"b>c", vec![Start("p", " title=a\"b"), Text("c")]),
        ] {
            assert_eq!(Pieces::new(page).collect::<Vec<_>>(), expected, "{page}");
        }
    }

    #[test]
    fn attributes_are_counted() {
        for (attributes, count) in
            [("", 0), ("/", 0), (" a b=c/d e = 'f g' h/", 4), (" a='b'c=\"d\"e", 3), (" = =", 1)]
        {
            assert_eq!(count_attributes(attributes), count, "{attributes}");
        }
    }
}
