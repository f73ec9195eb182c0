#!/bin/sh
# What only a terminal shows: the table by default, its width, colour, and that nothing in
# the data drives it. script(1) of util-linux, which Debian always has, is the terminal.
rtok=$(realpath "$1")
keys=$(realpath "$(dirname "$1")/keys")
tokens=$(realpath tests/data/token)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
if [ -n "$RUN" ]; then
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$RUN" "$rtok" >"$scratch/rtok"
	chmod +x "$scratch/rtok"
	rtok=$scratch/rtok
fi
LC_ALL=C.UTF-8
export LC_ALL
unset NO_COLOR

expect() {
	if ! "$@" >/dev/null; then
		echo "failed: $*, of: $shown_by"
		cat -v "$scratch/shown"
		failed=$((failed + 1))
	fi
}

# on_terminal WIDTH STATUS COMMAND: runs it on a terminal of that width and keeps what it
# shows, which is something; it has to end with that status
on_terminal() {
	shown_by=$3
	COLUMNS=$1 script -qec "$3" "$scratch/typescript" </dev/null >"$scratch/raw"
	status=$?
	sed 's/\r$//' "$scratch/raw" >"$scratch/shown"
	expect [ $status = "$2" ]
	expect [ -s "$scratch/shown" ]
}

# what is shown without the colours of the program, which has these and no others
without_colors() {
	sed 's/\x1b\[\(0\|1\|1;3[12356]\|3[1236]\)m//g' "$scratch/shown"
}

# what is shown without colours, a byte a character, for an awk that counts bytes
plain() {
	without_colors | LC_ALL=C sed 's/[\x80-\xbf]//g'
}

# no line is wider than the terminal
fits() {
	plain | LC_ALL=C awk -v most="$1" 'length($0) > most { bad = 1 } END { exit bad }'
}

# no line has blanks at its end
ends_at_words() {
	! without_colors | grep -q ' $'
}

# the last line before the summary is a caret under a column of the line before it
points_at() {
	plain | LC_ALL=C awk -v what="$1" '
		/ documents?: / { exit }
		{ source = caret; caret = $0 }
		END { exit caret !~ /^ *\^$/ || substr(source, length(caret), length(what)) != what }'
}

# there is nothing in it that drives a terminal, not even a colour: no controls, neither
# C0 nor C1, no separators of lines, nothing that turns the direction, and only UTF-8
is_plain() {
	! LC_ALL=C grep -qaP '[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf' \
		"$scratch/shown" && ! grep -qavx '.*' "$scratch/shown"
}

# tame STATUS ARGUMENTS PATTERN: the data drives nothing; without colours there is no control at
# all, and with them there is what the program adds and nothing else
tame() {
	on_terminal 80 "$1" "$rtok --color never $2"
	expect is_plain
	expect grep -q "$3" "$scratch/shown"
	mv "$scratch/shown" "$scratch/never"
	on_terminal 80 "$1" "$rtok $2"
	without_colors >"$scratch/stripped"
	expect cmp "$scratch/never" "$scratch/stripped"
}

"$rtok" example >"$scratch/good.json" || { echo "$rtok gives no example"; exit 1; }
on_terminal 80 0 "$rtok -q $scratch/good.json"
expect grep -q PROPERTY "$scratch/shown"
expect grep -q 'Zürich' "$scratch/shown"
expect fits 80

one=$(tr -d '\n' <"$scratch/good.json")
printf '%s\n' "$one" "$one" "$one" "$one" "$one" >"$scratch/five.jsonl"
echo '{}' | cat "$scratch/five.jsonl" - | "$rtok" check -q --coverage --report summary >"$scratch/sum"
sed 's/\("user_id": "\)[^"]*/\1 a  b              c word word word word word word word /' "$scratch/good.json" >"$scratch/blanks.json"
for width in 20 40 56 80 120 200; do
	on_terminal $width 0 "$rtok -q show $scratch/five.jsonl"
	expect grep -q STATUS "$scratch/shown"
	expect fits $width
	on_terminal $width 0 "$rtok -q show --coverage $scratch/five.jsonl"
	expect grep -q MEMBER "$scratch/shown"
	expect fits $width
	on_terminal $width 0 "$rtok summary $scratch/sum"
	expect grep -q MEMBER "$scratch/shown"
	expect grep -q TOLD "$scratch/shown"
	expect grep -q '^6 documents: 6 valid' "$scratch/shown"
	sed -i '$d' "$scratch/shown"
	expect fits $width
	for tree in good blanks; do
		on_terminal $width 0 "$rtok -q show -W user-id=off $scratch/$tree.json"
		expect grep -q lifetime "$scratch/shown"
		expect fits $width
		expect ends_at_words
	done
