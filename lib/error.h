#ifndef JSCHEMA_ERROR_H
#define JSCHEMA_ERROR_H

#include "jschema.h"

/* No failure yet. Most calls succeed, so the arrays are not cleared, only emptied. */
void error_clear(struct jschema_error *error);
/* Of a call that checks a value: no failure yet, unless there is no value; then false. */
bool error_begin(struct jschema_error *, struct jschema_value);
/*
 * Notes why a call fails, unless an earlier reason stands there already. Always false, so
 * that a caller can return it. `error` may be NULL.
 */
bool error_set(struct jschema_error *error, enum jschema_code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for the commonest reason. */
bool error_no_memory(struct jschema_error *error);

#endif
