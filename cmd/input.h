#ifndef RTOK_INPUT_H
#define RTOK_INPUT_H

#include "util.h"

#include <sys/stat.h>

/* The operands of the command line, folders replaced by the files in them. */
struct input {
	char *name;    /* as it is shown: the path, or <stdin> */
	bool is_stdin; /* and not a file */
	bool lines;    /* its name, or --lines, says that each line is a document */
	/* why it is not read: a code, and a message; NULL: it is */
	const char *code;
	char *reason;
};

struct inputs {
	struct input *items;
	size_t count;
	size_t capacity;
	struct left_out *left_out; /* of the folder that is walked */
};

struct options;

/*
 * Finds the inputs of the operands; no operand is stdin. What leads to no file is among
 * them, with the reason. Without a command, that of the first operand says that it is
 * none. With -v what a folder has beside them is told.
 */
void inputs_find(struct inputs *, const struct options *);
void inputs_free(struct inputs *);
/* whether a file is one of them */
bool inputs_have(const struct inputs *, const struct stat *);
/* whether two files are one, whatever their names */
bool input_is_same(const struct stat *, const struct stat *);
/* Adds what a folder is walked for: "*.json, ...", with a word before the last one. */
void inputs_patterns(struct buffer *, const char *last);
/* how long a byte order mark is that a text begins with: 0 or 3; what is told of it */
size_t input_mark(const char *text, size_t length);
extern const char input_mark_skipped[];
/* A descriptor to read it from, or -1 and errno. */
int input_open(const struct input *);

#endif
