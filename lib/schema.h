/*
 * The compiled form of a schema. Each subschema has, for every kind of value, the list of
 * rules that can fail on it: checking switches on the kind once and then only asks. The
 * cold half of a subschema, its place in the schema's text, stands apart.
 */
#ifndef JSCHEMA_SCHEMA_H
#define JSCHEMA_SCHEMA_H

#include "arena.h"
#include "document.h"
#include "names.h"
#include "registry.h"

enum {
	KINDS = 6,
	ANY_KIND = (1 << KINDS) - 1,
	NO_SUBSCHEMA = -1,
};

#define KIND_BIT(kind) (1U << (kind))

/* sets of one kind, for the tables of keywords */
enum {
	NUMBERS = 1 << JSCHEMA_NUMBER,
	STRINGS = 1 << JSCHEMA_STRING,
	ARRAYS = 1 << JSCHEMA_ARRAY,
	OBJECTS = 1 << JSCHEMA_OBJECT,
};

struct run;
struct rule;
struct compiler;
struct pattern;
struct owned_document;
struct equal_set;
struct pattern_list;
struct format;

/* The subschemas of allOf, anyOf or oneOf. */
struct branches {
	uint32_t count;
	const uint32_t *targets;
	/* where no two branches accept the same kind: the one for each kind, or
	 * NO_SUBSCHEMA */
	bool disjoint;
	int64_t by_kind[KINDS];
};

/* "patternProperties": each member whose name matches is for the target. */
struct pattern_targets {
	uint32_t count;
	struct pattern **patterns;
	uint32_t *targets;
};

/* What "additionalProperties" leaves to the keywords beside it. */
struct additional {
	uint32_t target;
	const struct names *properties;         /* NULL: none */
	const struct pattern_targets *patterns; /* NULL: none */
};

/* "items" begins behind "prefixItems". */
struct items {
	uint32_t target;
	uint32_t from;
};

/* "contains", or "minContains" or "maxContains" beside it. */
struct contains {
	uint32_t target;
	uint64_t count; /* at least, or at most */
	bool
	    is_told_more; /* of "contains": "minContains" is there and asks for no less */
};

/* "if" with the keywords beside it; NO_SUBSCHEMA where one is not there. */
struct condition {
	uint32_t if_target;
	int64_t then_target;
	int64_t else_target;
};

/* "dependentSchemas" or "dependentRequired"; of "dependencies" of old the one or other.
 */
struct dependencies {
	struct names names;            /* to indexes of the two */
	int64_t *targets;              /* NO_SUBSCHEMA: names are required */
	const struct names **required; /* what the name asks for; NULL: a subschema */
	struct names wanted; /* all that are required; their values are theirs there */
};

/* "$dynamicRef": the outermost resource that has the dynamic anchor decides. */
struct dynamic {
	uint32_t target;    /* where none has it */
	const char *anchor; /* NULL: it always leads to the target, as "$ref" does */
	size_t length;
	struct dynamic *next; /* while compiling: of those that are not settled */
};

/* A keyword's value, made ready. */
union operand {
	uint64_t count;
	uint32_t target; /* a subschema */
	struct branches *branches;
	const struct names *names; /* of "properties" to targets; of "required" */
	const struct additional *additional;
	const struct pattern_targets *pattern_targets;
	const struct items *items;
	const struct contains *contains;
	const struct condition *condition;
	struct dependencies *dependencies;
	const struct dynamic *dynamic;
	struct pattern *pattern;
	const struct format *format;
	const struct equal_set *values; /* of "enum"; NULL: few */
};

/* A keyword in a subschema. */
struct rule {
	bool (*check)(struct run *, const struct rule *, uint32_t node);
	union operand operand;
	const struct keyword *keyword;
	const struct resource *resource;
	uint32_t source; /* the keyword's value, a node of the resource's document */
	uint32_t object; /* the schema object it stands in */
};

enum { ASKS_THE_WAY = 1 << 7 };

/* The hot half: what it takes to come to a verdict. */
struct subschema {
	uint8_t kinds; /* what "type" admits */
	/* kinds for which it has a keyword that asks what was evaluated; and whether some
	 * reference depends on the way through it (Core 8.2.3.2) */
	uint8_t asks;
	uint8_t rule_count[KINDS];
	uint32_t first_rule[KINDS];
};

