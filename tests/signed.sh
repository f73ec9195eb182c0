#!/bin/sh
# Tokens as another program makes them, Node, each by a key set and by PEM: what is signed
# belongs to its record, and what is forged is refused.
rtok=$(realpath "$1")
if ! command -v node >/dev/null; then
	echo 'signed: skipped, there is no node to sign with'
	exit 0
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
node tests/peers/sign.js "$scratch" || exit 1
cd "$scratch" || exit 1
"$rtok" example >record.json

# ask STATUS TOKEN OPTION...
failed=0
count=0
ask() {
	expected=$1
	shift
	count=$((count + 1))
	"$rtok" token --now 2026-11-09T16:05:00Z --token "$@" record.json >said 2>&1
	got=$?
	[ $got = "$expected" ] && return
	echo "status $got, not $expected: $*"
	cat said
	failed=$((failed + 1))
}

for pem in *.pem; do
	name=${pem%.pem}
	ask 0 "$name.jwt" --jwks jwks.json
	ask 0 "$name.jwt" --key "$pem"
	ask 1 "forged-$name.jwt" --jwks jwks.json
	ask 1 "forged-$name.jwt" --key "$pem"
done
# the key decides about the algorithm, and an RSA key is for two
ask 3 RS256.jwt --key ES256.pem
ask 3 ES384.jwt --key ES256.pem
ask 0 PS256.jwt --key RS256.pem
echo "signed: $count tokens of Node $(node -p process.versions.node), $failed failed"
[ $failed = 0 ] && [ $count = 39 ]
