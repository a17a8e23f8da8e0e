//! An analyzer with its options.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use arrow_schema::Schema;
use hedgerow::batch::BatchScorer;
use hedgerow::cue::selector::is_below;
use hedgerow::input::{HtmlMode, SourceOptions};
use hedgerow::lexicon::builtin::{profile_file, profile_names};
use hedgerow::lexicon::mistake::{LexiconFile, Mistake};
use hedgerow::lexicon::profile::Profile;
use hedgerow::lexicon::{Lexicon, LexiconLoader};
use hedgerow::output::fingerprint::Fingerprint;
use hedgerow::output::table::Table;
use hedgerow::pipeline::threads::Threads;
use hedgerow::text::structure::{PageMode, SentenceMode};
use pyo3::prelude::*;

use crate::HedgerowError;

/// A lexicon, or a profile, by name and text.
type Named = (String, String);

/// A lexicon made ready, with how texts are read. Frozen; any number of threads may use it.
#[pyclass(frozen, module = "hedgerow._native")]
pub(crate) struct Analyzer {
    inner: hedgerow::analyzer::Analyzer,
    sentences: SentenceMode,
    page: PageMode,
    threads: Threads,
    max_bytes: u64,
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (*, lexicons, builtin, profile, min_precision, enable, disable, sentences, text, threads, max_bytes))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords, each with its name")]
    fn new(
        py: Python<'_>,
        lexicons: Vec<Named>,
        builtin: bool,
        profile: Option<(String, Option<String>)>,
        min_precision: Option<f64>,
        enable: Vec<String>,
        disable: Vec<String>,
        sentences: &str,
        text: &str,
        threads: u16,
        max_bytes: u64,
    ) -> PyResult<Self> {
        let sentences = one_of(
            "sentences",
            sentences,
            [SentenceMode::Auto, SentenceMode::Line, SentenceMode::Paragraph],
            SentenceMode::name,
        )?;
        let page = one_of("text", text, [PageMode::Page, PageMode::Prose], PageMode::name)?;
        let profile = profile.map(profile_of).transpose()?;
        py.detach(|| {
            let mut loader = LexiconLoader::new();
            if !builtin {
                loader.without_builtin();
            }
            for (name, text) in &lexicons {
                loader.add(name, text);
            }
            for (categories, on) in [(&enable, true), (&disable, false)] {
                for category in categories {
                    loader.switch(category, on);
                }
            }
            if let Some(profile) = profile {
                loader.profile(profile);
            }
            if let Some(least) = min_precision {
                loader.min_precision(least);
            }
            let lexicon = loader.load().map_err(|mistakes| told(&mistakes))?;
            for path in enable.iter().chain(&disable) {
                if !lexicon.categories().iter().any(|category| is_below(&category.path, path)) {
                    return Err(HedgerowError::new_err(format!("there is no category `{path}`")));
                }
            }
            Ok(Self::with(lexicon, sentences, page, threads, max_bytes))
        })
    }

    /// The fingerprint of the lexicon, as in the column `lexicon_sha`.
    #[getter]
    fn lexicon_sha(&self) -> &str {
        self.inner.lexicon().sha()
    }

    /// The categories by path, each with whether it counts.
    fn categories(&self) -> Vec<(String, bool)> {
        let categories = self.inner.lexicon().categories().iter();
        categories.map(|category| (category.path.clone(), !category.off)).collect()
    }

    /// The columns of each table, for batches with these columns.
    #[pyo3(signature = (schema, *, tables, text, id, title))]
    fn schemas(
        &self,
        schema: PyArrowType<Schema>,
        tables: Vec<String>,
        text: String,
        id: Option<String>,
        title: Option<String>,
    ) -> PyResult<Vec<PyArrowType<Schema>>> {
        let scorer = self.scorer(&tables, text, id, title)?;
        let schemas =
            scorer.schemas(&schema.0).map_err(|e| HedgerowError::new_err(e.to_string()))?;
        Ok(schemas.iter().map(|schema| PyArrowType(schema.as_ref().clone())).collect())
    }

    /// The rows of each table for the documents of a batch.
    #[pyo3(signature = (batch, *, tables, text, id, title, name, first))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords, each with its name")]
    fn score(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatch>,
        tables: Vec<String>,
        text: String,
        id: Option<String>,
        title: Option<String>,
        name: &str,
        first: u64,
    ) -> PyResult<Vec<PyArrowType<RecordBatch>>> {
        let scorer = self.scorer(&tables, text, id, title)?;
        let rows = py.detach(|| scorer.score(&batch.0, name, first, &self.threads));
        let rows = rows.map_err(|error| HedgerowError::new_err(error.to_string()))?;
        Ok(rows.into_iter().map(PyArrowType).collect())
    }
}

impl Analyzer {
    fn with(
        lexicon: Lexicon,
        sentences: SentenceMode,
        page: PageMode,
        threads: u16,
        max_bytes: u64,
    ) -> Self {
        let analyzer = hedgerow::analyzer::Analyzer::new(Arc::new(lexicon));
        let analyzer = analyzer.with_sentences(sentences).with_page(page);
        let threads = Threads::start(threads.into());
        Self { inner: analyzer, sentences, page, threads, max_bytes }
    }

    fn scorer(
        &self,
        tables: &[String],
        text: String,
        id: Option<String>,
        title: Option<String>,
    ) -> PyResult<BatchScorer> {
        let tables: Vec<Table> = tables
            .iter()
            .map(|name| one_of("table", name, Table::ALL, Table::name))
            .collect::<PyResult<_>>()?;
        let html = HtmlMode::default();
        let options = Fingerprint::options(self.sentences, self.page, title.is_some(), html);
        let fingerprint = Fingerprint::new(self.inner.lexicon(), &options);
        let input = SourceOptions {
            text_col: Some(text),
            id_col: id,
            title_col: title,
            max_bytes: self.max_bytes,
            ..SourceOptions::default()
        };
        BatchScorer::new(self.inner.clone(), fingerprint, input, &tables)
            .map_err(|error| HedgerowError::new_err(error.to_string()))
    }
}

/// The profile with this text, or the built-in one of this name.
fn profile_of((name, text): (String, Option<String>)) -> PyResult<Profile> {
    let file = match text {
        Some(text) => LexiconFile::new(&name, &text),
        None => profile_file(&name).ok_or_else(|| {
            let known = profile_names().join(", ");
            let what = format!("no profile `{name}`; there are {known}, or name a file");
            HedgerowError::new_err(what)
        })?,
    };
    Profile::parse(&file).map_err(|mistakes| told(&mistakes))
}

/// Every mistake on a line, the first twenty of them.
fn told(mistakes: &[Mistake]) -> PyErr {
    let mut lines: Vec<String> = mistakes.iter().take(20).map(ToString::to_string).collect();
    if mistakes.len() > lines.len() {
        lines.push(format!("and {} more", mistakes.len() - lines.len()));
    }
    HedgerowError::new_err(lines.join("\n"))
}

/// The one of these with that name.
fn one_of<T: Copy, const N: usize>(
    what: &str,
    name: &str,
    all: [T; N],
    named: impl Fn(T) -> &'static str,
) -> PyResult<T> {
    all.into_iter().find(|one| named(*one) == name).ok_or_else(|| {
        let known: Vec<String> = all.iter().map(|one| format!("`{}`", named(*one))).collect();
        HedgerowError::new_err(format!("{what} is one of {}, not `{name}`", known.join(", ")))
    })
}
