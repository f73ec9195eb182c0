#ifndef RTOK_PROCESS_H
#define RTOK_PROCESS_H

#include "run.h"

/* Reads, checks and prints the inputs of a command line; the guest may be NULL. */
enum status process(const struct options *, const struct guest *);

#endif
