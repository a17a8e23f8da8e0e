#!/usr/bin/env bash
# hedgerow beside itself: what one table, one form, one thread more, or four times the text costs.
#
#   cargo run --release --example corpus -- 100MB DIR
#   benches/ratios.sh DIR TERMS [ROUNDS]
#
# TERMS has one term a line. All of a line's commands run in turn in every round, on one thread unless said; the
# figures are of the CPU time (user and system) of the fastest round. Peaks of memory need GNU time.
set -euo pipefail

folder=${1:?DIR} terms=${2:?TERMS} rounds=${3:-3}
root=$(cd "$(dirname "$0")/.." && pwd)
hedgerow=${HEDGEROW:-${CARGO_TARGET_DIR:-$root/target}/release/hedgerow}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

read -r article < <(find "$folder/files" -type f | sort)
records=$folder/corpus.jsonl text=$folder/texts/0.txt
quarter=$work/quarter.jsonl
head -n $(($(wc -l < "$records") / 4)) "$records" > "$quarter"
mapfile -t folders < <(find "$folder/files" -mindepth 1 -type d | sort)
few=("${folders[@]:0:$((${#folders[@]} / 4))}") four=("${folders[@]:0:$((${#folders[@]} / 4 * 4))}")
terms_csv() { echo term,in; sed '/^$/d; s/"/""/g; s/.*/"&",loaded.pejorative/'; }
head -n $(($(wc -l < "$terms") / 4)) "$terms" | terms_csv > "$work/few.csv"
terms_csv < "$terms" > "$work/many.csv"

score() { "$hedgerow" score --max-bytes 2000000000 -q -j"${threads:-1}" "$@" > "$work/rows"; }
column=(--text-col text --id-col id)
run() {
  case $1 in
    start) score --table document "$article" ;;
    text) score --table document "$text" ;;
    text_sentences) score --table sentence "$text" ;;
    records) score --table document "${column[@]}" "$records" ;;
    records_sentences) score --table sentence "${column[@]}" "$records" ;;
    records_two) threads=2 score --table document "${column[@]}" "$records" ;;
    quarter) score --table document "${column[@]}" "$quarter" ;;
    files) score --table document "$folder/files" ;;
    reading) find "$folder/files" -type f -print0 | xargs -0 cat > "$work/rows" ;;
    few_files) score --table document "${few[@]}" ;;
    four_files) score --table document "${four[@]}" ;;
    text_two) threads=2 score --table document "$text" ;;
    few_terms) score --no-builtin --lexicon "$work/few.csv" --table document "${column[@]}" "$quarter" ;;
    many_terms) score --no-builtin --lexicon "$work/many.csv" --table document "${column[@]}" "$quarter" ;;
  esac
}

TIMEFORMAT='%U %S'
# The CPU seconds of the fastest round of each of these, in turn.
cpu() {
  local round name
  : > "$work/times"
  for round in $(seq "$rounds"); do
    for name in "$@"; do
      { time run "$name" 2> "$work/error" || { cat "$work/error" >&2; exit 1; }; } 2> "$work/time"
      echo "$name $(tail -1 "$work/time")" >> "$work/times"
    done
  done
  for name in "$@"; do
    awk -v name="$name" '$1 == name { cpu = $2 + $3; if (best == "" || cpu < best) best = cpu } END { print best }' \
      "$work/times"
  done
}
bytes() { cat "$@" | wc -c; }
# What the first costs against the second, for each byte of their texts if these are given.
ratio() {
  local label=$1 first=${4:-1} second=${5:-1}
  mapfile -t both < <(cpu "$2" "$3")
  awk -v label="$label" -v a="${both[0]}" -v b="${both[1]}" -v first="$first" -v second="$second" \
    'BEGIN { printf "%-52s %8.2f s %8.2f s %7.2f\n", label, a, b, a / first / (b / second) }'
}

printf '%-52s %8.0f ms\n' "start: one short article" "$(cpu start | awk '{ print 1000 * $1 }')"
ratio "sentence table : document table, one big text" text_sentences text
ratio "sentence table : document table, JSON Lines" records_sentences records
ratio "JSON Lines : the same text plain, by the byte" records text "$(bytes "$folder"/texts/*)" "$(bytes "$text")"
ratio "files : only reading them" files reading
ratio "CPU of two threads : one, JSON Lines" records_two records
ratio "CPU of two threads : one, one big text" text_two text
ratio "four times the text" records quarter
ratio "four times the files" four_files few_files
ratio "four times the terms" many_terms few_terms

same() {
  run "$2"; cp "$work/rows" "$work/one"; run "$3"
  cmp "$work/rows" "$work/one" && echo "$1: the same bytes with two threads"
}
same "JSON Lines" records records_two
same "one big text" text text_two
if [ -x /usr/bin/time ]; then
  peak() {
    /usr/bin/time -f %M "$hedgerow" score --max-bytes 2000000000 -q -j2 --table document "${@:2}" 2> "$work/peak" > "$work/rows"
    awk -v form="$1" 'END { printf "peak memory with two threads, %-22s %8.0f MB\n", form, $1 / 1024 }' "$work/peak"
  }
  peak "JSON Lines" "${column[@]}" "$records"
  peak "files" "$folder/files"
  peak "one big text" "$text"
fi
