#ifndef RTOK_HELP_H
#define RTOK_HELP_H

#include "options.h"

/* Adds how a command is used and which options it takes. */
void help_say(struct buffer *, enum command);

#endif
