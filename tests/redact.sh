#!/bin/sh
# What nobody should see is nowhere to be seen. Inputs of every kind, whose secrets and
# personal values are known, go through every command and every report, into pipes, files
# and a terminal: no 20 characters of any of them come out, and nothing of shorter ones.
# Masks do not change when they are masked again, and what was valid stays valid.
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
mkdir "$scratch/in" "$scratch/good" "$scratch/out"
cd "$scratch" || exit 1

# ---- what is secret ----

part() { printf '%s' "$1" | base64 -w 0 | tr '+/' '-_' | tr -d '='; }
claims=$(part '{"sub":"auth0|5f1e0c3a77","email":"jane.roe@example.org","exp":1798761600}')
sign=$(part 'a signature that nobody may ever get to see anywhere')
jwt=$(part '{"alg":"RS256","typ":"JWT"}').$claims.$sign
pretty=$(part '{
  "alg" : "PS256"
}').$claims.$sign
jwe=$(part '{"alg":"dir","enc":"A256GCM"}')..c29tZWluaXRpYWxpc2F0aW9u.dGhlIGNpcGhlcnRleHQgb2YgYSB0b2tlbg.dGFn
opaque=v1.Mxq7Zr0KQ2pVwY8uJt5LcN3bHsD9eFgA
escaped=$(printf '%s' "$jwt" | sed 's/e/\\u0065/g; s/[.]/\\u002e/g')
{
	printf '%s\n' "$sign" "$opaque" dGhlIGNpcGhlcnRleHQgb2YgYSB0b2tlbg
} >secrets
id=rt_k2J8sLw0Zp4Qx7Vb
user=5f1e0c3a77d94b0069c1ab42
client=TuhNLv7ulXD3RfyLlSMbOvszzwJJFPpO
session=375UIp_ID5mCTClIeBEHpXfGwq51tF_L
{
	cat secrets
	printf '%s\n' "$claims" $id $user $client $session 198.51.100.77 64999 \
		'Mozilla/5.0 (X11; Linux x86_64) Private/17' 'the phone of Jane Roe' \
		jane.roe@example.org 'eyJuZXh0IjoiY3Vyc29yIn0' acme-tenant 31415926535
} >personal
# every 20 characters of each
slices() {
	awk '{ n = length($0) > 20 ? length($0) - 19 : 1
		for (i = 1; i <= n; i++) print substr($0, i, 20) }' "$1"
}
slices secrets >secrets.slices
slices personal >personal.slices

# ---- inputs ----

