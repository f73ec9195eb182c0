#!/bin/sh
# What only a terminal shows: the table by default, its width, colour, and that nothing in
# the data drives it. script(1) of util-linux, which Debian always has, is the terminal.
rtok=$(realpath "$1")
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

# runs a command on a terminal of some width and keeps what it shows
on_terminal() {
	COLUMNS=$1 script -qec "$2" "$scratch/typescript" </dev/null | tr -d '\r' >"$scratch/shown"
}

expect() {
	if ! "$@" >/dev/null; then
		echo "failed: $*"
		cat -v "$scratch/shown"
		failed=$((failed + 1))
	fi
}

# what is shown without colours, a byte a character, for an awk that counts bytes
plain() {
	sed 's/\x1b\[[0-9;]*m//g' "$scratch/shown" | LC_ALL=C sed 's/[\x80-\xbf]//g'
}

# no line is wider than the terminal
fits() {
	plain | LC_ALL=C awk -v most="$1" 'length($0) > most { bad = 1 } END { exit bad }'
}

# the last line before the summary is a caret under a column of the line before it
points_at() {
	plain | LC_ALL=C awk -v what="$1" '
		/ documents?: / { exit }
		{ source = caret; caret = $0 }
		END { exit caret !~ /^ *\^$/ || substr(source, length(caret), length(what)) != what }'
}

# nothing but colours begins with an escape, and there is no other control character
is_tame() {
	! sed 's/\x1b\[[0-9;]*m//g' "$scratch/shown" | tr -d '\n' | LC_ALL=C grep -q '[[:cntrl:]]'
}

"$rtok" example >"$scratch/good.json"
on_terminal 80 "$rtok -q $scratch/good.json"
expect grep -q PROPERTY "$scratch/shown"
expect grep -q 'Zürich' "$scratch/shown"
expect fits 80

one=$(tr -d '\n' <"$scratch/good.json")
printf '%s\n' "$one" "$one" "$one" "$one" "$one" >"$scratch/five.jsonl"
for width in 80 120 200; do
	on_terminal $width "$rtok -q show $scratch/five.jsonl"
	expect grep -q STATUS "$scratch/shown"
	expect fits $width
done

on_terminal 80 "NO_COLOR=1 $rtok -q $scratch/good.json"
expect sh -c "! grep -q '\[' $scratch/shown"
on_terminal 80 "$rtok -q --color never $scratch/good.json"
expect sh -c "! grep -q '\[' $scratch/shown"
on_terminal 80 "$rtok -q $scratch/good.json"
expect grep -q '\[' "$scratch/shown"

# ESC, BEL, C1 CSI, a right-to-left override and a line separator, escaped and raw
printf '{"id":"\\u001b]0;owned\\u0007","user_id":"\\u009b31m","client_id":"a\342\200\256b\342\200\250c",
"k\\u001b[2J":"\\u001b[2J","refresh_token_metadata":{"\\u001b[31m":"\302\2332J"}}' >"$scratch/hostile.json"
for command in show format ''; do
	on_terminal 80 "$rtok $command $scratch/hostile.json"
	expect is_tame
	expect grep -q 'u001b' "$scratch/shown"
done
printf '{"rotating":"\\u001b[31m\302\233","\342\200\256k":1,"device":{"last_ip":"a","last_ip":"\302\2332J"}}' \
	>"$scratch/invalid.json"
on_terminal 80 "$rtok check $scratch/invalid.json"
expect is_tame
expect grep -q '\^' "$scratch/shown"
cp "$scratch/good.json" "$scratch/$(printf 'a\033[2Jb').json"
on_terminal 80 "$rtok check $scratch"
expect is_tame

# the caret stands under the value, also behind wide prefixes and far out on a line
printf '{\n  "rotating": "yes"\n}' >"$scratch/fault.json"
on_terminal 80 "$rtok check $scratch/fault.json"
expect points_at '"yes"'
{ printf '{"x":"'; head -c 5000 /dev/zero | tr '\0' x; printf '","id":[5]}\n'; } >"$scratch/fault.json"
on_terminal 80 "$rtok check $scratch/fault.json"
expect points_at '[5]'
printf '{\t"x":"\\t", "id":false}' >"$scratch/fault.json"
on_terminal 80 "$rtok check $scratch/fault.json"
expect points_at false
printf '{"x":"a\342\200\256b\302\233\303\251","id":5}' >"$scratch/fault.json"
on_terminal 80 "$rtok check $scratch/fault.json"
expect points_at 5
printf '{"id":"a"}\n{"id":"b"' >"$scratch/fault.json"
on_terminal 40 "$rtok check $scratch/fault.json"
expect points_at ''
expect grep -q truncated "$scratch/shown"

# results in a file, faults on the terminal: they are shown with colours, the file has none
cat "$scratch/invalid.json" "$scratch/good.json" >"$scratch/both.json"
on_terminal 80 "$rtok $scratch/both.json >$scratch/out"
expect grep -q '\^' "$scratch/shown"
expect grep -q Zürich "$scratch/out"
expect sh -c "! grep -q '$(printf '\033')' $scratch/out"
on_terminal 80 "$rtok check --report text=$scratch/out $scratch/both.json"
expect sh -c "! grep -q '\^' $scratch/out"

echo "terminal: $failed failed"
[ $failed = 0 ]
