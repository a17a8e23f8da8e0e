//! A lexicon ready for use, and how files become one.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::lexicon::class::CLASS_FILE;
use crate::lexicon::compile::Compiler;
use crate::lexicon::digest::{builtin_digest, hex16, part};
use crate::lexicon::entry::{Category, CategoryId, Entry, EntryId, Negated, Surface};
use crate::lexicon::finding::Finding;
use crate::lexicon::mistake::{LexiconFile, Location, Mistake};
use crate::lexicon::prepared::Prepared;
use crate::lexicon::prepared::shelf::BuiltinSpellings;
use crate::lexicon::profile::Profile;
use crate::lexicon::spellings::Spellings;
use crate::lexicon::terms::{AllTerms, Terms};
use crate::lexicon::tidy;
use crate::lexicon::written::{BUILTIN, FileRead, Own};

/// Everything that is looked for: the entries of one or more files.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    pub(crate) categories: Vec<Category>,
    pub(crate) terms: Terms,
    pub(crate) quotations: Vec<EntryId>,
    pub(crate) infos: Vec<LexiconInfo>,
    pub(crate) sha: String,
}

/// What a lexicon file says of itself, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconInfo {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its licence.
    pub licence: String,
    /// The works that inspired it.
    pub sources: Vec<String>,
    /// The file's name.
    pub file: String,
    /// Entries read from it.
    pub entries: usize,
    /// Terms left out because the same file has them already with the same category and weight.
    pub repeated: usize,
}

/// A spelling of an entry that leads nowhere: an entry before it always counts instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The folded spelling.
    pub text: String,
    /// Where the entry's term stands.
    pub at: Location,
    /// The entry that counts.
    pub by: EntryId,
    /// Both have the same category and weight, and neither a guard.
    pub repeated: bool,
}

impl Lexicon {
    /// The built-in lexicons.
    #[must_use]
    pub fn builtin() -> Self {
        LexiconLoader::new().load().expect("the built-in lexicons are checked by our tests")
    }

    /// All entries, those of added files first, then in file order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.terms.all().entries
    }

    /// The entry of this id.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.terms.entry(id).expect("entry ids are made by this lexicon")
    }

    /// All categories, sorted by axis and path.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The category of this id.
    #[must_use]
    pub fn category(&self, id: CategoryId) -> &Category {
        self.categories.get(id.index()).expect("category ids are made by this lexicon")
    }

    /// By category, whether an entry counts for it.
    pub(crate) fn used(&self) -> Vec<bool> {
        let mut used = vec![false; self.categories.len()];
        for entry in self.entries() {
            let routed = match entry.negated {
                Negated::Route(routed) => Some(routed),
                Negated::Keep | Negated::Drop => None,
            };
            for category in [Some(entry.category), routed].into_iter().flatten() {
                if let Some(used) = used.get_mut(category.index()) {
                    *used = true;
                }
            }
        }
        used
    }

    /// Every folded spelling with its senses, sorted by spelling.
    #[must_use]
    pub fn surfaces(&self) -> &[Surface] {
        &self.terms.all().surfaces
    }

    /// Whether what was found of a spelling, by its number, is written as it must be to lead to an entry.
    pub(crate) fn is_exact(&self, entry: EntryId, surface: usize, written: &str) -> bool {
        self.terms.is_exact(entry, surface, written)
    }

    /// The spellings, where they are those of the built-in lexicons alone.
    pub(crate) fn builtin_spellings(&self) -> Option<BuiltinSpellings> {
        self.terms.builtin_spellings()
    }

    /// The entries that look for short quotations, in the order in which they are tried.
    #[must_use]
    pub fn quotations(&self) -> &[EntryId] {
        &self.quotations
    }

    /// The spellings that were left out because an earlier entry always counts.
    #[must_use]
    pub fn hidden(&self) -> &[Hidden] {
        &self.terms.all().hidden
    }

    /// The files that the lexicon was made of, in the order in which their senses are tried.
    #[must_use]
    pub fn infos(&self) -> &[LexiconInfo] {
        &self.infos
    }

    /// The first 16 hexadecimal digits of the SHA-256 of all files and switches that make up the
    /// lexicon: equal digests, equal matches.
    #[must_use]
    pub fn sha(&self) -> &str {
        &self.sha
    }
}

