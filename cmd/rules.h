#ifndef RTOK_RULES_H
#define RTOK_RULES_H

#include "lint.h"

struct rule;

/* What a rule looks at. */
struct sight {
	struct lint *lint;
	const struct rule *rule;
	struct frame *frame;         /* the object */
	struct jschema_value key;    /* of a member of the metadata, else no value */
	struct jschema_value value;  /* of the member, or the object itself */
	const struct listing *names; /* of the object's schema */
};

/* What the schema cannot say about one kind of objects, or one member of them. */
struct rule {
	const char *code;
	enum object object;
	const char *member; /* that has to be there; NULL: the object as a whole */
	void (*look)(const struct sight *);
	enum severity severity; /* where it is another than that of the code */
	const char *other;      /* a member that is compared */
};

/* those of one kind of objects stand together */
extern const struct rule rules[];
extern const size_t rule_count;

/* those of a kind of objects */
const struct listing *lint_names(struct lint *, enum object);
/* the same of those that have escapes */
const char *lint_decoded(struct lint *, struct jschema_value, size_t *length);
/* the characters of a string or key, good until the next call; of anything else NULL */
static inline const char *
lint_text(struct lint *l, struct jschema_value v, size_t *length)
{
	const char *text = jschema_string(v, NULL, length);
	return text ? text : lint_decoded(l, v, length);
}
/* the pointer of a value of the document, good until the next call */
const char *lint_pointer(struct lint *, struct jschema_value);
/* Adds "expected ..., got (the value)", and what to do behind "; " unless it is NULL. */
void lint_say(const struct sight *, struct jschema_value at, const char *expected,
    const char *to_do);
/* true for a hint that nobody sees: it is counted, and needs no message */
bool lint_counts(const struct sight *);
/* Adds a message, which it takes over. */
void lint_tell(const struct sight *, struct jschema_value at, struct buffer message);
/* whether a member that the schema knows is not there */
bool lint_is_absent(const struct sight *, const char *name);
/* of ASCII, whatever the locale is */
static inline char
lint_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* the rules about names */
void look_known(const struct sight *);
void look_unknown(const struct sight *);
void look_request(const struct sight *);

#endif
