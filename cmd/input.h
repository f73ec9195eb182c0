#ifndef RTOK_INPUT_H
#define RTOK_INPUT_H

#include "util.h"

/* The operands of the command line, folders replaced by the files in them. */
struct input {
	char *name;    /* as it is shown: the path, or <stdin> */
	bool is_stdin; /* and not a file */
	bool lines;    /* its name says that each line is a document */
};

struct inputs {
	struct input *items;
	size_t count;
	size_t capacity;
	size_t lost; /* operands that lead to none */
};

/*
 * Finds the inputs of the operands; no operand is stdin. STATUS_INPUT, after a message,
 * where one leads to no file; the others are there all the same. Without a command, the
 * message on the first operand says that it is none.
 */
enum status inputs_find(
    struct inputs *, char *const *operands, size_t count, bool without_command);
void inputs_free(struct inputs *);
/* A descriptor to read it from, or -1 after a message. */
int input_open(const struct input *);

#endif
