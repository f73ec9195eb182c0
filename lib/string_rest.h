#ifndef JSCHEMA_STRING_REST_H
#define JSCHEMA_STRING_REST_H

#include "document.h"
#include "source.h"

/*
 * The closing quote of a string, from a byte on that is not plain: escapes and characters
 * beyond ASCII add their flags to *about. NULL after a failure.
 */
const char *string_rest(const struct source *, const char *at, uint32_t *about);

#endif
