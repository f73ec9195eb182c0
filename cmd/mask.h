#ifndef RTOK_MASK_H
#define RTOK_MASK_H

#include "util.h"

/* What more is known of a text that gets a mask. */
enum mask_form {
	MASK_USUAL,
	MASK_SECRET, /* which is to be known to stand for one */
	MASK_USER,   /* a user_id, which begins with the name of its connection */
	MASK_NUMBER, /* that of an autonomous system */
	MASK_HOST,   /* the name of a host */
};

/*
 * Takes the key of all masks from a file, or with NULL one that is good for this run
 * alone; the process ends with STATUS_SCHEMA where that cannot be done.
 */
void mask_open(const char *file);
/*
 * Adds what stands for a text: another one of its form, always the same with the same
 * key. A mask stands for itself.
 */
void mask_add(struct buffer *, const char *text, size_t length, enum mask_form);
enum { MASK_LENGTH = 32 };

/* Whether a text is a mask of no special form. */
bool mask_is(const char *text, size_t length);

#endif
