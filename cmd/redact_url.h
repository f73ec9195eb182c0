#ifndef RTOK_REDACT_URL_H
#define RTOK_REDACT_URL_H

#include "harmless.h"

/*
 * Adds what stands for the URL of a recorded request, where it leads to an endpoint that
 * is known: its path, with masks for what is open in it. False where it is none.
 */
bool redact_url(struct buffer *, const struct place *, const char *text, size_t length);

#endif
