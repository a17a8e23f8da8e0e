//! Pages of the web: the article alone, or all of their text.

mod article;
pub(super) mod charset;
mod limits;
mod scan;
pub(super) mod text;

use crate::input::error::InputError;
use crate::input::formats::blocks::Blocks;
use crate::input::options::HtmlMode;

/// The text of a page, and the length of the headline it begins with.
///
/// The article is found in a tree of the page: `parse` for a page that is nested deeper or has more
/// elements than a tree is built for. All of the text is read without a tree, whatever the page.
pub(super) fn read(page: &str, mode: HtmlMode) -> Result<(String, Option<usize>), InputError> {
    if mode == HtmlMode::Article {
        limits::check(page)?;
        if let Some(article) = article::of(page)? {
            return Ok(article);
        }
    }
    let mut blocks = Blocks::default();
    text::add(page, &mut blocks);
    Ok(blocks.finish())
}
