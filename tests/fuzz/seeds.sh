#!/bin/sh
# What the fuzzers begin with, below the folder $1: documents of the tests, each schema of
# tests/suite, each group there, and a few of their own where there are no such files.
to=$1

# of the folder $1: what stands behind it, where it is no large file
take() {
	mkdir -p "$to/$1"
	into=$1
	shift
	for file; do
		[ "$(wc -c <"$file")" -lt 8192 ] || continue
		count=$((count + 1))
		cp "$file" "$to/$into/$count"
	done
}

# the same of texts
say() {
	mkdir -p "$to/$1"
	into=$1
	shift
	for text; do
		count=$((count + 1))
		printf %b "$text" >"$to/$into/$count"
	done
}

# groups of tests, and the schemas of those, by the layout that all these files have
split_suite() {
	mkdir -p "$to/check" "$to/schema"
	for file in tests/suite/*.json tests/suite/*/*.json; do
		[ -e "$file" ] || continue
		count=$((count + 1))
		awk -v name="$count" -v to="$to" '
			/^    \{$/ { group = to "/check/" name "-" NR; print "{" > group; next }
			/^    \},?$/ { print "}" > group; close(group); group = ""; next }
			group { print > group }
			/^        "schema": / { schema = to "/schema/" name "-" NR
				sub(/^        "schema": /, "") }
			/^        "tests": / { close(schema); schema = "" }
			schema { if (/^        },?$/ || /},$/ && !/^         /) sub(/,$/, "")
				print > schema }' "$file"
	done
}

count=0
rm -rf "$to"
split_suite
take schema lib/metaschema/*.json
take reader cmd/auth0/example*.json tests/cli/*/in
take normal cmd/auth0/example*.json tests/cli/*/in
take redact cmd/auth0/example*.json tests/cli/*/in
take token tests/data/token/*
# shellcheck disable=SC2046 # no name there has a space
take recording $(grep -l '"request"\|"log"\|"item"\|"scope"' tests/cli/*/*.json tests/cli/*/in)
# shellcheck disable=SC2016 # the fuzzer puts secrets for these
say redact '{"access_token":"$JWT","refresh_token":"$RT"}' \
	'{"id":"rt_1","refresh_token":"$RT","device":{"last_user_agent":"Bearer $JWT"}}' \
	'[{"log":"a=$JWT&b=%20$JWT"},"$JWT","https://a.example/?token=$JWT"]' \
	'{"$JWT":"{\\"refresh_token\\":\\"$JWT\\"}"}'
say pattern '^[a-z]+(-[0-9]{2,3})?$\nab-12' '^(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaa!' \
	'(?<y>\\d{4})-\\k<y>|(?!x)\\p{L}+\n2026-2026' \
	'(?<=a)b|[^\\s\\w]{2}\\u{1F600}\\x41\nab'
say number '1e2 100' '-19.99 0.01' '1e40 3000000000000000000000000007e-5' \
	'123456789012345678901234567890 1234567890.5'
say options '\001\n\202=x\nfile' '\002\n\203\n-W\ntype=off\n-j\n4'
grep -h '^{.*"codes":' tests/cli/*/out | sort -u | while read -r line; do
	count=$((count + 1))
	mkdir -p "$to/summary"
	printf '%s\n' "$line" >"$to/summary/$count"
done
