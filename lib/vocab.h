#ifndef JSCHEMA_VOCAB_H
#define JSCHEMA_VOCAB_H

#include "schema.h"

struct vocabulary {
	const char *uri;
	const struct keyword *keywords;
	size_t count;
};

extern const struct vocabulary vocab_core;
extern const struct vocabulary vocab_applicator;
extern const struct vocabulary vocab_validation;
extern const struct vocabulary vocab_format;
extern const struct vocabulary vocab_metadata;
extern const struct vocabulary vocab_unevaluated;

/* the row of the keyword that a key of a schema object names, or NULL */
const struct keyword *vocab_find(const struct jschema_document *, const struct node *key);

/* the row of "type", which compiles to no rule */
const struct keyword *vocab_type(void);

/* a format (Validation 7.3) */
struct format {
	const char *name;
	bool (*check)(const char *text, size_t length);
	const char *noun;    /* with its article, in "expected ..." */
	const char *example; /* of one, as JSON text without quotes */
};

#endif
