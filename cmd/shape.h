#ifndef RTOK_SHAPE_H
#define RTOK_SHAPE_H

#include "jschema.h"
#include "util.h"

struct marks;

/* What a document is, and so which schema it is checked against. */
struct shape {
	const char *name;      /* for --as and reports */
	const char *noun;      /* for messages */
	const char *sign;      /* by what it is known, for messages; or NULL */
	const char *component; /* by the short name that its built-in schema has */
	/* the member with the tokens; "" for an array; NULL: it is one */
	const char *rows;
	/* of a part of a token: the member of it that has one, or several in an array */
	const char *member;
	bool is_list; /* it is the array with all of them */
	/* of a stranger, which is no answer of the API: what is told of it; else NULL */
	const char *code;
	bool tells_secrets; /* what is told of it says already that it holds them */
	/* whether a document is one; NULL: only where the command line says so */
	bool (*fits)(const struct marks *);
	/* adds what a stranger is and what to do */
	void (*describe)(struct buffer *, struct jschema_value);
};

/*
 * By the form of the document; there is always an answer. Without `strangers`, it is one
 * of the API.
 */
const struct shape *shape_of(struct jschema_value, bool strangers);
/* one refresh token, as most documents are */
const struct shape *shape_usual(void);
/*
 * The part of a token that a value is, by the pointer that leads to it, unless
 * nothing in it is known; or NULL.
 */
const struct shape *shape_of_part(const char *pointer, struct jschema_value);
/* one of the API, by its name; or NULL */
const struct shape *shape_named(const char *name);
/* whether a code tells that a document is a stranger */
bool shape_has(const char *code);
/* adds the names of those that are of the API, separated by commas */
void shape_names(struct buffer *);
/* Adds what is told of a text that is a JWT and no JSON; false where it is none. */
bool shape_describe_jwt(struct buffer *, const char *text, size_t length);
/* what all tokens have: an object with it may be one that has more */
bool shape_has_identity(struct jschema_value);
/* the array with the tokens of a document that holds several; else no value */
struct jschema_value shape_rows(const struct shape *, struct jschema_value);

#endif
