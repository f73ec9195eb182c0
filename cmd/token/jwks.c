/*
 * Keys as JSON (RFC 7517, RFC 7518 section 6). Which one is meant is decided by what they
 * say of themselves, before any of them is built, so that a bad one among others does no
 * harm; but one that is private spoils the set, whose file is for everybody. What the
 * token says of keys but its kid (jku, jwk, x5u, x5c) is never looked at.
 */
#include "public_key.h"

#include "base64.h"
#include "texts.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_KEYS = 100,
	MOST_MODULUS = 2048, /* bytes */
	MOST_EXPONENT = 8,   /* beyond which OpenSSL does not go */
	MOST_HALF = 66,
};

static const char CODE[] = "token-key";

static struct jschema_value
member(struct jschema_value v, const char *name)
{
	return jschema_member(v, name, strlen(name));
}

/* ---- building ---- */

/* takes over the parts of a public key */
static EVP_PKEY *
build(const char *type, OSSL_PARAM_BLD *parts)
{
	EVP_PKEY *pkey = NULL;
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(parts);
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
	if (params && context && EVP_PKEY_fromdata_init(context) == 1)
		EVP_PKEY_fromdata(context, &pkey, EVP_PKEY_PUBLIC_KEY, params);
	EVP_PKEY_CTX_free(context);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(parts);
	return pkey;
}

/* the bytes of a member in base64url, from 1 to so many */
static bool
take_bytes(struct jschema_value jwk, const char *name, size_t most, struct buffer *b)
{
	struct jschema_value v = member(jwk, name);
	size_t length = 0;
	const char *text = jschema_text(v, &length);
	return jschema_kind(v) == JSCHEMA_STRING && base64url_decode(b, text, length) &&
	    b->length > 0 && b->length <= most;
}

static BIGNUM *
number(const struct buffer *b)
{
	return BN_bin2bn((const unsigned char *)b->text, (int)b->length, NULL);
}

static bool
build_rsa(struct key *k, struct jschema_value jwk, struct refusal *r)
{
	struct buffer n = {0}, e = {0};
	BIGNUM *modulus = NULL, *exponent = NULL;
	bool good = take_bytes(jwk, "n", MOST_MODULUS, &n) &&
	    take_bytes(jwk, "e", MOST_EXPONENT, &e);
	if (!good) {
		refuse(r, CODE,
		    "n and e of an RSA key are base64url of up to 2048 and 8 bytes "
		    "(RFC 7518 section 6.3.1)");
	} else {
		OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
		modulus = number(&n);
		exponent = number(&e);
		good = parts && modulus && exponent &&
		    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, modulus) &&
		    OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, exponent);
		if (!good)
			die_of_memory();
		good = key_take(k, build("RSA", parts), r);
	}
	BN_free(modulus);
	BN_free(exponent);
	free(n.text);
	free(e.text);
	return good;
}

/* RFC 7518 section 6.2.1: both coordinates have the full length of the curve */
static bool
take_point(unsigned char point[1 + 2 * MOST_HALF], struct jschema_value jwk, size_t half)
{
	struct buffer x = {0}, y = {0};
	bool good = take_bytes(jwk, "x", half, &x) && take_bytes(jwk, "y", half, &y) &&
	    x.length == half && y.length == half;
	point[0] = POINT_CONVERSION_UNCOMPRESSED;
	if (good) {
		memcpy(point + 1, x.text, half);
		memcpy(point + 1 + half, y.text, half);
	}
	free(x.text);
	free(y.text);
	return good;
}

static bool
build_ec(
    struct key *k, struct jschema_value jwk, const struct algorithm *a, struct refusal *r)
{
	unsigned char point[1 + 2 * MOST_HALF];
	if (!take_point(point, jwk, a->half))
		return refuse(r, CODE,
		    "x and y of an EC key are base64url of the full length of its curve "
		    "(RFC 7518 section 6.2.1)");
	OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
	if (!parts ||
	    !OSSL_PARAM_BLD_push_utf8_string(
		parts, OSSL_PKEY_PARAM_GROUP_NAME, a->curve, 0) ||
	    !OSSL_PARAM_BLD_push_octet_string(
		parts, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * a->half))
		die_of_memory();
	EVP_PKEY *pkey = build("EC", parts);
	if (!pkey)
		return refuse(r, CODE, "the point of the EC key is not on its curve");
	return key_take(k, pkey, r);
}

