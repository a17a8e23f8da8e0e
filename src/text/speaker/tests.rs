//! Cases for speakers and for indirect speech, one rule a line.

use crate::text::span::Span;
use crate::text::speaker::indirect::is_attributed;
use crate::text::speaker::speakers;
use crate::text::structure::{StructureOptions, structure};

/// The speakers of a text's quotations, `-` for none.
fn spoken(text: &str) -> String {
    let parts = structure(text, &StructureOptions::default());
    let found = speakers(text, &parts);
    assert_eq!(found.of_quotes.len(), parts.quotes.len(), "{text}");
    let names = found.of_quotes.iter().map(|speaker| speaker.map_or("-", |id| found.name(id)));
    names.collect::<Vec<_>>().join("|")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| spoken(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}, found {}", spoken(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verbs_beside_the_quotation() {
    check(&[
        ("“The gate held,” said Mara Quill.", "Mara Quill"),
        ("“The gate held,” Mara Quill said on Tuesday.", "Mara Quill"),
        ("Mara Quill said: “The gate held.”", "Mara Quill"),
        ("Mara Quill told the Tern Gazette: “The gate held.”", "Mara Quill"),
        ("Mara Quill, the mayor of Ellery, said: “The gate held.”", "Mara Quill"),
        ("“The gate held,” said Mara Quill, 43, a carpenter.", "Mara Quill"),
        ("“The gate,” Mara Quill, 43, a carpenter, said, “held.”", "Mara Quill|Mara Quill"),
        ("According to Mara Quill, “the gate held”.", "Mara Quill"),
        ("“The gate held,” according to the report.", "report"),
        ("MARA QUILL: “The gate held.”", "MARA QUILL"),
        ("Mara Quill wrote in a letter that “the gate held”.", "Mara Quill"),
        ("“Did it hold?” asked Mara Quill.", "Mara Quill"),
        ("“Did it hold?” Mara Quill asked.", "Mara Quill"),
        ("“The gate held” – Mara Quill", "Mara Quill"),
        ("As Mara Quill put down her hat, nobody spoke of “luck”.", "-"),
        ("Mara Quill called the plan “a farce”.", "Mara Quill"),
        (
            "“It held,” Mara Quill said, adding that the plan was “a farce”.",
            "Mara Quill|Mara Quill",
        ),
        ("“It held,” said Mara Quill, who called the plan “a farce”.", "Mara Quill|Mara Quill"),
        ("Mara Quill shook her head and said: “It held.”", "Mara Quill"),
        ("Mara Quill was quoted as saying: “It held.”", "Mara Quill"),
        ("It was Mara Quill who said: “It held.”", "Mara Quill"),
        ("The gate is, as Mara Quill put it, “a sieve”.", "Mara Quill"),
        ("The gate was described by the auditor as “a sieve”.", "auditor"),
        ("The gate, called “a sieve” by the auditor, held.", "auditor"),
        ("Mara Quill said the gate was “a sieve” and “a disgrace”.", "Mara Quill|Mara Quill"),
        ("Mara Quill wrote:\n\n> The gate held.", "Mara Quill"),
    ]);
}

#[test]
fn names_and_roles() {
    check(&[
        ("“It held,” fumed chief engineer Dr. Mara Quill.", "Mara Quill"),
        ("“It held,” said Public Works Secretary J. R. Holloway.", "J. R. Holloway"),
        ("“It held,” said Sen. Bram Oduya-Fenn of the Hearth Union.", "Bram Oduya-Fenn"),
        (
            "“It held,” said Piet van der Merwe. Later, van der Merwe added: “Just.”",
            "Piet van der Merwe|Piet van der Merwe",
        ),
        ("Mara Quill came. “It held,” Ms Quill said.", "Mara Quill"),
        ("“It held,” Quill said.", "Quill"),
        ("Mara Quill and Tom Quill came. “It held,” Quill said.", "-"),
        ("“It held,” the transport minister said.", "transport minister"),
        ("“It held,” said a spokesman for the ministry.", "spokesman for the ministry"),
        (
            "“It held,” said a spokesman for the ministry in a statement.",
            "spokesman for the ministry",
        ),
        ("Residents said: “It held.”", "residents"),
        ("“It held,” critics said.", "critics"),
        ("The Tern Gazette reported: “It held.”", "Tern Gazette"),
        ("“It held,” said an official who asked not to be named.", "official"),
        ("An official who asked not to be named said: “It held.”", "official"),
        ("“It held,” said the transport minister, Tom Vane.", "Tom Vane"),
        ("The transport minister, Tom Vane, said: “It held.”", "Tom Vane"),
        ("“It held,” Quill and Vane said.", "Quill and Vane"),
        ("“It held,” said Mara Quill, and Tom Vane left.", "Mara Quill"),
        ("Quill and Vane said: “It held.”", "Quill and Vane"),
        ("Mara Quill left and Tom Vane said: “It held.”", "Tom Vane"),
        ("“It held,” said one of the divers.", "one of the divers"),
        ("“It held,” said a source close to the talks.", "source close to the talks"),
        ("“It held,” the Quill family said.", "Quill family"),
        ("The divers’ report said: “It held.”", "divers’ report"),
        ("“It held,” said Thomas May. Mr. May left. “It leaks,” he said.", "Thomas May|Thomas May"),
        ("Mara Quill, after nine months of rain, said: “It held.”", "Mara Quill"),
    ]);
}

