#ifndef RTOK_QUOTE_H
#define RTOK_QUOTE_H

#include "jschema.h"
#include "util.h"

/* Adds a text in quotes: shortened, and so that a terminal can take it. */
void quote_text(struct buffer *, const char *text, size_t length);
/* The same of a string or key of a document, in the words that it is told in. */
void quote_string(struct buffer *, struct jschema_value);
/* Adds what a value is: "the number 5", "an array of 2 elements"; in
 * those words too. */
void quote_value(struct buffer *, struct jschema_value);

#endif
