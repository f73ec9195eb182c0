#ifndef RTOK_DIFF_H
#define RTOK_DIFF_H

#include "util.h"

/* Two texts to compare, and how what differs is shown. */
struct diff {
	const char *name; /* of the file, as people know it */
	const char *before;
	size_t before_length;
	const char *after;
	size_t after_length;
	bool color;
	bool for_terminal; /* escape what could drive a terminal */
};

/*
 * Adds the lines that differ in the unified form that patch(1) and git-apply(1) read,
 * with three lines around; nothing where the texts are equal. The time it takes is that
 * of the texts, and no more than some hundred times that of all their lines.
 */
void diff_print(struct buffer *, const struct diff *);

#endif
