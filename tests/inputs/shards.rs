//! A corpus in shards, each scored into a table of its own, is the corpus scored whole.

use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use serde_json::json;

use crate::Place;
use crate::made;

const COLUMNS: [&str; 4] = ["id", "outlet", "topic", "body"];
type Record = [String; 4];

/// The demonstration corpus and a copy of it that is no duplicate, in no order of its ids.
fn records() -> Vec<Record> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let index = fs::read_to_string(corpus.join("index.csv")).unwrap();
    let mut records = Vec::new();
    for copy in ["b", "a"] {
        for (number, line) in index.lines().skip(1).enumerate() {
            let cells: Vec<&str> = line.split(',').collect();
            let text = fs::read_to_string(corpus.join(cells[4])).unwrap();
            let topic = if number % 3 == 0 { "water" } else { "town" };
            let (id, outlet) = (format!("{copy}/{}", cells[0]), cells[1].to_owned());
            records.push([id, outlet, topic.to_owned(), format!("{text}\nCopy {copy} may end.\n")]);
        }
    }
    records
}

/// A file with these records, in the format that the ending names.
fn written(records: &[Record], ending: &str) -> Vec<u8> {
    let line = |[id, outlet, topic, body]: &Record| {
        json!({ "id": id, "outlet": outlet, "topic": topic, "body": body }).to_string()
    };
    let lines = || records.iter().map(line).collect::<Vec<_>>().join("\n").into_bytes();
    match ending {
        "parquet" => made::parquet(&COLUMNS, records),
        "jsonl.gz" => made::gzip(&lines()),
        "jsonl.zst" => made::zstd(&lines()),
        other => panic!("{other}"),
    }
}

/// The rows of a table of Parquet, without the file that they were read from.
fn rows(path: &Path) -> Vec<String> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let row = |row: parquet::record::Row| {
        let cells = row.get_column_iter().filter(|(name, _)| *name != "source");
        cells.map(|(name, field)| format!("{name}={field}")).collect::<Vec<_>>().join("; ")
    };
    reader.get_row_iter(None).unwrap().map(|found| row(found.unwrap())).collect()
}

/// What a corpus in shards comes to.
#[derive(PartialEq)]
struct Outcome {
    /// Of all document tables, sorted.
    rows: Vec<String>,
    /// The files of a comparison of all tables by name.
    compared: Vec<(String, Vec<u8>)>,
}

/// Every shard scored by a command of its own into tables of Parquet, then all of them compared.
fn outcome(records: &[Record], shards: usize, ending: &str) -> Outcome {
    let place = Place::new(&[]);
    let done = |args: &[&str]| {
        let ended = place.run(args);
        assert_eq!((ended.code, ended.said.as_str()), (0, ""), "{args:?}");
    };
    let mut outcome = Outcome { rows: Vec::new(), compared: Vec::new() };
    let mut tables = Vec::new();
    // Every so many records, so that neighbours are in different shards.
    for shard in 0..shards {
        let own: Vec<Record> = records.iter().skip(shard).step_by(shards).cloned().collect();
        let (file, folder) = (format!("{shard}.{ending}"), format!("scored-{shard}"));
        fs::write(place.path(&file), written(&own, ending)).unwrap();
        let args = ["score", &file, "--text-col", "body", "--id-col", "id", "-q"];
        done(&[&args[..], &["--format", "parquet", "-O", &folder]].concat());
        let scored = rows(&place.path(&format!("{folder}/document.parquet")));
        assert_eq!(scored.len(), own.len(), "{file}");
        outcome.rows.extend(scored);
        tables.extend(["document", "hit"].map(|table| format!("{folder}/{table}.parquet")));
    }
    outcome.rows.sort();
    tables.reverse();
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    let asked = ["--by", "outlet", "--within", "topic", "--bootstrap", "200", "-q", "-O", "out"];
    done(&[&["compare"], &tables[..], &asked].concat());
    for entry in fs::read_dir(place.path("out")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        outcome.compared.push((name, fs::read(path).unwrap()));
    }
    outcome.compared.sort();
    outcome
}

#[test]
fn a_corpus_in_any_number_of_shards_gives_the_same_rows_and_the_same_comparison() {
    let records = records();
    let whole = outcome(&records, 1, "parquet");
    assert_eq!(whole.rows.len(), records.len());
    assert!(whole.compared.iter().any(|(name, _)| name == "group.csv"));
    for (shards, ending) in [(7, "parquet"), (64, "parquet"), (7, "jsonl.gz"), (5, "jsonl.zst")] {
        let parts = outcome(&records, shards, ending);
        for (part, row) in parts.rows.iter().zip(&whole.rows) {
            assert_eq!(part, row, "{shards} of {ending}");
        }
        for (part, file) in parts.compared.iter().zip(&whole.compared) {
            assert!(part == file, "{shards} of {ending}: {} differs", file.0);
        }
        assert!(parts == whole, "{shards} of {ending}");
    }
    // A text that changed in one of many shards is seen.
    let mut changed = records;
    changed[70][3].push_str("It is botched.\n");
    let parts = outcome(&changed, 7, "parquet");
    assert!(parts.rows != whole.rows && parts.compared != whole.compared);
}
