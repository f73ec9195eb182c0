#ifndef RTOK_VERSIONS_H
#define RTOK_VERSIONS_H

#include "util.h"

/* Adds a line for each part of the command that has a version of its own. */
void versions_say(struct buffer *);

#endif
