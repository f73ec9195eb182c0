#!/bin/sh
# The manual tells the truth: its examples run, and it has the options that help has, and
# the codes that explain has.
# An example of rtok.1 is `.Dl $ command`; it has to end with the status that the comment
# before it names, `.\" status N`, or with 0. Those of SCALING are for tests/scale.sh.
rtok=$(realpath "$1")
page=$(realpath man/rtok.1)
data=$(realpath tests/data/token)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/work" "$scratch/work/fixtures"
# shellcheck disable=SC2016 # for the script, not for here
printf '#!/bin/sh\nexec $RUN "$RTOK" "$@"\n' >"$scratch/bin/rtok"
chmod +x "$scratch/bin/rtok"
PATH=$scratch/bin:$PATH
RTOK=$rtok
export PATH RTOK RUN
cd "$scratch/work" || exit 1
# the files that the examples name
rtok example >response.json
rtok example page >fixtures/page.json
rtok example get >fixtures/get.json
{ rtok example; rtok example get; } >tokens.json
tr -d '\n' <response.json >tokens.jsonl
echo >>tokens.jsonl
cp "$data/id.jwt" token.jwt
cp "$data/jwks.json" jwks.json
request='"request":{"method":"GET","urlPathPattern":"/refresh-tokens/[^/]+"}'
printf '{"mappings":[{%s,"response":{"jsonBody":%s}}]}' "$request" "$(cat response.json)" >mappings.json
printf '{"events":[{"details":{"token":%s}},{"details":{"token":"{}"}}]}' "$(cat response.json)" >log.json

failed=0
count=0
status=0
sed '/^\.Sh SCALING/,/^\.Sh EXIT/d' "$page" >../examples
while IFS= read -r line; do
	case $line in
	'.\" status '*) status=${line#??? status } ;;
	'.Dl $ '*)
		command=$(printf '%s\n' "${line#.Dl $ }" | sed 's/\\-/-/g; s/\\e/\\/g; s/\\(aq/'\''/g')
		count=$((count + 1))
		sh -c "$command" >../out 2>&1 </dev/null
		got=$?
		if [ $got != "$status" ]; then
			echo "status $got, not $status: $command"
			cat ../out
			failed=$((failed + 1))
		fi
		status=0
		;;
	esac
done <../examples

"$rtok" help | sed -n 's/^  rtok \([a-z]*\) .*/\1/p' | while read -r command; do
	"$rtok" help "$command" | grep -oE -- '^  .{4}--[a-z-]+' | grep -oE -- '--.*'
done | sort -u >../help
sed -n 's/^\.It .*Fl -\([a-z-]*\).*/--\1/p' "$page" | sort -u >../page
diff -u ../help ../page || failed=$((failed + 1))
sed -n '/^\.Sh RULES/,/^\.Sh SCHEMAS/p; /^\.Sh DIAGNOSTICS/,/^\.Sh SEE/p' "$page" |
	sed -n 's/^\.\(It \)\{0,1\}Cm //p' | tr -d ',' | tr -s ' ' '\n' >../named
"$rtok" explain | sed 's/ .*//' | grep -vxFf ../named && failed=$((failed + 1))
# quotes that stand together are those of words that a macro took apart
if command -v mandoc >/dev/null; then
	mandoc -Tascii "$page" | grep "''" && failed=$((failed + 1))
fi
echo "man: $count examples, $failed failed"
[ $failed = 0 ] && [ $count -gt 0 ]
