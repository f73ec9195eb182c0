#ifndef JSCHEMA_PHRASES_H
#define JSCHEMA_PHRASES_H

#include "schema.h"
#include "words.h"

/* a piece of JSON text, whose controls are escaped already, shortened and made safe */
void say_safely(struct words *, const char *text, size_t length);
/* a value or key as JSON, what containers hold left out, in the words that are told */
void say_value(struct words *, const struct jschema_document *, uint32_t node);
/* ", got the string ...": what stands there, with its kind */
void say_got(struct words *, const struct jschema_document *, uint32_t node);

enum {
	MOST_PHRASES = 8,
	MOST_FORMS = 3,
};

/* A list of what is expected, without repetitions; what does not fit is counted. */
struct phrases {
	struct words *words; /* that it is for, and that fail with it */
	unsigned known;      /* kinds that go without saying */
	const char *items[MOST_PHRASES];
	unsigned count;
	unsigned more;
	bool at_most;   /* not all of those have been looked at */
	bool of_forms;  /* which take more words, so that fewer are told */
	unsigned looks; /* at subschemas, of which there may be any number */
};

/* one of words that are put together in its arena */
void phrases_add(struct phrases *, const struct words *);
/* "A, B or C" */
void phrases_say(struct words *, const struct phrases *);
/* "a string", "null": the kinds of a set, as the subschema limits them */
void phrases_add_kinds(struct phrases *, const struct subschema_origin *, unsigned kinds);
/* the value of "const", or those of "enum", of some kinds */
void phrases_add_values(struct phrases *, const struct rule *, unsigned kinds);
/* what a subschema expects, through its references and choices to some depth */
void phrases_add_expected(
    struct phrases *, const struct jschema_schema *, uint32_t subschema, unsigned depth);
/* whether a rule is "oneOf" or "anyOf" */
bool rule_is_choice(const struct rule *);
/* or that, or "allOf" */
bool rule_has_branches(const struct rule *);

#endif
