//! Any members in an archive: the first byte chooses its kind, the rest are names and contents.
#![no_main]

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

#[path = "../../properties/inputs.rs"]
#[allow(dead_code, reason = "another target reads any ending")]
mod inputs;

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the files"));

#[derive(Debug, Arbitrary)]
struct Archive<'a> {
    kind: Kind,
    members: Vec<(Name<'a>, &'a [u8], bool)>,
    /// A byte of the finished archive that is another one.
    damage: Option<(u16, u8)>,
}

#[derive(Debug, Arbitrary)]
enum Kind {
    Zip,
    Docx,
    Odt,
    Epub,
    Xlsx,
}

#[derive(Debug, Arbitrary)]
enum Name<'a> {
    Any(&'a str),
    Known(u8),
}

/// Names that the readers of word processors, books and sheets look for.
const KNOWN: [&str; 9] = [
    "word/document.xml",
    "content.xml",
    "META-INF/container.xml",
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "a.html",
    "b.csv",
];

impl Name<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Any(name) => name,
            Self::Known(number) => KNOWN[usize::from(*number) % KNOWN.len()],
        }
    }
}

impl Archive<'_> {
    const fn ending(&self) -> &'static str {
        match self.kind {
            Kind::Zip => "zip",
            Kind::Docx => "docx",
            Kind::Odt => "odt",
            Kind::Epub => "epub",
            Kind::Xlsx => "xlsx",
        }
    }

    /// The bytes; members whose name is there already or too long are left out.
    fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, contents, packed) in &self.members {
            let method =
                if *packed { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
            let options = SimpleFileOptions::default().compression_method(method);
            if writer.start_file(name.text(), options).is_ok() {
                writer.write_all(contents).expect("a vector takes it");
            }
        }
        let mut bytes = writer.finish().expect("a vector takes it").into_inner();
        if let Some((at, byte)) = self.damage
            && let Some(place) = bytes.get_mut(usize::from(at))
        {
            *place = byte;
        }
        bytes
    }
}

fuzz_target!(|archive: Archive<'_>| {
    inputs::holds(FOLDER.path(), archive.ending(), &archive.bytes());
});
