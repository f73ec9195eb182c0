/*
 * What faults are called: one table from keywords to sentences of the form "expected X,
 * got Y".
 */
#include "characters.h"
#include "compile.h"
#include "equal.h"
#include "forms.h"
#include "phrases.h"
#include "suggest.h"
#include "vocab.h"

#include <string.h>

/* ---- sentences ---- */

enum {
	MOST_MISSING = 10, /* names, of which there may be thousands */
	FEW_MISSING = 3,   /* among other things */
};

static void
say_type(struct words *w, const struct fault_at *f)
{
	const struct jschema_schema *s = f->run->schema;
	struct phrases p = {.words = w};
	phrases_add_kinds(&p, &s->origins[f->target], s->subschemas[f->target].kinds);
	phrases_say(w, &p);
}

static void
say_allowed(struct words *w, const struct fault_at *f)
{
	struct phrases p = {.words = w};
	phrases_add_values(&p, f->rule, ANY_KIND);
	words_say(w, p.count ? "" : "no value at all");
	phrases_say(w, &p);
}

/* of what is masked not even what it is near to */
static bool
may_be_told(const struct run *run, uint32_t found, const struct jschema_document *d,
    uint32_t meant)
{
	return !document_masks(run->document, found) && !document_masks(d, meant);
}

/* a string that is nearly one of a list */
static void
say_nearest(struct words *w, const struct fault_at *f)
{
	const struct jschema_document *d = f->rule->resource->document;
	const struct jschema_document *told = document_told(f->run->document);
	const struct node *found = &told->nodes[f->node];
	uint32_t near = node_kind(found) == JSCHEMA_STRING
	    ? suggest_value(
		  d, f->rule->source, told, found, &f->run->explanation->compared)
	    : 0;
	if (!near || !may_be_told(f->run, f->node, d, near))
		return;
	words_say(w, "; did you mean ");
	say_value(w, d, near);
	words_say(w, "?");
}

void
message_say_count(struct words *w, const struct fault_at *f, uint64_t count,
    const char *one, const char *many)
{
	bool most = strncmp(f->rule->keyword->name, "max", 3) == 0;
	if (f->telling == TELL_OPPOSITE)
		words_say(w, most ? "more than " : "less than ");
	else
		words_say(w, most ? "at most " : "at least ");
	say_value(w, f->rule->resource->document, f->rule->source);
	words_format(w, " %s", count == 1 ? one : many);
}

static void
say_bound(struct words *w, const struct fault_at *f)
{
	static const struct {
		const char *keyword;
		const char *words;
		const char *opposite;
	} bounds[] = {
	    {"maximum", "at most ", "more than "},
	    {"minimum", "at least ", "less than "},
	    {"exclusiveMaximum", "less than ", "at least "},
	    {"exclusiveMinimum", "more than ", "at most "},
	};
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		if (strcmp(bounds[i].keyword, f->rule->keyword->name) == 0)
			words_say(w,
			    f->telling == TELL_OPPOSITE ? bounds[i].opposite
							: bounds[i].words);
	}
	say_value(w, f->rule->resource->document, f->rule->source);
}

static void
say_size(struct words *w, const struct fault_at *f)
{
	static const char *const units[KINDS][2] = {
	    [JSCHEMA_STRING] = {"character", "characters"},
	    [JSCHEMA_ARRAY] = {"element", "elements"},
	    [JSCHEMA_OBJECT] = {"member", "members"},
	};
	const struct node *n = &f->run->nodes[f->node];
	unsigned kind = 0;
	while (!(f->rule->keyword->kinds >> kind & 1))
		kind++;
	const char *const *unit = units[kind];
	message_say_count(w, f, f->rule->operand.count, unit[0], unit[1]);
	if (f->telling != TELL_FAULT)
		return;
	words_format(w, ", got %zu",
	    node_kind(n) == JSCHEMA_STRING ? characters_count(f->run->document, n)
					   : n->size);
}

static void
say_pattern(struct words *w, const struct fault_at *f)
{
	words_say(w, "a string that matches ");
	say_value(w, f->rule->resource->document, f->rule->source);
}

static void
say_format(struct words *w, const struct fault_at *f)
{
	const struct format *format = f->rule->operand.format;
	words_say(w, format->noun);
	words_say(w, " such as ");
	words_say(w, format->example);
}

/* which of some names an object has, by their values, and how many are left; NULL
 * without memory */
static uint64_t *
find_seen(struct words *w, const struct fault_at *f, const struct names *names,
    uint32_t values, uint32_t *left)
{
	uint64_t *seen = arena_alloc(w->arena, (size_t)values / 64 + 1, sizeof *seen);
	if (seen)
		*left = run_mark_names(f->run, names, f->node, seen);
	else
		w->failed = true;
	return seen;
}

