//! `hedgerow compare`: however documents are split, ordered and read, the tables are the same bytes.
#![cfg(feature = "cli")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Resamples cost most of the time of a run.
const FEW: [&str; 4] = ["--bootstrap", "200", "--permutations", "199"];
const WORDS: &str = "tests/cmd/words.toml";

struct Ran {
    code: i32,
    out: String,
    said: String,
}

fn hedgerow(args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    Ran { code: output.status.code().unwrap(), out, said }
}

fn compare(args: &[&str]) -> Ran {
    hedgerow(&[&["compare"], args, &FEW].concat())
}

/// The demonstration corpus as JSON Lines with outlet, topic and date. Two outlets have names that a
/// spreadsheet would take for formulas.
fn news(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for (outlet, shown) in [("klaxon", "=Klaxon"), ("tern", "'Tern"), ("wendle", "Wendle")] {
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(outlet);
        let mut paths: Vec<PathBuf> =
            fs::read_dir(texts).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for (number, path) in paths.iter().enumerate() {
            let record = serde_json::json!({
                "id": format!("{outlet}, {number}"),
                "outlet": shown,
                "topic": if number % 3 == 0 { "water" } else { "town" },
                "date": format!("2031-0{}-11", 1 + number % 4),
                "body": fs::read_to_string(path).unwrap(),
            });
            lines.push(record.to_string());
        }
    }
    fs::write(folder.join("news.jsonl"), lines.join("\n")).unwrap();
    lines
}

const COLUMNS: [&str; 4] = ["--text-col", "body", "--id-col", "id"];
const ASKED: [&str; 12] = [
    "--by",
    "outlet",
    "--within",
    "topic",
    "--over",
    "date",
    "--ablate",
    "term",
    "--top",
    "2",
    "--measure",
    "rate,share,index,headline,body",
];

/// The tables of a comparison by name.
fn tables(inputs: &[&str], asked: &[&str]) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    let ran = compare(&[inputs, asked, &["-q", "-O", folder.to_str().unwrap()]].concat());
    assert_eq!((ran.code, ran.said.as_str()), (0, ""), "{inputs:?}");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

struct News {
    folder: TempDir,
    whole: BTreeMap<String, String>,
}

impl News {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        news(folder.path());
        let file = folder.path().join("news.jsonl");
        let inputs = [&[file.to_str().unwrap()], &COLUMNS[..]].concat();
        let whole = tables(&inputs, &ASKED);
        Self { folder, whole }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Scores a third of the records into a folder with every table.
    fn shard(&self, number: usize, format: &str) -> Vec<String> {
        let lines = fs::read_to_string(self.path("news.jsonl")).unwrap();
        let own: Vec<&str> = lines
            .lines()
            .enumerate()
            .filter(|(at, _)| at % 3 == number)
            .map(|(_, line)| line)
            .collect();
        let file = self.path(&format!("shard{number}.jsonl"));
        fs::write(&file, own.join("\n")).unwrap();
        let out = self.path(&format!("scored-{format}-{number}"));
        let args = [&["score", &file], &COLUMNS[..], &["-q", "--format", format, "-O", &out]];
        let ran = hedgerow(&args.concat());
        assert_eq!((ran.code, ran.said.as_str()), (0, ""));
        let ending = format.trim_end_matches("-raw");
        ["document", "hit"].map(|table| format!("{out}/{table}.{ending}")).to_vec()
    }
}

