#ifndef JSCHEMA_SCALAR_H
#define JSCHEMA_SCALAR_H

#include "document.h"
#include "source.h"

/*
 * The scalars of the grammar (RFC 8259), but for the common run of a string, which the
 * reader looks over itself. Each function returns where the scalar ends, or NULL after a
 * failure; of what kind it is goes to *about, as in a node.
 */

/* behind a number (section 6) or a literal (section 3) */
const char *scalar_word(const struct source *, const char *at, uint32_t *about);
/* at the closing quote of a string (section 7), of whose bytes the first is given */
const char *scalar_string(const struct source *, const char *at, uint32_t *about);

#endif
