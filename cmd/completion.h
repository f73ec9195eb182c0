#ifndef RTOK_COMPLETION_H
#define RTOK_COMPLETION_H

#include "util.h"

/* Adds the script that completes the command in a shell; false where there is none. */
bool completion_print(struct buffer *, const char *shell);
/* adds the names of those there are, separated by commas */
void completion_shells(struct buffer *);

#endif
