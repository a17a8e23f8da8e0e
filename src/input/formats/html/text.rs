//! All text of a page, without a tree: no depth of nesting needs a stack.

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

use crate::input::formats::blocks::Blocks;
use crate::input::formats::html::scan::{Piece, Pieces};

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
];
/// Elements whose content is no text of the page.
const PASSED_OVER: [&str; 12] = [
    "audio", "canvas", "datalist", "head", "math", "noscript", "object", "rp", "rt", "select",
    "svg", "template",
];
/// The longest name of a character, such as `CounterClockwiseContourIntegral`.
const LONGEST_NAME: usize = 32;
/// The longest name of an element that means anything here.
const LONGEST_ELEMENT: usize = 16;

/// Adds the text of a page or of a part of one.
pub(crate) fn add(page: &str, blocks: &mut Blocks) {
    let mut reader = Reader { blocks, passing: None, preformatted: false };
    for piece in Pieces::new(page) {
        reader.take(piece);
    }
    reader.blocks.end();
}

/// The page while it is read.
struct Reader<'b> {
    blocks: &'b mut Blocks,
    /// The element that is passed over, and how many of its kind are open.
    passing: Option<(String, usize)>,
    /// Whether code in it is a block of code.
    preformatted: bool,
}

impl Reader<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(text) if self.passing.is_none() => {
                self.blocks.text(&resolved(text));
            }
            // A section marked as characters, in XHTML.
            Piece::Raw("", text) if self.passing.is_none() => self.blocks.text(text),
            Piece::Start(name, _) => {
                let name = lower(name);
                match &mut self.passing {
                    Some((element, open)) if *element == name => *open += 1,
                    // A head without an end ends where the body begins.
                    Some((element, _)) if element == "head" && name == "body" => {
                        self.passing = None;
                    }
                    Some(_) => {}
                    None => self.start(&name),
                }
            }
            Piece::End(name) => {
                let name = lower(name);
                match &mut self.passing {
                    Some((element, open)) if *element == name => {
                        *open -= 1;
                        if *open == 0 {
                            self.passing = None;
                        }
                    }
                    Some(_) => {}
                    None => self.end(&name),
                }
            }
            Piece::Text(_) | Piece::Raw(..) => {}
        }
    }

    fn start(&mut self, name: &str) {
        match name {
            "br" => self.blocks.line_end(),
            "blockquote" => self.blocks.quote(),
            "q" => self.blocks.text("\u{201c}"),
            "ul" => self.blocks.list(None),
            "ol" => self.blocks.list(Some(1)),
            "li" => self.blocks.item(),
            "code" if self.preformatted => self.passing = Some((name.to_owned(), 1)),
            _ if PASSED_OVER.contains(&name) => self.passing = Some((name.to_owned(), 1)),
            _ => match heading(name) {
                Some(level) => self.blocks.heading(level),
                None if BLOCKS.contains(&name) => {
                    self.preformatted = name == "pre";
                    self.blocks.end();
                }
                None => {}
            },
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "blockquote" => self.blocks.end_quote(),
            "q" => self.blocks.text("\u{201d}"),
            "ul" | "ol" => self.blocks.end_list(),
            _ if heading(name).is_some() || BLOCKS.contains(&name) => {
                self.preformatted = false;
                self.blocks.end();
            }
            _ => {}
        }
    }
}

/// The name in lower case; one that is too long to mean anything is cut.
fn lower(name: &str) -> String {
    let name = name.get(..LONGEST_ELEMENT).unwrap_or(name);
    name.to_ascii_lowercase()
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// The text with its references resolved; those that mean nothing stay as written.
fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (character, length) = reference(after).unwrap_or_else(|| ("&".to_owned(), 0));
        out.push_str(&character);
        rest = after.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// What the reference at the front, its `&` taken off, stands for, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let start = text.as_bytes().get(..=LONGEST_NAME).unwrap_or(text.as_bytes());
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let end = start.iter().position(|byte| !is_part(byte)).unwrap_or(start.len());
    let name = text.get(..end)?;
    let length = end + usize::from(start.get(end) == Some(&b';'));
    if let Some(number) = name.strip_prefix('#') {
        return numbered(number).map(|c| (c.to_string(), length));
    }
    // Names that old pages write without the semicolon.
    let complete = length > end || matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp");
    let character = complete.then(|| resolve_html5_entity(name)).flatten()?;
    Some((character.to_owned(), length))
}

/// The character of this number. Numbers from 128 to 159 are those of Windows, as browsers read them.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    if let Ok(byte) = u8::try_from(code)
        && (128..160).contains(&byte)
    {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
        return text.chars().next();
    }
    char::from_u32(code).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_text_of_a_page_in_blocks() {
        for (page, text, headline) in [
            (
                "<head><title>No</title></head><body><h1>Ferry\n late</h1><p>It &amp; she&rsquo;d<br>go.",
                "Ferry late\n\nIt & she\u{2019}d\ngo.",
                Some(10),
            ),
            ("a<script>b</script><style>c</style>d<svg><text>e</text></svg>", "ad", None),
            ("<blockquote><p>One<p>Two</blockquote>Three", "> One\n\n> Two\n\nThree", None),
            ("<ol><li>a<li><p>b</p></ol><ul><li>c</ul>", "1. a\n2. b\n- c", None),
            (
                "<q>Yes</q> &#146;n&#x2019; &nosuch; &lt;b> AT&T &amp",
                "“Yes” ’n’ &nosuch; <b> AT&T &",
                None,
            ),
            ("<pre><code>x = 1</code></pre><p>A <code>b</code>", "A b", None),
            ("<head><meta x><body>text", "text", None),
            ("<td>one<td>two", "one\n\ntwo", None),
        ] {
            let mut blocks = Blocks::default();
            add(page, &mut blocks);
            assert_eq!(blocks.finish(), (text.to_owned(), headline), "{page}");
        }
    }
}
