#ifndef FUZZ_COMMAND_H
#define FUZZ_COMMAND_H

#include "../../cmd/util.h"

/* What the command wrote, and how it ended. */
struct ran {
	enum status status;
	struct buffer out;
	struct buffer err;
};

/*
 * Does a job of the command within this process, with standard input, output and error of
 * its own, and what it says on the latter is safe for a terminal. One that exits comes
 * back all the same; one that returns has given all its memory back.
 */
void command_do(struct ran *, enum status (*job)(void *), void *context,
    const char *input, size_t length);
/* The same of rtok with these words, of which the last is NULL. */
void command_run(
    struct ran *, const char *const *words, const char *input, size_t length);
void ran_free(struct ran *);

/* Demands that a text is one that a terminal can take, line by line. */
void command_is_safe(const struct buffer *);

#endif
