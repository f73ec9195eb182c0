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
extern const struct vocabulary vocab_format_assertion;
extern const struct vocabulary vocab_metadata;
extern const struct vocabulary vocab_content;
extern const struct vocabulary vocab_unevaluated;

/* sets of vocabularies, in the order of the list in vocab.c */
enum {
	VOCAB_CORE = 1 << 0,
	VOCAB_APPLICATOR = 1 << 1,
	VOCAB_VALIDATION = 1 << 3,
	VOCAB_FORMAT_ASSERTION = 1 << 7,
	VOCAB_DEFAULT = (1 << 7) - 1,
	VOCAB_SETS = 1 << 8,  /* of those that are known */
	VOCAB_OTHER = 1 << 8, /* beside such a set: some that are not, nor needed */
};

/* the bit of the vocabulary that a string names; 0 when it is not known */
uint32_t vocab_bit(struct jschema_value uri);
/* the row of the keyword that a key names in the vocabularies of a resource, or NULL */
const struct keyword *vocab_find(const struct resource *, const struct node *key);

/* the same by a name */
const struct keyword *vocab_named(
    const struct resource *, const char *name, size_t length);
/*
 * Adds the names of the keywords in some vocabularies that do more than describe; false
 * when memory runs out.
 */
bool vocab_names(struct names *, struct arena *, uint32_t among);

/* the type that a string names (Validation 6.1.1), or NULL */
const char *vocab_type(struct jschema_value);
/* the name of the first type of a set, which has one */
const char *vocab_type_among(unsigned kinds);

/* the row that stands for every keyword that is not known */
extern const struct keyword vocab_unknown;
/* the row of a keyword by its name */
const struct keyword *vocab_keyword(const char *name);

/*
 * Compiles what dynamic references may lead to. When that brings nothing new, it is clear
 * which of them are none; false after an error.
 */
bool vocab_settle_dynamic(struct compiler *);

/* shared by keywords of two vocabularies, see dependencies.c */
bool compile_dependencies(struct compiler *, struct rule *);
bool check_dependencies(struct run *, const struct rule *, uint32_t node);
/* the names that the one of this index asks for, unless all are in a set of
 * run_names_set()
 */
const struct names *dependencies_missing(
    const struct dependencies *, uint32_t index, const uint64_t *seen);
/* the members of "dependencies" that are arrays: a rule of its own tells their faults */
extern const struct keyword dependencies_required;

/* whether a string names a format that has a form */
bool vocab_is_format(struct jschema_value);

/* a format (Validation 7.3) */
struct format {
	const char *name;
	bool (*check)(const char *text, size_t length);
	const char *noun;    /* with its article, in "expected ..." */
	const char *example; /* of one, as JSON text without quotes */
	bool allocates;      /* and so may fail, see format.h */
};

#endif
