//! Puts the text of a formatted document together, block by block, in the form in which the text
//! room reads structure: an empty line between blocks, `>` before the lines of a block quotation,
//! a sign before the items of a list.

/// Deepest nesting of lists that is told apart.
const MAX_LISTS: usize = 64;

/// A text under construction.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    text: String,
    headline: Option<usize>,
    block: String,
    /// Block quotations that are open.
    quotes: usize,
    /// The lists that are open, the innermost last; numbered ones with their next number.
    lists: Vec<Option<u64>>,
    /// The sign that goes before the next block.
    sign: Option<String>,
    /// Whether the last block was an item of a list.
    behind_item: bool,
    /// The level of the heading that the block is.
    heading: Option<u8>,
}

impl Blocks {
    /// Adds text to the block; runs of blanks become one, and so do line ends.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.block.push(c);
            } else if !self.block.ends_with([' ', '\n']) {
                self.block.push(' ');
            }
        }
    }

    /// Ends the line, not the block.
    pub(crate) fn line_end(&mut self) {
        self.block.truncate(self.block.trim_end_matches(' ').len());
        self.block.push('\n');
    }

    /// Ends the block; without text there is none.
    pub(crate) fn end(&mut self) {
        let heading = self.heading.take();
        let block = self.block.trim();
        if !block.is_empty() {
            let item = self.sign.is_some();
            if !self.text.is_empty() {
                // The items of a list stand on lines below each other.
                self.text.push_str(if item && self.behind_item { "\n" } else { "\n\n" });
            }
            self.behind_item = item;
            let first = self.text.is_empty();
            for (number, line) in block.lines().enumerate() {
                if number > 0 {
                    self.text.push('\n');
                }
                if self.quotes > 0 {
                    self.text.push_str("> ");
                }
                self.text.extend(self.sign.take());
                self.text.push_str(line);
            }
            if first && heading == Some(1) {
                self.headline = Some(self.text.len());
            }
        }
        self.block.clear();
    }

    /// Begins a heading of this level, from 1. The first block is the headline if it is one of level
    /// 1.
    pub(crate) fn heading(&mut self, level: u8) {
        self.end();
        self.heading = Some(level);
    }

    /// Begins a block quotation.
    pub(crate) fn quote(&mut self) {
        self.end();
        self.quotes += 1;
    }

    /// Ends a block quotation.
    pub(crate) fn end_quote(&mut self) {
        self.end();
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Begins a list, with the first number if it is a numbered one.
    pub(crate) fn list(&mut self, first: Option<u64>) {
        self.end();
        if self.lists.len() < MAX_LISTS {
            self.lists.push(first);
        }
    }

    /// Ends a list.
    pub(crate) fn end_list(&mut self) {
        self.end();
        self.sign = None;
        self.lists.pop();
    }

    /// Begins an item of the innermost list.
    pub(crate) fn item(&mut self) {
        self.end();
        self.sign = Some(match self.lists.last_mut() {
            Some(Some(number)) => {
                let sign = format!("{number}. ");
                *number = number.saturating_add(1);
                sign
            }
            _ => "- ".to_owned(),
        });
    }

    /// How many bytes of text there are so far, about.
    pub(crate) fn len(&self) -> usize {
        self.text.len() + self.block.len()
    }

    /// The text, and the length of the headline it begins with.
    pub(crate) fn finish(mut self) -> (String, Option<usize>) {
        self.end();
        (self.text, self.headline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_is_written_as_in_plain_texts() {
        let mut blocks = Blocks::default();
        blocks.text("  \n");
        blocks.heading(1);
        blocks.text("A \n title");
        blocks.end();
        blocks.quote();
        blocks.text("One");
        blocks.line_end();
        blocks.text(" two");
        blocks.end_quote();
        blocks.list(Some(4));
        blocks.item();
        blocks.text("four");
        blocks.item();
        blocks.text("five");
        blocks.list(None);
        blocks.item();
        blocks.text("dash");
        blocks.end_list();
        blocks.end_list();
        blocks.heading(1);
        blocks.text("End");
        let text = "A title\n\n> One\n> two\n\n4. four\n5. five\n- dash\n\nEnd";
        assert_eq!(blocks.finish(), (text.to_owned(), Some(7)));
    }
}
