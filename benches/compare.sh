#!/usr/bin/env bash
# hedgerow beside programs that find words in text, all on the same text with the same terms, on one core.
#
#   benches/compare.sh TEXT TERMS [ROUNDS]
#
# TEXT is prose in one file, TERMS has one term a line. Every round runs all of them in turn; what is printed
# is the CPU time of the fastest round for a megabyte of text, and how many times that of hedgerow's sentence
# table it is. What is missing is named and left out:
#
#   cargo build --release && cargo build --release --example scan
#   pip install vaderSentiment flashtext pyahocorasick spacy          ripgrep from its own page or the system
#
# The programs do not do the same: hedgerow finds sentences, quotations and speakers, judges every match and
# writes a table; the raw automaton, ripgrep, flashtext and pyahocorasick only find; VADER scores sentences
# with its own words; spaCy's PhraseMatcher tokenises and finds. Slow ones read the first SLOW bytes.
set -euo pipefail

text=${1:?TEXT} terms=${2:?TERMS} rounds=${3:-3}
SLOW=${SLOW:-4000000}
root=$(cd "$(dirname "$0")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}/release
hedgerow=${HEDGEROW:-$target/hedgerow}
scan=${SCAN:-$target/examples/scan}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

head -c "$SLOW" "$text" | iconv -c -f utf-8 -t utf-8 > "$work/slow.txt"
{ echo term,in; sed '/^$/d; s/"/""/g; s/.*/"&",loaded.pejorative/' "$terms"; } > "$work/terms.csv"

cat > "$work/peer.py" <<'PYTHON'
import re, sys
peer, terms, text = sys.argv[1], sys.argv[2], sys.argv[3]
text = open(text, encoding="utf-8").read()
terms = [line.strip() for line in open(terms, encoding="utf-8") if line.strip()]
if peer == "vader":
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    score = SentimentIntensityAnalyzer().polarity_scores
    print(sum(1 for s in re.split(r"(?<=[.!?])\s+", text) if score(s)["compound"]))
elif peer == "flashtext":
    from flashtext import KeywordProcessor
    finder = KeywordProcessor()
    finder.add_keywords_from_list(terms)
    print(len(finder.extract_keywords(text)))
elif peer == "pyahocorasick":
    import ahocorasick
    finder = ahocorasick.Automaton()
    for term in terms:
        finder.add_word(term.lower(), len(term))
    finder.make_automaton()
    lower = text.lower()
    word = lambda at: 0 <= at < len(lower) and lower[at].isalnum()
    print(sum(1 for end, n in finder.iter(lower) if not word(end + 1) and not word(end - n)))
elif peer == "spacy":
    import spacy
    from spacy.matcher import PhraseMatcher
    nlp = spacy.blank("en")
    nlp.max_length = len(text) + 1
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("terms", list(nlp.tokenizer.pipe(terms)))
    print(sum(len(matcher(doc)) for doc in nlp.tokenizer.pipe(text.split("\n\n"))))
PYTHON

has() { "$python" -c "import $1" 2>"$work/error"; }
peers=(sentence document builtin)
[ -x "$scan" ] && peers+=(automaton) || echo "no raw automaton: cargo build --release --example scan"
command -v rg >/dev/null && peers+=(ripgrep) || echo "no ripgrep"
has vaderSentiment && peers+=(vader) || echo "no vaderSentiment"
has flashtext && peers+=(flashtext) || echo "no flashtext"
has ahocorasick && peers+=(pyahocorasick) || echo "no pyahocorasick"
has spacy && peers+=(spacy) || echo "no spacy"
command -v Rscript >/dev/null && Rscript -e 'library(quanteda)' >/dev/null 2>&1 \
  && peers+=(quanteda) || echo "no quanteda"

own=(--no-builtin --lexicon "$work/terms.csv" -j1)
run() {
  case $1 in
    sentence) "$hedgerow" score "${own[@]}" --table sentence "$text" ;;
    document) "$hedgerow" score "${own[@]}" --table document "$text" ;;
    builtin) "$hedgerow" score -j1 --table document "$text" ;;
    automaton) "$scan" "$terms" "$text" ;;
    ripgrep) rg --no-config --no-unicode -j1 -owiF -f "$terms" "$text" ;;
    quanteda) Rscript -e 'library(quanteda); quanteda_options(threads = 1)
      a <- commandArgs(TRUE); d <- dictionary(list(t = readLines(a[1])))
      ntoken(tokens_lookup(tokens(paste(readLines(a[2]), collapse = "\n")), d))' "$terms" "$work/slow.txt" ;;
    *) "$python" "$work/peer.py" "$1" "$terms" "$work/slow.txt" ;;
  esac >/dev/null
}
bytes_of() {
  case $1 in
    sentence | document | builtin | automaton | ripgrep) stat -c %s "$text" ;;
    *) stat -c %s "$work/slow.txt" ;;
  esac
}

TIMEFORMAT='%U %S'
for round in $(seq "$rounds"); do
  for peer in "${peers[@]}"; do
    { time run "$peer" 2>"$work/error" || { cat "$work/error" >&2; exit 1; } } 2>"$work/time"
    echo "$peer $(bytes_of "$peer") $(tail -1 "$work/time")" >> "$work/times"
  done
done
awk '{ cpu = ($3 + $4) * 1e6 / $2; if (!($1 in best) || cpu < best[$1]) best[$1] = cpu
       if (!seen[$1]++) order[++n] = $1 }
     END { printf "%-14s %12s %9s %10s\n", "", "ms CPU/MB", "MB/s", "x sentence"
           for (i = 1; i <= n; i++) { p = order[i]
             printf "%-14s %12.2f %9.1f %10.2f\n", p, 1000 * best[p], 1 / best[p], best[p] / best["sentence"] } }' \
  "$work/times"
