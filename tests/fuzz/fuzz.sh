#!/bin/sh
# Runs a fuzzer for T seconds, within 10 seconds an input and 1 GiB of memory. It begins
# with the seeds of its name, and with what it has found before, which stays with the
# build B. What ends it is left in the same place, to become a test.
name=$(basename "$1")
what=${name#fuzz_}
found=$B/corpus-$name
most=4096
words=json
case $what in
pattern | number) most=300 words=$what ;;
check | schema) words=schema ;;
token) most=65600 ;;
esac
mkdir -p "$found"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
if "$1" -max_total_time="${T:-10}" -timeout=10 -rss_limit_mb=1024 -max_len=$most \
	-dict="tests/fuzz/$words.dict" -artifact_prefix="$found/" \
	"$found" "$B/seeds/$what" >"$log" 2>&1; then
	echo "$name: $(sed -n 's/^Done \([0-9]* runs in [0-9]*\).*/\1/p' "$log") s"
else
	grep -a 'does not hold' "$log"
	tail -n 40 "$log"
	exit 1
fi
