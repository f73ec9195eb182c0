#!/bin/sh
# Threads change nothing: what -j 4 prints, tells and returns is what -j 1 does, over lines
# of every kind, from files and pipes. RTOK is the program, RUN is put before it.
rtok=$(realpath "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# lines, most of them good; one in so many is something else: a fault, no JSON, a value over
# lines, several on one
lines() {
	awk -v count="$1" -v seed="$2" -v each="$3" 'BEGIN {
		srand(seed)
		n = split("{\"id\": 5, \"rotating\": \"yes\"}@{\"id\":@{\n\"id\": \"over lines\"\n}@" \
			"{\"id\":\"a\"} {\"id\":\"b\"}  @\n \t\r@{\"id\":\"a\",\"id\":\"b\"}@" \
			"1true [\n1]@[1,\n2\n3]@[\n1,\n\n]@\"abc@tru@12@12 5@ {\"id\":\"c\"} \r@" \
			"{\"id\":\"a\",\"client_secret\":\"opaque\"}@{\"id\":\"x\"@}}@\036{\"id\":\"r\"}", \
			others, "@")
		for (i = 1; i <= count; i++)
			if (rand() * each < 1)
				print others[1 + int(rand() * n)]
			else
				printf "{\"user_id\":\"auth0|%d\",\"id\": \"rt_%d\", " \
					"\"created_at\":\"2026-01-01T00:00:00Z\",\"session_id\":null}\n", i, i
		printf "{\"id\":\"the last\"}"
	}'
}

failed=0
total=0
# both ways of a command
same() {
	total=$((total + 1))
	for jobs in 1 4; do
		: >rejects
		# shellcheck disable=SC2086 # RUN is a command with its arguments
		$RUN "$rtok" "$@" -j $jobs >out$jobs 2>err$jobs
		echo $? >status$jobs
		mv rejects rejects$jobs
	done
	for file in out err status rejects; do
		cmp ${file}1 ${file}4 && continue
		echo "FAIL rtok $*"
		failed=$((failed + 1))
		break
	done
}

count=${LINES_OF_EACH:-12000}
lines "$count" 1 40 >mixed.jsonl
lines "$count" 2 3 >bad.jsonl
lines "$count" 3 200 >mixed.json
for file in mixed.jsonl bad.jsonl mixed.json; do
	same check $file
	same check --strict --schema-only $file
	same format --keep-invalid $file
	same format --rejects rejects --sort name $file
done
same format --canonical mixed.jsonl
echo 'a key for all of the runs, or masks differ' >key
same format --redact --redact-key key mixed.jsonl
same format --redact=signature --redact-key key --schema-only bad.jsonl
# what a fault has cut off from the name of a secret is masked on the next line, too, and
# behind an empty one; where lines were guessed also what is an object
awk -v count="$count" 'BEGIN {
	n = split("[\"v1.MxqZrKQpVwYuJ%d\"]@\n\"tail secret%d9876\"@" \
		"{\"rotating\":\"s3cr3tvalue%d\"}", rests, "@")
	for (i = 1; i <= count; i++) {
		printf "{\"id\":\"rt_%d\"}\n", i
		if (i % 40 == 0)
			printf "{\"a\" 5, \"client_secret\":\n" rests[1 + i / 40 % n] "\n", i
	}
}' >cut.jsonl
(echo '{"a" 5}' && cat cut.jsonl) >guessed.json
echo '{"type": ["object", "array"]}' >any.json
for file in cut.jsonl guessed.json; do
	same check $file
	same format --redact=signature --redact-key key --keep-invalid $file
done
same format --redact=signature --redact-key key --keep-invalid --schema any.json cut.jsonl
same check --max-size 100 mixed.jsonl
# a pipe, of which each gets its own
for jobs in 1 4; do
	# shellcheck disable=SC2086
	lines "$count" 4 100 | $RUN "$rtok" format -j $jobs >out$jobs 2>err$jobs
done
total=$((total + 1))
cmp out1 out4 && cmp err1 err4 || failed=$((failed + 1))

# what is known of a line is told before the next one comes, however much came before, and
# however long it is
mkfifo pipe
# shellcheck disable=SC2086
$RUN "$rtok" format -q -j 4 pipe >said 2>/dev/null &
exec 4>pipe
lines 12000 5 1000 >&4
printf '\n{"id":"%01100000d"}\n{"id":"the newest"}\n' 0 >&4
tries=0
until grep -q newest said || [ $tries = 600 ]; do
	sleep 0.1
	tries=$((tries + 1))
done
total=$((total + 1))
grep -q newest said || failed=$((failed + 1))
exec 4>&-
wait $!
echo "threads: $((total - failed)) passed, $failed failed"
[ $failed = 0 ]
