#ifndef RTOK_SECRET_BROKEN_H
#define RTOK_SECRET_BROKEN_H

#include "util.h"

/* Whether a text that begins like JSON and is none has a secret behind the name of one.
 */
bool secret_in_broken(const char *text, size_t length);
/* Whether a text that is no JSON ends within the value of a member whose name says so. */
bool secret_reaches_behind(const char *text, size_t length);

#endif
