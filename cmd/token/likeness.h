#ifndef RTOK_LIKENESS_H
#define RTOK_LIKENESS_H

#include "redact.h"

/*
 * Strings that stand in no record, as they would look in one. {0} has none; those that
 * are added count from 0, and are there once all of them are settled.
 */
struct likeness {
	struct buffer text;
	struct jschema_document *document;
	struct redacted redacted;
};

/* Adds a string or an array of them as a member, or as one of what a member has; any
 * other value is null. */
void likeness_add(
    struct likeness *, const char *member, const char *inner, struct jschema_value);
void likeness_add_text(struct likeness *, const char *member, const char *text);
void likeness_settle(struct likeness *);
/* That value: what is printed of it is what jschema_told() says. */
struct jschema_value likeness_at(const struct likeness *, size_t);
void likeness_free(struct likeness *);

#endif
