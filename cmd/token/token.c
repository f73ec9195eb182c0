/*
 * The door to libjwt, which is asked one thing: is the signature good? It gets what the
 * guard let pass, a key that was written here, and an algorithm that the key chose; it is
 * believed only if it has used that one. What it cannot read, OpenSSL verifies: releases
 * before 1.12 know no typ but JWT, and none of 1.x verifies PS.
 */
#include "token.h"

#include "verify.h"

#include <errno.h>
#include <jwt.h>
#include <string.h>

#ifndef LIBJWT_VERSION
#define LIBJWT_VERSION "1"
#endif

/* RFC 7519 section 5.1, RFC 9068 section 2.1, OpenID Connect Back-Channel Logout 1.0
 * section 2.4 */
static const char *const types[] = {"JWT", "at+jwt", "logout+jwt"};

static bool
check_type(const struct jws *j, struct refusal *r)
{
	if (!j->typ.document)
		return true;
	for (size_t i = 0; i < COUNT(types); i++) {
		if (jws_is_type(j, types[i]))
			return true;
	}
	struct buffer *b = refusal_begin(r, "token-unsupported", "typ ");
	refusal_quote(b, "typ", j->typ);
	buffer_say(b, " is none of JWT, at+jwt and logout+jwt");
	return false;
}

/* without a key it only reads, and all that it refuses is refused for its form */
static bool
can_read(const struct jws *j)
{
	jwt_t *jwt = NULL;
	bool good = jwt_decode(&jwt, j->text, NULL, 0) == 0;
	jwt_free(jwt);
	return good;
}

static bool
decode(const struct jws *j, const struct key *k, const struct algorithm *a)
{
	jwt_t *jwt = NULL;
	bool good = jwt_decode(&jwt, j->text, (const unsigned char *)k->pem,
			(int)strlen(k->pem)) == 0 &&
	    jwt && jwt_get_alg(jwt) == jwt_str_alg(a->name);
	jwt_free(jwt);
	return good;
}

static bool
verify(const struct jws *j, const struct key *k, const struct algorithm *a,
    struct refusal *r)
{
	if (!algorithm_fits(a, &k->kind))
		return algorithm_refuse(a, &k->kind, r);
	if (!check_type(j, r))
		return false;
	bool good = a->pss || !can_read(j) ? verify_signature(j, k, a) : decode(j, k, a);
	return good ||
	    refuse(r, "token-signature",
		"the signature of the token is not that of the key");
}

bool
token_open(struct jws *j, const char *text, size_t length, const struct key_file *file,
    struct refusal *r)
{
	const struct algorithm *a;
	struct key k = {0};
	errno = 0;
	bool good = jws_read(j, text, length, r) && algorithm_find(&a, j, r);
	if (good && file->is_set)
		good = jwks_find(&k, file->text, file->length, j, a, r);
	else if (good)
		good = pem_find(&k, file->text, file->length, r);
	good = good && verify(j, &k, a, r);
	/* without memory libjwt and libcrypto refuse what is good */
	if (!good && errno == ENOMEM)
		die_of_memory();
	key_free(&k);
	return good;
}

const char *
token_library(void)
{
	return LIBJWT_VERSION;
}
