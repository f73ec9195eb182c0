#ifndef RTOK_BLOCK_H
#define RTOK_BLOCK_H

#include "glance.h"
#include "printer.h"

/* A part of a block that is left to the stream, from one start of a line to another. */
struct stretch {
	size_t start, end;
	size_t good;    /* documents before it in the block */
	size_t printed; /* of what is printed of the block, before it */
};

/*
 * Whole lines of an input, and what was found in them: what is good is counted and
 * printed, and stretches of all else are left. The last line of an input may lack its
 * end.
 */
struct block {
	struct buffer text;
	struct buffer printed;
	struct stretch *stretches;
	size_t stretch_count, stretch_capacity;
	size_t good, lines;
	size_t hints[MOST_CODES]; /* that nobody sees */
};

/* Somebody who looks through blocks, with all that it takes. */
struct reader {
	struct jschema_document *document;
	struct glance glance;
	struct jschema_read_options reading;
	size_t max_size; /* of a document; 0: any */
	const struct printer *printer;
	struct order order; /* for it */
	enum redaction redaction;
	struct redacted
	    redacted; /* the document that was looked at last, where it is printed */
};

/* Begins to read for a run; false: there is no memory. */
bool reader_open(struct reader *, const struct run *, const struct printer *);
void reader_close(struct reader *);
/* Looks through the text of a block. */
void block_look_through(struct block *, struct reader *);
/* Whether most of it is left, so that to look through it was in vain. */
bool block_is_left(const struct block *);
void block_free(struct block *);

#endif
