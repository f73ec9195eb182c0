#!/bin/sh
# Every test. B is the build, RUN a program to put before each one. Those in C run beside
# each other, on all processors; so do those of the command that take longest, and the
# others run one after another.
B=${B:-build}
# Check would end a test after 4 seconds, which a machine with other work may take
export CK_DEFAULT_TIMEOUT=60
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# runs one test: its name, and a command
run() {
	name=$1
	shift
	began=$(date +%s)
	"$@" >"$scratch/$name.out" 2>&1
	echo $? $(($(date +%s) - began)) >"$scratch/$name.end"
}

# tells of it; the output is shown when it has failed
total=0
failed=0
tell() {
	total=$((total + 1))
	status=1 # of one that has not come to its end
	read -r status seconds <"$scratch/$1.end"
	if [ "$status" = 0 ]; then
		printf 'ok    %-24s %s (%s s)\n' "$1" "$(tail -n 1 "$scratch/$1.out")" "$seconds"
	else
		failed=$((failed + 1))
		printf 'FAIL  %s\n' "$1"
		cat "$scratch/$1.out"
	fi
}

try() {
	run "$@"
	tell "$1"
}

# every n-th of those in C
run_lane() {
	number=0
	for test in tests/test_*.c; do
		number=$((number + 1))
		test=$(basename "$test" .c)
		# shellcheck disable=SC2086 # RUN is a command with its arguments
		[ $((number % lanes)) = "$1" ] && run "$test" $RUN "$B/$test"
	done
}

lanes=$(nproc)
lane=0
while [ $lane -lt "$lanes" ]; do
	run_lane $lane &
	lane=$((lane + 1))
done
wait
for test in tests/test_*.c; do
	tell "$(basename "$test" .c)"
done
run terminal sh tests/terminal.sh "$B/rtok" &
run cli sh tests/cli.sh "$B/rtok"
wait
tell cli
tell terminal
if [ -z "$RUN" ]; then
	try threads sh tests/threads.sh "$B/rtok"
	try moves sh tests/moves.sh "$B/rtok"
	try redact sh tests/redact.sh "$B/rtok"
	try signed sh tests/signed.sh "$B/rtok"
	try clean sh tests/clean.sh "$B"
	try man-examples sh tests/man.sh "$B/rtok"
	try reports sh tests/reports.sh "$B/rtok"
	try differential sh tests/peers/differential.sh "$B" quick
	try scale sh tests/scale.sh "$B"
	try completion sh tests/completion.sh "$B/rtok"
	try action sh tests/action.sh "$B/rtok"
	try hardened sh tests/hardened.sh "$B"
	try exports sh tests/exports.sh "$B"
	try install sh tests/install.sh "$B"
	try version sh tests/version.sh "$B"
	try dist sh tests/dist.sh "$B"
	try mandoc mandoc -Tlint -W warning man/*.[135]
else
	echo "      (threads, redaction, manuals and installation: not under ${RUN%% *})"
fi

echo "$((total - failed)) passed, $failed failed"
[ "$failed" = 0 ]