device='{"initial_ip":"198.51.100.77","initial_asn":"AS64999","initial_user_agent":"Mozilla/5.0 (X11; Linux x86_64) Private/17","last_ip":"2001:470:1f0b::77","last_asn":"64999","last_user_agent":""}'
response='{"id":"'"$id"'","user_id":"auth0|'"$user"'","created_at":"2026-08-14T09:12:41.208Z","idle_expires_at":null,"expires_at":"2027-08-14T09:12:41Z","device":'"$device"',"client_id":"'"$client"'","session_id":"'"$session"'","rotating":true,"resource_servers":[{"audience":"https://api.example.com/","scopes":"read write"}],"refresh_token_metadata":{"note":"the phone of Jane Roe","mail":"jane.roe@example.org"},"last_exchanged_at":"2026-08-15T09:12:41Z"}'
echo "$response" >good/response.json
printf '%s' "$response" | sed 's/[,{]/&\n\t/g' >good/laid-out.json
echo '{"refresh_tokens":['"$response,$response"'],"next":"eyJuZXh0IjoiY3Vyc29yIn0"}' >good/page.json
echo '{"tokens":['"$response"'],"next":"acme-tenant"}' >good/list.json
echo "[$response]" >good/array.json
printf '%s\n%s\n' "$response" "$response" >good/lines.jsonl
cp good/* in/
quoted=$(printf '%s' "$response" | sed 's/"/\\"/g')
url=https://acme-tenant.auth0.com/api/v2/refresh-tokens/$id
echo '{"id":"'"$id"'","jane.roe@example.org":1,"refresh_token_metadata":{"jane.roe@example.org":{"auth0|'"$user"'":1}}}' >in/persons.json
echo '{"log":{"entries":[{"request":{"method":"PATCH","url":"'"$url?t=$jwt"'","headers":[{"name":"Authorization","value":"Bearer '"$opaque"'"}],"postData":{"text":"grant_type=refresh_token&refresh_token='"$opaque"'"}},"response":{"status":200,"content":{"text":"'"$quoted"'"}}},{"request":{"method":"GET","url":"'"$url"'"},"response":{"status":200,"content":{"text":"'"$(printf '%s' "$quoted" | sed 's/true/1,\\"id_token\\":\\"'"$opaque"'\\"/')"'"}}}]}}' >in/har.json
echo '{"log":{"entries":[{"request":{"method":"PATCH","url":"'"$url?x=1&access_token=$opaque&y=%20"'"},"response":{"status":200,"content":{"text":"'"$quoted"'"}}}]}}' >in/query.json
echo '{"log":{"version":"1.2","entries":[{"time":31415926535,"request":{"method":"GET","httpVersion":"'"$id"'","url":"https://'"$client:$session"'@acme-tenant.auth0.com/'"$id/users/auth0%7C$user"'/refresh-tokens?take='"$id&$session"'=5&user_id='"$user#$client"'","headers":[{"name":"'"$session"'","value":"text/'"$id"'"}],"queryString":[{"name":"'"$client"'","value":"'"$user"'"}]},"response":{"status":200,"statusText":"'"$id"'","redirectURL":"acme-tenant://'"$user/$id"'","content":{"mimeType":"'"$client/$id"'","text":"{\"tokens\":['"$quoted"']}"}},"timings":{"wait":31415926535}}]}}' >in/played.json
echo '[{"scope":"https://acme-tenant.auth0.com:443","method":"GET","path":"/api/v2/refresh-tokens/'"$id"'","status":200,"reqheaders":{"authorization":["Bearer '"$jwt"'"]},"response":'"$response"'}]' >in/nock.json
echo '{"mappings":[{"name":"'"$jwt"'","request":{"method":"PATCH","urlPath":"/refresh-tokens/'"$id"'"},"response":{"status":200,"jsonBody":'"$response"'}},{"request":{"method":"GET","urlPath":"/refresh-tokens/'"$id"'"},"response":{"status":200,"body":"{\"access_token\":\"'"$opaque"'\"}"}}]}' >in/wiremock.json
echo '{"request":{"method":"GET","urlPath":"/refresh-tokens/'"$id"'"},"response":{"status":200,"body":"{\"access_token\":\"'"$opaque"'\","}}' >in/stub.json
echo '{"info":{"name":"acme-tenant"},"item":[{"name":"of '"$jwt"'","request":{"method":"GET","url":{"raw":"'"$url"'"}},"response":[{"code":200,"body":"'"$quoted"'"}]}]}' >in/postman.json
echo '{"access_token":"'"$jwt"'","refresh_token":"'"$opaque"'","id_token":"'"$jwt"'","token_type":"Bearer","expires_in":86400}' >in/answer.json
echo '[{"access_token":"'"$opaque"'","id":5}]' >in/answers.json
echo '{"statusCode":400,"error":"Bad Request","message":"Bad token '"$jwt"' of jane.roe@example.org"}' >in/error.json
echo '{"error":"invalid_grant","error_description":"refresh_token='"$opaque"' is unknown"}' >in/token-error.json
echo "\"$jwt\"" >in/jwt-string.json
echo "$jwt" >in/jwt-bare.json
echo "Bearer $jwt" >in/jwt-bearer.json
encoded=$(printf '%s' "$jwt" | sed 's/e/%65/g; s/[.]/%252E/g')
for value in "$jwt" "Bearer $jwt" "https://a.example/?t=$jwt" "$pretty" "$jwe" "$escaped" "{\\\"client_secret\\\":\\\"$opaque\\\"}" \
	"https://a.example/?t=$encoded&u=1" "$jwt$pretty$jwe$jwt" "as Bearer $opaque" "a?r=x%3Frefresh_token%3D$opaque" \
	"refresh_token='$opaque'" "Authorization: DPoP  $opaque" "a?client_secret:$opaque==&b" "refresh_token: [\\\"$opaque" \
	"\ufeff{\\\"client_secret\\\":[\\\"$opaque\\\"]} {}" "<refreshToken>$opaque</refreshToken>" \
	"{} $jwt id_token=>$opaque" "refresh_token=${opaque}redactedabcdefghijklmnopqrstuvwx"; do
	echo '{"id":"'"$id"'","refresh_token_metadata":{"note":"'"$value"'"}}'
done >in/values.jsonl
echo '{"'"$jwt"'":1,"'"$jwt"'":2,"Client_Secret":"'"$opaque"'","refresh_token_metadata":{"'"$escaped"'":5}}' >in/names.json
echo '{"created_at":"'"$jwt"'","expires_at":31415926535,"rotating":"'"$jwt"'","device":"'"$id"'","session_id":31415926535,"id":["'"$jwt"'"],"authorization":"'"$opaque"'","user_id":{"'"$jwt"'":"'"$user"'"}}' >in/invalid.json
echo '{"rawHeaders":["Accept","*/*","Authorization","Bearer '"$opaque"'"],"auth":{"bearer":[{"key":"token","value":"'"$opaque"'"}],"basic":{"password":"'"$opaque"'"}},"refresh_token":{"x":{"id":1,"v":"'"$opaque"'"}}}' >in/pairs.json
echo '{"encoding":"base64","text":"'"$(printf '%s' "$response" | sed 's/true/1,"id_token":"'"$opaque"'"/' | base64 -w 0)"'","resource_servers":[{"audience":"https://u:'"$client"'@a.example/","scopes":"read jane.roe@example.org refresh_token: '"$opaque"'"},{"audience":"a?t='"$session"'","scopes":"x '"$jwt"' %"}],"errorCode":"acme-tenant"}' >in/servers.json
printf '{"id":"%s","access_token":"%s",\n "id_token":"%s" "rotating":true}\n' $id $opaque "$jwt" >in/broken.json
echo '{"client_secret":{"'"$opaque"'":"<'"$opaque"'>","a":["['"$opaque"']"]},"h":[{"Name":"Token","Value":"'"$opaque"'"}],"authorization":"{\"'"$opaque"'\":5}"}' >in/nested.json
printf '{"a" 5, "client_secret":\n["%s" 5]\n{"id":"%s"}\n"access_token":\n"%s"\n' $opaque $opaque $opaque >in/loose.json
printf '{"id":5,"y":%s}\n' $opaque >in/bare.json
printf '{"id":"%s","refresh_token":"%s"' $id $opaque >in/cut.json
printf '<html>%s %s</html>\n' "$jwt" '{"authorization":"'"$opaque"'"}' >in/page.html.json
printf '%s\n{"refresh_token":"%s",}\n%s\n' "$response" $opaque "$response" >in/broken.jsonl
cat >schema.json <<'END'
{"properties":{"id":{"enum":["rt_k2J8sLw0","b"]},"created_at":{"type":"number"},"next":false,
"refresh_token_metadata":{"additionalProperties":{"maxLength":3},"propertyNames":{"maxLength":2}},
"device":{"additionalProperties":{"pattern":"^x"}}},"additionalProperties":{"type":"null"}}
END
head -c 32 /dev/zero >key

