#!/bin/sh
# Counts by callgrind what the hot path executes for COUNT responses, and compares that
# with tests/bench/instructions: instructions.sh B. Times on a machine that others use are
# noise; these counts are not. More than TOLERANCE in a thousand above is a failure. Where
# there are no counts of this compiler and processor nothing is compared.
# UPDATE=1 records them, with the files and functions in which they are.
B=$1
COUNT=3000
TOLERANCE=30
known=tests/bench/instructions
if ! command -v valgrind >/dev/null; then
	echo 'skipped  instructions: there is no valgrind to count them'
	exit
fi
compiler=$(basename "$(${CC:-cc} -dumpmachine)" | sed 's/-.*//')
case $(${CC:-cc} --version) in
*clang*) compiler=$compiler-clang ;;
*) compiler=$compiler-gcc ;;
esac
compiler=$compiler-$(${CC:-cc} -dumpversion | sed 's/\..*//')
# what the C library takes, and the reader, unless it was built without
grep -qw avx2 /proc/cpuinfo 2>/dev/null && compiler=$compiler-avx2
nm "$B/lib/document.o" | grep -q read_value_avx2 || compiler=$compiler-narrow
if [ -z "$UPDATE" ] && ! grep -q "^$compiler " $known; then
	echo "skipped  instructions: none are recorded for $compiler; UPDATE=1 does that"
	exit
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
"$B/generate" $COUNT >"$scratch/data.jsonl"
"$B/generate" $COUNT 1 faults >"$scratch/faulty.jsonl"
"$B/rtok" example >"$scratch/one.json"

ends=0 # the exit status of what is counted
# counts one job: its name and a command
count() {
	name=$1
	shift
	valgrind -q --tool=callgrind --callgrind-out-file="$scratch/$name" \
		"$@" >/dev/null 2>"$scratch/err"
	if [ $? != $ends ]; then
		cat "$scratch/err"
		exit 1
	fi
	sed -n 's/^\(summary\|totals\): //p' "$scratch/$name" | tail -n 1
}

# where most are, in parts of a hundred: profile JOB KEY, of which 1 is the source file and
# 2 the function, which is one with what is inlined into it from headers
profile() {
	sed -n 's,^ *[0-9\,]* *( *\([0-9.]*\)%) *\([^ ]*/\)*\([^:/]*\):\([A-Za-z0-9_]*\).*,\3 \4 \1,p' \
		"$scratch/$1.txt" |
		awk -v key="$2" '{ part[$key] += $3 } END { for (name in part) print part[name], name }' |
		sort -k1,1rn -k2 | head -n 5 | awk '{ printf "%s%s %.0f%%", n++ ? ", " : "", $2, $1 }'
}

failed=0
# compares one job with what is known of it, or adds it to what will be
job() {
	executed=$(count "$@") || { echo "$executed"; exit 1; }
	if [ -n "$UPDATE" ]; then
		callgrind_annotate --auto=no --threshold=99.9 "$scratch/$1" >"$scratch/$1.txt"
		printf '%s %-18s %12s  %s; %s\n' "$compiler" "$1" "$executed" \
			"$(profile "$1" 1)" "$(profile "$1" 2)" |
			tee -a "$scratch/new"
		return
	fi
	before=$(awk -v compiler="$compiler" -v job="$1" '$1 == compiler && $2 == job { print $3 }' $known)
	thousandths=$(((executed - ${before:-0}) * 1000 / ${before:-1}))
	verdict='ok  '
	[ $thousandths -lt -$TOLERANCE ] && verdict='less'
	[ $thousandths -gt $TOLERANCE ] && verdict=FAIL && failed=1
	printf '%s  %-18s %12s, recorded %12s, %+d in a thousand\n' "$verdict" "$1" "$executed" \
		"${before:-nothing}" $thousandths
}

job start "$B/rtok" check -q "$scratch/one.json"
job read "$B/part" read "$scratch/data.jsonl"
job check-schema-only "$B/rtok" check -q -j1 --schema-only "$scratch/data.jsonl"
job check "$B/rtok" check -q -j1 "$scratch/data.jsonl"
job format "$B/rtok" format -q -j1 --compact "$scratch/data.jsonl"
job format-canonical "$B/rtok" format -q -j1 --compact --canonical "$scratch/data.jsonl"
job format-redact "$B/rtok" format -q -j1 --compact --redact "$scratch/data.jsonl"
ends=1
job check-faults "$B/rtok" check -q -j1 --max-errors 0 "$scratch/faulty.jsonl"

if [ -n "$UPDATE" ]; then
	{
		grep '^#' $known
		{ grep -v '^#' $known | grep -v "^$compiler "; cat "$scratch/new"; } | sort -s -k1,1
	} >"$scratch/all"
	cp "$scratch/all" $known
elif [ $failed = 1 ]; then
	echo 'if that is meant: UPDATE=1 make bench-instructions'
fi
exit $failed
