#ifndef RTOK_WORD_SET_H
#define RTOK_WORD_SET_H

#include "jschema.h"
#include "util.h"

/*
 * Words in which many others are looked for. {0} is empty; what is added is there once
 * all of them are settled.
 */
struct word_set {
	struct buffer text; /* of all of them, one behind the other */
	struct word *words;
	size_t count;
	size_t capacity;
};

void word_set_add(struct word_set *, const char *text, size_t length);
/* the characters of a string; any other value is no word */
void word_set_add_string(struct word_set *, struct jschema_value);
void word_set_settle(struct word_set *);
bool word_set_has(const struct word_set *, const char *text, size_t length);
bool word_set_has_string(const struct word_set *, struct jschema_value);
void word_set_free(struct word_set *);

#endif
