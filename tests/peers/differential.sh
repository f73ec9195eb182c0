#!/bin/sh
# This beside its peers, on random data of SEED (1):
#   differential.sh B [quick]
# the reader beside jansson and Node on COUNT * 100 texts, checks beside ajv and jsonschema
# for Python on COUNT schemas with 10 values each, and what is formatted read by Node and
# jq and beside canonicalize on COUNT * 10 documents. The quick one, of `make check`, takes
# seconds and installs nothing. Every difference is printed; those that a rule explains are
# counted by it. B is the build.
B=$(realpath "$1")
how=$2
here=$(realpath tests/peers)
SEED=${SEED:-1}
if [ "$how" = quick ]; then
	COUNT=${COUNT:-25}
	left=', without ajv and canonicalize'
else
	COUNT=${COUNT:-2000}
	# each by itself, so that one that is missing is the only one
	for package in jq python3-jsonschema; do
		sh .ci/setup $package || echo "differential: without $package"
	done
	command -v npm >/dev/null || sh .ci/setup nodejs npm || echo 'differential: without Node'
	if command -v npm >/dev/null; then
		mkdir -p "$B/peers"
		(cd "$B/peers" && npm install --silent --no-audit --no-fund --prefix . ajv@8 \
			canonicalize@2) || echo 'differential: npm has not brought all peers'
	fi
	NODE_PATH=$B/peers/node_modules
	export NODE_PATH
fi
if ! command -v node >/dev/null; then
	echo 'differential: skipped, there is no node to compare with'
	exit
fi
python=
for path in /usr/bin/python3 "$(command -v python3)"; do
	"$path" -c 'from jsonschema import Draft202012Validator, RefResolver' 2>/dev/null &&
		python=$path && break
done
[ -n "$python" ] || echo 'skipped  checks beside jsonschema: there is none for Python'

failed=0
node "$here/reader.js" $((COUNT * 100)) "$SEED" "$B/reader" || failed=1
node "$here/formats.js" $((COUNT * 10)) "$SEED" "$B/rtok" "$(command -v jq)" || failed=1
node "$here/checks.js" "$COUNT" "$SEED" "$B/bowtie" "$python" || failed=1
[ $failed = 0 ] &&
	echo "differential: seed $SEED$left: no difference without a reason"
exit $failed
