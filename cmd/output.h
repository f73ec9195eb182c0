#ifndef RTOK_OUTPUT_H
#define RTOK_OUTPUT_H

#include "util.h"

/*
 * What a command writes to stdout or stderr, gathered and written in large pieces. A
 * failure to write is kept and told once.
 */
struct output {
	int fd;
	const char *name; /* in messages */
	bool terminal;
	bool failed;
	struct buffer text; /* not yet written */
};

void output_open(struct output *, int fd, const char *name);
/* writes what has been gathered when it is much */
void output_spill(struct output *);
/* writes what has been gathered */
void output_flush(struct output *);
/* columns of the terminal, or 80 */
size_t output_width(const struct output *);

#endif
