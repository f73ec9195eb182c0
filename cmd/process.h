#ifndef RTOK_PROCESS_H
#define RTOK_PROCESS_H

#include "options.h"

/* Reads, checks and prints the inputs of a command line. */
enum status process(const struct options *);

#endif