static bool
build_key(
    struct key *k, struct jschema_value jwk, const struct algorithm *a, struct refusal *r)
{
	return a->curve ? build_ec(k, jwk, a, r) : build_rsa(k, jwk, r);
}

/* ---- private keys ---- */

/* RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; or NULL */
static const char *
private_member(struct jschema_value jwk)
{
	static const char *const names[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};
	for (size_t i = 0; i < COUNT(names); i++) {
		if (member(jwk, names[i]).document)
			return names[i];
	}
	return NULL;
}

static bool
refuse_private(struct jschema_value keys, struct refusal *r)
{
	struct jschema_item item;
	size_t i = 0;
	for (bool more = jschema_first(keys, &item); more;
	     more = jschema_next(&item), i++) {
		const char *name = private_member(item.value);
		if (!name)
			continue;
		buffer_format(refusal_begin(r, CODE, ""),
		    "expected public keys, got a private one: /keys/%zu has %s; a private "
		    "key does not belong in a key set, take its private members out (d, "
		    "p, q, dp, dq, qi, oth, k)",
		    i, name);
		return false;
	}
	return true;
}

/* ---- choosing ---- */

/* a string of a JWK as one of the names that are known */
static const char *
one_of(struct jschema_value v, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (text_is(v, names[i]))
			return names[i];
	}
	return "unknown";
}

static struct key_kind
kind_of(struct jschema_value jwk)
{
	static const char *const types[] = {"RSA", "EC", "oct", "OKP"};
	static const char *const curves[] = {"P-256", "P-384", "P-521"};
	struct jschema_value curve = member(jwk, "crv");
	return (struct key_kind){.kty = one_of(member(jwk, "kty"), types, COUNT(types)),
	    .curve = curve.document ? one_of(curve, curves, COUNT(curves)) : NULL,
	    .alg = member(jwk, "alg")};
}

/* RFC 7517 sections 4.2 and 4.3 */
static bool
is_for_verifying(struct jschema_value jwk)
{
	struct jschema_value use = member(jwk, "use"),
			     operations = member(jwk, "key_ops");
	struct jschema_item item;
	if (use.document && !text_is(use, "sig"))
		return false;
	if (!operations.document)
		return true;
	if (jschema_kind(operations) != JSCHEMA_ARRAY)
		return false;
	for (bool more = jschema_first(operations, &item); more;
	     more = jschema_next(&item)) {
		if (text_is(item.value, "verify"))
			return true;
	}
	return false;
}

/* the keys that may be meant, and of those the ones that fit */
struct choice {
	size_t unnamed; /* no kid of their own, so that no token names them */
	size_t named, fitting;
	struct jschema_value first_named, first_fitting;
};

static struct choice
choose(struct jschema_value keys, const struct jws *j, const struct algorithm *a)
{
	struct choice c = {0};
	struct jschema_item item;
	for (bool more = jschema_first(keys, &item); more; more = jschema_next(&item)) {
		struct jschema_value jwk = item.value;
		c.unnamed +=
		    jschema_kind(jwk) == JSCHEMA_OBJECT && !member(jwk, "kid").document;
		if (jschema_kind(jwk) != JSCHEMA_OBJECT ||
		    (j->kid.document && !text_same(member(jwk, "kid"), j->kid)))
			continue;
		if (c.named++ == 0)
			c.first_named = jwk;
		struct key_kind kind = kind_of(jwk);
		if (!algorithm_fits(a, &kind) || !is_for_verifying(jwk))
			continue;
		if (c.fitting++ == 0)
			c.first_fitting = jwk;
	}
	return c;
}

