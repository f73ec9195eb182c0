#ifndef RTOK_NORMAL_H
#define RTOK_NORMAL_H

#include "jschema.h"
#include "order.h"
#include "util.h"

/* A value inside of a larger one, which another schema knows. */
struct graft {
	struct jschema_value value;
	struct jschema_subschema subschema;
};

/* How normalised JSON is laid out and spelt. */
struct normal {
	bool compact;  /* on one line */
	char fill;     /* of the indent: a space or a tab */
	size_t indent; /* how many of them a level */
	enum sort sort;
	bool canonical; /* numbers as RFC 8785 has them; what that refuses is not in it */
	bool utc;       /* date-times, where the schema says that they are */
	bool for_terminal;          /* escape also what could drive a terminal */
	struct order *order;        /* where that is done */
	const struct graft *grafts; /* in the order in which they stand in the text */
	size_t graft_count;
};

/*
 * Adds a value in normal form and a line end: UTF-8 with as few escapes as can be,
 * numbers with their digits. Done twice, it changes nothing.
 */
void normal_print(struct buffer *, const struct normal *, struct jschema_value,
    struct jschema_subschema);

/* The same on one line, without a schema and a line end. */
void normal_compact(struct buffer *, struct jschema_value);

/* Adds JSON with what could drive a terminal escaped. */
void normal_for_terminal(struct buffer *, const char *json, size_t length);
/* Adds characters as they stand in a string, without its quotes. */
void normal_add(struct buffer *, const char *characters, size_t length);

/* "null", "boolean" and so on */
const char *normal_kind(struct jschema_value);
/* The characters of a string or a key, with a NUL; the caller frees them. */
char *normal_characters(struct jschema_value, size_t *length);
/*
 * The characters of a string or the text of another scalar, safe for a terminal; "" for
 * arrays, objects and no value. The caller frees it.
 */
char *normal_safe(struct jschema_value);
/* The same for a table, where a string that reads null, true or false is in quotes. */
char *normal_shown(struct jschema_value);

#endif