#[test]
fn shards_in_any_order_and_format_are_the_whole() {
    let news = News::new();
    let shown: Vec<&String> = news.whole.keys().collect();
    let expected = [
        "ablation.csv",
        "document.csv",
        "group-voices.svg",
        "group.csv",
        "group.svg",
        "term-klaxon.svg",
        "term-tern.svg",
        "term-wendle.svg",
        "term.csv",
        "trend-certainty.svg",
        "trend-hedge.svg",
        "trend-loaded.svg",
        "trend-weasel.svg",
        "trend.csv",
    ];
    assert_eq!(shown, expected);
    let mut expected = news.whole.clone();
    expected.remove("document.csv");
    for (order, formats) in [
        ([0, 1, 2], ["csv", "csv", "csv"]),
        ([2, 0, 1], ["csv-raw", "tsv", "jsonl"]),
        ([1, 2, 0], ["jsonl", "csv", "csv-raw"]),
    ] {
        let files: Vec<String> =
            order.iter().zip(formats).flat_map(|(n, format)| news.shard(*n, format)).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let found = tables(&files, &ASKED);
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (name, table) in &expected {
            assert!(found[name] == *table, "{order:?} {formats:?}: {name} differs");
        }
    }
    // Categories are counted from the hits.
    let asked =
        ["--by", "outlet", "--level", "category", "--measure", "rate,share", "--json", "-q"];
    let file = news.path("news.jsonl");
    let of_texts = compare(&[&[file.as_str()], &COLUMNS[..], &asked].concat());
    let files: Vec<String> = (0..3).flat_map(|number| news.shard(number, "csv")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(compare(&[&files[..], &asked].concat()).out, of_texts.out);
    assert!(of_texts.out.contains("\"category\":\"hedge.modal\""), "{}", of_texts.out);
}

#[test]
fn neither_threads_nor_the_order_of_records_change_a_byte() {
    let news = News::new();
    let lines = fs::read_to_string(news.path("news.jsonl")).unwrap();
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.reverse();
    let turned = news.path("turned.jsonl");
    fs::write(&turned, lines.join("\n")).unwrap();
    for (file, threads) in [(news.path("news.jsonl"), "3"), (turned, "1")] {
        let inputs = [&[file.as_str()], &COLUMNS[..], &["-j", threads]].concat();
        let found = tables(&inputs, &ASKED);
        for (name, table) in news.whole.iter().filter(|(name, _)| *name != "document.csv") {
            assert!(found[name] == *table, "-j {threads}: {name} differs");
        }
    }
}

#[test]
fn sentence_tables_give_the_same_groups_without_an_index() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    let ran = hedgerow(&["score", "corpus", "-q", "-O", folder.to_str().unwrap()]);
    assert_eq!(ran.code, 0);
    let table = folder.join("sentence.csv");
    let asked = ["--by", "dir", "--measure", "rate,share,headline,body", "--table", "group"];
    let of_texts = compare(&[&["corpus", "-q", "--format", "csv"], &asked[..]].concat());
    let sentences = table.to_str().unwrap();
    let read = compare(&[&[sentences, "-q", "--format", "csv"], &asked[..]].concat());
    // All but the fingerprints, which sentence tables do not have.
    let plain = |out: &str| -> Vec<String> {
        out.lines().map(|line| line.rsplitn(3, ',').nth(2).unwrap().to_owned()).collect()
    };
    assert_eq!(plain(&of_texts.out), plain(&read.out));
    assert!(of_texts.out.lines().count() > 50, "{}", of_texts.out);
    let said = "hedgerow: sentence tables do not say which lexicon and options they were made with: \
                that is not checked; indices are left out, for scores are rounded there\n";
    assert_eq!(read.said, said);
}

#[test]
fn an_ablation_is_a_run_without_the_terms() {
    let folder = tempfile::tempdir().unwrap();
    let without = folder.path().join("desk.toml");
    let words = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(WORDS)).unwrap();
    let entry = "[[term]]\nterm = \"botch\"\nin = \"loaded.verdict\"\nforms = \"verb\"\n";
    assert!(words.contains(entry));
    fs::write(&without, words.replace(entry, "")).unwrap();
    let run = |lexicon: &str, more: &[&str]| {
        let args = [
            "tests/cmd/outlets.csv",
            "--text-col",
            "text",
            "--by",
            "outlet",
            "--axis",
            "loaded",
            "--no-builtin",
            "--lexicon",
            lexicon,
            "--format",
            "csv-raw",
            "-q",
        ];
        let ran = compare(&[&args, more].concat());
        assert_eq!((ran.code, ran.said.as_str()), (0, ""));
        ran.out
    };
    let ablation = run(WORDS, &["--ablate", "term", "--top", "1", "--table", "ablation"]);
    let fresh = run(without.to_str().unwrap(), &["--table", "group"]);
    let rows = |table: &str| -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let mut rows: Vec<BTreeMap<String, String>> =
            reader.deserialize().map(Result::unwrap).collect();
        for row in &mut rows {
            row.retain(|name, _| {
                !["top", "dropped_n", "dropped", "lexicon_sha"].contains(&name.as_str())
            });
        }
        rows
    };
    assert!(ablation.contains("\r\n1,1,desk:botch,"), "{ablation}");
    assert_eq!(rows(&ablation), rows(&fresh));
    assert!(rows(&fresh).iter().any(|row| row["hits_n"] != "0"));
    assert_ne!(rows(&fresh), rows(&run(WORDS, &["--table", "group"])));
}

