#!/bin/sh
# The official suite, in the folder that is the only argument, through the Bowtie harness;
# before it, without it, what the suite does not ask of Bowtie's protocol. B is the build,
# RUN a program to put before each one.
B=$(cd "${B:-build}" && pwd) || exit 1
suite=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export HARNESS="$RUN $B/bowtie"
broken=0

# ---- the protocol: requests and the replies to them, of which "..." is any text ----

cat >"$scratch/requests" <<'END'
{"cmd":"start","version":1}
{"cmd":"dialect","dialect":"http://json-schema.org/draft-07/schema#"}
{"cmd":"dialect","dialect":"https://json-schema.org/draft/2020-12/schema"}
{"cmd":"run","seq":{"a": [1E400, "\u0000"]},"case":{"description":"","schema":true,"tests":[{"description":"","instance":1}]}}
{"cmd":"run","seq":"exact","output":"flag","case":{"schema":{"const":{"a\u0000b":12345678901234567890.10}},"tests":[{"instance":{"a\u0000b":12345678901234567890.1}},{"instance":{"a\u0000b":12345678901234567890.2}},{"instance":1e400},{}]}}
{"cmd":"run","seq":1,"case":{"schema":{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"urn:b"}}},"registry":{"urn:b":{"type":"null"}},"tests":[{"instance":null},{"instance":0}]}}
{"cmd":"run","seq":2,"case":{"schema":{"type":12},"tests":[{"instance":1}]}}
{"cmd":"run","seq":3,"case":{"schema":{"$ref":"urn:nowhere"},"tests":[{"instance":1}]}}
{"cmd":"run","seq":4,"case":{"schema":true,"tests":[{"instance":"\ud800"}]}}
{"cmd":"run","seq":5,"case":{"tests":[]}}
{"cmd":"run","seq":6,"case":{"schema":true}}
{"cmd":"run","seq":7,"output":"verbose","case":{"schema":true,"tests":[]}}
{"cmd":"jump","seq":8}
[]

{"cmd":"run","case":{"schema":true,"tests":[]}}
{"cmd":"run","seq":9,"output":"annotations","case":{"schema":{"properties":{"a/~^":{"title":"A"}}},"tests":[{"instance":{"a/~^":1}},{"instance":[]}]}}
{"cmd":"run","seq":10,"output":"annotations","case":{"schema":{"$id":"urn:a","$ref":"urn:b","$defs":{"%":{"$id":"urn:b","~x":1,"$ref":"urn:c"}}},"registry":{"urn:c":{"title":"C"}},"tests":[{"instance":1}]}}
{"cmd":"run","seq":11,"output":"annotations","case":{"schema":{"title":"A","type":"null"},"tests":[{"instance":1}]}}
{"cmd":"run","seq":12,"case":{"schema":{"format":"date"},"tests":[{"instance":"today"}]}}
{"cmd":"stop"}
{"cmd":"run","seq":13,"case":{"schema":true,"tests":[{"instance":1}]}}
END
cat >"$scratch/expected" <<'END'
{"version":1,"implementation":{"name":"jschema","language":"c",...
{"ok":false}
{"ok":true}
{"seq":{"a": [1E400, "\u0000"]},"results":[{"valid":true}]}
{"seq":"exact","results":[{"valid":true},{"valid":false},{"valid":false},{"errored":true,"context":{"message":"..."}}]}
{"seq":1,"results":[{"valid":true},{"valid":false}]}
{"seq":2,"errored":true,"context":{"message":"..."}}
{"seq":3,"errored":true,"context":{"message":"..."}}
{"seq":4,"errored":true,"context":{"message":"..."}}
{"seq":5,"errored":true,"context":{"message":"..."}}
{"seq":6,"errored":true,"context":{"message":"..."}}
{"seq":7,"errored":true,"context":{"message":"..."}}
{"seq":8,"errored":true,"context":{"message":"..."}}
{"seq":9,"results":[{"valid":true,"annotations":[{"keyword":"properties","instanceLocation":"","keywordLocation":"#/properties","annotation":["a/~^"]},{"keyword":"title","instanceLocation":"/a~1~0^","keywordLocation":"#/properties/a~1~0%5E/title","annotation":"A"}]},{"valid":true,"annotations":[]}]}
{"seq":10,"results":[{"valid":true,"annotations":[{"keyword":"~x","instanceLocation":"","keywordLocation":"#/$defs/%25/~0x","annotation":1},{"keyword":"title","instanceLocation":"","keywordLocation":"urn:c#/title","annotation":"C"}]}]}
{"seq":11,"results":[{"valid":false,"annotations":[]}]}
{"seq":12,"results":[{"valid":true}]}
status 0
status 1
END
{
	$HARNESS <"$scratch/requests" 2>/dev/null
	echo "status $?"
	echo '{"cmd":"start","version":2}' | $HARNESS 2>/dev/null
	echo "status $?"
} | sed 's/"message":".*"}/"message":"..."}/; s/\("language":"c",\).*/\1.../' >"$scratch/replies"
if diff "$scratch/expected" "$scratch/replies"; then
	echo 'ok       the protocol'
else
	echo 'FAIL     the protocol'
	broken=1
fi

# ---- the suite ----

if [ ! -d "$suite" ]; then
	echo "skipped  the suite: SUITE is '$suite', which is no folder"
	exit $broken
fi
cd "$suite" || exit 1

# the registry: the remote schemas, and the one that those of the outputs refer to
{
	printf '{'
	comma=
	for file in $(find remotes output-tests/draft2020-12/output-schema.json \
		-name '*.json' 2>/dev/null | LC_ALL=C sort); do
		case $file in
		remotes/*) uri=http://localhost:1234/${file#remotes/} ;;
		*) uri=https://json-schema.org/draft/2020-12/output/schema ;;
		esac
		printf '%s"%s":' "$comma" "$uri"
		cat "$file"
		comma=,
	done
	echo '}'
} >"$scratch/registry"

: >"$scratch/totals"

# the files of a folder of the suite, as one kind of tests
part() {
	if [ ! -d "$3" ]; then
		echo "skipped  $1: there is no $3"
		return
	fi
	# shellcheck disable=SC2086 # RUN is a command with its arguments
	$RUN "$B/conformance" "$2" "$scratch/registry" "$3"/*.json >"$scratch/$2" ||
		[ $? = 3 ] || broken=1
	cat "$scratch/$2"
	sed "s,^ *\([0-9]*\)/\([0-9]*\)  [^ ]*,$1 \1 \2 ,; t
		d" "$scratch/$2" >>"$scratch/totals"
}
part required validation tests/draft2020-12
part optional validation tests/draft2020-12/optional
BOWTIE_ASSERT_FORMAT=1
export BOWTIE_ASSERT_FORMAT
part optional/format validation tests/draft2020-12/optional/format
unset BOWTIE_ASSERT_FORMAT
part annotations annotations annotations/tests
part output output output-tests/draft2020-12/content

echo
awk -v broken=$broken '
	{ gsub(/[()]/, "") }
	!($1 in total) { names[++count] = $1 }
	{ passed[$1] += $2; total[$1] += $3; skipped[$1] += $4 }
	END {
		for (i = 1; i <= count; i++) {
			name = names[i]
			printf "%9s  %s%s\n", passed[name] "/" total[name], name,
				skipped[name] ? " (" skipped[name] " skipped)" : ""
			p += passed[name]; t += total[name]; s += skipped[name]
		}
		if (broken)
			print "not all of it could be tried"
		printf "conformance: %d passed, %d failed, %d skipped\n", p, t - p, s
		exit p != t || broken
	}' "$scratch/totals"