done

for list in explain schema; do
	on_terminal 80 0 "$rtok $list"
	expect fits 80
	on_terminal 40 0 "$rtok $list"
	"$rtok" $list >"$scratch/lines"
	expect cmp "$scratch/shown" "$scratch/lines"
done
on_terminal 80 0 "$rtok schema"
expect grep -qE '^ {52}answers$' "$scratch/shown"

on_terminal 80 0 "NO_COLOR=1 $rtok -q $scratch/good.json"
expect sh -c "! grep -q '\[' $scratch/shown"
on_terminal 80 0 "$rtok -q --color never $scratch/good.json"
expect sh -c "! grep -q '\[' $scratch/shown"
on_terminal 80 0 "$rtok -q $scratch/good.json"
expect grep -q '\[' "$scratch/shown"

# ESC, BEL, C1 CSI, a right-to-left override, an isolate, a mark of direction, a byte order
# mark and a line separator, escaped and raw
printf '{"id":"\\u001b]0;owned\\u0007","user_id":"\\u009b31m","client_id":"a\342\200\256b\342\200\250c",
"k\\u001b[2J":"\\u001b[2J\\r\\u202e\\u2066","refresh_token_metadata":{"\\u001b[31m":"\302\2332J",
"\342\201\246\342\200\217":"\357\273\277\177\330\234\342\200\213"}}' >"$scratch/hostile.json"
for command in show format '' 'show --columns id,refresh_token_metadata' 'show --coverage'; do
	tame 0 "$command $scratch/hostile.json" u001b
done
echo '{"resource_servers":[{}],"id":5}' | "$rtok" check -q --report summary >"$scratch/sum"
for width in 80 120; do
	on_terminal $width 1 "$rtok summary $scratch/sum"
	expect grep -q 'An entry of resource_servers lacks its audience or its' "$scratch/shown"
	expect grep -qE '(^ {23}|its )scopes[.]' "$scratch/shown"
	expect fits $width
done
"$rtok" check -q --coverage --report summary "$scratch/hostile.json" >"$scratch/sum"
tame 0 "summary $scratch/sum" u001b
on_terminal 80 2 "$rtok summary"
expect grep -q 'use a pipe' "$scratch/shown"
printf '{"rotating":"\\u001b[31m\302\233","\342\200\256k":1,"device":{"last_ip":"a","last_ip":"\302\2332J"}}' \
	>"$scratch/invalid.json"
tame 1 "check $scratch/invalid.json" '\^'
printf '{"id":\033[31m}\302\2332J\342\200\256\233' >"$scratch/broken.json"
tame 3 "check $scratch/broken.json" error
# on a terminal each report is tame, and its JSON still JSON
for report in json basic detailed verbose junit tap sarif github; do
	tame 1 "check -q --report $report $scratch/invalid.json" u009b
done
tame 1 "check -q --report summary --coverage $scratch/invalid.json" u202e
printf '{"r\303\251\302\233\363\240\200\201":5,"id":5}' >"$scratch/fault.json"
echo '{"additionalProperties":false}' >"$scratch/schema.json"
on_terminal 80 1 "$rtok check -q --report basic --schema $scratch/schema.json $scratch/fault.json"
expect grep -q 'ré\\u009b\\udb40\\udc01' "$scratch/shown"
expect sh -c "tail -1 $scratch/shown | $rtok check -q --schema-only"
mkdir "$scratch/folder"
cp "$scratch/invalid.json" "$scratch/folder/$(printf 'a\033[2J\302\233\342\200\256b').json"
tame 1 "check $scratch/folder" '2J.*b\.json'
tame 1 "$scratch/folder" '2J.*b\.json'
tame 3 "check $(printf "'%s/n\033[31m\302\2332J\342\200\256'" "$scratch")" 31m

# the caret stands under the value, also behind wide prefixes and far out on a line
printf '{\n  "rotating": "yes"\n}' >"$scratch/fault.json"
on_terminal 80 1 "$rtok check $scratch/fault.json"
expect points_at '"yes"'
{ printf '{"x":"'; head -c 5000 /dev/zero | tr '\0' x; printf '","id":[5]}\n'; } >"$scratch/fault.json"
on_terminal 80 1 "$rtok check $scratch/fault.json"
expect points_at '[5]'
expect grep -q '^  …x' "$scratch/shown"
{ printf '{"id":5,"w":"\360\237\221\251\342\200\215\360\237\222\273'; head -c 5000 /dev/zero | tr '\0' x; echo '"}'; } \
	>"$scratch/fault.json"