#[test]
fn tables_that_do_not_belong_together_are_refused() {
    let out = tempfile::tempdir().unwrap();
    let scored = |name: &str, more: &[&str]| {
        let folder = out.path().join(name).to_str().unwrap().to_owned();
        let args = [&["score", "tests/cmd/press", "-q", "-O", &folder], more].concat();
        assert_eq!(hedgerow(&args).code, 0);
        folder
    };
    let own = scored("own", &["--no-builtin", "--lexicon", WORDS]);
    let builtin = scored("builtin", &[]);
    let fewer = scored("fewer", &["--no-builtin", "--lexicon", WORDS, "--disable", "loaded"]);
    let file = |folder: &str, table: &str| format!("{folder}/{table}.csv");
    let (a, b) = (file(&own, "document"), file(&builtin, "document"));
    let ran = compare(&[&a, &b, "--by", "dir"]);
    let sha = |table: &str| {
        let mut reader = csv::Reader::from_path(table).unwrap();
        let row: BTreeMap<String, String> = reader.deserialize().next().unwrap().unwrap();
        row["lexicon_sha"].clone()
    };
    let told = format!(
        "hedgerow: error: {a} and {b} were made with different lexicons ({} and {}), so their numbers \
         cannot be held side by side; score all texts in the same way\n",
        sha(&a),
        sha(&b)
    );
    assert_eq!((ran.code, ran.said), (2, told));
    let ran = compare(&[&a, &file(&fewer, "hit"), "--by", "dir"]);
    let told = "hedgerow: error: the hits of `tests/cmd/press/ferry.txt` do not add up to its loaded \
                cues (0 of the author and 0 quoted in the hit tables, 1 and 2 in its own row): the \
                tables are of different runs, or one of them is missing\n";
    assert_eq!((ran.code, ran.said.as_str()), (2, told));
    let ran = compare(&[&file(&own, "hit"), "--by", "dir"]);
    let told =
        "hedgerow: error: hit tables do not say how many words there are; add the document table\n";
    assert_eq!((ran.code, ran.said.as_str()), (2, told));
    let ran = compare(&[&a, "--by", "dir", "--ablate", "term"]);
    let told = "hedgerow: error: --ablate needs to know which terms were hit: add the hit table of the \
                same run, or compare the texts\n";
    assert_eq!((ran.code, ran.said.as_str()), (2, told));
    let ran = compare(&[&a, &a, "--by", "dir", "--table", "group"]);
    let told = "hedgerow: 4 scored documents read\n\
                hedgerow: ids name more than one document, and all of them count: \
                tests/cmd/press/bridge.txt, tests/cmd/press/ferry.txt\n\
                hedgerow: 2 documents repeat another one (tests/cmd/press 2) and count all the same; \
                --dedupe leaves them out\n";
    assert_eq!((ran.code, ran.said.as_str()), (0, told));
}

#[test]
fn repeated_texts_are_marked_and_left_out_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wire.csv");
    let wire = "Clearly the ferry company botched the timetable, the harbour master wrote to the council \
                on Monday, and about 300 passengers stood on the quay in the rain until the last boat came.";
    let other = "It has never rained so much in Skelder, where the town hall stood in water for two days \
                 and the library lost a room of books that no one had moved to the upper floor in time.";
    let rows = [("a1", "Lamp", wire), ("b1", "Kite", other), ("b2", "Kite", wire)];
    let rows = rows.map(|(id, outlet, text)| format!("{id},{outlet},\"{text}\"\n")).concat();
    fs::write(&file, format!("id,outlet,text\n{rows}")).unwrap();
    let file = file.to_str().unwrap();
    let asked = ["--text-col", "text", "--id-col", "id", "--by", "outlet", "--format", "csv-raw"];
    let asked = [&[file], &asked[..]].concat();
    let ran = compare(&[&asked[..], &["--table", "document"]].concat());
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let repeats: Vec<&str> = rows.iter().map(|row| row["dup_of"].as_str()).collect();
    assert_eq!(repeats, ["", "", "a1"]);
    let told = "hedgerow: 3 documents scored\n\
                hedgerow: 1 document repeats another one (Kite 1) and is left out\n";
    let ran = compare(&[&asked[..], &["--dedupe"]].concat());
    assert_eq!((ran.code, ran.said.as_str()), (0, told));
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let kite = rows.iter().find(|row| row["group"] == "Kite").unwrap();
    assert_eq!((kite["docs_n"].as_str(), kite["left_out_n"].as_str()), ("1", "1"));
    // Tables that say which documents repeat others give the same.
    let table = folder.path().join("document.csv");
    let document =
        compare(&[&asked[..], &["--table", "document", "-o", table.to_str().unwrap()]].concat());
    assert_eq!(document.code, 0);
    let read =
        compare(&[table.to_str().unwrap(), "--by", "outlet", "--format", "csv-raw", "--dedupe"]);
    assert_eq!(read.out, ran.out);
}

