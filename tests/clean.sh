#!/bin/sh
# Nothing is found where nothing is wrong: thousands of responses that were made up, and
# the built-in examples, have no secret, no remark, and nothing that signs somebody in.
# Neither has what was recorded, in SAMPLES, where that is there.
rtok=$1/rtok
samples=${SAMPLES:-../shared/data/real}
generate=$1/generate
count=10000
[ -n "$RUN" ] && count=300
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0

# an audience that is drawn twice is one that stands twice
"$generate" $count >"$scratch/in.jsonl"
{
	cat "$scratch/in.jsonl"
	for name in update get page list; do "$rtok" example $name; done
} >"$scratch/all.json"
# shellcheck disable=SC2086 # RUN is a command with its arguments
if ! $RUN "$rtok" check -q --strict -W duplicate-audience=off "$scratch/all.json" >"$scratch/out"; then
	echo 'failed: found in what is clean:'
	head -n 5 "$scratch/out"
	failed=$((failed + 1))
fi
# shellcheck disable=SC2086
$RUN "$rtok" format -q --redact=signature "$scratch/in.jsonl" >"$scratch/masked" 2>"$scratch/err"
if ! cmp "$scratch/in.jsonl" "$scratch/masked"; then
	echo 'failed: masked in what is clean'
	failed=$((failed + 1))
fi
sampled=0
for file in "$samples"/*.json; do
	[ -e "$file" ] || continue
	sampled=$((sampled + 1))
	# shellcheck disable=SC2086
	$RUN "$rtok" check -q -v "$file" >"$scratch/out"
	# shellcheck disable=SC2086
	$RUN "$rtok" format -q --keep-invalid "$file" >"$scratch/plain" 2>"$scratch/err"
	# shellcheck disable=SC2086
	$RUN "$rtok" format -q --keep-invalid --redact=signature "$file" >"$scratch/masked" 2>"$scratch/err"
	if grep -E '\[(jwt-in-value|secret-member)\]$' "$scratch/out" ||
		! cmp "$scratch/plain" "$scratch/masked"; then
		echo "failed: a secret is found in $file"
		failed=$((failed + 1))
	fi
done
sampled="$sampled samples"
[ "$sampled" != '0 samples' ] || sampled="samples skipped (there are none in $samples)"
echo "clean: $count responses, $sampled, $failed failed"
[ $failed = 0 ]