/// Collects lexicon files and makes one [`Lexicon`] of them.
///
/// ```
/// use hedgerow::lexicon::LexiconLoader;
///
/// let mut loader = LexiconLoader::new();
/// loader.add("mine.csv", "term,in\nown goal,loaded.metaphor\n");
/// let lexicon = loader.load()?;
/// assert_eq!(lexicon.entries()[0].name, "mine:own goal");
/// # Ok::<(), Vec<hedgerow::lexicon::mistake::Mistake>>(())
/// ```
#[derive(Debug, Clone)]
pub struct LexiconLoader {
    builtin: bool,
    files: Vec<LexiconFile>,
    switches: Vec<(String, bool)>,
    profile: Option<Profile>,
    least: Option<f64>,
}

impl Default for LexiconLoader {
    fn default() -> Self {
        Self::new()
    }
}

impl LexiconLoader {
    /// A loader with the built-in lexicons.
    #[must_use]
    pub const fn new() -> Self {
        Self { builtin: true, files: Vec::new(), switches: Vec::new(), profile: None, least: None }
    }

    /// Leaves the entries of the built-in lexicons out; their categories stay known.
    pub const fn without_builtin(&mut self) -> &mut Self {
        self.builtin = false;
        self
    }

    /// Adds a file: CSV if its name ends in `.csv`, else TOML. Its senses are tried before those of
    /// files added later, and before the built-in ones.
    pub fn add(&mut self, name: &str, text: &str) -> &mut Self {
        self.files.push(LexiconFile::new(name, text));
        self
    }

    /// Switches a category, and all below it, on or off.
    pub fn switch(&mut self, category: &str, on: bool) -> &mut Self {
        self.switches.push((category.to_owned(), on));
        self
    }

    /// Replaces weights by those of a profile, and switches its categories on unless
    /// [`Self::switch`] says otherwise.
    pub fn profile(&mut self, profile: Profile) -> &mut Self {
        self.profile = Some(profile);
        self
    }

    /// Lets no entry count of which the profile says that less than this share is right, whatever
    /// share the profile itself asks for.
    pub const fn min_precision(&mut self, least: f64) -> &mut Self {
        self.least = Some(least);
        self
    }

    /// Reads and checks everything.
    ///
    /// # Errors
    /// All mistakes of all files, sorted by file and place.
    pub fn load(&self) -> Result<Lexicon, Vec<Mistake>> {
        let own = match Prepared::open() {
            Some(own) if self.is_builtin() && (own.is_settled || self.switches.is_empty()) => {
                return Ok(self.switched(own));
            }
            own => own,
        };
        let added = self.added();
        // Entries of lexicons of one id share their numbers, which those of the prepared ones have already.
        let shares_id = |own: &Prepared| {
            let is_own = |read: &FileRead| own.infos.iter().any(|info| info.id == read.raw.id);
            self.builtin && added.iter().any(is_own)
        };
        let own = own.filter(|own| !shares_id(own));
        self.compile(&added, own.map_or_else(|| Own::Written(&BUILTIN), Own::Prepared))
    }

    /// The same from the built-in files as they are written, which takes a hundred times as long.
    #[cfg(test)]
    pub(super) fn load_written(&self) -> Result<Lexicon, Vec<Mistake>> {
        self.compile(&self.added(), Own::Written(&BUILTIN))
    }

    /// Whether the built-in terms are all there are, and nothing rates them.
    const fn is_builtin(&self) -> bool {
        self.builtin && self.files.is_empty() && self.profile.is_none()
    }

    /// The built-in lexicons with the categories that are wanted.
    fn switched(&self, own: Prepared) -> Lexicon {
        let (mut hash, used) = (own.digest().clone(), own.used.clone());
        let mut lexicon = own.alone();
        if !self.switches.is_empty() {
            for (path, on) in &self.switches {
                switch(&mut lexicon.categories, path, *on);
            }
            self.hash_rest(&mut hash, &lexicon, &used);
            lexicon.sha = hex16(&hash.finalize());
        }
        lexicon
    }

