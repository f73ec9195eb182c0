#ifndef RTOK_QUOTE_H
#define RTOK_QUOTE_H

#include "jschema.h"
#include "util.h"

/* Adds a text in quotes: shortened, and so that a terminal can take it. */
void quote_text(struct buffer *, const char *text, size_t length);
/* Adds what a value is: "the number 5", "an array of 2 elements". */
void quote_value(struct buffer *, struct jschema_value);

#endif
