#ifndef RTOK_CODES_H
#define RTOK_CODES_H

#include "util.h"

/* How bad a diagnostic is. OFF: it is not told. */
enum severity { OFF, HINT, WARNING, ERROR, SEVERITIES };

extern const char *const severity_names[SEVERITIES];

/* What a diagnostic is about: each has one code, by which it is found and set. */
struct code {
	const char *name;
	enum severity severity; /* where -W says nothing else */
	bool fixed;             /* -W may not: the document is unreadable or invalid */
	const char *meaning;    /* sentences */
	const char *advice;     /* what to do, the same */
	const char *example; /* a document that it is told of; NULL: none is that short */
	const char *schema;  /* by which; NULL: the built-in ones */
	bool is_no_fault;    /* of a document: --expect invalid does not ask for it */
};

/*
 * The code of that name. The keyword of a fault is its code; one that is in no table of
 * codes, as it may be that of another vocabulary, is a "schema" fault.
 */
const struct code *code_find(const char *name);
/* the same, or NULL where there is none */
const struct code *code_named(const char *name, size_t length);
/* the position of a code among all, from 0 */
size_t code_index(const struct code *);

/* adds the first sentence of what it means */
void code_brief(struct buffer *, const struct code *);
/*
 * Adds a line for each code, or more where those of a terminal are of some width and not
 * of 0; or all there is to say about one.
 */
void codes_list(struct buffer *, size_t width);
void code_explain(struct buffer *, const struct code *);

enum { MOST_CODES = 128 };
extern const struct code codes[];
extern const size_t code_count;

#endif