    fn added(&self) -> Vec<FileRead> {
        self.files.iter().cloned().map(FileRead::new).collect()
    }

    fn compile(&self, added: &[FileRead], own: Own) -> Result<Lexicon, Vec<Mistake>> {
        let files = || own.written().iter().chain(added).map(|read| (&read.file, &read.raw));
        let read = own.written().iter().chain(added);
        let mut mistakes: Vec<Mistake> = read.flat_map(|read| read.mistakes.clone()).collect();

        let mut compiler = Compiler::default();
        compiler.declare(own.categories(), files(), &mut mistakes);
        let enabled = self.profile.iter().flat_map(|profile| &profile.enabled);
        for path in enabled {
            switch(&mut compiler.draft.categories, path, true);
        }
        for (path, on) in &self.switches {
            switch(&mut compiler.draft.categories, path, *on);
        }
        if let Own::Prepared(own) = &own
            && self.builtin
        {
            compiler.draft.spellings = Spellings::known(own.spellings());
        }
        for read in added {
            compiler.add(&read.file, &read.raw, &mut mistakes);
        }
        let mut hash = self.hash(&own);
        match own {
            _ if !self.builtin => {}
            Own::Prepared(own) => own.add_to(&mut compiler.draft),
            Own::Written(own) => {
                for read in own {
                    compiler.add(&read.file, &read.raw, &mut mistakes);
                }
            }
        }
        if mistakes.is_empty() {
            let mut lexicon = compiler.draft.finish();
            if let Some(profile) = &self.profile {
                lexicon = lexicon.rated(profile, self.least(profile));
            }
            self.hash_rest(&mut hash, &lexicon, &lexicon.used());
            lexicon.sha = hex16(&hash.finalize());
            Ok(lexicon)
        } else {
            Mistake::sort(&mut mistakes);
            Err(mistakes)
        }
    }

    /// What the files under check leave unsaid or unused: those added, or else the built-in ones.
    /// `lexicon` is what [`Self::load`] made of them.
    #[must_use]
    pub fn untidy(&self, lexicon: &Lexicon) -> Vec<Finding> {
        let added = self.added();
        let checked = if added.is_empty() { BUILTIN.as_slice() } else { &added };
        let files: Vec<_> = checked.iter().map(|read| (&read.file, &read.raw)).collect();
        tidy::findings(&files, lexicon)
    }

    fn least(&self, profile: &Profile) -> Option<f64> {
        self.least.or(profile.min_precision)
    }

    /// The digest of the built-in files, or of what they leave behind where their entries are left out.
    fn hash(&self, own: &Own) -> Sha256 {
        match own {
            Own::Prepared(own) if self.builtin => own.digest().clone(),
            Own::Written(_) if self.builtin => builtin_digest(),
            _ => {
                let mut hash = Sha256::new();
                part(&mut hash, CLASS_FILE);
                part(&mut hash, "");
                hash
            }
        }
    }

    /// Adds everything else that the lexicon was made of; entries count for the categories that are `used`.
    fn hash_rest(&self, hash: &mut Sha256, lexicon: &Lexicon, used: &[bool]) {
        for file in &self.files {
            part(hash, &file.text);
        }
        // Of the built-in files that are left out, the categories that are used still count.
        let used = lexicon.categories.iter().zip(used).filter(|(_, used)| **used);
        for (category, _) in used {
            part(hash, &format!("{} {} {}", category.path, category.weight, category.off));
        }
        for (category, on) in &self.switches {
            part(hash, category);
            part(hash, if *on { "on" } else { "off" });
        }
        if let Some(profile) = &self.profile {
            part(hash, "profile");
            for category in &profile.enabled {
                part(hash, category);
            }
            for (entry, rating) in &profile.ratings {
                part(hash, entry);
                part(hash, &format!("{} {} {:.4}", rating.judged, rating.right, rating.weight));
            }
            part(hash, &self.least(profile).map_or(String::new(), |least| least.to_string()));
        }
    }
}

/// Switches a category and all below it; a path that names none changes nothing.
fn switch(categories: &mut [Category], path: &str, on: bool) {
    for category in categories {
        let rest = category.path.strip_prefix(path);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            category.off = !on;
        }
    }
}

