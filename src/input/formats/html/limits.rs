//! Whether a page may become a tree: a tree builder needs quadratic time for some pages and the
//! whole stack for others, so a page is measured before it is built.

use std::collections::HashMap;

use crate::input::error::{Code, InputError};
use crate::input::formats::html::scan::{Piece, Pieces, count_attributes};

/// Deepest nesting that becomes a tree.
pub(super) const MAX_DEPTH: usize = 512;
/// Most attributes of one tag: a builder looks for doubles among them, each against each.
const MAX_ATTRIBUTES: usize = 1000;
/// Most elements of a page, those counted that a builder opens again in every paragraph.
const MAX_ELEMENTS: usize = 200_000;
/// Most references to characters: a builder takes a text with many apart and together again.
const MAX_REFERENCES: usize = 100_000;
/// How many alike elements of emphasis a builder opens again.
const ALIKE: usize = 3;

/// Elements without an end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that are opened again behind a block that closed them.
const EMPHASIS: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements that the next one of their group closes, up to the nearest of what holds them.
const GROUPS: [(&[&str], &[&str]); 6] = [
    (&["li"], &["ul", "ol", "menu", "dir"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["table"]),
    (&["tbody", "thead", "tfoot"], &["table"]),
    (&["option", "optgroup"], &["select", "datalist"]),
];
/// Elements that a paragraph does not close beyond.
const HOLDERS: [&str; 20] = [
    "annotation-xml",
    "applet",
    "button",
    "caption",
    "desc",
    "foreignobject",
    "html",
    "marquee",
    "math",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "object",
    "svg",
    "table",
    "td",
    "template",
    "th",
];

/// Refuses a page that is too much for a tree, in time linear in its length.
pub(super) fn check(page: &str) -> Result<(), InputError> {
    let mut open = Open::default();
    for piece in Pieces::new(page) {
        open.take(piece)?;
    }
    Ok(())
}

/// A page with this fault is not looked through for its article.
pub(super) fn refused(fault: &str) -> InputError {
    InputError::new(
        Code::Parse,
        format!("the page {fault}, too much to look for an article; read it with --html all"),
    )
}

/// What is open at a point of a page, as a tree builder would have it.
#[derive(Default)]
struct Open {
    /// Names of elements, the innermost last.
    names: Vec<String>,
    /// How often each opening tag of emphasis waits for its end.
    emphasis: HashMap<String, usize>,
    /// Elements that are opened again in a new block.
    again: usize,
    elements: usize,
    references: usize,
    /// Whether drawings or formulas have been seen: in those, every element holds markup.
    foreign: bool,
}

impl Open {
    fn take(&mut self, piece: Piece<'_>) -> Result<(), InputError> {
        match piece {
            Piece::Start(name, attributes) => {
                self.start(name, attributes);
                self.check(attributes)
            }
            Piece::End(name) => {
                self.end(&name.to_ascii_lowercase());
                Ok(())
            }
            Piece::Raw(name, content) if self.foreign || name.is_empty() => {
                Pieces::all_markup(content).try_for_each(|piece| match piece {
                    Piece::Raw(..) => Ok(()),
                    piece => self.take(piece),
                })
            }
            Piece::Text(text) => {
                self.references += memchr::memchr_iter(b'&', text.as_bytes()).count();
                self.check("")
            }
            Piece::Raw(..) => Ok(()),
        }
    }

    fn start(&mut self, name: &str, attributes: &str) {
        let name = name.to_ascii_lowercase();
        self.elements += 1;
        self.foreign |= matches!(name.as_str(), "svg" | "math");
        self.references += memchr::memchr_iter(b'&', attributes.as_bytes()).count();
        if VOID.contains(&name.as_str()) || (closes_itself(attributes) && self.is_in_drawing(&name))
        {
            return;
        }
        if EMPHASIS.contains(&name.as_str()) {
            let alike = self.emphasis.entry(format!("{name} {attributes}")).or_default();
            *alike += 1;
            self.again += usize::from(*alike <= ALIKE);
        } else {
            self.elements += self.again;
            self.close_group(&name);
        }
        self.names.push(name);
    }

    /// Whether an element of this name stands in a drawing or formula, where elements may close
    /// themselves.
    fn is_in_drawing(&self, name: &str) -> bool {
        let is_drawing = |name: &str| matches!(name, "svg" | "math");
        is_drawing(name) || (self.foreign && self.names.iter().any(|open| is_drawing(open)))
    }

    /// Closes what this element closes without saying so.
    fn close_group(&mut self, name: &str) {
        let (group, holders): (&[&str], &[&str]) =
            match GROUPS.iter().find(|(group, _)| group.contains(&name)) {
                Some((group, holders)) => (group, holders),
                None => (&["p"], &HOLDERS),
            };
        for (depth, open) in self.names.iter().enumerate().rev() {
            if group.contains(&open.as_str()) {
                self.names.truncate(depth);
                return;
            }
            if holders.contains(&open.as_str()) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(depth) = self.names.iter().rposition(|open| open == name) {
            self.names.truncate(depth);
        }
        if EMPHASIS.contains(&name) && self.again > 0 {
            let own = format!("{name} ");
            let tag =
                self.emphasis.iter_mut().find(|(tag, open)| tag.starts_with(&own) && **open > 0);
            if let Some((_, open)) = tag {
                self.again -= usize::from(*open <= ALIKE);
                *open -= 1;
            }
            self.emphasis.retain(|_, open| *open > 0);
        }
    }

    fn check(&self, attributes: &str) -> Result<(), InputError> {
        self.fault(attributes).map_or(Ok(()), |fault| Err(refused(&fault)))
    }

    fn fault(&self, attributes: &str) -> Option<String> {
        if self.names.len() > MAX_DEPTH {
            return Some(format!("is nested deeper than {MAX_DEPTH} elements"));
        }
        // Shorter ones cannot have so many.
        if attributes.len() > 2 * MAX_ATTRIBUTES && count_attributes(attributes) > MAX_ATTRIBUTES {
            return Some(format!("has a tag with more than {MAX_ATTRIBUTES} attributes"));
        }
        if self.references > MAX_REFERENCES {
            return Some(format!("has more than {MAX_REFERENCES} references to characters"));
        }
        (self.elements > MAX_ELEMENTS).then(|| format!("has more than {MAX_ELEMENTS} elements"))
    }
}

/// Whether a tag ends with `/>`, the slash not a part of a value.
fn closes_itself(attributes: &str) -> bool {
    attributes.strip_suffix('/').is_some_and(|before| {
        before.is_empty()
            || before.ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_too_much_for_a_tree() {
        let many = |piece: &str, count: usize| piece.repeat(count);
        let distinct = |count: usize| {
            (0..count).map(|n| format!("<p><b class={n}>x")).collect::<Vec<_>>().concat()
        };
        for (page, fault) in [
            (many("<div>", 512), None),
            (many("<div>", 513), Some("deeper")),
            (many("<div><p>x", 513), Some("deeper")),
            (many("<p>x", 100_000), None),
            (format!("<ul>{}", many("<li>x<br>", 50_000)), None),
            (many("<ul><li>", 300), Some("deeper")),
            (format!("<table>{}", many("<tr><td>x", 50_000)), None),
            (many("<b>", 513), Some("deeper")),
            (many("<b>x</b>", 50_000), None),
            (distinct(300), None),
            (distinct(1000), Some("elements")),
            (format!("<svg>{}", many("<path d='M0 0'/>", 1000)), None),
            (many("<svg/>", 1000), None),
            (format!("<svg>{}", many("<g a=b/>", 1000)), Some("deeper")),
            (many("&#", 100_001), Some("references")),
            (format!("<p{}>", many(" a", 1001)), Some("attributes")),
            (many("<i>", 200_001).replace("<i>", "<br>"), Some("elements")),
            (format!("<script>{}</script>", many("<div>", 1000)), None),
            (format!("<svg><title>{}</title>", many("<g>", 1000)), Some("deeper")),
            (format!("<x a=b=\">{}", many("<div>", 1000)), Some("deeper")),
            (format!("<![CDATA[>{}]]>", many("<div>", 1000)), Some("deeper")),
            (many("<p><svg><foreignObject>", 300), Some("deeper")),
        ] {
            let found = check(&page).err().map(|error| error.detail);
            let start = page.get(..40).unwrap_or(&page);
            match (fault, found) {
                (None, None) => {}
                (Some(fault), Some(found)) => assert!(found.contains(fault), "{start}: {found}"),
                (fault, found) => panic!("{start}: {fault:?}, found {found:?}"),
            }
        }
    }
}
