//! The report as one file for a browser: everything in it, nothing loaded.
//!
//! [`Templates::article`] renders a document; [`Page::render`](page::Page::render) puts one or many into a file.
//! What stands in a template is escaped by the engine unless it is marked `safe`, and only what this room
//! makes itself is: drawings of numbers, style, script, and what a template has rendered.
//!
//! Of many articles each is kept packed in a data block, and unpacked and put into the page when it is opened:
//! a thousand articles open as fast as their index.

mod article;
mod figures;
pub mod page;
mod shelf;
mod spots;

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};

use crate::lexicon::axis::Axis;
pub use crate::report::html::article::{ArticleHtml, Origin};
pub use crate::report::html::shelf::Shelf;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// The templates, made ready.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
}

/// A fault of the templates themselves, which our tests would have seen.
#[derive(Debug)]
pub struct HtmlError(minijinja::Error);

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the report could not be made: {:#}; please report this", self.0)
    }
}

impl std::error::Error for HtmlError {}

impl From<minijinja::Error> for HtmlError {
    fn from(error: minijinja::Error) -> Self {
        Self(error)
    }
}

impl Templates {
    /// The templates of the program.
    pub fn new() -> Result<Self, HtmlError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
        environment.set_syntax(syntax);
        environment.add_template("article.html", include_str!("article.html"))?;
        environment.add_template("tables.html", include_str!("tables.html"))?;
        environment.add_template("page.html", include_str!("page.html"))?;
        Ok(Self { environment })
    }
}

/// The letter that stands for an axis in classes.
const fn code(axis: Axis) -> char {
    match axis {
        Axis::Hedge => 'h',
        Axis::Weasel => 'w',
        Axis::Certainty => 'c',
        Axis::Loaded => 'l',
    }
}
