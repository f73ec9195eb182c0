#!/bin/sh
# What only a terminal shows: the table by default, its width, colour, and that nothing in
# the data drives it. script(1) of util-linux, which Debian always has, is the terminal.
rtok=$(realpath "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0
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

# no line is wider than the terminal, colours left out
fits() {
	sed 's/\x1b\[[0-9;]*m//g' "$scratch/shown" |
		awk -v most="$1" 'length($0) > most { bad = 1 } END { exit bad }'
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

for i in 1 2 3 4 5; do tr -d '\n' <"$scratch/good.json"; echo; done >"$scratch/five.jsonl"
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

echo "terminal: $failed failed"
[ $failed = 0 ]