# ---- tokens that are verified ----

openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem
openssl pkey -in private.pem -pubout -out public.pem
# sign NAME HEADER CLAIMS
sign() {
	printf '%s.%s' "$(part "$2")" "$(part "$3")" >signed
	signature=$(openssl dgst -sha256 -sign private.pem signed | base64 -w 0 | tr '+/' '-_' | tr -d '=')
	echo "$(cat signed).$signature" >"$1.jwt"
	echo "$signature" >>signatures
	tr . '\n' <"$1.jwt" >>segments
}
header='{"kid":"of this test","alg":"RS256"}'
claims='"iss":"https://acme-tenant.auth0.com/","iat":1786752000,"exp":1798761600,"email":"jane.roe@example.org"'
sign id "$header" '{"sub":"auth0|'$user'","aud":"'$client'","sid":"'$session'",'"$claims}"
sign access "$header" '{"sub":"auth0|'$user'","aud":["https://api.example.com/"],"azp":"'$client'","scope":"read '"$jwt"'",'"$claims}"
sign other "$header" '{"sub":"'"$jwt"'","aud":["'$client'","'"$jwt"'"],"sid":"'"$jwe"'",'"$claims}"
sign type '{"kid":"of this test","alg":"RS256","typ":"'"$jwt"'"}' "{$claims}"
sign algorithm '{"kid":"of this test","alg":"'"$jwt"'"}' "{$claims}"
sign expired "$header" '{"sub":"auth0|'$user'","exp":'"\"$jwt\"}"
sed 's/....$/AAAA/' id.jwt >forged.jwt
sed 's/$/.AAAA/' id.jwt >long.jwt
cat good/response.json >no.jwt
{
	echo "$response"
	echo "$response" | sed "s/$user/x/; s/$session/y/; s/$client/z/; s/read write/none/"
	token=$(cat id.jwt)
	echo '{"user_id":"'"$token"'","session_id":"'"$jwt"'","client_id":"Bearer '"$token"'"}'
	echo '{"user_id":"'"$jwt"'","resource_servers":[{"audience":"https://api.example.com/","scopes":"'"$token"'"}]}'
} >records.jsonl
cat secrets signatures >signed
slices signed >signed.slices
cat secrets segments >signed
slices signed >token.slices
cat personal segments >signed
slices signed >personal-token.slices

