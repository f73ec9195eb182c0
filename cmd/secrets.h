#ifndef RTOK_SECRETS_H
#define RTOK_SECRETS_H

#include "util.h"

/*
 * Whether a text behind the name of a secret in a list may be its value, and is not one
 * more name; itself, or NULL.
 */
const char *secrets_expected(const char *value, size_t length);
/* Whether a text gives the name of a secret a value, as in "refresh_token=...", or has
 * "Bearer ..." in it. */
bool secrets_are_set_in(const char *text, size_t length);
/* Where the word ends that may be such a value, whose bytes are nearly any. */
const char *secrets_word_end(const char *at, const char *end);
/* Whether a word behind such a name is a value that nobody should see, but for what ends
 * the sentence or the brackets that it stands in. */
bool secrets_is_value(const char *at, const char *end);
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
/* Whether a text is an opaque token as Auth0 issues it, and nothing else. */
bool secrets_is_opaque(const char *text, size_t length);
/* Whether a line that is no JSON has what nobody should see. */
bool secrets_in_line(const char *text, size_t length);

#endif
