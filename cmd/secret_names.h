#ifndef RTOK_SECRET_NAMES_H
#define RTOK_SECRET_NAMES_H

#include "util.h"

/* The name of a member whose value is a secret, as it is usually spelt; NULL: it is none.
 */
const char *secret_named(const char *name, size_t length);
/* The same where a name and a value stand beside each other, as those of headers do. */
const char *secret_paired(const char *name, size_t length);
/* The name of what has such names and values as its members, as "headers", or NULL. */
const char *secret_has_pairs(const char *name, size_t length);
/* The name of what has nothing but secrets, whatever their names are, or NULL. */
const char *secret_has_cookies(const char *name, size_t length);
/* Behind "Bearer " and the like. */
const char *secret_skip_scheme(const char *at, const char *end);
/* Whether it is "Basic " that begins here. */
bool secret_begins_basic(const char *at, const char *end);
/*
 * The end of the first name in a text, or of what else tells that there may be secrets;
 * or NULL, which sets nothing. Sets whether it is a name that a text gives a value to:
 * one of a secret wherever it stands, or a short one with "=" behind it.
 */
const char *secret_name_end(const char *text, const char *end, bool *is_name);

/* of names, and of tokens */
static inline bool
secret_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

/* between the words of a name */
static inline bool
secret_is_join(char c)
{
	return c == '_' || c == '-';
}

#endif
