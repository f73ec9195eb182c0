#ifndef RTOK_PUBLIC_KEY_H
#define RTOK_PUBLIC_KEY_H

#include "algorithms.h"

struct evp_pkey_st;

enum { PEM_MOST = 1 << 16, JWKS_MOST = 1 << 20 }; /* bytes */

/* A public key that is fit to verify with; {0} is none. */
struct key {
	struct key_kind kind;
	struct evp_pkey_st *pkey;
	char *pem; /* the same, as "PUBLIC KEY" */
};

/*
 * Takes over what OpenSSL has read: an RSA key from 2048 to 16384 bits, or a point on
 * P-256, P-384 or P-521; anything else, also NULL, is refused. key_free() in any case.
 */
bool key_take(struct key *, struct evp_pkey_st *, struct refusal *);
void key_free(struct key *);

/* The first key or certificate in a PEM file (RFC 7468), where all in it are public. */
bool pem_find(struct key *, const char *text, size_t length, struct refusal *);
/* whether a block begins in it */
bool pem_begins_in(const char *text, size_t length);

/*
 * The one key of a JWK Set (RFC 7517 section 5) that a token names, or where it names
 * none the only one that fits.
 */
bool jwks_find(struct key *, const char *text, size_t length, const struct jws *,
    const struct algorithm *, struct refusal *);

#endif
