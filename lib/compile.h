#ifndef JSCHEMA_COMPILE_H
#define JSCHEMA_COMPILE_H

#include "vocab.h"

/* What the compile functions of keywords may call. */
struct compiler {
	struct jschema_schema *schema;
	struct jschema_error *error;
	bool assert_format;
	bool is_trusted;          /* nobody is warned */
	uint32_t capacity;        /* of the arrays of subschemas */
	uint32_t done;            /* subschemas that are compiled; the others wait */
	uint32_t current;         /* the subschema at work */
	struct dynamic *dynamics; /* of which more than one dynamic anchor may decide */
	struct names anchors;     /* the dynamic ones, to the subschema of one of them */
	struct names contested;   /* those that several resources have */
	/* of the schema object at work, because keywords look at those beside them; NULL:
	 * not yet compiled */
	const struct names *properties;
	const struct pattern_targets *patterns;
	/* for "did you mean": the keywords of each set of vocabularies, the formats, and
	 * the work done */
	struct names keywords[VOCAB_SETS];
	struct names formats;
	uint64_t compared;
};

static inline const struct node *
rule_value(const struct rule *rule)
{
	return &rule->resource->document->nodes[rule->source];
}

/* Refuses the schema because of a node of a resource: always false. */
bool compile_fail(struct compiler *, const struct resource *, uint32_t node,
    enum jschema_code, const char *text);
/* The same for the value of the keyword, which must be `what`. */
bool compile_expect(struct compiler *, const struct rule *, const char *what);
/* The same for a value in it, with more behind what was found. */
bool compile_expect_at(struct compiler *, const struct rule *, uint32_t node,
    const char *what, const char *more);
/* For keywords whose value has to be a string and says no more. */
bool compile_string(struct compiler *, struct rule *);
/* The index of the subschema at a node, which gets compiled later; false after an error.
 */
bool compile_subschema(
    struct compiler *, const struct resource *, uint32_t node, uint32_t *target);
/* The value of another keyword beside that of a rule, or 0. */
uint32_t compile_sibling(const struct rule *, const char *keyword);
/* The characters of a string, in the schema's arena; NULL after an error. */
char *compile_characters(
    struct compiler *, const struct resource *, uint32_t node, size_t *length);
/*
 * A set of distinct strings from the value of the keyword, an array of them. NULL after
 * an error, which says that the keyword must be `what`.
 */
const struct names *compile_strings(
    struct compiler *, const struct rule *, const char *what);
/* The pattern of a string or key, kept as long as the schema; NULL after an error. */
struct pattern *compile_pattern_at(
    struct compiler *, const struct resource *, uint32_t node);

#endif
