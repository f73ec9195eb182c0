#ifndef RTOK_REDACT_H
#define RTOK_REDACT_H

#include "jschema.h"
#include "util.h"

/* How much is masked, and where. */
enum redaction {
	REDACT_NOT,       /* secrets, in what is told of a document */
	REDACT_SIGNATURE, /* what signs somebody in, wherever it is printed */
	REDACT_FULL,      /* all that is not known to be harmless */
};

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

/* Begins: how much is masked, and where the key of the masks is; NULL: it is random. */
void redact_open(enum redaction, const char *key_file);
/*
 * Looks for what nobody should see in a document, which was read from this text. Where
 * there is any, it is told from now on as a copy in which that is masked: see
 * jschema_tell_as(). What was redacted before is gone.
 */
void redact(
    struct redacted *, struct jschema_document *, const char *text, size_t length);
/* The same of one that may be the value of a secret, of which it is not known. */
void redact_hidden(
    struct redacted *, struct jschema_document *, const char *text, size_t length);
/*
 * The same of a schema, in which what stands behind the name of a secret is most often a
 * keyword, and values are nobody's: only what has the form of a secret is masked.
 */
void redact_schema(
    struct redacted *, struct jschema_document *, const char *text, size_t length);
/* Adds a text of many documents as it is, but for what is masked in them. */
void redact_all(struct buffer *, const char *text, size_t length);
/* Forgets it, and keeps the room for another. */
void redacted_clear(struct redacted *);
void redacted_free(struct redacted *);
/* what is printed of a value */
struct jschema_value redact_printed(struct jschema_value);
/*
 * Those among the findings that stand in a value, which are together: sets the first one
 * and returns how many there are.
 */
size_t redacted_findings(
    const struct redacted *, struct jschema_value, const struct finding **first);
/* whether nothing is masked in a part of the text of the document itself */
bool redacted_shows(const struct redacted *, struct span);

#endif
