#!/bin/sh
# Reports as those read them for whom they are made: JUnit by xmllint and the schema in
# tests/data, TAP by prove. What is not installed is skipped, and said to be.
rtok=$(realpath "$1")
schema=$(realpath tests/data/junit.xsd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0

run() {
	# shellcheck disable=SC2086 # words are meant to be split
	$RUN "$rtok" "$@"
}

expect() {
	if [ "$2" != "$3" ]; then
		printf '%s: expected %s, got %s\n' "$1" "$2" "$3"
		failed=$((failed + 1))
	fi
}

run example >good.json
run example invalid >'bad & "<ugly>".json'
printf '{"id":1}\n{"id":"x"}\n{bad\n{"]]>":1,"]]>":2}\n{"id":"\357\277\276"}\n' >lines.jsonl
: >empty.json
run check -q --report junit=junit.xml --report tap=all.tap good.json bad* lines.jsonl \
	empty.json nowhere.json

if command -v xmllint >/dev/null; then
	xmllint --noout --schema "$schema" junit.xml >log 2>&1
	expect 'xmllint' 0 $?
	expect 'cases' 9 "$(xmllint --xpath 'count(//testcase)' junit.xml)"
	expect 'failures' 'true' "$(xmllint --xpath \
		'count(//failure) = sum(//testsuite/@failures)' junit.xml)"
	expect 'errors' 'true' "$(xmllint --xpath \
		'count(//error) = sum(//testsuite/@errors)' junit.xml)"
	expect 'a class' 'bad & "<ugly>".json' "$(xmllint --xpath \
		'string(//testsuite[2]/testcase/@classname)' junit.xml)"
else
	echo 'skipped  xmllint is not installed'
fi
if command -v prove >/dev/null; then
	prove -e cat all.tap >log 2>&1
	expect 'prove' 'Failed 6/9 subtests' "$(grep -o 'Failed 6/9 subtests' log)"
	run check -q --report tap good.json >good.tap
	prove -e cat good.tap >log 2>&1
	expect 'prove, all good' 0 $?
	mkdir folder
	mkfifo folder/pipe.json
	cp good.json folder
	run check -q --report tap=pipe.tap folder >log 2>&1
	prove -e cat pipe.tap >log 2>&1
	expect 'prove, what is skipped' 0 $?
else
	echo 'skipped  prove is not installed'
fi
echo "reports: $failed failed"
[ $failed = 0 ]
