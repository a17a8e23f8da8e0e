#!/bin/sh
# Makes the built-in profiles anew: sh lexicons/profiles/make.sh GOLD
#
# GOLD is a folder with your own copy of the labelled sets that README.md names, each set a folder with
# train.jsonl, and babe and basil with dev.jsonl too. HEDGEROW is the command to run; the default builds it
# first. A profile that is compiled in is not read here, so the order in which they are made and the ones
# from before make no difference.
set -eu
gold=$1
here=$(dirname "$0")
command=${HEDGEROW:-cargo run --release --quiet --}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

calibrate() {
    $command calibrate "$@"
    echo
}

calibrate "$gold/babe/train.jsonl" --labels loaded,certainty --dev "$gold/babe/dev.jsonl" \
    -o "$work/loaded.csv"
calibrate "$gold/babe/train.jsonl" --labels loaded --profile "$work/loaded.csv" -o "$work/news.csv"

# Plain reporting: few sentences are loaded, and what is quoted does not count. BASIL chooses the threshold.
calibrate "$gold/babe/train.jsonl" --also "$gold/mpqa/train.jsonl" --labels loaded --voice author \
    --dev "$gold/basil/dev.jsonl" -o "$work/reporting.csv"

# Terms that are mostly no speculation in these texts (approximately, about) are left out.
calibrate "$gold/conll2010_bio/train.jsonl" --labels hedge --note-min-precision 0.5 \
    -o "$work/science.csv"

calibrate "$gold/sfu_spec/train.jsonl" --labels hedge --enable hedge.condition --note-min-precision 0.5 \
    -o "$work/reviews.csv"

calibrate "$gold/conll2010_wiki/eval40.jsonl" --also "$gold/conll2010_wiki/train.jsonl" \
    --labels hedge,weasel -o "$work/vague.csv"
# An encyclopedia is to be neutral: there, attitudes and plain appraisal are loaded too.
opinion="--enable loaded.attitude --enable loaded.appraisal --enable loaded.degree --enable loaded.peacock"
# shellcheck disable=SC2086 # several options in one variable
calibrate "$gold/cw_hard/train.jsonl" --labels loaded,weasel,certainty $opinion \
    --profile "$work/vague.csv" -o "$work/all.csv"
# shellcheck disable=SC2086
calibrate "$gold/cw_hard/train.jsonl" --labels loaded,weasel $opinion \
    --profile "$work/all.csv" -o "$work/encyclopedia.csv"

# Vague wording and bias are two questions: what is vague is often neutral. So this one stands alone.
# shellcheck disable=SC2086
calibrate "$gold/cw_hard/train.jsonl" --labels loaded,weasel,certainty $opinion -o "$work/bias.csv"
# shellcheck disable=SC2086
calibrate "$gold/cw_hard/train.jsonl" --labels loaded,weasel $opinion \
    --profile "$work/bias.csv" -o "$work/neutrality.csv"

for profile in encyclopedia neutrality news reporting reviews science; do
    cp "$work/$profile.csv" "$here/$profile.csv"
done
