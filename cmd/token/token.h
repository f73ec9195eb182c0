#ifndef RTOK_TOKEN_H
#define RTOK_TOKEN_H

#include "public_key.h"

/* What a key is looked for in, as it was read. */
struct key_file {
	const char *text;
	size_t length;
	bool is_set; /* a JWK Set, and else PEM */
};

/*
 * Reads a signed token and verifies it, by a key that decides about its algorithm. False
 * with the reason; jws_free() in any case.
 */
bool token_open(struct jws *, const char *text, size_t length, const struct key_file *,
    struct refusal *);
/* the version of libjwt that this was built with; it does not tell its own */
const char *token_library(void);

#endif
