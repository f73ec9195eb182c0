#!/bin/sh
# Prepares what the table of `make bench` is made of, in B/bench-data, and prints it:
#   bench.sh B [quick]
# The quick one takes a minute at most and installs nothing. A peer that cannot be had is a
# line that says so. COUNT responses and ROUNDS of turns, when given.
B=$1
how=$2
if [ "$how" = quick ]; then
	COUNT=${COUNT:-20000} ROUNDS=${ROUNDS:-3}
else
	COUNT=${COUNT:-200000} ROUNDS=${ROUNDS:-5}
	# each by itself, so that one that is missing is the only one
	for package in jq python3-jsonschema libsimdjson-dev; do
		sh .ci/setup $package || echo "bench: without $package"
	done
	command -v npm >/dev/null || sh .ci/setup nodejs npm || echo 'bench: without Node'
fi
mkdir -p "$B/bench-data" && cp tests/bench/peer_* "$B/bench-data" && cd "$B/bench-data" || exit 1
rm -f log node jq python3 sourcemeta
if [ "$how" != quick ] && command -v npm >/dev/null; then
	npm install --silent --no-audit --no-fund --prefix . ajv@8 ajv-formats@3 \
		@sourcemeta/jsonschema@16 || echo 'bench: npm has not brought all peers'
fi

# what is to be had, under one name each
for program in node jq; do
	path=$(command -v $program) && ln -s "$path" $program
done
for path in /usr/bin/python3 "$(command -v python3)"; do
	"$path" -c 'import jsonschema' 2>>log && ln -sf "$path" python3 && break
done
# the program itself, which the one of npm starts
native=node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-linux-$(uname -m)
[ -e "$native" ] && ln -s "$native" sourcemeta
if ! cmp -s peer_simdjson.cpp simdjson.cpp; then
	cp peer_simdjson.cpp simdjson.cpp
	${CXX:-c++} -O2 -std=c++17 -o simdjson simdjson.cpp -lsimdjson 2>>log ||
		rm -f simdjson simdjson.cpp
fi

../rtok schema update >schema.json
../rtok example >one.json
echo '{"id":"C"}' >named.json
printf '{"items":{"%sref":"#"}}\n' '$' >nesting.json
slice=$((COUNT / 50))
[ -e "data-$COUNT.jsonl" ] || ../generate "$COUNT" >"data-$COUNT.jsonl" || exit 1
[ -e "faulty-$COUNT.jsonl" ] || ../generate "$COUNT" 1 faults >"faulty-$COUNT.jsonl" || exit 1
head -n $slice "data-$COUNT.jsonl" >"slice-$COUNT.jsonl"

echo "$COUNT responses, $(wc -c <"data-$COUNT.jsonl") bytes; medians of $ROUNDS turns in one run"
echo "$(nproc) processors, before this with a load of $(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null)"
nice -n 5 ../bench "$COUNT" "$ROUNDS"
