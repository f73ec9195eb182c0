#!/bin/sh
# Runs a fuzzer for T seconds. It begins with the files of tests/data in the folder of its
# name, and with what it has found before, which stays with the build B. What ends it is
# left in the same place, to become a test.
name=$(basename "$1")
found=$B/corpus-$name
seeds=tests/data/${name#fuzz_}
mkdir -p "$found"
[ -d "$seeds" ] || seeds=
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # nothing, where there are no seeds
if "$1" -max_total_time="${T:-10}" -timeout=10 -max_len=65600 -artifact_prefix="$found/" \
	"$found" $seeds >"$log" 2>&1; then
	echo "$name: $(sed -n 's/^Done \([0-9]* runs in [0-9]*\).*/\1/p' "$log") s"
else
	tail -n 40 "$log"
	exit 1
fi
