//! The tables of the demonstration corpus: they agree with each other, and with any number of threads.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

fn hedgerow(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

type Row = HashMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or(0.0)
}

/// The tables of the demonstration corpus.
struct Corpus {
    sentences: Vec<Row>,
    documents: Vec<Row>,
    hits: Vec<Row>,
    terms: Vec<Row>,
    sources: Vec<Row>,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    let (code, _, said) = hedgerow(&["score", "corpus", "-O", folder.to_str().unwrap()]);
    assert_eq!((code, said.as_str()), (0, "hedgerow: 36 documents scored\n"));
    let [sentences, documents, hits, terms, sources] =
        ["sentence", "document", "hit", "term", "source"]
            .map(|name| table(&folder.join(name).with_extension("csv")));
    assert_eq!(documents.len(), 36);
    Corpus { sentences, documents, hits, terms, sources }
});

#[test]
fn documents_can_be_recomputed_from_sentences_and_hits() {
    let Corpus { sentences, documents, hits, sources, .. } = &*CORPUS;
    for document in documents {
        let id = &document["doc_id"];
        let own: Vec<&Row> = sentences
            .iter()
            .filter(|row| row["doc_id"] == *id && !row["words"].is_empty())
            .collect();
        let sum = |column: &str| own.iter().map(|row| number(row, column)).sum::<f64>();
        let equal = |column: &str, value: f64| {
            assert!(
                (number(document, column) - value).abs() < 6e-5,
                "{id} {column}: {} {value}",
                document[column]
            );
        };
        equal("sentences", own.len() as f64);
        equal("words", sum("words"));
        equal("words_quote", sum("words_quote"));
        let spoken: Vec<&Row> = sources.iter().filter(|row| row["doc_id"] == *id).collect();
        let (author, quoted) = spoken.split_first().unwrap();
        assert_eq!(author["speaker"], "(author)", "{id}");
        let unknown = quoted.iter().rposition(|row| row["speaker"] == "(unattributed)");
        assert!(unknown.is_none_or(|at| at + 1 == quoted.len()), "{id}");
        let said = |column: &str| quoted.iter().map(|row| number(row, column)).sum::<f64>();
        equal("words", number(author, "words"));
        equal("words_quote", said("words"));
        equal("quote_share", sum("words_quote") / (sum("words") + sum("words_quote")));
        for axis in ["hedge", "weasel", "certainty", "loaded"] {
            let counted = |voice: &str, sentence: Option<&str>| {
                hits.iter()
                    .filter(|hit| {
                        hit["doc_id"] == *id
                            && hit["counted"] == "true"
                            && hit["voice"] == voice
                            && hit["category"].starts_with(axis)
                            && sentence.is_none_or(|number| hit["sentence"] == number)
                    })
                    .collect::<Vec<_>>()
            };
            equal(&format!("{axis}_n"), counted("author", None).len() as f64);
            equal(&format!("{axis}_n"), sum(&format!("{axis}_n")));
            equal(&format!("{axis}_quote_n"), counted("quote", None).len() as f64);
            equal(&format!("{axis}_n"), number(author, &format!("{axis}_n")));
            equal(&format!("{axis}_quote_n"), said(&format!("{axis}_n")));
            for row in quoted {
                let own = counted("quote", None);
                let own = own.iter().filter(|hit| {
                    hit["speaker"] == row["speaker"]
                        || hit["speaker"].is_empty() && row["speaker"] == "(unattributed)"
                });
                let (n, words) = (number(row, &format!("{axis}_n")), number(row, "words"));
                assert!((own.count() as f64 - n).abs() < 0.5, "{id} {axis} {}", row["speaker"]);
                let rate = number(row, &format!("{axis}_per_1k"));
                assert!((rate - 1000.0 * n / words).abs() < 6e-5, "{id} {axis} {rate}");
            }
            equal(&format!("{axis}_per_1k"), 1000.0 * sum(&format!("{axis}_n")) / sum("words"));
            equal(
                &format!("{axis}_quote_per_1k"),
                if sum("words_quote") > 0.0 {
                    1000.0 * sum(&format!("{axis}_quote_n")) / sum("words_quote")
                } else {
                    0.0
                },
            );
            let hit_sentences =
                own.iter().filter(|row| number(row, &format!("{axis}_n")) > 0.0).count();
            equal(&format!("{axis}_share"), hit_sentences as f64 / own.len() as f64);
            let mut weighted = 0.0;
            let mut headline = 0.0;
            for row in &own {
                let cues = counted("author", Some(&row["sentence"]));
                let none: f64 = cues.iter().map(|cue| 1.0 - number(cue, "weight")).product();
                weighted += number(row, "words") * (1.0 - none);
                headline += if row["section"] == "headline" { cues.len() as f64 } else { 0.0 };
            }
            equal(&format!("{axis}_index"), 100.0 * weighted / sum("words"));
            equal(&format!("{axis}_headline_n"), headline);
        }
    }
}

