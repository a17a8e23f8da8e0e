use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Decoded, InputError> {
    decode(bytes.to_vec(), &SourceOptions::default())
}

#[test]
fn encodings_are_found() {
    for (bytes, text, encoding, errors) in [
        (&b""[..], "", "utf-8", false),
        (b"\xef\xbb\xbf", "", "utf-8", false),
        (b"plain\r\n", "plain\r\n", "utf-8", false),
        (b"\xef\xbb\xbfit\xe2\x80\x99s", "it\u{2019}s", "utf-8", false),
        (b"\xff\xfea\0\x19\x20", "a\u{2019}", "utf-16le", false),
        (b"\xfe\xff\0a\x20\x19", "a\u{2019}", "utf-16be", false),
        (b"\xff\xfea\0\0\xd8", "a\u{fffd}", "utf-16le", true),
        (b"\xff\xfe\0\0a\0\0\0", "a", "utf-32le", false),
        (b"\0\0\xfe\xff\0\0\0a\0", "a\u{fffd}", "utf-32be", true),
        (b"He said it\x92s fine", "He said it\u{2019}s fine", "windows-1252?", false),
        (b"The caf\xe9 was open", "The caf\u{e9} was open", "windows-1252?", false),
        (b"\xe2\x80\x99 \xe2\x80\x99 \xe9", "\u{2019} \u{2019} \u{fffd}", "utf-8", true),
        (b"cut off \xe2\x80", "cut off \u{fffd}", "utf-8", true),
    ] {
        let expected = Decoded { text: text.into(), encoding: encoding.into(), errors };
        assert_eq!(read(bytes), Ok(expected), "{}", bytes.escape_ascii());
    }
}

#[test]
fn binary_is_refused_with_a_hint() {
    for (bytes, detail) in [
        (&b"%PDF-1.7 ..."[..], "is a PDF; turn it into a text with pdftotext"),
        (b"\x1f\x8b\x08\0", "is compressed with gzip; give it the ending .gz"),
        (
            b"PK\x03\x04rest",
            "is a zip archive, as DOCX, ODT, EPUB and XLSX are; give it its own ending",
        ),
        (b"a\0b", "has a NUL, as no text has; read it all the same with --binary text"),
        (b"H\0e\0l\0l\0o\0.\0", "looks like UTF-16: use --encoding utf-16le"),
        (b"\0H\0e\0l\0l\0o\0.", "looks like UTF-16: use --encoding utf-16be"),
    ] {
        assert_eq!(read(bytes), Err(InputError::new(Code::Binary, detail)));
    }
    let options = SourceOptions { binary_as_text: true, ..SourceOptions::default() };
    assert_eq!(decode(b"a\0b".to_vec(), &options).unwrap().text, "a\0b");
}

#[test]
fn a_label_is_obeyed_and_a_mark_comes_first() {
    for (label, bytes, text, encoding, errors) in [
        ("utf-16le", &b"a\0b\0"[..], "ab", "utf-16le", false),
        ("utf-16", b"\xfe\xff\0a", "a", "utf-16be", false),
        ("latin1", b"it\x92s", "it\u{2019}s", "windows-1252", false),
        ("utf-8", b"it\x92s", "it\u{fffd}s", "utf-8", true),
        ("utf-32le", b"a\0\0\0", "a", "utf-32le", false),
        ("shift_jis", b"\x82\xa0", "\u{3042}", "shift_jis", false),
    ] {
        let options = SourceOptions { encoding: Some(label.into()), ..SourceOptions::default() };
        let expected = Decoded { text: text.into(), encoding: encoding.into(), errors };
        assert_eq!(decode(bytes.to_vec(), &options), Ok(expected), "{label}");
    }
}

#[test]
fn strict_utf8_refuses_and_names_the_byte() {
    let options = SourceOptions { strict_utf8: true, ..SourceOptions::default() };
    for (bytes, at) in [(&b"caf\xe9"[..], 3), (b"\xff\xfea\0", 0)] {
        let error = decode(bytes.to_vec(), &options).unwrap_err();
        let detail = format!("not UTF-8 at byte {at}, and --strict-utf8 is given");
        assert_eq!(error, InputError::new(Code::Encoding, detail));
    }
    assert!(decode("café".into(), &options).is_ok());
}

fn any_options() -> impl Strategy<Value = SourceOptions> {
    let labels = prop_oneof![
        Just(None),
        Just(Some("utf-8".to_owned())),
        Just(Some("utf-16le".to_owned())),
        Just(Some("utf-32be".to_owned())),
        Just(Some("gb18030".to_owned())),
    ];
    (labels, any::<bool>(), any::<bool>()).prop_map(|(encoding, strict_utf8, binary_as_text)| {
        SourceOptions { encoding, strict_utf8, binary_as_text, ..SourceOptions::default() }
    })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        options in any_options(),
    ) {
        let _ = decode(bytes, &options);
    }

    #[test]
    fn valid_utf8_is_itself(text in "[^\0]*") {
        prop_assume!(!text.starts_with('\u{feff}') && !text.starts_with("%PDF-"));
        let decoded = read(text.as_bytes());
        prop_assert_eq!(
            decoded,
            Ok(Decoded { text, encoding: "utf-8".into(), errors: false })
        );
    }
}