/// The terms of the built-in lexicons alone, for whoever asks for all of them.
pub(super) fn builtin_terms() -> &'static AllTerms {
    static TERMS: LazyLock<AllTerms> = LazyLock::new(|| {
        let own = Prepared::open().map_or_else(|| Own::Written(&BUILTIN), Own::Prepared);
        let lexicon = LexiconLoader::new().compile(&[], own);
        let mut lexicon = lexicon.expect("the built-in lexicons are checked by our tests");
        std::mem::take(lexicon.terms.all_mut())
    });
    &TERMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_by_its_lexicon_and_the_first_spelling_of_its_term() {
        let csv = "term,in,if_next\n\
            [some|many] [critics|experts] say,weasel.agent,\n\
            about,hedge.approximator.rounder,NUM\n\
            own goal,loaded.metaphor,\n\
            own goal,loaded.metaphor,\n\
            [about|around],hedge.approximator.rounder,MONEY\n\
            [own goal|red card],loaded.metaphor,\n\
            about,loaded.metaphor,\n";
        let lexicon = LexiconLoader::new().without_builtin().add("mine.csv", csv).load().unwrap();
        let names: Vec<(&str, &str)> =
            lexicon.entries().iter().map(|e| (e.name.as_str(), e.term.as_str())).collect();
        assert_eq!(
            names,
            [
                ("mine:some critics say", "[some|many] [critics|experts] say"),
                ("mine:about", "about"),
                ("mine:own goal", "own goal"),
                ("mine:about#2", "[about|around]"),
                ("mine:own goal#2", "[own goal|red card]"),
                ("mine:about#3", "about"),
            ]
        );
    }

    #[test]
    fn lexicons_of_one_id_share_their_numbers() {
        let mut loader = LexiconLoader::new();
        loader.without_builtin();
        loader.add("one/mine.csv", "term,in,if_next\nabout,loaded.metaphor,NUM\n");
        loader.add("two/mine.csv", "term,in\nabout,loaded.metaphor\n");
        let lexicon = loader.load().unwrap();
        let names: Vec<&str> = lexicon.entries().iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["mine:about", "mine:about#2"]);
    }

    #[test]
    fn a_profile_is_part_of_the_lexicon() {
        let file = LexiconFile::new(
            "p.csv",
            "# enable: hedge.condition\nentry,judged,right,weight\nmine:about,4,1,0.2\n",
        );
        let profile = Profile::parse(&file).unwrap();
        let mut plain = LexiconLoader::new();
        plain.without_builtin().add("mine.csv", "term,in\nabout,hedge.condition\n");
        let mut rated = plain.clone();
        rated.profile(profile);
        let (mut strict, mut off) = (rated.clone(), rated.clone());
        strict.min_precision(0.5);
        off.switch("hedge.condition", false);
        let found = [plain, rated, strict, off].map(|loader| {
            let lexicon = loader.load().unwrap();
            let about = lexicon.entries()[0].clone();
            (about.weight, about.below, lexicon.category(about.category).off, lexicon.sha)
        });
        let [plain, rated, strict, off] = &found;
        assert_eq!((rated.0, rated.1, rated.2), (0.2, None, false));
        assert_eq!((strict.0, strict.1, strict.2), (0.2, Some(0.5), false));
        assert!(plain.0 > 0.2 && plain.2 && off.2);
        let shas: std::collections::HashSet<&String> = found.iter().map(|found| &found.3).collect();
        assert_eq!(shas.len(), 4);
    }

    #[test]
    fn a_profile_asks_for_a_precision_unless_told_otherwise() {
        let text = "# min-precision: 0.5\nentry,judged,right,weight\nmine:about,4,1,0.2\n";
        let mut own = LexiconLoader::new();
        own.without_builtin().add("mine.csv", "term,in\nabout,hedge.modal\n");
        own.profile(Profile::parse(&LexiconFile::new("p.csv", text)).unwrap());
        let mut lax = own.clone();
        lax.min_precision(0.0);
        let [own, lax] = [own, lax].map(|loader| loader.load().unwrap());
        assert_eq!([own.entries()[0].below, lax.entries()[0].below], [Some(0.5), None]);
        assert_ne!(own.sha, lax.sha);
    }
}
