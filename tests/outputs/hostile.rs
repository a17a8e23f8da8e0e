//! Texts that were written to do harm in a spreadsheet.

use crate::Place;

/// A text, and what a cell of a workbook holds of it where that is not the text itself.
pub(crate) const TEXTS: [(&str, Option<&str>); 52] = [
    ("=1+1", None),
    (" =1+1", None),
    ("\u{a0}=1+2", None),
    ("\u{200b}=1+3", None),
    ("\u{feff}=1+4", None),
    ("\u{202e}=1+5", None),
    ("\0=1+6", Some(" =1+6")),
    ("\t=1+7", Some(" =1+7")),
    ("\r=1+8", Some(" =1+8")),
    ("\n=1+9", Some(" =1+9")),
    ("＝1+1", None),
    ("＋1+1", None),
    ("－1+1", None),
    ("＠SUM(A1)", None),
    ("+1+1", None),
    ("-1+1", None),
    ("@SUM(A1)", None),
    ("%0", None),
    ("|calc", None),
    ("{=1+1}", None),
    ("=HYPERLINK(\"http://example.invalid\",\"click\")", None),
    ("=cmd|' /C calc'!A0", None),
    ("=WEBSERVICE(\"http://example.invalid\")", None),
    ("=DDE(\"soffice\";\"x\";\"y\")", None),
    ("a;=1+1", None),
    ("a,=1+1", None),
    ("; =1+1", None),
    ("a;\"=1+1", None),
    ("\";=1+1\"", None),
    ("a;\u{200b}＝1+1;+1,@SUM(A1)", None),
    ("a|=1+1", None),
    ("a;=cmd|' /C calc'!A0&\"", None),
    ("a\t=1+1", Some("a =1+1")),
    ("a\r\n=1+1", Some("a =1+1")),
    ("\"=1+1\"", None),
    ("'=1+1", None),
    ("'", None),
    ("\"", None),
    ("\",\"=1+1\",\"", None),
    ("0012", None),
    ("1E5", None),
    ("12345678901234567890", None),
    ("2024-01-02", None),
    ("1/2", None),
    ("TRUE", None),
    ("NaN", None),
    ("#REF!", None),
    ("a\u{1}b\u{7f}c\u{85}d\u{2028}e\u{fffe}f\u{ffff}", Some("a b c d e f ")),
    ("<b>&amp;</b><![CDATA[x]]>", None),
    ("http://example.invalid/x", None),
    ("ID", None),
    ("sep=;", None),
];

/// A table in which every text is an id, a value of a column and the end of a text; a long text, and a
/// record that is no record, come last.
pub(crate) fn place() -> Place {
    let record = |id: &str, note: &str| {
        let text = format!("It may rain. {note}");
        serde_json::json!({ "id": id, "=note;,": note, "text": text }).to_string()
    };
    let mut lines: Vec<String> = TEXTS.iter().map(|(text, _)| record(text, text)).collect();
    lines.push(record("long", &"é".repeat(40_000)));
    lines.push("{\"id\": ".to_owned());
    Place::new(&[("hostile.jsonl", lines.join("\n").as_bytes())])
}

/// All records of the table.
pub(crate) const RECORDS: usize = TEXTS.len() + 2;

/// The arguments that read the table.
pub(crate) const READ: [&str; 6] =
    ["score", "hostile.jsonl", "--text-col", "text", "--id-col", "id"];
