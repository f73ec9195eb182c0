/*
 * What strangers bring to `rtok token`: any bytes as a token, as its payload, as a key
 * set and as PEM. A token that gets through the guard also has its claims compared, with
 * themselves as a record.
 */
#include "../../cmd/token/claims.h"
#include "../../cmd/token/token.h"
#include "../encode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
compare(const struct jws *jws)
{
	const struct options options = {
	    .has_now = true, .now = 1800000000, .issuer = "i", .audience = "a"};
	struct claims claims = {0};
	struct comparisons list = {0};
	struct refusal refusal = {0};
	if (claims_open(&claims, jws, &options, &refusal)) {
		claims_check(&claims, &list);
		claims_compare(&claims, jschema_root(jws->payload.document), &list);
	}
	comparisons_free(&list);
	claims_close(&claims);
	refusal_free(&refusal);
}

static void
read_token(const char *text, size_t length)
{
	struct jws jws;
	struct refusal refusal = {0};
	if (jws_read(&jws, text, length, &refusal))
		compare(&jws);
	jws_free(&jws);
	refusal_free(&refusal);
}

/* a token that asks for each kind of key, with a signature that none of them has */
static void
open_with(const char *text, size_t length, bool is_set)
{
	static const char *const tokens[] = {
	    "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"};
	const struct key_file file = {text, length, is_set};
	for (size_t i = 0; i < COUNT(tokens); i++) {
		struct jws jws;
		struct refusal refusal = {0};
		token_open(&jws, tokens[i], strlen(tokens[i]), &file, &refusal);
		jws_free(&jws);
		refusal_free(&refusal);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *text = length ? (const char *)bytes : "";
	struct buffer token = {0};
	buffer_say(&token, "eyJhbGciOiJSUzI1NiJ9.");
	encode(&token, bytes, length);
	buffer_say(&token, ".");
	read_token(token.text, token.length);
	free(token.text);
	read_token(text, length);
	open_with(text, length, true);
	open_with(text, length, false);
	return 0;
}