/// The chance of at most `count` events where `mean` are expected, term by term.
fn poisson_at_most(count: u64, mean: f64) -> f64 {
    let mut term = (-mean).exp();
    let mut sum = term;
    for n in 1..=count {
        term *= mean / n as f64;
        sum += term;
    }
    sum
}

/// Where a function that falls from above `level` to below it between 0 and 1000 is equal to it.
fn falls_to(level: f64, function: impl Fn(f64) -> f64) -> f64 {
    let (mut lo, mut hi) = (0.0, 1000.0);
    for _ in 0..100 {
        let middle = f64::midpoint(lo, hi);
        *if function(middle) > level { &mut lo } else { &mut hi } = middle;
    }
    lo
}

/// The ends of the exact interval: the means at which so many cues, or so few, are seen in 2.5 % of
/// texts.
#[test]
fn intervals_of_rates_are_those_of_garwood() {
    let mut seen = BTreeSet::new();
    for document in &CORPUS.documents {
        let per_1k = 1000.0 / number(document, "words");
        for axis in ["hedge", "weasel", "certainty", "loaded"] {
            let count: u64 = document[&format!("{axis}_n")].parse().unwrap();
            seen.insert(count);
            let lo = match count.checked_sub(1) {
                None => 0.0,
                Some(fewer) => falls_to(0.975, |mean| poisson_at_most(fewer, mean)),
            };
            let hi = falls_to(0.025, |mean| poisson_at_most(count, mean));
            for (end, expected) in [("lo", lo), ("hi", hi)] {
                let found: f64 = document[&format!("{axis}_{end}")].parse().unwrap();
                let expected = per_1k * expected;
                assert!(
                    (found - expected).abs() < 6e-5,
                    "{} {axis}_{end} of {count}: {found} {expected}",
                    document["doc_id"]
                );
            }
        }
    }
    assert!(seen.contains(&0) && seen.len() > 10, "counts that say little: {seen:?}");
}

#[test]
fn terms_can_be_recomputed_from_hits() {
    type Count<'t> = (u64, u64, BTreeSet<&'t str>);
    let mut counts: BTreeMap<[&str; 3], Count<'_>> = BTreeMap::new();
    for hit in &CORPUS.hits {
        let key = ["entry", "category", "voice"].map(|column| hit[column].as_str());
        let (hits, discounted, documents) = counts.entry(key).or_default();
        if hit["counted"] == "true" {
            *hits += 1;
            documents.insert(&hit["doc_id"]);
        } else {
            *discounted += 1;
        }
    }
    let expected: BTreeMap<[&str; 3], [String; 3]> = counts
        .into_iter()
        .map(|(key, (hits, discounted, documents))| {
            (key, [hits.to_string(), discounted.to_string(), documents.len().to_string()])
        })
        .collect();
    let found: BTreeMap<[&str; 3], [String; 3]> = CORPUS
        .terms
        .iter()
        .map(|term| {
            let key = ["entry", "category", "voice"].map(|column| term[column].as_str());
            (key, ["hits_n", "discounted_n", "docs_n"].map(|column| term[column].clone()))
        })
        .collect();
    assert_eq!(found.len(), CORPUS.terms.len(), "a term stands twice");
    assert_eq!(found, expected);
}

