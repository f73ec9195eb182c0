#ifndef RTOK_COLUMNS_H
#define RTOK_COLUMNS_H

#include <stddef.h>

/* Takes the widths of characters from the user's locale; cheap where that is done. */
void columns_begin(void);
/* The columns of a terminal that a text takes, which jschema_escape() made safe for it.
 */
size_t columns_of(const char *safe, size_t length);

#endif