/// Names and texts of files.
type Files<'f> = Vec<(&'f str, &'f str)>;

#[test]
fn edges_have_rows_and_messages_and_no_nan() {
    let folder = tempfile::tempdir().unwrap();
    let quoted = "“Perhaps he botched it,” “it clearly failed.”";
    let plain = "The boat left the harbour at noon.";
    let cases: [(&str, Files<'_>, &str); 6] = [
        ("one document a group", vec![("a", "Perhaps he left."), ("b", "He botched it.")], ""),
        (
            "all quoted",
            vec![("a", quoted); 6],
            "hedgerow: All words are quoted: nothing can be said of the author's\n",
        ),
        ("no cue", [vec![("a", plain); 6], vec![("b", plain); 6]].concat(), ""),
        (
            "no value",
            vec![("", "Perhaps he left."), ("  ", "He botched it.")],
            "hedgerow: 2 documents without a value of `outlet` are the group (missing)\n",
        ),
        ("no words", vec![("a", ""), ("b", " ")], "hedgerow: 2 documents have no words\n"),
        ("hostile names", vec![("\u{1b}[31m=a", plain), ("a\u{202e}b", "Perhaps he left.")], ""),
    ];
    for (name, documents, said) in cases {
        let file = folder.path().join("case.jsonl");
        let line = |(outlet, text): &(&str, &str)| {
            serde_json::json!({ "outlet": outlet, "text": text }).to_string()
        };
        fs::write(&file, documents.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap();
        let args = [
            "--text-col",
            "text",
            "--by",
            "outlet",
            "--voice",
            "author,quote,all",
            "--measure",
            "rate,share,index,headline,body",
        ];
        let args = [&[file.to_str().unwrap()], &args[..]].concat();
        let report = compare(&args);
        assert_eq!(report.code, 0, "{name}: {}", report.said);
        let told: String = report
            .said
            .split_inclusive('\n')
            .filter(|line| !line.contains("scored") && !line.contains("another one"))
            .collect();
        assert_eq!(told, said, "{name}");
        assert!(!report.out.contains(['\u{1b}', '\u{202e}']), "{name}: {}", report.out);
        let rows = compare(&[&args[..], &["--json", "-q"]].concat());
        assert!(rows.out.lines().count() >= 20, "{name}: {}", rows.out);
        for text in [&report.out, &rows.out] {
            assert!(!text.contains("NaN") && !text.contains("inf"), "{name}: {text}");
        }
    }
    fs::write(folder.path().join("none.jsonl"), "").unwrap();
    let file = folder.path().join("none.jsonl");
    let ran = compare(&[file.to_str().unwrap(), "--text-col", "text", "--by", "outlet"]);
    let told = "hedgerow: error: no document found; nothing to compare\n";
    assert_eq!((ran.code, ran.said.as_str(), ran.out.as_str()), (1, told, ""));
}

#[test]
fn thousands_of_groups_work_and_are_questioned() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.csv");
    let row = |n: u32| format!("g{n:04},He botched letter {n} and perhaps more of them.\n");
    fs::write(&file, format!("who,text\n{}", (0..5_000).map(row).collect::<String>())).unwrap();
    let args = [
        "--text-col",
        "text",
        "--by",
        "who",
        "--axis",
        "loaded",
        "--voice",
        "author",
        "--format",
        "csv-raw",
    ];
    let ran = compare(&[&[file.to_str().unwrap()], &args[..]].concat());
    let told = "hedgerow: 5000 documents scored\n\
                hedgerow: 5000 groups by `who`: is that the column you meant? Tests of so many groups \
                find little\n\
                hedgerow: no table of terms for 5000 groups; --table term makes it\n";
    assert_eq!((ran.code, ran.said.as_str()), (0, told));
    assert_eq!(ran.out.lines().count(), 5_001);
}

#[test]
fn nothing_new_is_written_when_a_comparison_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let ran = compare(&[
        "corpus",
        "--by",
        "dir",
        "--reference",
        "corpus/none",
        "-q",
        "-O",
        out.to_str().unwrap(),
    ]);
    let told = "hedgerow: error: no group is named `corpus/none`: there are corpus/klaxon, corpus/tern, \
                corpus/wendle\n";
    assert_eq!((ran.code, ran.said.as_str()), (2, told));
    assert!(!out.exists());
    let input = "tests/cmd/outlets.csv";
    let ran = compare(&[input, "--text-col", "text", "--by", "outlet", "-o", input]);
    let told = "hedgerow: error: tests/cmd/outlets.csv is an input; choose another output\n";
    assert_eq!((ran.code, ran.said.as_str()), (2, told));
}
