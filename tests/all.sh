#!/bin/sh
# Every test, one after another. B is the build, RUN a program to put before each one.
B=${B:-build}
total=0
failed=0

# one test: its name, and a command whose output is shown when it fails
try() {
	name=$1
	shift
	total=$((total + 1))
	if output=$("$@" 2>&1); then
		printf 'ok    %-24s %s\n' "$name" "$(printf '%s\n' "$output" | tail -n 1)"
	else
		failed=$((failed + 1))
		printf 'FAIL  %s\n%s\n' "$name" "$output"
	fi
}

for test in tests/test_*.c; do
	test=$(basename "$test" .c)
	# shellcheck disable=SC2086 # RUN is a command with its arguments
	try "$test" $RUN "$B/$test"
done
try cli sh tests/cli.sh "$B/rtok"
try terminal sh tests/terminal.sh "$B/rtok"
try man-examples sh tests/man.sh "$B/rtok"
try reports sh tests/reports.sh "$B/rtok"
try completion sh tests/completion.sh "$B/rtok"
try action sh tests/action.sh "$B/rtok"
try exports sh tests/exports.sh "$B"
try install sh tests/install.sh "$B"
try mandoc mandoc -Tlint -W warning man/*.[135]

echo "$((total - failed)) passed, $failed failed"
[ "$failed" = 0 ]
