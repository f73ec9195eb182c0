#ifndef RTOK_PAIR_H
#define RTOK_PAIR_H

#include "claims.h"
#include "run.h"

/* What is said of a token and a record as a whole. */
enum belonging { BELONGS, BELONGS_NOT, BELONGS_UNKNOWN };

/* The two beside each other, and what came of it. */
struct pair {
	const struct claims *claims;
	const char *file; /* of the record */
	size_t number;
	const char *pointer;
	const struct comparisons *checks; /* of the token by itself */
	const struct comparisons *rows;
	const struct comparison *fault; /* of the checks, where one is an error */
	enum belonging belonging;
};

/* Prints it on standard output: a table on a terminal, else a line of JSON, or nothing
 * where a program reads a report there. */
void pair_print(struct run *, const struct pair *);

#endif