static bool
refuse_choice(const struct choice *c, size_t count, const struct jws *j,
    const struct algorithm *a, struct refusal *r)
{
	struct key_kind kind = kind_of(c->first_named);
	struct buffer *b = refusal_begin(r, CODE, "");
	if (c->named == 0 && j->kid.document) {
		buffer_say(b, "no key ");
		refusal_quote(b, "kid", j->kid);
		if (c->unnamed && c->unnamed == count)
			buffer_format(b,
			    " among %zu, as none has a kid; give the key that is meant "
			    "the kid of the token",
			    count);
		else
			buffer_format(b,
			    " among %zu (rotated? get the key set of the issuer anew)",
			    count);
	} else if (c->fitting > 1) {
		buffer_format(b, "the token names %s key, and %zu of them fit alg %s",
		    j->kid.document ? "one" : "no", c->fitting, a->name);
	} else if (c->named == 1 && algorithm_fits(a, &kind)) {
		buffer_say(b,
		    "the key is not for verifying signatures (use, key_ops; RFC 7517 "
		    "section 4)");
	} else if (c->named == 1) {
		return algorithm_refuse(a, &kind, r);
	} else {
		buffer_format(b, "none of %zu keys fits alg %s", c->named, a->name);
	}
	return false;
}

/* a key by itself, or what is none */
static bool
refuse_root(struct jschema_value root, struct refusal *r)
{
	bool is_key = member(root, "kty").document;
	const char *name = private_member(root);
	struct buffer *b = refusal_begin(r, CODE,
	    "expected a key set, an object with an array \"keys\" (RFC 7517 section 5)");
	if (is_key && name)
		buffer_format(b,
		    ", got one key, a private one: it has %s, which nobody else should have",
		    name);
	else if (is_key)
		buffer_say(b, ", got one key; put it into a set: {\"keys\": [{...}]}");
	else
		buffer_say(b, "; --key reads PEM");
	return false;
}

static bool
find_in(struct key *k, struct jschema_value root, const struct jws *j,
    const struct algorithm *a, struct refusal *r)
{
	struct jschema_value keys = member(root, "keys");
	if (jschema_duplicates(root.document))
		return refuse(r, CODE, "a name stands twice in an object of the key set");
	if (jschema_kind(keys) != JSCHEMA_ARRAY)
		return refuse_root(root, r);
	if (jschema_count(keys) > MOST_KEYS)
		return refuse(r, CODE, "a key set of more than 100 keys");
	if (!refuse_private(keys, r))
		return false;
	struct choice c = choose(keys, j, a);
	if (c.fitting != 1)
		return refuse_choice(&c, jschema_count(keys), j, a, r);
	return build_key(k, c.first_fitting, a, r);
}

/* a text that is meant to be, though PEM may stand in a string of it */
static bool
is_json(const char *text, size_t length)
{
	while (length && memchr(" \t\r\n", *text, 4))
		text++, length--;
	return length && (*text == '{' || *text == '[');
}

bool
jwks_find(struct key *k, const char *text, size_t length, const struct jws *j,
    const struct algorithm *a, struct refusal *r)
{
	struct jschema_error error;
	struct jschema_document *d = jschema_document_new();
	bool good;
	*k = (struct key){0};
	if (length > JWKS_MOST) {
		jschema_document_free(d);
		return refuse(r, CODE, "the key set has more than 1048576 bytes");
	}
	if (!d)
		die_of_memory();
	if (jschema_document_read(d, text, length, NULL, NULL, &error)) {
		good = find_in(k, jschema_root(d), j, a, r);
	} else if (!is_json(text, length) && pem_begins_in(text, length)) {
		good =
		    refuse(r, CODE, "expected a key set (JSON), got PEM; --key reads it");
	} else {
		good = refuse(r, CODE, error.text);
		r->line = error.line;
		r->column = error.column;
	}
	jschema_document_free(d);
	ERR_clear_error();
	return good;
}