static bool
is_seen(const uint64_t *seen, const struct name *name)
{
	return seen[name->value / 64] >> name->value % 64 & 1;
}

/* a name that a schema has at a node, as it is or masked */
static void
say_name(struct words *w, const struct jschema_document *d, uint32_t node,
    const struct name *name)
{
	if (document_masks(d, node)) {
		say_value(w, d, node);
		return;
	}
	words_say(w, "\"");
	say_safely(w, name->text, name->length);
	words_say(w, "\"");
}

/* the names of a set that an object lacks, which an array of a schema lists */
struct lack {
	struct jschema_value array;
	struct name list[MOST_MISSING]; /* with their nodes, as far as there is room */
	struct names missing;           /* that list */
	uint32_t count;
};

/* the first of them, of so many; `seen` is NULL where all of them count as missing */
static void
find_lack(struct lack *l, const struct names *names, struct jschema_value array,
    const uint64_t *seen, uint32_t count, uint32_t room)
{
	*l = (struct lack){.array = array, .missing.list = l->list, .count = count};
	for (uint32_t i = 0; l->missing.count < count && l->missing.count < room; i++) {
		const struct name *name = &names->list[i];
		if (seen && is_seen(seen, name))
			continue;
		l->list[l->missing.count++] =
		    (struct name){name->text, name->length, array.node + 1 + i};
	}
}

/* the member "a", the members "a", "b" */
static void
say_lack(struct words *w, const struct lack *l, const char *last)
{
	words_say(w, l->count == 1 ? "member " : "members ");
	for (uint32_t i = 0; i < l->missing.count; i++) {
		words_say(w, i == 0 ? "" : i + 1 < l->count ? ", " : last);
		say_name(w, l->array.document, l->list[i].value, &l->list[i]);
	}
	if (l->count > l->missing.count)
		words_format(w, " and %u more", l->count - l->missing.count);
}

static void
say_missing(struct words *w, const struct lack *l)
{
	words_say(w, "the ");
	say_lack(w, l, ", ");
	words_say(w, l->count == 1 ? ", which is missing" : ", which are missing");
}

/* whether some schema names a member anywhere, which then is no slip of another */
static bool
is_in_schemas(const struct run *run, uint32_t key)
{
	const struct source *source = run->schema->registry.sources;
	for (; source; source = source->next) {
		const struct jschema_document *d = source->document;
		for (uint32_t i = 0; i < d->count; i++) {
			run->explanation->compared++;
			if (node_kind(&d->nodes[i]) == JSCHEMA_STRING &&
			    characters_equal(
				d, &d->nodes[i], run->document, &run->nodes[key]))
				return true;
		}
	}
	return false;
}

/*
 * Which of the missing names others of the object seem to be meant for; among other
 * things one is enough.
 */
static void
find_meant(const struct fault_at *f, struct lack *l)
{
	const struct jschema_document *told = document_told(f->run->document);
	struct words *w = f->meant;
	uint32_t key = f->node + 1, left = f->run->nodes[f->node].size;
	for (; w && left; left--, key = next_key(f->run->nodes, key)) {
		if (w->length && f->telling == TELL_SHORTLY)
			return;
		const struct name *meant = suggest_name(
		    &l->missing, told, &told->nodes[key], &f->run->explanation->compared);
		if (!meant ||
		    !may_be_told(f->run, key, l->array.document, meant->value) ||
		    is_in_schemas(f->run, key))
			continue;
		words_say(w, w->length ? " and " : "");
		say_name(w, l->array.document, meant->value, meant);
		words_say(w, " by ");
		say_value(w, told, key);
		l->list[meant - l->list].length = 0; /* and no other is near to it */
	}
}

static void
say_required(struct words *w, const struct fault_at *f)
{
	const struct names *names = f->rule->operand.names;
	bool fault = f->telling == TELL_FAULT, opposite = f->telling == TELL_OPPOSITE;
	bool lacks = fault || f->telling == TELL_SHORTLY;
	uint32_t left = names->count;
	const uint64_t *seen = lacks ? find_seen(w, f, names, left, &left) : NULL;
	struct jschema_value array = {f->rule->resource->document, f->rule->source};
	struct lack lack;
	if (lacks && !seen)
		return;
	find_lack(&lack, names, array, seen, left, fault ? MOST_MISSING : FEW_MISSING);
	if (fault) {
		say_missing(w, &lack);
	} else {
		words_say(w,
		    !opposite             ? "the "
			: lack.count == 1 ? "no "
					  : "not all of the ");
		say_lack(w, &lack, " and ");
	}
	if (lacks)
		find_meant(f, &lack);
}

