#ifndef RTOK_JWS_H
#define RTOK_JWS_H

#include "refusal.h"

enum {
	JWS_MOST = 1 << 16, /* bytes of a token: libjwt keeps copies of it on the stack */
};

/* A JSON object in a segment of a token. */
struct jws_object {
	struct buffer text;
	struct jschema_document *document;
};

/*
 * A signed token in compact form (RFC 7515 section 7.1), of which nothing is verified.
 * jws_read() fills it; jws_free() is called in any case.
 */
struct jws {
	char *text; /* a copy, with a NUL at its end and nowhere else */
	size_t length;
	size_t signed_length; /* of the header, the payload and the dot between */
	struct jws_object header, payload;
	struct buffer signature;
	struct jschema_value alg;      /* a string */
	struct jschema_value kid, typ; /* strings, or no values */
};

bool jws_read(struct jws *, const char *text, size_t length, struct refusal *);
void jws_free(struct jws *);
/* whether that is its typ, with or without "application/" before it */
bool jws_is_type(const struct jws *, const char *type);
/* a claim of the payload, or no value */
struct jschema_value jws_claim(const struct jws *, const char *name);
bool jws_has(const struct jws *, const char *name);

#endif
