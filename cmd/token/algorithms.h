#ifndef RTOK_ALGORITHMS_H
#define RTOK_ALGORITHMS_H

#include "jws.h"

/* A way to sign (RFC 7518 section 3.1) that needs no shared secret. */
struct algorithm {
	const char *name;
	const char *kty; /* of the keys that it is for */
	const char *curve;
	const char *digest; /* as OpenSSL calls it */
	bool pss;
	size_t half; /* bytes of each number in a signature by an elliptic curve */
};

/* What a key says of its use. */
struct key_kind {
	const char *kty;          /* "RSA", "EC" */
	const char *curve;        /* "P-256"; or NULL */
	struct jschema_value alg; /* the only one that it is for, or no value */
};

/* that of the token, by its exact name; false where it is none of the table */
bool algorithm_find(const struct algorithm **, const struct jws *, struct refusal *);
/*
 * Whether a key is for it: the key decides, never the token (RFC 8725 section 3.1). The
 * names of OpenSSL and of JWK are the same here.
 */
bool algorithm_fits(const struct algorithm *, const struct key_kind *);
/* Says why it does not; returns false. */
bool algorithm_refuse(
    const struct algorithm *, const struct key_kind *, struct refusal *);

#endif
