//! Has a look at every document of a source, in order, and keeps of each what the caller wants.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::convert::Infallible;

use crate::analyzer::{Analysis, Analyzer};
use crate::input::{Document, Identity, InputError, Item, Source, SourceOptions};
use crate::output::error::Failure;
use crate::pipeline::caught::catch;
use crate::pipeline::flight::Made;
use crate::pipeline::ordered::run;
use crate::pipeline::run::{Found, Scored, budget, internal, known};
use crate::pipeline::threads::Threads;

/// How documents are read and analysed.
#[derive(Debug, Clone)]
pub struct Look {
    /// The analyzer with its lexicon.
    pub analyzer: Analyzer,
    /// How documents are read.
    pub input: SourceOptions,
}

impl Look {
    /// Calls `keep` for every document, on several threads, and `sink` for what it gave, in order. A
    /// document that could not be read has nothing that was kept, and its failure; no [`Scored`] has rows.
    /// Returns how many documents the source gave.
    ///
    /// # Errors
    /// The first error of `sink`; no further document is read then.
    pub fn run<R: Send, E>(
        &self,
        threads: &Threads,
        source: &mut Source,
        keep: impl Fn(&Document, &Analysis) -> R + Sync,
        mut sink: impl FnMut(Option<R>, Scored) -> Result<(), E>,
    ) -> Result<u64, E> {
        let begun = RefCell::new(VecDeque::new());
        let mut found = 0;
        let named = source.inspect(|item| {
            found += 1;
            begun.borrow_mut().push_back(Found::from(item));
        });
        let work = |item: Item, _: &mut dyn FnMut(Infallible)| self.look(&item, &keep);
        run(
            threads,
            budget(threads),
            named,
            |item| item.weight(&self.input),
            work,
            |made| {
                let Made::Whole(outcome) = made;
                let found = begun.borrow_mut().pop_front().unwrap_or_default();
                let (kept, scored) = outcome.unwrap_or_else(|panicked| {
                    let identity = Identity {
                        id: found.id.clone(),
                        source: found.source.clone(),
                        ..Identity::default()
                    };
                    (None, failed(identity, internal(&panicked), found.bytes))
                });
                sink(kept, Scored { found, ..scored })
            },
        )?;
        Ok(found)
    }

    fn look<R>(
        &self,
        item: &Item,
        keep: impl Fn(&Document, &Analysis) -> R,
    ) -> (Option<R>, Scored) {
        let looked = catch(|| {
            let document = item.load(&self.input)?;
            let analysis = self.analyzer.analyze(&document.text, document.headline);
            let kept = keep(&document, &analysis);
            let Document { id, late_keys, .. } = document;
            let scored = Scored { id, bytes: item.bytes, late_keys, ..Scored::default() };
            Ok::<_, InputError>((Some(kept), scored))
        });
        let error = match looked {
            Ok(Ok(looked)) => return looked,
            Ok(Err(error)) => error,
            Err(panicked) => internal(&panicked),
        };
        (None, failed(item.identity(&self.input), error, item.bytes))
    }
}

fn failed(
    Identity { id, source, .. }: Identity,
    InputError { code, detail }: InputError,
    bytes: u64,
) -> Scored {
    let failure = Failure {
        id: id.clone(),
        source,
        code: code.word().into(),
        message: detail,
        bytes: known(bytes),
    };
    Scored { id, bytes, failure: Some(failure), ..Scored::default() }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;

    use super::*;
    use crate::input::Request;
    use crate::lexicon::Lexicon;

    #[test]
    fn what_is_kept_comes_in_order_and_a_panic_is_the_failure_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("t.csv");
        std::fs::write(&table, "id,text\na,It may rain.\nb,boom\nc,It may snow.\n").unwrap();
        let column = |name: &str| Some(name.to_owned());
        let input = SourceOptions {
            text_col: column("text"),
            id_col: column("id"),
            ..SourceOptions::default()
        };
        let mut source = Source::open(vec![Request::Path(table)], &input).unwrap();
        let look = Look { analyzer: Analyzer::new(Arc::new(Lexicon::builtin())), input };
        let keep = |document: &Document, analysis: &Analysis| {
            assert!(document.text != "boom", "a fault on purpose");
            (document.text.clone(), analysis.summary.sentences)
        };
        let mut seen = Vec::new();
        let done = look.run(&Threads::start(2), &mut source, keep, |kept, scored| {
            seen.push((scored.id, kept, scored.failure.map(|failure| failure.code)));
            Ok::<_, Infallible>(())
        });
        assert_eq!(done, Ok(3));
        let kept = |text: &str| Some((text.to_owned(), 1));
        let expected = [
            ("a".to_owned(), kept("It may rain."), None),
            ("b".to_owned(), None, Some("internal".into())),
            ("c".to_owned(), kept("It may snow."), None),
        ];
        assert_eq!(seen, expected);
    }
}
