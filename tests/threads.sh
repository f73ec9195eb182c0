#!/bin/sh
# Threads change nothing: what -j 4 prints, tells and returns is what -j 1 does, over lines
# of every kind. RTOK is the program, RUN is put before it.
rtok=$(realpath "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# good lines, and between them: faults, no JSON, values over lines and several on one
lines() {
	awk -v count="$1" 'BEGIN {
		for (i = 1; i <= count; i++) {
			if (i % 97 == 0) print "{\"id\": 5, \"rotating\": \"yes\"}"
			else if (i % 101 == 0) print "{\"id\":"
			else if (i % 103 == 0) print "{\n\"id\": \"over lines\"\n}"
			else if (i % 107 == 0) print "{\"id\":\"a\"} {\"id\":\"b\"}  "
			else if (i % 109 == 0) print "\n \t\r"
			else if (i % 113 == 0) print "{\"id\":\"a\",\"id\":\"b\"}"
			else if (i % 127 == 0) print "1true [\n1]"
			else if (i % 137 == 0) print "{\"id\":\"a\",\"client_secret\":\"opaque\"}"
			else if (i % 131 == 0) print "[1,\n2\n3]"
			else printf "{\"user_id\":\"auth0|%d\",\"id\": \"rt_%d\", " \
				"\"created_at\":\"2026-01-01T00:00:00Z\",\"session_id\":null}\n", i, i
		}
		printf "{\"id\":\"the last\"}"
	}'
}

failed=0
total=0
same() {
	total=$((total + 1))
	for jobs in 1 4; do
		rm -f rejects
		# shellcheck disable=SC2086 # RUN is a command with its arguments
		$RUN "$rtok" "$@" -j $jobs >out$jobs 2>err$jobs
		echo $? >status$jobs
		[ ! -e rejects ] || mv rejects rejects$jobs
	done
	for file in out err status rejects; do
		[ ! -e ${file}1 ] || cmp ${file}1 ${file}4 || {
			echo "FAIL rtok $*"
			failed=$((failed + 1))
		}
	done
	rm -f out? err? status? rejects?
}

lines "${LINES_OF_EACH:-12000}" >mixed.jsonl
same check mixed.jsonl
same check --strict --schema-only mixed.jsonl
same format --keep-invalid mixed.jsonl
same format --rejects rejects --sort name mixed.jsonl
same format --canonical mixed.jsonl
echo "threads: $((total - failed)) passed, $failed failed"
[ $failed = 0 ]
