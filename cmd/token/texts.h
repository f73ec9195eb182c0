#ifndef RTOK_TEXTS_H
#define RTOK_TEXTS_H

#include "jschema.h"
#include "util.h"

/* Adds the characters of a string; nothing for any other value. */
void text_add(struct buffer *, struct jschema_value);
/* the same, in the words that its document is told in */
void text_tell(struct buffer *, struct jschema_value);
/* whether it is a string of these characters */
bool text_is(struct jschema_value, const char *);
/* whether both are the same string, whatever escapes they are written with */
bool text_same(struct jschema_value, struct jschema_value);

/* The first string of a value that is one or an array of them; false where none is. */
bool strings_first(struct jschema_value, struct jschema_item *);
/* the one behind */
bool strings_next(struct jschema_item *);
/* Tells them with blanks between; false where there is none, nor an empty array. */
bool strings_tell(struct buffer *, struct jschema_value);
/* whether one of them is that string */
bool strings_have(struct jschema_value, struct jschema_value string);
/* an array without any */
bool strings_none(struct jschema_value);

#endif
