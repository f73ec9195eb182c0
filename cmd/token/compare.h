#ifndef RTOK_COMPARE_H
#define RTOK_COMPARE_H

#include "claims.h"

/* A claim and the member of a record that it is compared with; neither is null. */
struct meeting {
	const struct claims *claims;
	struct jschema_value claim, member;
	struct comparison *out; /* a match, where nothing else is said */
	const char *more;       /* what it means that they differ */
};

/* one string with another */
void compare_text(struct meeting *);
/* one string, or one of several, with another: RFC 7519 section 4.1.3 has that of aud */
void compare_audience(struct meeting *);
/* audiences with those of the resource servers, but /userinfo */
void compare_servers(struct meeting *);
/* scopes with those of the resource servers that the token is for */
void compare_scopes(struct meeting *);
/* a time that is not before that of the record */
void compare_created(struct meeting *);
/* a time that is not after that of the record, where the token was got by an exchange */
void compare_exchanged(struct meeting *);

/* Says why something cannot be compared, in three parts of a sentence. */
void give_up(
    struct comparison *, const char *before, const char *name, const char *behind);
/* Adds a text in quotes, as quote_text() does. */
void quote_buffer(struct buffer *, const struct buffer *text);

/*
 * RFC 7519 section 2: a number of seconds since 1970, which need not be whole; false
 * where it is none, or too large to be told from the next one.
 */
bool seconds_read(struct jschema_value, double *seconds);
/* Whether it is so far ahead that it hardly is a time: milliseconds are. */
bool seconds_far(double seconds, int64_t now);
/* Adds it as an instant; its digits where that has no year of four. */
void seconds_add(struct buffer *, struct jschema_value);

#endif
