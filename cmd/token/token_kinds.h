#ifndef RTOK_TOKEN_KINDS_H
#define RTOK_TOKEN_KINDS_H

#include "jws.h"

enum {
	KIND_ID = 1,
	KIND_ACCESS = 2,
	KIND_ACCESS_9068 = 4,
	KIND_LOGOUT = 8,
	KIND_APPLICATION = 16,
};

/* What a token is, which says what its claims can be compared with. */
struct token_kind {
	const char *name;
	unsigned bit;
	const char *incomparable; /* why nothing of it can be; or NULL */
	bool (*is)(const struct jws *);
};

const struct token_kind *token_kind_of(const struct jws *);
/* an audience that is no API of anybody's, but the one that tells about the user */
bool token_is_userinfo(struct jschema_value audience);

#endif
