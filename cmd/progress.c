/* A line for those who wait. */
#include "progress.h"

#include "leaving.h"

#include <stdlib.h>

enum { FIRST = 1000, EVERY = 200 }; /* milliseconds */

static long
since(const struct timespec *then, const struct timespec *now)
{
	return (long)(now->tv_sec - then->tv_sec) * 1000 +
	    (now->tv_nsec - then->tv_nsec) / 1000000;
}

void
progress_show(struct progress *p, const struct tally *t, size_t files)
{
	struct timespec now;
	struct buffer line = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (p->start.tv_sec == 0)
		p->start = now;
	if (since(&p->start, &now) < FIRST || since(&p->shown, &now) < EVERY)
		return;
	p->shown = now;
	buffer_format(&line, "file %zu of %zu, %zu valid, %zu invalid", t->files, files,
	    t->valid, t->invalid);
	if (t->unreadable)
		buffer_format(&line, ", %zu unreadable", t->unreadable);
	leaving_watch();
	passing_show(&line);
	free(line.text);
}
