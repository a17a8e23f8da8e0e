//! Multiplies the demonstration corpus, always in the same way, for measuring:
//!
//! ```text
//! cargo run --release --example corpus -- 500MB DIR
//! ```
//!
//! writes the same documents three times: `DIR/files/000/000000.txt` and so on, a thousand a folder;
//! `DIR/corpus.jsonl`, one record each; and `DIR/texts/0.txt` to `3.txt`, a quarter of them each. Every
//! document is an article of `corpus/` whose paragraphs begin at another one each time round.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Documents in a folder.
const IN_FOLDER: usize = 1_000;
/// Texts that all documents are written to one behind the other.
const TEXTS: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [size, folder] = arguments.as_slice() else { return Err("give SIZE and DIR".into()) };
    let size = bytes_of(size).ok_or("SIZE is a number with KB, MB or GB behind it")?;
    let folder = Path::new(folder);
    let articles = articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))?;
    if articles.is_empty() {
        return Err("corpus/ holds no article".into());
    }
    fs::create_dir_all(folder.join("texts"))?;
    let mut records = BufWriter::new(File::create(folder.join("corpus.jsonl"))?);
    let mut texts = Vec::new();
    for number in 0..TEXTS {
        let path = folder.join(format!("texts/{number}.txt"));
        texts.push(BufWriter::new(File::create(path)?));
    }
    let (mut written, mut number) = (0, 0);
    while written < size {
        let document = document(&articles, number);
        let place = folder.join(format!("files/{:03}", number / IN_FOLDER));
        fs::create_dir_all(&place)?;
        fs::write(place.join(format!("{number:06}.txt")), &document)?;
        let record = serde_json::json!({ "id": format!("{number:06}"), "text": document });
        writeln!(records, "{record}")?;
        // A quarter behind the other, as far as the size is known beforehand.
        let quarter = usize::try_from(written * TEXTS as u64 / size)?.min(TEXTS - 1);
        if let Some(text) = texts.get_mut(quarter) {
            write!(text, "{document}\n\n")?;
        }
        written += document.len() as u64;
        number += 1;
    }
    records.flush()?;
    for text in &mut texts {
        text.flush()?;
    }
    writeln!(std::io::stdout(), "{number} documents, {written} bytes")?;
    Ok(())
}

/// `500MB` in bytes.
fn bytes_of(size: &str) -> Option<u64> {
    let units = [("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)];
    units.iter().find_map(|(unit, bytes)| {
        let number: u64 = size.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(*bytes)
    })
}

/// The paragraphs of every article, in the order of their paths.
fn articles(corpus: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for outlet in fs::read_dir(corpus)? {
        let outlet = outlet?.path();
        if outlet.is_dir() {
            for article in fs::read_dir(outlet)? {
                paths.push(article?.path());
            }
        }
    }
    paths.sort();
    let mut articles = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        articles.push(fs::read_to_string(path)?.split("\n\n").map(str::to_owned).collect());
    }
    Ok(articles)
}

/// The document with this number.
fn document(articles: &[Vec<String>], number: usize) -> String {
    let Some(article) = articles.get(number % articles.len().max(1)) else { return String::new() };
    let first = number / articles.len() % article.len().max(1);
    let paragraphs = article.iter().cycle().skip(first).take(article.len());
    paragraphs.map(String::as_str).collect::<Vec<_>>().join("\n\n")
}
