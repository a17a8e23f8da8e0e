//! Markdown: what a reader of the page sees, but for code.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::input::formats::blocks::Blocks;
use crate::input::formats::html;

/// Puts the text of a page together. Front matter, code blocks and pictures are left out; the words
/// of links and of code inside a sentence stay.
pub(super) fn text(page: &str) -> Blocks {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Page { blocks: Blocks::default(), hidden: 0, html: String::new() };
    for event in Parser::new_ext(page, options) {
        reader.take(event);
    }
    reader.blocks
}

/// The page while it is read.
struct Page {
    blocks: Blocks,
    /// Elements that are open and whose text is left out.
    hidden: usize,
    /// The lines of a block of HTML.
    html: String,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.blocks.line_end(),
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.blocks.text(&text),
            Event::SoftBreak => self.blocks.text(" "),
            Event::HardBreak => self.blocks.line_end(),
            Event::Rule => self.blocks.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.blocks.heading(*level as u8),
            Tag::BlockQuote(_) => self.blocks.quote(),
            Tag::List(first) => self.blocks.list(*first),
            Tag::Item => self.blocks.item(),
            Tag::Paragraph | Tag::TableCell | Tag::FootnoteDefinition(_) => self.blocks.end(),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.blocks.end();
                self.hidden += 1;
            }
            Tag::Image { .. } => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => self.blocks.end(),
            TagEnd::BlockQuote(_) => self.blocks.end_quote(),
            TagEnd::List(_) => self.blocks.end_list(),
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                self.blocks.end();
                html::text::add(&std::mem::take(&mut self.html), &mut self.blocks);
                self.blocks.end();
            }
            _ => {}
        }
    }
}

fn is_line_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {

    #[test]
    fn a_page_is_what_its_reader_sees() {
        for (page, text, headline) in [
            (
                "---\ntitle: No\n---\n\n# The *bridge*\n\nIt was\nshut.",
                "The bridge\n\nIt was shut.",
                Some(10),
            ),
            ("One.\n\n# Two", "One.\n\nTwo", None),
            ("> It is\n> so.\n\nHe left.", "> It is so.\n\nHe left.", None),
            ("a\n\n```\ncode\n```\n\n    more\n\nb `x` [c](u) ![d](e)", "a\n\nb x c", None),
            ("1. one\n2. two\n\n- dash", "1. one\n2. two\n- dash", None),
            ("|a|b|\n|-|-|\n|c|d|", "a\n\nb\n\nc\n\nd", None),
            (
                "<div>\n<p>In a <b>tag</b> &amp; out\n</div>\n\ne<br>f",
                "In a tag & out\n\ne\nf",
                None,
            ),
        ] {
            assert_eq!(super::text(page).finish(), (text.to_owned(), headline), "{page:?}");
        }
    }
}