/* the key of a member of a rule's value, by its name */
static struct jschema_value
key_of(const struct rule *rule, const struct name *name)
{
	struct jschema_value object = {rule->resource->document, rule->source};
	struct jschema_value member = jschema_member(object, name->text, name->length);
	member.node--;
	return member;
}

/* the first member that asks for one that is not there */
static void
say_dependent(struct words *w, const struct fault_at *f)
{
	const struct dependencies *d = f->rule->operand.dependencies;
	uint32_t wanted = d->wanted.count, left;
	const uint64_t *asking = find_seen(w, f, &d->names, d->names.count, &left);
	const uint64_t *seen = find_seen(w, f, &d->wanted, wanted, &left);
	for (uint32_t i = 0; asking && seen && i < d->names.count; i++) {
		const struct name *name = &d->names.list[i];
		const struct names *missing =
		    is_seen(asking, name) ? dependencies_missing(d, i, seen) : NULL;
		if (!missing)
			continue;
		struct jschema_value key = key_of(f->rule, name);
		struct jschema_value array = {key.document, key.node + 1};
		struct lack lack;
		seen = find_seen(w, f, missing, wanted, &left);
		if (!seen)
			return;
		find_lack(&lack, missing, array, seen, left, MOST_MISSING);
		say_missing(w, &lack);
		words_say(w, " beside ");
		say_name(w, key.document, key.node, name);
		find_meant(f, &lack);
		return;
	}
}

static void
say_multiple(struct words *w, const struct fault_at *f)
{
	words_say(w, "a multiple of ");
	say_value(w, f->rule->resource->document, f->rule->source);
}

static void
say_unique(struct words *w, const struct fault_at *f)
{
	uint32_t pair[2];
	uint64_t steps = 0;
	words_say(w, "elements that all differ");
	if (f->telling != TELL_FAULT)
		return;
	enum answer unique =
	    equal_unique(f->run->document, f->node, &steps, UINT64_MAX, pair);
	w->failed = w->failed || unique == ANSWER_NO_MEMORY;
	if (unique == ANSWER_NO)
		words_format(w, ", got equal ones at %u and %u", pair[0], pair[1]);
}

static const struct message {
	const char *keyword;
	void (*expected)(struct words *, const struct fault_at *);
	bool says_got;    /* of a fault */
	bool is_long;     /* and never told shortly */
	const char *verb; /* see message_verb() */
	const char *but;  /* what goes before its opposite; NULL: that takes more words */
} messages[] = {
    {"type", say_type, .but = "anything but "},
    {"enum", say_allowed, .but = "anything but "},
    {"const", say_allowed, .but = "anything but "},
    {"maximum", say_bound, .verb = "is", .but = ""},
    {"minimum", say_bound, .verb = "is", .but = ""},
    {"exclusiveMaximum", say_bound, .verb = "is", .but = ""},
    {"exclusiveMinimum", say_bound, .verb = "is", .but = ""},
    {"maxLength", say_size, .verb = "has", .says_got = true, .but = ""},
    {"minLength", say_size, .verb = "has", .says_got = true, .but = ""},
    {"pattern", say_pattern, .verb = "is", .but = "anything but "},
    {"maxItems", say_size, .verb = "has", .says_got = true, .but = ""},
    {"minItems", say_size, .verb = "has", .says_got = true, .but = ""},
    {"maxProperties", say_size, .verb = "has", .says_got = true, .but = ""},
    {"minProperties", say_size, .verb = "has", .says_got = true, .but = ""},
    {"required", say_required, .verb = "has", .says_got = true, .but = ""},
    {"format", say_format, .verb = "is", .but = "anything but "},
    {"oneOf", forms_say_choice, .is_long = true},
    {"anyOf", forms_say_choice, .is_long = true},
    {"not", forms_say_not, .is_long = true},
    {"multipleOf", say_multiple, .verb = "is", .but = "anything but "},
    {"uniqueItems", say_unique, .verb = "has", .says_got = true},
    {"contains", forms_say_contains, .says_got = true, .but = ""},
    {"minContains", forms_say_contains, .says_got = true},
    {"maxContains", forms_say_contains, .says_got = true},
    {"dependentRequired", say_dependent, .says_got = true, .is_long = true},
    {"dependencies", say_dependent, .says_got = true, .is_long = true},
};

static const struct message *
message_of(const struct rule *rule)
{
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (strcmp(messages[i].keyword, rule->keyword->name) == 0)
			return &messages[i];
	}
	return NULL;
}

