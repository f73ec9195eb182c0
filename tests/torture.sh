#!/bin/sh
# The main commands, each many times, with another call that fails; see
# tests/torture/torture.c, whose TORTURE and STEP these are. ONLY is a pattern of the
# commands to take. A folder of its own is where each works, with the same files.
bin=$(realpath "$1")
tests=$(realpath "$(dirname "$0")")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
faults=${TORTURE:-all}
unset TORTURE # the files are made without
LC_ALL=C.UTF-8 TZ=UTC COLUMNS=100
export LC_ALL TZ COLUMNS
mkdir -p "$scratch/files/folder" || exit 1
cd "$scratch/files" || exit 1
rtok=$bin/rtok

"$rtok" example >good.json
"$rtok" example page >page.json
"$rtok" example invalid >bad.json
printf '{ "rotating":true,"id":"a"}' >plain.json
seq 12 | sed 's/.*/{"rotating": true, "id":"rt_&"}/; 5s/true/"no"/; 9s/}//' >lines.jsonl
seq 40 | sed 's/.*/{"rotating": true, "id":"rt_&"}/' >many.jsonl
cp "$tests/cli/recording-wiremock/mappings.json" .
cp "$tests/cli/map-file/root.json" "$tests/cli/map-file/a.json" .
cp "$tests/data/token/id.jwt" "$tests/data/token/jwks.json" "$tests/data/token/rsa.pem" .
printf 'this key is none for anything but tests' >key
cp good.json plain.json folder
cd ..

failed=0
# the standard input, the program and its arguments
try() {
	in=$1
	program=$2
	shift 2
	# shellcheck disable=SC2254 # a pattern
	case "$program $*" in
	${ONLY:-*}) ;;
	*) return ;;
	esac
	cp -r files work
	(cd work && TORTURE=$faults "$bin/$program" "$@" <"$in") || failed=$((failed + 1))
	rm -rf work
}

try /dev/null rtok check good.json bad.json
try bad.json rtok check -v
try /dev/null rtok check folder missing.json
for format in json flag basic detailed verbose junit tap sarif github; do
	try /dev/null rtok check --report $format=report --report text good.json bad.json
done
try /dev/null rtok check --report sarif --report junit=report --report text=words lines.jsonl
try /dev/null rtok check mappings.json
try a.json rtok check --schema root.json --map https://example.com/a.json=a.json
try /dev/null rtok check --at /tokens/* --require id page.json
try /dev/null rtok format plain.json
try many.jsonl rtok format -j 2
try /dev/null rtok format -j 2 lines.jsonl
try /dev/null rtok format -i plain.json lines.jsonl many.jsonl
try /dev/null rtok format -i --keep-invalid --canonical plain.json bad.json
try /dev/null rtok format --check plain.json many.jsonl
try /dev/null rtok format --rejects rejects lines.jsonl bad.json
try /dev/null rtok format --redact --redact-key key -i good.json plain.json
try /dev/null rtok format mappings.json
try /dev/null rtok show --now 2026-11-09T16:05:00Z good.json
try /dev/null rtok show --now 2026-11-09T16:05:00Z page.json
try /dev/null rtok show --coverage page.json
for shell in bash zsh fish; do
	try /dev/null rtok completion $shell
done
try /dev/null rtok schema update
try /dev/null rtok explain type
try good.json rtok token --token id.jwt --jwks jwks.json --now 2026-11-09T16:05:00Z
try good.json rtok-token token --token id.jwt --jwks jwks.json --now 2026-11-09T16:05:00Z
try good.json rtok-token token --token id.jwt --key rsa.pem --now 2026-11-09T16:05:00Z
[ $failed = 0 ] && echo 'torture: all is well'
