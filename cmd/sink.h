#ifndef RTOK_SINK_H
#define RTOK_SINK_H

#include "util.h"

/*
 * What a command writes to stdout, to stderr or to a file, gathered and written in large
 * pieces. A failure to write is kept, and what comes later is dropped; it is told once,
 * but not where the reader of a pipe is gone.
 */
struct sink {
	int fd;
	const char *name; /* in messages */
	bool terminal;
	bool failed;
	struct buffer text; /* not yet written */
};

/* the descriptor stays the caller's, who frees text.text at the end */
void sink_open(struct sink *, int fd, const char *name);
/* writes what has been gathered when it is much */
void sink_spill(struct sink *);
/* writes what has been gathered */
void sink_flush(struct sink *);
/* Writes a text to standard output and gives back its memory. */
enum status sink_print(struct buffer *);
/* columns of the terminal, or 80; from 20 to 1000 */
size_t sink_width(const struct sink *);

#endif
