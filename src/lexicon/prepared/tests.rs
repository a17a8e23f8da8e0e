//! The generated file is what the built-in files give, and what is read from it is what they are.

use std::path::Path;
use std::{env, fs};

use crate::lexicon::class::ClassTable;
use crate::lexicon::digest::builtin_digest;
use crate::lexicon::entry::EntryId;
use crate::lexicon::profile::Profile;
use crate::lexicon::terms::Terms;
use crate::lexicon::written::builtin_files;
use crate::lexicon::{LexiconLoader, builtin, prepared};

const PATH: &str = "src/lexicon/prepared/builtin.bin";

/// The file is made anew: what is compiled in is out of date.
fn is_to_be_made() -> bool {
    env::var_os("PREPARED").is_some_and(|wish| wish == "overwrite")
}

#[test]
fn the_file_is_up_to_date() {
    let lexicon = LexiconLoader::new().load_written().unwrap();
    let file = prepared::write::file(&builtin_digest(), &builtin_files(), &lexicon);
    if is_to_be_made() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH), &file).unwrap();
        return;
    }
    let how = "make it anew: PREPARED=overwrite cargo test --lib prepared";
    assert!(prepared::is_fresh() && file == prepared::FILE, "{PATH} is out of date; {how}");
}

fn alike(loader: &LexiconLoader) {
    let [read, written] = [loader.load().unwrap(), loader.load_written().unwrap()];
    assert_eq!(read.sha(), written.sha());
    assert_eq!(read.categories, written.categories);
    assert_eq!(read.infos, written.infos);
    assert_eq!(read.quotations, written.quotations);
    assert_eq!(read.hidden(), written.hidden());
    for (read, written) in read.entries().iter().zip(written.entries()) {
        assert_eq!(read, written);
    }
    for (read, written) in read.surfaces().iter().zip(written.surfaces()) {
        assert_eq!(read, written);
    }
    assert!(read == written);
}

#[test]
fn the_built_in_lexicons_are_read_as_they_are_written() {
    alike(&LexiconLoader::new());
}

#[test]
fn switches_and_profiles_act_on_them_alike() {
    let mut loader = LexiconLoader::new();
    loader.switch("hedge.condition", true).switch("loaded", false).switch("weasel.agent", false);
    alike(&loader);
    for name in builtin::profile_names() {
        let profile = Profile::parse(&builtin::profile_file(name).unwrap()).unwrap();
        alike(LexiconLoader::new().profile(profile).min_precision(0.2));
    }
}

/// With categories of their own, in front of others; terms that hide built-in ones, wholly, in part, or
/// only where their category counts; and guarded ones that are tried first.
#[test]
fn added_files_act_on_them_alike() {
    let toml = "[lexicon]\nformat = 1\nid = \"house\"\n\
        [category.\"certainty.aaa\"]\nweight = 0.5\nterms = [\"about\", \"so-called\", \"maybe not\"]\n\
        [category.\"hedge.modal\"]\nweight = 0.9\n\
        [category.\"loaded.zzz\"]\nweight = 0.5\noff = true\nterms = [\"reportedly\", \"allegedly\"]\n";
    let csv = "term,in,if_next\n[perhaps|maybe],hedge.modal,\nclearly,loaded.metaphor,NUM\n\
        some critics say,weasel.agent,\nna\u{ef}ve,loaded.metaphor,\nif,hedge.condition,\n";
    let mut loader = LexiconLoader::new();
    alike(loader.add("house.toml", toml));
    alike(loader.add("desk.csv", csv));
    alike(loader.clone().switch("loaded.zzz", true).switch("hedge.modal", false));
    alike(loader.without_builtin());
}

/// The numbers behind their names depend on each other.
#[test]
fn an_added_file_may_have_the_id_of_a_built_in_one() {
    let csv = "term,in,if_next\nabout,loaded.metaphor,MONEY\nmaybe,hedge.modal,\n";
    let mut loader = LexiconLoader::new();
    alike(loader.add("hedges-en.csv", csv));
    let lexicon = loader.load().unwrap();
    let about = |name: &str| lexicon.entries().iter().filter(|entry| entry.name == name).count();
    assert_eq!(["hedges-en:about", "hedges-en:about#2"].map(about), [1, 1]);
}

/// An entry is the same whether it is read alone or with all others, and asks for the same spelling.
#[test]
fn each_entry_can_be_read_alone() {
    if is_to_be_made() {
        return;
    }
    let lexicon = LexiconLoader::new().load().unwrap();
    assert!(matches!(lexicon.terms, Terms::Builtin));
    for (number, entry) in lexicon.entries().iter().enumerate() {
        assert_eq!(lexicon.entry(EntryId(number.try_into().unwrap())), entry);
    }
    let own = Terms::Own(lexicon.terms.all().clone());
    let mut asked = 0;
    for (number, surface) in lexicon.surfaces().iter().enumerate() {
        for sense in &surface.senses {
            for written in [sense.exact.as_deref().unwrap_or("else"), "Else"] {
                let is_exact = |terms: &Terms| terms.is_exact(sense.entry, number, written);
                assert_eq!(is_exact(&lexicon.terms), is_exact(&own), "{}", surface.text);
                asked += usize::from(is_exact(&own));
            }
        }
    }
    assert!(asked > 5, "{asked}");
}

#[test]
fn the_classes_are_read_as_they_are_written() {
    assert!(is_to_be_made() || prepared::classes() == Some(ClassTable::written()));
}
