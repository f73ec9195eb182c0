#ifndef RTOK_PATCH_NAME_H
#define RTOK_PATCH_NAME_H

#include "util.h"

/*
 * Adds the name of a file as patches have it: behind "a/" or "b/", from the working
 * folder or, where the file is not below that, from the root; in quotes where it has what
 * would end it or drive a terminal.
 */
void patch_name(struct buffer *, const char *side, const char *path);

#endif
