//! Letters: where a greeting ends, and a closing formula before the name.

use crate::text::span::Span;
use crate::text::words::{Part, Parts};

/// The longest greeting, in bytes.
const LONGEST: usize = 60;

/// Where the greeting ends that a sentence begins with: *Dear Ms Quill,* before a capital.
pub(crate) fn greeting_end(text: &str, sentence: Span) -> Option<usize> {
    let begun = sentence.of(text).trim_start();
    let start = sentence.end - begun.len();
    if !begun.starts_with(['D', 'H', 'd', 'h']) {
        return None;
    }
    let word = begun.split(' ').next().unwrap_or("");
    if !Parts::of(word).has(Part::Greeting) {
        return None;
    }
    let comma = begun.bytes().take(LONGEST).position(|byte| byte == b',')?;
    let name = begun.get(..comma)?;
    let behind = begun.get(comma + 1..)?.strip_prefix([' ', '\n'])?;
    let named = |word: &str| word.starts_with(char::is_uppercase);
    let greets =
        (2..=4).contains(&name.split_whitespace().count()) && name.split_whitespace().all(named);
    (greets && behind.starts_with(char::is_uppercase)).then_some(start + comma + 1)
}

/// Where a closing formula ends in the last sentence of a paragraph: *Kind regards,* before a name.
pub(crate) fn closing_end(text: &str, sentence: Span) -> Option<usize> {
    if sentence.len() > LONGEST {
        return None;
    }
    let (closing, name) = sentence.of(text).split_once(',')?;
    let last = closing.split_whitespace().next_back()?;
    if !Parts::of(last).has(Part::Closing) || closing.split_whitespace().count() > 3 {
        return None;
    }
    let names = name.split_whitespace().count();
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\n' | '.' | '-'));
    (plain && (1..=3).contains(&names)).then_some(sentence.start + closing.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_and_closings() {
        for (text, greeting, closing) in [
            ("Dear Ms. Quill, Thank you", "Dear Ms. Quill,", ""),
            ("Hi Tom, are you in", "", ""),
            ("Hi guys, I am back", "", ""),
            ("Dear, oh dear, That was close", "", ""),
            ("Kind regards, Mara Quill", "", "Kind regards,"),
            ("Thanks,\nTom", "", "Thanks,"),
            ("Best, he thought, to leave now", "", ""),
        ] {
            let whole = Span::new(0, text.len());
            let cut = |end: Option<usize>| end.and_then(|end| text.get(..end)).unwrap_or("");
            assert_eq!(cut(greeting_end(text, whole)), greeting, "{text:?}");
            assert_eq!(cut(closing_end(text, whole)), closing, "{text:?}");
        }
    }
}
