//! The order of a lexicon's entries, and the files they stand in, change no cue and no score.

mod common;

use hedgerow::analyzer::Analyzer;
use hedgerow::score::sentence::SentenceScore;
use hedgerow::score::summary::Summary;
use proptest::prelude::*;

use common::{Row, lexicon, pieces, senses, shown, text_of};

/// All that is found in the texts.
fn found(
    files: &[&[Row]],
    texts: &[String],
) -> Vec<(Vec<String>, Vec<Option<SentenceScore>>, Summary)> {
    let analyzer = Analyzer::new(lexicon(files));
    texts
        .iter()
        .map(|text| {
            let analysis = analyzer.analyze(text, None);
            let cues = analysis.cues.iter().map(|cue| shown(analyzer.lexicon(), cue)).collect();
            let scores = analysis.sentences.iter().map(|sentence| sentence.score.clone()).collect();
            (cues, scores, analysis.summary)
        })
        .collect()
}

/// The rows in another order, in which the senses of a term keep theirs.
fn reordered(senses: &[Vec<Row>], order: &[usize]) -> Vec<Row> {
    let mut left: Vec<_> = senses.iter().map(|rows| rows.iter()).collect();
    order.iter().filter_map(|term| left.get_mut(*term)?.next()).cloned().collect()
}

/// The term of every row, shuffled.
fn any_order(senses: Vec<Vec<Row>>) -> impl Strategy<Value = (Vec<Vec<Row>>, Vec<usize>)> {
    let terms = senses.iter().enumerate().flat_map(|(term, rows)| vec![term; rows.len()]);
    let order = Just(terms.collect::<Vec<usize>>()).prop_shuffle();
    (Just(senses), order)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_entries_changes_nothing(
        (senses, order) in senses().prop_flat_map(any_order),
        texts in prop::collection::vec(pieces(), 12),
    ) {
        let texts: Vec<String> = texts.iter().map(|pieces| text_of(pieces, &senses)).collect();
        let (rows, others) = (senses.concat(), reordered(&senses, &order));
        prop_assert_eq!(rows.len(), others.len());
        prop_assert_eq!(found(&[&rows], &texts), found(&[&others], &texts));
    }

    #[test]
    fn entries_of_one_file_or_of_several_find_the_same(
        senses in senses(),
        cuts in prop::array::uniform2(any::<prop::sample::Index>()),
        texts in prop::collection::vec(pieces(), 12),
    ) {
        let texts: Vec<String> = texts.iter().map(|pieces| text_of(pieces, &senses)).collect();
        let rows = senses.concat();
        let mut cuts = cuts.map(|cut| cut.index(rows.len()));
        cuts.sort_unstable();
        let (first, rest) = rows.split_at(cuts[0]);
        let (second, third) = rest.split_at(cuts[1] - cuts[0]);
        let files: Vec<&[Row]> =
            [first, second, third].into_iter().filter(|rows| !rows.is_empty()).collect();
        prop_assert_eq!(found(&[&rows], &texts), found(&files, &texts));
    }
}
