//! Any bytes with any ending, and files of every format with some bytes changed.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::made::{self, Article};

#[path = "../properties/inputs.rs"]
mod inputs;

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

/// A short article in every format, with its ending.
static FILES: LazyLock<Vec<(&'static str, Vec<u8>)>> = LazyLock::new(|| {
    let article = Article::of(
        "Ferry late again\n\nIt is perhaps the “wind”, she said.\n\n> So it is.\n\n- one\n- two\n\nThe end.",
    );
    vec![
        ("md", article.markdown().into_bytes()),
        ("html", article.page().into_bytes()),
        ("docx", article.docx()),
        ("odt", article.odt()),
        ("epub", article.epub()),
        ("csv", article.delimited(b',')),
        ("jsonl", article.object().into_bytes()),
        ("json", format!("[{},\n{}]", article.object(), article.object()).into_bytes()),
        ("xlsx", article.xlsx()),
        ("ods", article.ods()),
        ("parquet", article.parquet()),
        ("gz", made::gzip(article.text().as_bytes())),
        ("zst", made::zstd(article.text().as_bytes())),
        (
            "zip",
            made::zip(&[("a.txt", article.text().as_bytes()), ("b.csv", &article.delimited(b','))]),
        ),
    ]
});

/// How the bytes of a file are changed.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Cut(Index),
    Insert(Index, Vec<u8>),
    Repeat(Index, Index),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => any::<Index>().prop_map(Change::Cut),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Repeat(from, to)),
    ];
    prop::collection::vec(change, 1..6)
}

fn changed(mut bytes: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        match change {
            Change::Set(at, byte) => bytes[at.index(length)] = byte,
            Change::Cut(at) => bytes.truncate(at.index(length)),
            Change::Insert(at, new) => {
                let at = at.index(length);
                bytes.splice(at..at, new);
            }
            Change::Repeat(from, to) => {
                let (from, to) = (from.index(length), to.index(length));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(from..from, piece);
            }
        }
    }
    bytes
}

fn tags() -> impl Strategy<Value = String> {
    let tag = select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<script>",
        "<!--",
        "-->",
        "</script>",
        "<![CDATA[",
        "]]>",
        "<blockquote>",
        "</blockquote>",
        "<li>",
        "<ul>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<br>",
        "&amp;",
        "&#146;",
        "It is perhaps late, and nobody knows. ",
        "<",
        "<template>",
        "<select>",
        "<option>",
        "<form>",
        "<q>",
        "</q>",
        "<head>",
        "<body>",
        "\u{0}",
    ]);
    prop::collection::vec(tag, 0..60).prop_map(|tags| tags.concat())
}

proptest! {
    #[test]
    fn any_bytes_with_any_ending_are_documents_or_named_failures(
        ending in select(&inputs::ENDINGS[..]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        inputs::holds(FOLDER.path(), ending, &bytes);
    }

    #[test]
    fn any_text_with_any_ending_is_documents_or_named_failures(
        ending in select(&inputs::ENDINGS[..]),
        text in "[a-z\"{}\\[\\],:<>&;#*_`\\-\n |>=/']{0,200}",
    ) {
        inputs::holds(FOLDER.path(), ending, text.as_bytes());
    }

    #[test]
    fn changed_files_are_documents_or_named_failures(file in any::<Index>(), changes in changes()) {
        let (ending, bytes) = file.get(&FILES);
        inputs::holds(FOLDER.path(), ending, &changed(bytes.clone(), changes));
    }

    #[test]
    fn any_page_is_a_document_or_a_named_failure(page in tags()) {
        inputs::holds(FOLDER.path(), "html", page.as_bytes());
    }
}
