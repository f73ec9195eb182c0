#ifndef RTOK_SHOW_H
#define RTOK_SHOW_H

#include "coverage.h"
#include "grid.h"
#include "shape.h"

/* What is asked for. */
struct show_options {
	struct screen screen; /* without an `out` nothing is printed */
	int64_t now;
	size_t max_depth;          /* that the documents are read with */
	const char *columns;       /* of --columns, or NULL */
	struct coverage *coverage; /* counts, in place of what is shown; NULL: none */
	bool name_files;           /* there are several */
};

/*
 * Documents as people read them: a single one as a tree of its members, several, or one
 * that holds several, as a row each.
 */
struct show;
/*
 * STATUS_USAGE for a name in --columns that is none of a column; NULL is no such option.
 * The schema is that of a token, with NULL every member is one.
 */
void show_check_columns(const char *names, const struct jschema_schema *);
struct show *show_new(const struct show_options *);
/* The name of a file is the same text for all that is in it. */
void show_add(struct show *, const struct shape *, struct jschema_value,
    const struct jschema_schema *, const char *file, struct jschema_place);
/* prints what was added, and gives back its memory */
void show_finish(struct show *);

#endif
