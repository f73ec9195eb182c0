#ifndef RTOK_PROGRESS_H
#define RTOK_PROGRESS_H

#include "report.h"

#include <time.h>

/* How far the work is, for a terminal; {0} before it begins. */
struct progress {
	struct timespec start;
	struct timespec shown;
};

/* Shows it, at most five times a second, once the work has taken a second. */
void progress_show(struct progress *, const struct tally *, size_t files);

#endif
