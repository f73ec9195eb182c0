#ifndef RTOK_MASK_H
#define RTOK_MASK_H

#include "util.h"

/* Whether a text is a mask already. */
bool mask_is(const char *text, size_t length);

#endif
