#ifndef FUZZ_JUDGED_H
#define FUZZ_JUDGED_H

#include "jschema.h"

/*
 * Checks a value against a schema in each way there is, and demands that all agree and
 * that what is told of it is whole: a fault has a keyword, words and a place that exists.
 */
void judged(const struct jschema_schema *, struct jschema_value);

/* Demands that an error tells why, in words that a terminal can take. */
void told_why(const struct jschema_error *);

#endif