/* What only the compiler and explanations ask for. */
struct subschema_origin {
	const struct resource *resource;
	uint32_t source;          /* its node */
	const struct rule *type;  /* whose kinds are those of the hot half; NULL: none */
	const struct rule *alias; /* it is only this reference, and its hot half a copy */
	uint32_t final;           /* of this one's, where the references end */
	uint8_t accepts;          /* see schema_accepts() */
	enum { ACCEPTS_UNKNOWN, ACCEPTS_AT_WORK, ACCEPTS_KNOWN } accepts_state;
	struct rule *rules; /* all, in the order they are checked */
	uint32_t rule_count;
	bool is_empty; /* it has members, and none is a keyword or was warned of */
};

struct jschema_schema {
	struct arena arena;
	struct registry registry;
	struct subschema *subschemas;
	struct subschema_origin *origins;
	uint32_t count;
	struct rule *rules;
	uint32_t root;
	struct pattern_list *patterns;
	struct owned_document *documents; /* that were read for references */
	unsigned accepts_depth;
	bool asks;       /* some subschema asks what was evaluated */
	bool is_dynamic; /* a reference depends on the way to it (Core 8.2.3.2) */
};

/* how a keyword's value holds subschemas */
enum holds {
	HOLDS_NONE,
	HOLDS_ONE,
	HOLDS_LIST,
	HOLDS_MAP,
	HOLDS_EITHER, /* an object of schemas and of other things */
};

/* cheap rules come first */
enum order {
	ORDER_SIZE,
	ORDER_VALUE,
	ORDER_TEXT,
	ORDER_CHILDREN,
	ORDER_IN_PLACE,
	ORDER_REST
};

struct keyword {
	const char *name;
	enum holds holds;
	uint8_t kinds; /* of values it can fail on */
	enum order order;
	bool is_reference; /* $ref and $dynamicRef */
	bool is_dynamic;   /* $dynamicRef */
	bool is_condition; /* if */
	/* one more rule that the same value makes, or NULL */
	const struct keyword *also;
	/*
	 * Makes the operand of rule->source. It may clear rule->check, where the keyword
	 * can never fail; false after an error. NULL: the keyword asserts nothing.
	 */
	bool (*compile)(struct compiler *, struct rule *);
	bool (*check)(struct run *, const struct rule *, uint32_t node);
	/* what a keyword that passed says of the value (Core 7.7); NOTHING: no annotation
	 */
	enum annotates {
		NOTHING,
		ITS_VALUE,   /* the value of the keyword */
		ITS_MEMBERS, /* the names of the members it was applied to */
		ITS_PREFIX, /* the index of the last element it was applied to, or true */
		ITS_REST,   /* true where it was applied to an element */
		ITS_MATCHES, /* the indexes of the elements that matched */
	} annotates;
	/* the kinds of values that this rule may let pass; NULL: all */
	unsigned (*accepts)(struct jschema_schema *, const struct rule *);
	/*
	 * Whether the rule can only pass, so that it is left out unless somebody asks
	 * what was evaluated; NULL: it can fail.
	 */
	bool (*is_idle)(const struct jschema_schema *, const struct rule *);
	/* what can only be said when every subschema is there; NULL: nothing */
	void (*link)(struct jschema_schema *, struct rule *);
	/*
	 * The subschema whose verdict on values of a kind is that of the rule, or
	 * NO_SUBSCHEMA; asked once all are linked. NULL: there is none.
	 */
	int64_t (*leads)(const struct rule *, unsigned kind);
};

/* whether a rule has a say about values of a kind */
static inline bool
rule_asks(const struct jschema_schema *s, const struct rule *rule, unsigned kind)
{
	const struct keyword *k = rule->keyword;
	return rule->check && k->kinds >> kind & 1 &&
	    (s->asks || !k->is_idle || !k->is_idle(s, rule));
}

/* where a reference leads when nothing on the way changes that */
static inline uint32_t
reference_target(const struct rule *rule)
{
	return rule->keyword->is_dynamic ? rule->operand.dynamic->target
					 : rule->operand.target;
}

/* whether something on the way may change where a reference leads */
static inline bool
reference_is_dynamic(const struct rule *rule)
{
	return rule->keyword->is_dynamic && rule->operand.dynamic->anchor;
}

/* whether a subschema lets everything pass */
bool schema_is_true(const struct jschema_schema *, uint32_t subschema);
/* The subschema that stands at a node, which has been compiled. */
uint32_t schema_at(const struct resource *, uint32_t node);
/*
 * The kinds of values that a subschema may let pass: never too few, and as few as its
 * type, its values and its branches tell.
 */
unsigned schema_accepts(struct jschema_schema *, uint32_t subschema);

#endif