on_terminal 40 1 "$rtok check -q $scratch/fault.json"
expect grep -q '^  {"id":5,"w":".\\u200d.x*…$' "$scratch/shown"
expect sh -c "grep '…' $scratch/shown >$scratch/part && mv $scratch/part $scratch/shown"
expect fits 40
printf '{\t"x":"\\t", "id":false}' >"$scratch/fault.json"
on_terminal 80 1 "$rtok check $scratch/fault.json"
expect points_at false
printf '{"x":"a\342\200\256b\302\233\303\251","id":5}' >"$scratch/fault.json"
on_terminal 80 1 "$rtok check $scratch/fault.json"
expect points_at 5
printf '{"id":"a"}\n{"id":"b"' >"$scratch/fault.json"
on_terminal 40 3 "$rtok check $scratch/fault.json"
expect points_at ''
expect grep -q truncated "$scratch/shown"

# a difference too
tame 1 "format --check $scratch/hostile.json" u001b
expect grep -q '^+' "$scratch/never"

# results in a file, faults on the terminal: they are shown with colours, the file has none
cat "$scratch/invalid.json" "$scratch/good.json" >"$scratch/both.json"
on_terminal 80 1 "$rtok $scratch/both.json >$scratch/out"
expect grep -q '\^' "$scratch/shown"
expect grep -q Zürich "$scratch/out"
expect sh -c "! grep -q '$(printf '\033')' $scratch/out"
on_terminal 80 1 "$rtok check --report text=$scratch/out $scratch/both.json"
expect sh -c "! grep -q '\^' $scratch/out"

# a token beside a record; whoever brings an encrypted key is asked for no pass phrase
token="token --token $tokens/id.jwt --now 2026-11-09T17:00:00Z"
tame 1 "$token --jwks $tokens/jwks.json $scratch/hostile.json" u001b
expect grep -q '^sub .*user_id .*differs' "$scratch/never"
on_terminal 80 0 "$rtok $token --jwks $tokens/jwks.json $scratch/good.json"
expect fits 80
expect grep -q '^ID token: belongs to this record' "$scratch/shown"
on_terminal 80 1 "$rtok $token --now 2027-01-01T00:00:00Z --jwks $tokens/jwks.json $scratch/good.json"
expect grep -q '^ID token: not to be taken: the token expired' "$scratch/shown"
on_terminal 80 4 "$rtok $token --key $keys/rsa-public-encrypted.pem $scratch/good.json"
expect sh -c "! grep -qi phrase $scratch/shown"

# work of over a second shows how far it is, and takes that back; under RUN the program
# needs longer to begin
pause=${RUN:+5}
good="echo '{\"id\":\"a\"}'; sleep ${pause:-1.3}; echo '{\"id\":\"b\"}'; sleep 0.3;"
slow="{ $good echo '{\"id\":5}'; }"
on_terminal 80 1 "$slow | $rtok check"
erase=$(printf '\r\033\[K')
expect grep -qE "${erase}file 1 of 1, [12] valid, [01] invalid$erase" "$scratch/raw"
mkfifo "$scratch/pipe"
on_terminal 80 5 "{ $good echo; } >$scratch/pipe & $rtok format -i $scratch/pipe"
expect grep -qE "${erase}file 1 of 1, [^$(printf '\r')]*${erase}rtok: .*is no regular file" "$scratch/raw"
open=${RUN:+10} shown=${RUN:+7}
on_terminal 80 143 "{ $good sleep ${open:-1}; } >$scratch/pipe & $rtok check $scratch/pipe & sleep ${pause:-1.5}; sleep ${shown:-0.3}; kill -s TERM \$!; wait \$!"
# some shells say after it how their job ended
expect sh -c "tail -c 60 $scratch/raw | grep -qE 'file 1 of 1, [12] valid, 0 invalid$erase(Terminated)?.?\$'"
on_terminal 80 1 "$slow | $rtok check -q"
expect sh -c "! grep -q 'file 1 of 1' $scratch/raw"

# who names no file is told what is waited for, unless it comes from elsewhere
on_terminal 80 3 "$rtok check"
expect grep -q 'reading standard input; end it with Ctrl-D' "$scratch/shown"
for quiet in "$rtok check -q" "$rtok check -" "$rtok check </dev/null"; do
	on_terminal 80 3 "$quiet"
	expect sh -c "! grep -q Ctrl-D $scratch/shown"
done

echo "terminal: $failed failed"
[ $failed = 0 ]
