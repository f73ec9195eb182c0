#ifndef RTOK_CLAIMS_H
#define RTOK_CLAIMS_H

#include "likeness.h"
#include "options.h"
#include "token_kinds.h"

/* The claims of a token that was verified. */
struct claims {
	const struct jws *jws;
	const struct options *options;
	const struct token_kind *kind;
	int64_t now;
	/* those that are compared, each as its member looks; and the options */
	struct likeness likeness;
};

enum result { RESULT_MATCH, RESULT_DIFFERS, RESULT_NOT_COMPARABLE, RESULTS };
extern const char *const result_names[RESULTS];

/* A claim beside what it is compared with. */
struct comparison {
	const char *claim;
	const char *member; /* of the record, or the option */
	bool ties;          /* where it matches, the two are of one user */
	enum result result;
	struct buffer claimed, found; /* what was compared, as it is told; else empty */
	struct buffer text;           /* why it is not comparable; NUL-terminated */
	/* of a diagnostic: a code, or NULL; its usual severity, OFF: that of the code;
	 * and a safe message with a NUL */
	const char *code;
	enum severity severity;
	struct buffer message;
	struct jschema_value at; /* in the record */
};

enum { MOST_COMPARISONS = 16 };
struct comparisons {
	struct comparison list[MOST_COMPARISONS];
	size_t count;
};

/* False where a claim is not what RFC 7519 says that it is; claims_close() in any case.
 */
bool claims_open(
    struct claims *, const struct jws *, const struct options *, struct refusal *);
void claims_close(struct claims *);
/* Adds what the token is compared with by itself: the time, and the options. */
void claims_check(const struct claims *, struct comparisons *);
/* Adds what it is compared with in the record of a refresh token. */
void claims_compare(
    const struct claims *, struct jschema_value record, struct comparisons *);
void comparisons_free(struct comparisons *);

#endif
