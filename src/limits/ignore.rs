//! Comments that take cues out of the count: `<!-- hedgerow: ignore-next loaded -- the title of a book -->`.

use crate::cue::selector::is_below;
use crate::lexicon::axis::Axis;
use crate::lexicon::guard::nearest;
use crate::text::comment::comments;
use crate::text::span::Span;

const SCOPES: [(&str, Scope); 4] = [
    ("ignore-next", Scope::Next),
    ("ignore-start", Scope::Start),
    ("ignore-end", Scope::End),
    ("ignore-file", Scope::File),
];

/// Most comments of a file: each is asked of every cue, and nobody writes more by hand.
const MOST: usize = 1_000;

/// What a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// The sentence that it stands in, else the next one.
    Next,
    /// All from here to the next end.
    Start,
    End,
    /// All of the file.
    File,
}

/// A comment that takes cues out of the count.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ignore {
    /// The comment in the file.
    span: Span,
    scope: Scope,
    /// Axes and categories; all if there are none.
    paths: Vec<String>,
    /// Where it reaches to: a cue of a sentence that ends in here, or that stands in here.
    reach: Span,
    is_used: bool,
}

/// The comments of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ignores {
    all: Vec<Ignore>,
    mistakes: Vec<(usize, String)>,
}

impl Ignores {
    /// Reads the comments of a file. `sentences` says where each sentence ends in it, in order.
    #[must_use]
    pub fn read(source: &str, sentences: &[usize]) -> Self {
        let mut ignores = Self::default();
        for (number, (span, words)) in comments(source).enumerate() {
            if number == MOST {
                ignores.mistakes.push((
                    span.start,
                    format!("and those behind it are not read: there are more than {MOST}"),
                ));
                break;
            }
            match directive(words) {
                Ok((scope, paths)) => {
                    ignores.all.push(Ignore { span, scope, paths, reach: span, is_used: false });
                }
                Err(message) => ignores.mistakes.push((span.start, message)),
            }
        }
        ignores.reach(source.len(), sentences);
        ignores
    }

    /// Finds out how far each comment reaches, and which `ignore-end` ends nothing.
    fn reach(&mut self, length: usize, sentences: &[usize]) {
        let mut open: Vec<usize> = Vec::new();
        let mut ends = Vec::new();
        for at in 0..self.all.len() {
            let Some(ignore) = self.all.get_mut(at) else { break };
            match ignore.scope {
                Scope::File => ignore.reach = Span::new(0, length),
                Scope::Next => {
                    let next = sentences.partition_point(|end| *end <= ignore.span.end);
                    let end = sentences.get(next).copied().unwrap_or(ignore.span.end);
                    ignore.reach = Span::new(ignore.span.end, end + 1);
                }
                Scope::Start => {
                    ignore.reach = Span::new(ignore.span.end, length);
                    open.push(at);
                }
                Scope::End => {
                    let (start, paths) = (ignore.span.start, ignore.paths.clone());
                    let opened = open.iter().rposition(|open| {
                        self.all.get(*open).is_some_and(|open| open.paths == paths)
                    });
                    match opened.map(|place| open.remove(place)) {
                        Some(opened) => ends.push((opened, start)),
                        None => self.mistakes.push((start, "ends no ignore-start".to_owned())),
                    }
                }
            }
        }
        for (opened, end) in ends {
            if let Some(ignore) = self.all.get_mut(opened) {
                ignore.reach.end = end;
            }
        }
        self.all.retain(|ignore| ignore.scope != Scope::End);
    }

    /// Whether a comment takes this cue out of the count, which it then has been used for. `at` is where
    /// the cue stands in the file, `sentence` where its sentence ends.
    pub fn take(&mut self, category: &str, at: usize, sentence: usize) -> bool {
        let mut taken = false;
        for ignore in &mut self.all {
            let reached = match ignore.scope {
                Scope::Next => ignore.reach.end == sentence + 1,
                _ => ignore.reach.contains(at),
            };
            let named =
                ignore.paths.is_empty() || ignore.paths.iter().any(|path| is_below(category, path));
            if reached && named {
                ignore.is_used = true;
                taken = true;
            }
        }
        taken
    }

