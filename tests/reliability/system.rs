//! Limits of the system and settings of the user that must not matter.

use crate::place::{Place, Said, TEXT};

fn corpus() -> Place {
    let place = Place::new();
    for number in 0..120 {
        place.write(&format!("in/{number}.txt"), &TEXT.repeat(number % 17));
    }
    place.write("in/binary.txt", "\0\0\0");
    place
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let place = corpus();
    let tables = |threads: &str| {
        let said = place.score(&["in", "-O", "out", "-j", threads]);
        assert_eq!(said.code, Some(1));
        (place.files(), said.err)
    };
    let one = tables("1");
    for threads in ["2", "7", "64"] {
        assert!(tables(threads) == one, "{threads} threads");
    }
}

#[test]
fn wishes_for_threads_that_make_no_sense_are_refused() {
    let place = corpus();
    for threads in ["0", "99999999", "-1", "abc", "1e3", ""] {
        let said = place.score(&["in", "-o", "x.csv", &format!("--threads={threads}")]);
        assert_eq!(said.code, Some(2), "{threads}: {}", said.err);
        assert!(said.err.contains("--threads"), "{threads}: {}", said.err);
    }
    assert!(!place.at("x.csv").exists());
}

#[test]
fn threads_that_cannot_start_are_fewer_threads_and_a_note() {
    let place = corpus();
    let args = "in -o x.csv -j 64";
    let scored = "hedgerow: skipped: in/binary.txt: binary: ";
    // No system gives a stack of so many bytes.
    let alone = place.shell(&format!("RUST_MIN_STACK=70368744177664 score {args}"));
    assert_eq!(alone.code, Some(1));
    let note = "hedgerow: the system gave 1 of 64 threads\n";
    assert!(alone.err.starts_with(&format!("{note}{scored}")), "{}", alone.err);
    // Address space for some of them only.
    let few = place.shell(&format!("ulimit -v 600000; RUST_MIN_STACK=67108864 score {args}"));
    assert_eq!(few.code, Some(1), "{}", few.err);
    assert!(few.err.starts_with("hedgerow: the system gave "), "{}", few.err);
}

#[test]
fn small_stacks_are_enough() {
    let place = corpus();
    place.write("in/deep.txt", &"“(‘".repeat(20_000));
    let script = "ulimit -s 256; RUST_MIN_STACK=262144 score in -o x.csv -q";
    let said = place.shell(script);
    assert_eq!((said.code, said.err.lines().count()), (Some(1), 2), "{}", said.err);
}

#[test]
fn a_limit_on_open_files_fails_documents_or_the_run_and_says_why() {
    let place = corpus();
    for limit in [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 24] {
        let said = place.shell(&format!("ulimit -n {limit}; score in -o x.csv -j 8"));
        let code = said.code.unwrap();
        assert!([1, 2, 127].contains(&code), "{limit}: {code} {}", said.err);
        // Below some limit the system cannot even load the program.
        if code == 1 {
            let table = place.read("x.csv");
            let all = table.lines().count() == 122;
            // A folder that cannot be opened is named instead of what is in it.
            let folder = table.lines().any(|row| row.starts_with("\"in\",\"in\",\"read-error\","));
            assert!(all || folder, "{limit}: {table}");
            std::fs::remove_file(place.at("x.csv")).unwrap();
        } else {
            assert!(!said.err.is_empty(), "{limit}");
            assert!(!place.at("x.csv").exists(), "{limit}");
        }
    }
}

#[test]
fn locale_time_zone_and_home_have_no_effect() {
    let place = corpus();
    let tables = |settings: &[(&str, &str)]| {
        let output = place.command(&["in", "-O", "out"]).envs(settings.to_vec()).output().unwrap();
        (place.files(), Said::from(output))
    };
    let plain = tables(&[]);
    for settings in [
        &[("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR.UTF-8")][..],
        &[("TZ", "Pacific/Auckland")],
        &[("HOME", "/nonexistent"), ("TMPDIR", "/nonexistent")],
        &[("COLUMNS", "3"), ("TERM", "dumb")],
        &[("LANG", ""), ("HOME", ""), ("TMPDIR", ""), ("PATH", "")],
    ] {
        assert!(tables(settings) == plain, "{settings:?}");
    }
}