#[test]
fn top_cues_are_those_with_the_most_hits() {
    for document in &CORPUS.documents {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let own = |hit: &&Row| {
            hit["doc_id"] == document["doc_id"]
                && hit["counted"] == "true"
                && hit["voice"] == "author"
        };
        for hit in CORPUS.hits.iter().filter(own) {
            // A cell that begins with `'` carries one of the safe format.
            let matched = hit["matched"].strip_prefix('\'').unwrap_or(&hit["matched"]);
            let words: Vec<&str> = matched.split_whitespace().collect();
            let cue = words.join(" ").to_lowercase().replace('’', "'");
            *counts.entry(cue).or_default() += 1;
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        // Stable: where the counts are equal, the alphabet stays.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let top: Vec<String> =
            counts.iter().take(5).map(|(cue, count)| format!("{cue} ({count})")).collect();
        let found = document["top_cues"].strip_prefix('\'').unwrap_or(&document["top_cues"]);
        assert_eq!(found, top.join("|"), "{}", document["doc_id"]);
    }
}

#[test]
fn threads_change_no_byte() {
    for table in ["sentence", "document", "hit", "term", "source", "error"] {
        let one = hedgerow(&["score", "corpus", "-q", "-j", "1", "--table", table]);
        let four = hedgerow(&["score", "corpus", "-q", "-j", "4", "--table", table]);
        assert_eq!(one, four, "{table}");
        assert_eq!(one.0, 0);
    }
}

#[test]
fn mistakes_have_one_message_and_write_nothing() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("x.csv");
    let lexicon = out.path().join("bad.toml");
    fs::write(&lexicon, "[lexicon]\nformat = 1\nid = \"bad\"\n[[term]]\nterm = \"a [b\"\nin = \"loaded.label\"\nwieght = 1\nif_next = [\"NUMB\"]\n").unwrap();
    let empty = out.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let (target_name, bad) = (target.to_str().unwrap(), lexicon.to_str().unwrap());
    for (args, code, lines) in [
        (vec!["score", empty.to_str().unwrap(), "-o", target_name], 1, 1),
        (vec!["score", "corpus", "--lexicon", bad, "-o", target_name], 2, 3),
        (vec!["score", "corpus/index.csv", "--text-col", "nosuch", "-o", target_name], 2, 1),
        (vec!["score", "corpus/index.csv", "-o", target_name], 2, 1),
        (vec!["nosuch.txt"], 1, 1),
    ] {
        let (found, printed, said) = hedgerow(&args);
        assert_eq!(
            (found, said.lines().count(), printed.as_str()),
            (code, lines, ""),
            "{args:?}: {said}"
        );
        assert!(!target.exists(), "{args:?}");
    }
}

#[test]
fn the_reference_names_every_column_in_order() {
    use hedgerow::output::comparison::{ablation, group, trend};
    use hedgerow::output::table::Table;

    for table in Table::ALL {
        assert_eq!(table.columns(&[]), described(table.name()), "{}", table.name());
    }
    assert_eq!(group::columns(), described("group"));
    assert_eq!(trend::columns(), described("trend"));
    let ablation_and_group = [described("ablation"), described("group")].concat();
    assert_eq!(ablation::columns(), ablation_and_group);
}

/// The columns that the reference names for a table, those of all axes one after another.
fn described(table: &str) -> Vec<String> {
    use hedgerow::lexicon::axis::Axis;

    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/TABLES.md");
    let reference = fs::read_to_string(reference).unwrap();
    let heading = format!("\n## {table}\n");
    let part = reference.split_once(&heading).unwrap().1.split("\n## ").next().unwrap();
    let named: Vec<&str> =
        part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let is_axis = |name: &str| name.starts_with("AXIS_");
    let runs = named.chunk_by(|one, other| is_axis(one) && is_axis(other));
    let mut columns = Vec::new();
    for run in runs {
        if is_axis(run[0]) {
            for axis in Axis::ALL {
                columns.extend(run.iter().map(|name| name.replace("AXIS", axis.name())));
            }
        } else {
            columns.extend(run.iter().map(ToString::to_string));
        }
    }
    columns
}