#[test]
fn pronouns_and_going_on() {
    check(&[
        ("“It held,” said Mara Quill. “We checked.”", "Mara Quill|Mara Quill"),
        ("“It held,” said Mara Quill. Tom Vane laughed. “We checked.”", "Mara Quill|-"),
        ("Mara Quill opened the gate. “It held,” she said.", "Mara Quill"),
        ("Mara Quill met Tom Vane. “It held,” she said.", "-"),
        ("Mr Vane met Ms Quill, then left. “It held,” she said.", "Quill"),
        ("“It held.\n\n“We checked,” said Mara Quill.", "Mara Quill|Mara Quill"),
        ("Mara Quill said the gate had held. “We checked.”", "Mara Quill"),
        ("“It held,” said Mara Quill.\n\n“It leaked.”", "Mara Quill|-"),
        (
            "“It held,” said Mara Quill. “It was\nlate.\n\n“We left.”",
            "Mara Quill|Mara Quill|Mara Quill",
        ),
        ("Mara Quill said she had warned them. “We checked.”", "Mara Quill"),
        ("Tenants met. “We want a roof,” they said.", "tenants"),
        ("The Tern Council met. “We will act,” it said.", "Tern Council"),
        ("Mara Quill and Tom Quill came. Quill left. “It held,” she said.", "-"),
        (
            "“It held,” a spokeswoman for the firm said. “It will hold,” she added.",
            "spokeswoman for the firm|spokeswoman for the firm",
        ),
    ]);
}

#[test]
fn nobody_speaks() {
    check(&[
        ("The “so-called” plan was late, she said.", "-"),
        ("Mara Quill read “The Long Dam” twice.", "-"),
        ("The path is called “the Snake”.", "-"),
        ("No one said “it held”.", "-"),
        ("If he says “it held”, nobody will believe it.", "-"),
        ("Mara Quill did not say: “It held.”", "-"),
        ("Mara Quill would say: “It held.”", "-"),
        ("“It held,” I said.", "-"),
        ("“It held,” it was said.", "-"),
        ("The report “Dams and Gates” is long.", "-"),
        ("Mara Quill said the novel “Dams and Gates” was long.", "-"),
        ("The film “Low Gate,” Mara Quill said, was long.", "-"),
        ("Mara Quill said goodbye and boarded the “Heron”.", "-"),
        ("Mara Quill, who said she was tired, sat under “Exit”.", "-"),
        ("Mara Quill denied calling the mayor “a thief”.", "-"),
        ("Had Mara Quill said “stop”, they would have stopped.", "-"),
        ("The entry, which the museum published, reads: “It held.”", "-"),
        ("“It held.” Mara Quill smiled.", "-"),
    ]);
}

#[test]
fn attributed_claims() {
    for (attributed, sentences) in [
        (
            true,
            &[
                "Critics say the plan was botched.",
                "The minister denied that the gate leaked.",
                "It is believed that the gate leaked.",
                "The gate is said to have leaked.",
                "According to the report, the gate leaked.",
                "The gate leaked, Mara Quill said on Tuesday.",
                "The gate leaked, said Mara Quill.",
                "In the words of Mara Quill, the gate leaked.",
                "Mara Quill told the committee that the gate leaked.",
                "Mara Quill told reporters the gate was safe.",
                "Some experts believe the gate will leak.",
                "He left, saying the gate had leaked.",
                "The wardens told residents the road was safe.",
                "A spokesman said no date had been set.",
                "An official who asked not to be named said the gate leaked.",
                "The gate is, as Mara Quill put it, a sieve.",
                "By Quill’s own account, the gate leaked.",
                "Residents complained of noise.",
                "Mara Quill called the inquiry a farce.",
                "The auditor described the gate as useless.",
                "The mayor denied any part in the sale.",
                "The board considers the matter closed.",
            ][..],
        ),
        (
            false,
            &[
                "Let us say the gate leaked.",
                "Needless to say, the gate leaked.",
                "I must say the gate leaked.",
                "Residents have a say in the plan.",
                "The claims department is closed.",
                "All went according to plan.",
                "Nobody said that the gate leaked.",
                "If critics say the gate leaked, he will go.",
                "The gate leaked.",
                "He said nothing.",
                "It must be said that the gate leaked.",
                "The children say their prayers.",
                "The judge denied the tenants a second hearing.",
                "The ferry calls at Ellery twice a week.",
                "A signal reported twice in a year must be mended.",
                "Mara Quill told him about the gate on Tuesday.",
            ][..],
        ),
    ] {
        for sentence in sentences {
            let found = is_attributed(sentence, Span::new(0, sentence.len()));
            assert_eq!(found, attributed, "{sentence}");
        }
    }
}
