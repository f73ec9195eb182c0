#ifndef RTOK_TEXTS_H
#define RTOK_TEXTS_H

#include "jschema.h"
#include "util.h"

/* Adds the characters of a string; nothing for any other value. */
void text_add(struct buffer *, struct jschema_value);
/* the same, in the words that its document is told in */
void text_tell(struct buffer *, struct jschema_value);
/* whether both are the same string, whatever escapes they are written with */
bool text_same(struct jschema_value, struct jschema_value);

/* Of a value that is one string or an array of them: tells them with blanks between;
 * false where it is neither. */
bool strings_tell(struct buffer *, struct jschema_value);
/* whether it is that string, or has it */
bool strings_have(struct jschema_value, struct jschema_value string);
/* an array without any */
bool strings_none(struct jschema_value);

#endif
