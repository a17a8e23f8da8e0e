//! Files of every format, made from parts in the test.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An article in parts, as every format has them.
#[derive(Debug, Clone)]
pub(crate) struct Article {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// A part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(String),
    Quote(String),
    List(Vec<String>),
}

impl Article {
    /// The parts of a plain text: the title first, empty lines between.
    pub(crate) fn of(text: &str) -> Self {
        let mut blocks = text.trim().split("\n\n");
        let title = blocks.next().unwrap().to_owned();
        let blocks = blocks.map(|block| {
            let lines = || block.lines();
            if lines().all(|line| line.starts_with("- ")) {
                Block::List(lines().map(|line| line[2..].to_owned()).collect())
            } else if lines().all(|line| line.starts_with("> ")) {
                Block::Quote(lines().map(|line| &line[2..]).collect::<Vec<_>>().join(" "))
            } else {
                Block::Paragraph(lines().collect::<Vec<_>>().join(" "))
            }
        });
        Self { title, blocks: blocks.collect() }
    }

    pub(crate) fn body(&self) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Paragraph(text) => text.clone(),
            Block::Quote(text) => format!("> {text}"),
            Block::List(items) => format!("- {}", items.join("\n- ")),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }

    pub(crate) fn text(&self) -> String {
        format!("{}\n\n{}\n", self.title, self.body())
    }

    pub(crate) fn markdown(&self) -> String {
        format!("---\nauthor: nobody\n---\n\n# {}\n\n{}\n", self.title, self.body())
    }

    /// The blocks in elements, given how a paragraph, a quotation and an item are written.
    fn marked(
        &self,
        paragraph: impl Fn(&str) -> String,
        quote: impl Fn(&str) -> String,
        list: impl Fn(&[String]) -> String,
    ) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Paragraph(text) => paragraph(&escaped(text)),
            Block::Quote(text) => quote(&escaped(text)),
            Block::List(items) => list(&items.iter().map(|item| escaped(item)).collect::<Vec<_>>()),
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    fn html_body(&self) -> String {
        self.marked(
            |text| format!("<p>{}</p>", text.replacen(' ', "\n  ", 1)),
            |text| format!("<blockquote><p>{text}</p></blockquote>"),
            |items| format!("<ul><li>{}</li></ul>", items.join("</li>\n<li>")),
        )
    }

    /// A page as sites make them: the article between menus, notices and comments.
    pub(crate) fn page(&self) -> String {
        let (title, body) = (escaped(&self.title), self.html_body());
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title} | The Ellery Post\
             </title><script>if (a < b) document.write('<p>Perhaps.</p>')</script></head><body>\
             <nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>Perhaps weather</a></li></ul>\
             </nav><main><article><h1>{title}</h1>\n{body}\n</article></main><aside \
             class='sidebar related'><a href='/x'>You may also like this shocking story</a></aside>\
             <div id='comments' class='comments'><p>Clearly a disgraceful comment.</p></div>\
             <footer><p>Copyright The Ellery Post</p></footer></body></html>"
        )
    }

    pub(crate) fn docx(&self) -> Vec<u8> {
        let run = |text: &str| {
            // A word cut in two runs, as Word does, and a deletion between them.
            let (first, rest) = text.split_at(text.char_indices().nth(3).map_or(0, |(at, _)| at));
            format!(
                "<w:r><w:t xml:space=\"preserve\">{first}</w:t></w:r><w:del><w:r><w:delText>Perhaps \
                 gone. </w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{rest}</w:t></w:r>"
            )
        };
        let styled = |style: &str, text: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
        };
        let body = self.marked(
            |text| format!("<w:p>{}</w:p>", plain_run(text)),
            |text| styled("Zitat", text),
            |items| {
                let item = |text: &String| {
                    format!("<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>", plain_run(text))
                };
                items.iter().map(item).collect()
            },
        );
        let title = styled("Titel", &escaped(&self.title));
        let names = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titel\"><w:name \
                      w:val=\"Title\"/></w:style><w:style w:styleId=\"Zitat\"><w:name \
                      w:val=\"Quote\"/></w:style></w:styles>";
        let document = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{title}{body}<w:sectPr/>\
             </w:body></w:document>"
        );
        zip(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", document.as_bytes()),
            ("word/styles.xml", names.as_bytes()),
        ])
    }

    pub(crate) fn odt(&self) -> Vec<u8> {
        let body = self.marked(
            |text| format!("<text:p>{}</text:p>", text.replacen(' ', "<text:s text:c=\"900000000\"/>", 1)),
            |text| format!("<text:p text:style-name=\"P1\">{text}</text:p>"),
            |items| {
                let items = items.join("</text:p></text:list-item><text:list-item><text:p>");
                format!("<text:list><text:list-item><text:p>{items}</text:p></text:list-item></text:list>")
            },
        );
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\">\
             <office:automatic-styles><style:style style:name=\"P1\" \
             style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body>\
             <office:text><text:tracked-changes><text:p>Perhaps gone.</text:p>\
             </text:tracked-changes><text:h text:outline-level=\"1\">{}</text:h>{body}</office:text>\
             </office:body></office:document-content>",
            escaped(&self.title)
        );
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
        ])
    }

    pub(crate) fn epub(&self) -> Vec<u8> {
        let chapter = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"h\"><head><title>No</title></head>\
             <body><h1>{}</h1>{}</body></html>",
            escaped(&self.title),
            self.html_body()
        );
        let package = "<package><manifest><item id=\"n\" href=\"nav.xhtml\" properties=\"nav\" \
                       media-type=\"application/xhtml+xml\"/><item id=\"a\" href=\"a%20b.xhtml\" \
                       media-type=\"application/xhtml+xml\"/></manifest><spine><itemref \
                       idref=\"n\"/><itemref idref=\"a\"/></spine></package>";
        zip(&[
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path=\"OEBPS/p.opf\"/></rootfiles></container>",
            ),
            ("OEBPS/p.opf", package.as_bytes()),
            ("OEBPS/nav.xhtml", b"<html><body>Perhaps a table of contents</body></html>"),
            ("OEBPS/a b.xhtml", chapter.as_bytes()),
        ])
    }

    /// The article as a record: id, title, body.
    pub(crate) fn cells(&self) -> [String; 3] {
        ["0012".to_owned(), self.title.clone(), self.body()]
    }

    pub(crate) fn delimited(&self, delimiter: u8) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(HEADER).unwrap();
        writer.write_record(self.cells()).unwrap();
        writer.into_inner().unwrap()
    }

    pub(crate) fn object(&self) -> String {
        let [id, title, body] = self.cells();
        serde_json::json!({ "id": id, "title": title, "body": body }).to_string()
    }

    pub(crate) fn xlsx(&self) -> Vec<u8> {
        xlsx(&[HEADER.map(str::to_owned).to_vec(), self.cells().to_vec()])
    }

    pub(crate) fn parquet(&self) -> Vec<u8> {
        parquet(&HEADER, &[self.cells()])
    }

    pub(crate) fn ods(&self) -> Vec<u8> {
        let cell = |text: &str| {
            let lines = escaped(text).replace('\n', "</text:p><text:p>");
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{lines}</text:p></table:table-cell>"
            )
        };
        let row = |cells: &[String]| {
            let cells: String = cells.iter().map(|text| cell(text)).collect();
            format!(
                "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16381\"/></table:table-row>"
            )
        };
        let rows = row(&HEADER.map(str::to_owned)) + &row(&self.cells());
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">\
             <office:body><office:spreadsheet><table:table>{rows}<table:table-row \
             table:number-rows-repeated=\"1048574\"><table:table-cell/></table:table-row>\
             </table:table><table:table><table:table-row><table:table-cell><text:p>Other</text:p>\
             </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
             </office:document-content>"
        );
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    }
}

