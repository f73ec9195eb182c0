#ifndef RTOK_SHOW_H
#define RTOK_SHOW_H

#include "shape.h"
#include "sink.h"

/*
 * Documents as people read them: a single one as a tree of its members, several, or one
 * that holds several, as a row each.
 */
struct show {
	int64_t now;
	size_t max_depth; /* that the documents were read with */
	bool color;
	size_t width; /* of the terminal; 0: there is none, and room for all */
	struct sink *out;
	/* from here on its own */
	const struct jschema_schema *schema; /* of the document added last */
	struct table *rows;
	size_t row_count;
	struct buffer
	    first; /* the text of a first single document, until a second comes */
	size_t count;
	struct buffer next; /* what the pages say of their next */
};

void show_add(struct show *, const struct shape *, struct jschema_value,
    const struct jschema_schema *);
/* prints what was added, and gives back its memory */
void show_finish(struct show *);

#endif
