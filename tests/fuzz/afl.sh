#!/bin/sh
# AFL++ for T seconds, with the command $1 that it has compiled, which reads documents from
# standard input. Unlike the programs beside this file it sees the process as a whole.
B=${1%/*}
out=$B/found
if ! command -v afl-fuzz >/dev/null; then
	echo 'SKIP  AFL++: there is no afl-fuzz (afl++)'
	exit 0
fi
rm -rf "$out"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# a container rarely lets it choose its processor, its speed, or where cores go
if ! AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 \
	AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 afl-fuzz -V "${T:-10}" -t 5000 -m none \
	-x tests/fuzz/json.dict -i "$B/seeds/reader" -o "$out" -- "$1" check -q -j1 \
	>"$log" 2>&1; then
	tail -n 20 "$log"
	exit 1
fi
sed -n 's/^\(execs_done\|execs_per_sec\|corpus_count\|saved_crashes\|saved_hangs\) *: /afl \1: /p' \
	"$out/default/fuzzer_stats"
for file in "$out"/default/crashes/id* "$out"/default/hangs/id*; do
	[ ! -e "$file" ] || exit 1
done
