#ifndef RTOK_ADVICE_H
#define RTOK_ADVICE_H

#include "jschema.h"
#include "util.h"

/*
 * Adds what to do about a value that fails a built-in schema, behind "; ", where the
 * value tells what was meant. False, and nothing is added, where it does not.
 */
bool advice_add(struct buffer *, const struct jschema_fault *);

#endif