const char *
message_verb(const struct rule *rule)
{
	const struct message *m = message_of(rule);
	return m ? m->verb : NULL;
}

bool
message_is_plain(const struct rule *rule)
{
	const struct message *m = message_of(rule);
	return m && m->but && !m->but[0];
}

bool
message_expect(struct words *w, const struct fault_at *f)
{
	const struct message *m = message_of(f->rule);
	bool opposite = f->telling == TELL_OPPOSITE;
	if (!m || m->is_long || (opposite && !m->but))
		return false;
	words_say(w, opposite ? m->but : "");
	m->expected(w, f);
	return true;
}

/* the other forms that the innermost choice around a value leaves */
static void
say_also_allowed(struct words *w, const struct run *run, uint32_t node)
{
	const struct explanation *x = run->explanation;
	for (size_t i = x->frame_count - 1; i > 0 && x->frames[i].node == node; i--) {
		const struct rule *rule = x->frames[i].rule;
		struct phrases p = {
		    .words = w, .known = KIND_BIT(node_kind(&run->nodes[node]))};
		if (!rule_is_choice(rule))
			continue;
		for (uint32_t j = 0; j < rule->operand.branches->count; j++) {
			uint32_t other = rule->operand.branches->targets[j];
			if (other != x->frames[i].target)
				phrases_add_expected(
				    &p, run->schema, other, MOST_PHRASES);
		}
		if (p.count) {
			words_say(w, " (also allowed: ");
			phrases_say(w, &p);
			words_say(w, ")");
		}
		return;
	}
}

/* the "properties" beside the keyword that applied this subschema */
static const struct rule *
properties_beside(const struct run *run)
{
	const struct explanation *x = run->explanation;
	const struct frame *top = &x->frames[x->frame_count - 1];
	if (top->rule->keyword->annotates != ITS_MEMBERS)
		return NULL;
	const struct subschema_origin *o = &run->schema->origins[top[-1].target];
	for (uint32_t i = 0; i < o->rule_count; i++) {
		if (strcmp(o->rules[i].keyword->name, "properties") == 0)
			return &o->rules[i];
	}
	return NULL;
}

static void
say_suggestion(struct words *w, const struct run *run, uint32_t key)
{
	const struct rule *rule = properties_beside(run);
	const struct jschema_document *told = document_told(run->document);
	const struct name *close = rule
	    ? suggest_name(rule->operand.names, told, &told->nodes[key],
		  &run->explanation->compared)
	    : NULL;
	if (!close)
		return;
	struct jschema_value meant = key_of(rule, close);
	if (!may_be_told(run, key, meant.document, meant.node))
		return;
	words_say(w, "; did you mean ");
	say_name(w, meant.document, meant.node, close);
	words_say(w, "?");
}

/* whether no value at all may stand where a rule is; NULL is for a schema "false" */
static bool
forbids(const struct run *run, const struct rule *rule)
{
	return !rule ||
	    (strcmp(rule->keyword->name, "not") == 0 &&
		schema_is_true(run->schema, rule->operand.target));
}

static void
say_forbidden(struct words *w, const struct run *run, uint32_t node)
{
	const struct explanation *x = run->explanation;
	const struct jschema_document *told = document_told(run->document);
	bool member = node != x->frames[0].node && run->nodes[node - 1].about & NODE_KEY;
	if (member) {
		words_say(w, "expected no member ");
		say_value(w, told, node - 1);
	} else {
		words_say(w, "expected nothing here");
	}
	say_got(w, told, node);
	if (member)
		say_suggestion(w, run, node - 1);
}

void
message_write(struct words *w, struct run *run, const struct rule *rule, uint32_t node)
{
	if (forbids(run, rule)) {
		say_forbidden(w, run, node);
		return;
	}
	const struct explanation *x = run->explanation;
	struct words meant = {.arena = w->arena};
	struct fault_at fault = {
	    run, rule, x->frames[x->frame_count - 1].target, node, TELL_FAULT, &meant};
	const struct message *m = message_of(rule);
	if (!m)
		return;
	words_say(w, "expected ");
	m->expected(w, &fault);
	if (!m->says_got)
		say_got(w, document_told(run->document), node);
	if (strcmp(rule->keyword->name, "enum") == 0)
		say_nearest(w, &fault);
	if (meant.length) {
		words_say(w, "; did you mean ");
		words_add(w, meant.text, meant.length);
		words_say(w, "?");
	}
	w->failed = w->failed || meant.failed;
	say_also_allowed(w, run, node);
}
