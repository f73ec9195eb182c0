#!/bin/sh
# The table of `make bench`: how fast documents are read and checked, and what it costs to
# start the program. COUNT documents, 200,000 unless given.
B=$1
COUNT=${COUNT:-200000}
data=$B/bench-$COUNT.jsonl
[ -e "$data" ] || "$B/generate" "$COUNT" >"$data" || exit 1
bytes=$(wc -c <"$data")
echo "$COUNT responses, $bytes bytes, one thread; medians of turns in one run"
"$B/bench" "$data" cmd/auth0/openapi.json /components/schemas/UpdateRefreshTokenResponseContent || exit 1

"$B/rtok" example >"$B/bench-one.json"
echo
"$B/start" "$B/rtok" check -q "$B/bench-one.json"

echo
"$B/growth"
