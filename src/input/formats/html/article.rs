//! The article of a page, without what surrounds it.

use dom_smoothie::{Config, Readability};

use crate::input::error::InputError;
use crate::input::formats::blocks::Blocks;
use crate::input::formats::html::scan::{Piece, Pieces};
use crate::input::formats::html::{limits, text};

/// The article's headline and body, and the length of the headline; `None` where no article is
/// found.
///
/// The page has passed [`limits::check`].
pub(super) fn of(page: &str) -> Result<Option<(String, Option<usize>)>, InputError> {
    // JSON inside the page would be read by a parser that is not made for hostile texts.
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::new(page, None, Some(config)) else { return Ok(None) };
    if is_deep(&reader) {
        return Err(limits::refused("is nested too deeply"));
    }
    let Ok(article) = reader.parse() else { return Ok(None) };
    let mut blocks = Blocks::default();
    let title = only_heading(page).filter(|heading| shares_words(heading, &article.title));
    blocks.heading(1);
    blocks.text(&title.unwrap_or(article.title));
    blocks.end();
    let headline = blocks.len();
    text::add(&article.content, &mut blocks);
    Ok((blocks.len() > headline).then(|| blocks.finish()))
}

/// Whether the tree is deeper than those that the crate goes through by recursion may be: the
/// builder's rules are not all those of the measure that was taken before.
fn is_deep(reader: &Readability) -> bool {
    let (mut node, mut depth) = (reader.doc.root(), 0_usize);
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > 2 * limits::MAX_DEPTH {
                return true;
            }
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return false };
            depth = depth.saturating_sub(1);
            node = parent;
        }
    }
}

/// The text of the page's heading of the first level, if it has one and no more.
fn only_heading(page: &str) -> Option<String> {
    let mut headings = Vec::new();
    let mut open = false;
    for piece in Pieces::new(page) {
        match piece {
            Piece::Start(name, _) if name.eq_ignore_ascii_case("h1") => {
                open = true;
                headings.push(String::new());
            }
            Piece::End(name) if name.eq_ignore_ascii_case("h1") => open = false,
            Piece::Text(written) if open => {
                headings.last_mut().map(|heading| heading.push_str(written))?;
            }
            _ => {}
        }
    }
    let [heading] = headings.as_slice() else { return None };
    let mut blocks = Blocks::default();
    text::add(heading, &mut blocks);
    let (heading, _) = blocks.finish();
    (!heading.is_empty()).then_some(heading)
}

/// Whether the heading is the title, or the title without the name of the site or a part of it.
fn shares_words(heading: &str, title: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (heading, title) = (plain(heading), plain(title));
    heading.contains(&title) || title.contains(&heading)
}
