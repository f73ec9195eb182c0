#ifndef RTOK_LINT_H
#define RTOK_LINT_H

#include "listing.h"
#include "options.h"
#include "remarks.h"
#include "subject.h"

#include <limits.h>

enum {
	MOST_NAMES = 31, /* that a built-in schema lists */
	MOST_RULES = 64,
};

/* a bit for each */
_Static_assert(MOST_NAMES <= sizeof(uint32_t) * CHAR_BIT, "MOST_NAMES");

/* Positions behind those of the names: of no value at all, and of the object itself. */
enum { NOWHERE, ITSELF, BEHIND_NAMES };

/* The kinds of objects that rules look at. */
enum object {
	OBJECT_RESPONSE,
	OBJECT_REQUEST,
	OBJECT_PAGE,
	OBJECT_LIST,
	OBJECT_DEVICE,
	OBJECT_SERVER,
	OBJECT_METADATA,
	OBJECTS,
};

/* What there is to know of a kind of objects. */
struct kind {
	const struct listing
	    *names; /* of its schema; NULL: they were not asked for yet */
	size_t first_rule, end_rule;
	/* where these stand, in which rules look on */
	size_t device, servers, metadata;
};

/* The members of one object, by the positions of their names. */
struct frame {
	struct jschema_value object;
	/* the first of each name, or none, and what stands behind */
	struct jschema_value values[MOST_NAMES + BEHIND_NAMES];
	size_t known, unknown;        /* members that the schema knows, and others */
	int64_t instants[MOST_NAMES]; /* of dates, where they were asked for */
	uint32_t asked;               /* bits: which of them were */
	uint32_t dated;               /* which of those are dates */
};

/* The rules at work. {.options = o} begins, lint_free() ends. */
struct lint {
	const struct options *options;
	struct listings listings;
	struct kind kinds[OBJECTS];
	/* what the document before was, and the kind of objects that is */
	const struct shape *shape;
	enum object object;
	/* the positions of what each rule is about; nowhere: it is off */
	unsigned char members[MOST_RULES], others[MOST_RULES];
	char codes[MOST_RULES];               /* the index of the code of each */
	enum severity severities[MOST_RULES]; /* as the command line has them */
	bool shows_hints;                     /* else they are only counted */
	struct buffer scratch;                /* of characters that have to be decoded */
	/* the document, if lint_recognises() it, until rules have looked at it */
	struct frame document;
	/* of the document that is looked at */
	struct remarks *remarks;
	bool is_whole;   /* and no part of one */
	bool in_rows;    /* it holds several tokens */
	bool is_request; /* and not an answer */
	size_t suggestions;
	struct jschema_pointers *pointers; /* NULL: none was asked for yet */
};

/*
 * Whether a document is one response and nothing else, as all of its members show; where
 * not, subject_recognise() has to look at it. So most documents are known at once.
 */
bool lint_recognises(struct lint *, struct subject *);
/* Adds what the rules find in a value that a schema was asked about. */
void lint(struct lint *, const struct subject *, struct remarks *);
void lint_free(struct lint *);
/* whether a rule tells it, and so only where the data is known */
bool lint_has(const struct code *);

#endif