const HEADER: [&str; 3] = ["id", "title", "body"];

fn plain_run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A file of Parquet with these rows as texts.
pub(crate) fn parquet<const N: usize>(columns: &[&str; N], rows: &[[String; N]]) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    let fields = columns.map(|name| format!("required binary {name} (UTF8);"));
    let schema = format!("message articles {{ {} }}", fields.concat());
    let schema = parquet::schema::parser::parse_message_type(&schema).unwrap().into();
    let mut bytes = Vec::new();
    let properties = std::sync::Arc::default();
    let mut writer =
        parquet::file::writer::SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for at in 0..N {
        let mut column = group.next_column().unwrap().unwrap();
        let values: Vec<ByteArray> = rows.iter().map(|row| row[at].as_str().into()).collect();
        column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

/// A workbook with these rows as texts.
pub(crate) fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let cell = |row: usize, column: usize, text: &String| {
        let column = char::from(b'A' + u8::try_from(column).unwrap());
        let text = escaped(text);
        format!(
            "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        )
    };
    let row = |(at, cells): (usize, &Vec<String>)| {
        let row = at + 1;
        let cells: String =
            cells.iter().enumerate().map(|(column, text)| cell(row, column, text)).collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    xlsx_of_sheet(&format!("<sheetData>{rows}</sheetData>"))
}

/// A workbook with this sheet.
pub(crate) fn xlsx_of_sheet(sheet: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    let book = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheets><sheet \
         name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let rels = format!(
        "<?xml version=\"1.0\"?><Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
         Id=\"r1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<?xml version=\"1.0\"?><Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
         Id=\"r1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// An archive with these members.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ::zstd::encode_all(bytes, 0).unwrap()
}
