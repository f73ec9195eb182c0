#ifndef RTOK_SECRETS_H
#define RTOK_SECRETS_H

#include "util.h"

/* The name of a member whose value is a secret, as it is usually spelt; NULL: it is none.
 */
const char *secrets_named(const char *name, size_t length);
/* The same where a name and a value stand beside each other, as those of headers do. */
const char *secrets_paired(const char *name, size_t length);
/* The same of a member that has what somebody signs in with, by the name of the way. */
const char *secrets_schemed(const char *name, size_t length);
/*
 * Whether a text behind such a name in a list may be the value of it, and is not one more
 * name; as the name of what it is, or NULL.
 */
const char *secrets_expected(const char *value, size_t length);
/* Whether a text gives one of them a value, as in "refresh_token=...", or is "Bearer ..."
 */
bool secrets_are_set_in(const char *text, size_t length);
/* Whether the value of such a member only stands for a secret: a mask, a placeholder. */
bool secrets_is_stand_in(const char *name, const char *value, size_t length);
/*
 * Whether it is one short word, as "none", "n/a" and "changeme" are: most of these are no
 * secrets, but nobody can tell, so they are hidden without a word.
 */
bool secrets_is_word(const char *value, size_t length);
/*
 * Whether it is worth to look for secrets in the text of a document; false means that
 * there are none, which is cheap to know of most.
 */
bool secrets_may_be_in(const char *text, size_t length);
/* Whether a line that is no JSON has what nobody should see. */
bool secrets_in_line(const char *text, size_t length);
/* Whether a text that is no JSON ends within the value of a member whose name says so. */
bool secrets_reach_behind(const char *text, size_t length);

#endif
