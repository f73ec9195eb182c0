#ifndef RTOK_STREAM_PARTS_H
#define RTOK_STREAM_PARTS_H

#include "stream.h"

/* What the two files of a stream have of each other, and nobody else. */

/* ---- of stream.c ---- */

enum { RECORD_SEPARATOR = 0x1e };

static inline bool
separates(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == RECORD_SEPARATOR;
}

/* Adds a block to the buffer; false when reading failed. */
bool stream_read_block(struct stream *);
/* Forgets what was read, whose lines count from now on. */
void stream_discard(struct stream *);
/* The line end behind an offset of the buffer, or NULL. */
const char *stream_line_end(const struct stream *, size_t offset);
/* Whether a line ends before the next value, and whether there is one. */
bool stream_has_line_end(const struct stream *, bool *follows);

/* ---- of stream_fault.c ---- */

/* Notes of a value what may belong to one with the next. */
void stream_note_loose(struct stream *);
/* The value that the error is about is at fault; FAILED: what tells more was not read. */
enum stream_event stream_fault(struct stream *);
/* Passes over what is at fault, and gives the bytes of it that are there. */
size_t stream_skip(struct stream *);
/* Whether a line at fault has no end that is worth waiting for, which is the error. */
bool stream_is_endless(struct stream *);

#endif
