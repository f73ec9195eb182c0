#ifndef RTOK_REMARKS_H
#define RTOK_REMARKS_H

#include "codes.h"
#include "jschema.h"

struct shape;

/* Something to say about a value: a fault of its schema, or what else was found. */
struct remark {
	const char *code;
	enum severity severity;  /* where -W says nothing else; OFF: that of the code */
	struct jschema_value at; /* a value, or the key of a member */
	const struct jschema_fault *fault; /* or NULL */
	const struct shape *stranger;      /* that the value is; or NULL */
	char *message;                     /* safe to print */
};

/* Those about one document, collected to be told in the order of its text. */
struct remarks {
	struct remark *items;
	size_t count;
	size_t capacity;
	size_t strangers;     /* of them, in the order of the text */
	size_t left_out;      /* faults beyond those that are listed */
	struct buffer unseen; /* the codes of hints that nobody sees, a byte each */
};

/* Adds one; takes over the message. */
void remarks_add(struct remarks *, struct remark);
/*
 * Whether a value is, or stands in, a stranger. To be asked of one value after another in
 * the order of the text, with `next` 0 at the start.
 */
bool remarks_strange(const struct remarks *, size_t *next, struct jschema_value);
/* In the order of the text, and of their coming where they stand at one place. */
void remarks_sort(struct remarks *);
/* Forgets them, and keeps the room for others. */
void remarks_clear(struct remarks *);
void remarks_free(struct remarks *);

#endif