    /// What is wrong with the comments, by place: those that were not understood, and those that took no
    /// cue out of the count.
    #[must_use]
    pub fn complaints(&self) -> Vec<(usize, String)> {
        let unused = self.all.iter().filter(|ignore| !ignore.is_used);
        let unused = unused.map(|ignore| (ignore.span.start, "ignores no cue".to_owned()));
        let mut all: Vec<(usize, String)> = self.mistakes.iter().cloned().chain(unused).collect();
        all.sort();
        all
    }
}

/// What a comment asks for; a reason behind ` -- ` is for people.
fn directive(words: &str) -> Result<(Scope, Vec<String>), String> {
    let asked = words.split(" -- ").next().unwrap_or_default();
    let mut words = asked.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let name = words.next().unwrap_or_default();
    let Some((_, scope)) = SCOPES.iter().find(|(known, _)| *known == name) else {
        let hint = nearest(name, SCOPES.iter().map(|(known, _)| *known));
        return Err(format!("`{name}` is not known{hint}"));
    };
    let paths: Vec<String> = words.map(str::to_owned).collect();
    match paths.iter().find(|path| Axis::of_path(path).is_none()) {
        None => Ok((*scope, paths)),
        Some(path) => {
            let hint = nearest(path, Axis::ALL.iter().map(|axis| axis.name()));
            Err(format!("`{path}` begins with no axis{hint}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::comment::without_comments;

    /// Which of the words `x` a file's comments take, the sentences ending with stops.
    fn taken(source: &str) -> (Vec<bool>, Vec<(usize, String)>) {
        let blank = without_comments(source).unwrap_or_else(|| source.to_owned());
        let ends: Vec<usize> = blank.match_indices('.').map(|(at, _)| at).collect();
        let mut ignores = Ignores::read(source, &ends);
        let cues = blank.match_indices('x').map(|(at, _)| at);
        let taken = cues.map(|at| {
            let sentence = ends[ends.partition_point(|end| *end < at)];
            ignores.take("loaded.label", at, sentence)
        });
        (taken.collect(), ignores.complaints())
    }

    #[test]
    fn the_next_sentence_a_stretch_and_a_file() {
        for (source, expected) in [
            ("x. <!-- hedgerow: ignore-next -->\nx x. x.", &[false, true, true, false][..]),
            ("x. x <!--hedgerow: ignore-next loaded--> x. x.", &[false, true, true, false]),
            ("<!-- hedgerow: ignore-next loaded.label, hedge -- a\n title -->x.", &[true]),
            (
                "x. <!-- hedgerow: ignore-start --> x. x. <!-- hedgerow: ignore-end --> x.",
                &[false, true, true, false],
            ),
            ("x. <!-- hedgerow: ignore-start loaded --> x. x.", &[false, true, true]),
            ("x. <!-- hedgerow: ignore-file loaded --> x.", &[true, true]),
            ("x. <!-- another comment --> x.", &[false, false]),
            ("x. <!-- hedgerow: ignore-file", &[false]),
        ] {
            assert_eq!(taken(source), (expected.to_vec(), Vec::new()), "{source}");
        }
    }

    #[test]
    fn what_helps_nothing_is_told() {
        for (source, at, message) in [
            ("x. <!-- hedgerow: ignore-next hedge --> x.", 3, "ignores no cue"),
            ("x. <!-- hedgerow: ignore-next -->", 3, "ignores no cue"),
            (
                "x. <!-- hedgerow: ignore-nxt -->",
                3,
                "`ignore-nxt` is not known; did you mean `ignore-next`?",
            ),
            (
                "x. <!-- hedgerow: ignore-next loadet -->",
                3,
                "`loadet` begins with no axis; did you mean `loaded`?",
            ),
            ("x. <!-- hedgerow: ignore-end -->", 3, "ends no ignore-start"),
        ] {
            let (taken, complaints) = taken(source);
            assert!(!taken.contains(&true), "{source}");
            assert_eq!(complaints, [(at, message.to_owned())], "{source}");
        }
    }

    #[test]
    fn comments_beyond_a_thousand_are_told_and_not_read() {
        let comment = "x <!-- hedgerow: ignore-next --> x.\n";
        let (taken, complaints) = taken(&comment.repeat(MOST + 2));
        assert_eq!(taken.iter().filter(|taken| **taken).count(), 2 * MOST);
        let at = comment.len() * MOST + 2;
        let told = "and those behind it are not read: there are more than 1000".to_owned();
        assert_eq!(complaints, [(at, told)]);
    }
}