# ---- what is said ----

count=0
# hides SLICES FILE...: none of them is in any of the files
hides() {
	slices=$1
	shift
	if found=$(grep -aFlf "$slices" "$@"); then
		echo "failed: $shown: in $(echo "$found" | tr '\n' ' ')"
		grep -aFohf "$slices" "$@" | head -n 3
		failed=$((failed + 1))
	fi
}

# run SLICES ARGUMENTS...: in pipes, all at once
run() {
	hidden=$1
	shift
	count=$((count + 1))
	shown=$*
	rm -f out/*
	"$rtok" "$@" >out/out 2>out/err
	hides "$hidden" out/*
}

# on_terminal SLICES COMMAND: the same on a terminal, one file after another
on_terminal() {
	count=$((count + 1))
	shown="$2 on a terminal"
	rm -f out/*
	COLUMNS=$((count % 2 * 300 + 80)) script -qec "$2" /dev/null </dev/null >out/out
	hides "$1" out/out
}

for how in '' --redact=signature --redact; do
	hidden=secrets.slices
	[ "$how" = --redact ] && hidden=personal.slices
	for report in text json flag basic detailed verbose junit tap sarif github; do
		# shellcheck disable=SC2086 # none is no argument
		{
			run $hidden check -v $how --report $report in
			run $hidden check --strict $how --report $report=out/report in
			run $hidden check $how --schema-only --report $report in
			run $hidden check -v $how --schema schema.json --report $report in
		}
	done
	for options in '-W bare-jwt=warning' '-W jwt-in-value=off -W secret-member=off' \
		'--as update' '--as har' '--require next --now 2030-01-01T00:00:00Z -v' \
		'--at /refresh_token_metadata' '--at /refresh_token_metadata/note' \
		'--at /log/entries/*/response/content/text' '--max-errors 1' '--expect invalid'; do
		# shellcheck disable=SC2086 # words are meant to be split
		{
			run $hidden check $how $options in
			run $hidden check $how $options --report json in
		}
	done
	for file in in/*; do
		on_terminal "$hidden" "$rtok check -v $how -W bare-jwt=warning '$file'"
		on_terminal "$hidden" "$rtok check --schema-only $how '$file'"
	done
	[ -n "$how" ] || continue
	for options in '' '--keep-invalid --rejects out/rejects' '--canonical' '--check' \
		'--compact --utc --sort name' '--keep-invalid --schema-only' \
		'--keep-invalid --schema schema.json' '--keep-invalid --at /refresh_token_metadata' \
		'--keep-invalid --tab --check'; do
		# shellcheck disable=SC2086 # words are meant to be split
		run $hidden format $how $options in
	done
	for options in '' '--coverage' '--columns id,user,client,device.last_ip,refresh_token_metadata' \
		'--keep-invalid' '--schema schema.json --keep-invalid'; do
		# shellcheck disable=SC2086 # words are meant to be split
		run $hidden show $how $options in
	done
	run $hidden $how -v in
	for file in in/*; do
		on_terminal "$hidden" "$rtok $how --keep-invalid '$file'"
		run $hidden show --keep-invalid $how "$file"
	done
done

# the claims that are compared are told, but nothing else of a token; one that stands in a
# record keeps all but its signature where only that is masked
for how in '' --redact=signature --redact; do
	hidden=token.slices
	[ "$how" = --redact ] && hidden=personal-token.slices
	[ "$how" = --redact=signature ] && hidden=signed.slices
	for token in *.jwt; do
		options="--token $token --key public.pem --now 2026-08-15T00:00:00Z"
		for report in json junit tap sarif github verbose; do
			options="$options --report $report=out/$report"
		done
		options="$options --issuer https://acme-tenant.example --audience $id"
		[ "$how" = --redact ] || options="$options --issuer $jwt"
		# shellcheck disable=SC2086 # words are meant to be split
		run $hidden token $how $options records.jsonl
		on_terminal "$hidden" "$rtok token -v $how $options records.jsonl"
	done
	run "$hidden" token $how --token id.jwt --key private.pem records.jsonl
	run "$hidden" token $how --token id.jwt --jwks id.jwt records.jsonl
done
# what is the same has the same mask
"$rtok" token -q --redact --token id.jwt --key public.pem --now 2026-08-15T00:00:00Z good/response.json |
	tr '{' '\n' | sed -n 's/.*"match","claimed":\(.*\),"found":\1}.*/\1/p' >same
[ "$(sort -u same | grep -c 'redacted.\{24\}"')" = 3 ] || { echo "failed: masks of a match: $(cat same)"; failed=$((failed + 1)); }

# ---- what is written ----

# masked again it stays, whatever the key is, and so do verdicts
fails() {
	echo "failed: $*"
	failed=$((failed + 1))
}
for file in good/* in/har.json in/nock.json in/wiremock.json in/postman.json in/query.json in/played.json; do
	"$rtok" check -q "$file" >/dev/null 2>&1
	before=$?
	for how in full signature; do
		"$rtok" format -q --keep-invalid --redact=$how --redact-key key "$file" >once 2>/dev/null
		"$rtok" format -q --keep-invalid --redact=$how once >twice 2>/dev/null
		{ [ -s once ] && cmp -s once twice; } || fails "$how of $file twice"
		"$rtok" check -q once >/dev/null 2>&1
		after=$?
		[ $before = $after ] || fails "$how of $file: $before, then $after"
		count=$((count + 1))
	done
done
# also what is no recording and no response, but for the verdict
for file in in/*; do
	for how in full signature; do
		"$rtok" format -q --keep-invalid --redact=$how --redact-key key "$file" >once 2>/dev/null
		"$rtok" format -q --keep-invalid --redact=$how once >twice 2>/dev/null
		cmp -s once twice || fails "$how of $file twice"
	done
done
for file in good/*; do
	"$rtok" format -q --redact "$file" >once
	"$rtok" check -q --strict once || fails "$file is not valid any more"
done
"$rtok" format -q -i --redact good
shown='format -i'
hides personal.slices good/*
echo "redact: $count runs, $failed failed"
[ $failed = 0 ]
