#ifndef RTOK_REDACT_H
#define RTOK_REDACT_H

#include "jschema.h"
#include "util.h"

/* A secret in a document. */
struct finding {
	struct jschema_value at; /* a value, or the key of a member */
	const char *code;
	char *message; /* safe to print */
};

/* Bytes of a text. */
struct span {
	size_t start;
	size_t end;
};

/* What a document looks like to those who are not to see all of it. {0} is nothing. */
struct redacted {
	struct jschema_document *document; /* masked */
	struct buffer text;                /* of that; empty where nothing is masked */
	/* of what is masked in the text of the document itself, in its order */
	struct span *spans;
	size_t span_count;
	size_t span_capacity;
	struct finding *findings; /* in the order of the text */
	size_t finding_count;
	size_t finding_capacity;
};

/*
 * Looks for secrets in a document, which was read from this text. Where there are any, it
 * is told from now on as a copy in which they are masked: see jschema_tell_as(). What
 * was redacted before is gone.
 */
void redact(
    struct redacted *, struct jschema_document *, const char *text, size_t length);
/* Forgets it, and keeps the room for another. */
void redacted_clear(struct redacted *);
void redacted_free(struct redacted *);
/* whether nothing is masked in a part of the text of the document itself */
bool redacted_shows(const struct redacted *, struct span);

#endif
