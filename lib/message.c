/*
 * What faults are called: one table from keywords to sentences of the form "expected X,
 * got Y".
 */
#include "characters.h"
#include "compile.h"
#include "equal.h"
#include "explain.h"
#include "phrases.h"
#include "suggest.h"
#include "vocab.h"

#include <string.h>

/* ---- sentences ---- */

enum {
	MOST_MISSING = 10, /* names, of which there may be thousands */
	KNOWING = 1000,    /* comparisons of spellings that take as long */
};

struct fault_at {
	const struct run *run;
	const struct rule *rule;
	uint32_t node;
};

static void
say_type(struct words *w, const struct fault_at *f)
{
	const struct explanation *x = f->run->explanation;
	uint32_t target = x->frames[x->frame_count - 1].target;
	const struct jschema_schema *s = f->run->schema;
	struct phrases p = {.words = w};
	phrases_add_kinds(&p, &s->origins[target], s->subschemas[target].kinds);
	phrases_say(w, &p);
}

static void
say_allowed(struct words *w, const struct fault_at *f)
{
	struct phrases p = {.words = w};
	phrases_add_values(&p, f->rule);
	words_say(w, p.count ? "" : "no value at all");
	phrases_say(w, &p);
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
	if (!near)
		return;
	words_say(w, "; did you mean ");
	say_value(w, d, near);
	words_say(w, "?");
}

/* how many, as the schema writes it, which may be 1e2 or 1e400 */
static void
say_how_many(struct words *w, const struct fault_at *f, uint64_t count, const char *one,
    const char *many)
{
	bool most = strncmp(f->rule->keyword->name, "max", 3) == 0;
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
	} bounds[] = {
	    {"maximum", "at most "},
	    {"minimum", "at least "},
	    {"exclusiveMaximum", "less than "},
	    {"exclusiveMinimum", "more than "},
	};
	for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
		if (strcmp(bounds[i].keyword, f->rule->keyword->name) == 0)
			words_say(w, bounds[i].words);
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
	const char *const *unit = units[node_kind(n)];
	say_how_many(w, f, f->rule->operand.count, unit[0], unit[1]);
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

/* which of some names an object has; NULL without memory */
static uint64_t *
find_seen(struct words *w, const struct fault_at *f, const struct names *names)
{
	uint64_t *seen =
	    arena_alloc(w->arena, (size_t)names->count / 64 + 1, sizeof *seen);
	if (seen)
		run_mark_names(f->run, names, f->node, seen);
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
	const struct names *names;
	struct jschema_value array;
	struct name list[MOST_MISSING]; /* with their nodes, as far as there is room */
	struct names missing;           /* that list */
	uint32_t count;
};

static void
find_lack(struct lack *l, const struct names *names, struct jschema_value array,
    const uint64_t *seen)
{
	*l = (struct lack){.names = names, .array = array, .missing.list = l->list};
	for (uint32_t i = 0; i < names->count; i++) {
		const struct name *name = &names->list[i];
		if (is_seen(seen, name) || l->count++ >= MOST_MISSING)
			continue;
		l->list[l->missing.count++] =
		    (struct name){name->text, name->length, array.node + 1 + i};
	}
}

/* the member "a", the members "a", "b" */
static void
say_lack(struct words *w, const struct lack *l)
{
	words_say(w, l->count == 1 ? "the member " : "the members ");
	for (uint32_t i = 0; i < l->missing.count; i++) {
		words_say(w, i > 0 ? ", " : "");
		say_name(w, l->array.document, l->list[i].value, &l->list[i]);
	}
	if (l->count > MOST_MISSING)
		words_format(w, " and %u more", l->count - MOST_MISSING);
	words_say(w, l->count == 1 ? ", which is missing" : ", which are missing");
}

/* whether a set names a member, or what the walk has gone through at its object */
static bool
is_known(const struct fault_at *f, const struct names *names, uint32_t key)
{
	struct explanation *x = f->run->explanation;
	size_t i = x->frame_count - 1;
	while (i > 0 && x->frames[i - 1].node == f->node)
		i--;
	struct jschema_subschema outermost = {f->run->schema, x->frames[i].target};
	struct jschema_value member = {f->run->document, key};
	x->compared += KNOWING;
	return names_find_key(names, f->run->document, &f->run->nodes[key]) ||
	    jschema_property(outermost, member, NULL).schema;
}

/* which of the missing names others of the object seem to be meant for */
static void
say_meant(struct words *w, const struct fault_at *f, struct lack *l)
{
	const struct jschema_document *told = document_told(f->run->document);
	const char *before = "; did you mean ";
	uint32_t key = f->node + 1, left = f->run->nodes[f->node].size;
	for (; left; left--, key = next_key(f->run->nodes, key)) {
		const struct name *meant = suggest_name(
		    &l->missing, told, &told->nodes[key], &f->run->explanation->compared);
		if (!meant || is_known(f, l->names, key))
			continue;
		words_say(w, before);
		say_name(w, l->array.document, meant->value, meant);
		words_say(w, " by ");
		say_value(w, told, key);
		before = " and ";
		l->list[meant - l->list].length = 0; /* and no other is near to it */
	}
	words_say(w, *before == ';' ? "" : "?");
}

static void
say_required(struct words *w, const struct fault_at *f)
{
	const struct names *names = f->rule->operand.names;
	const uint64_t *seen = find_seen(w, f, names);
	struct jschema_value array = {f->rule->resource->document, f->rule->source};
	struct lack lack;
	if (!seen)
		return;
	find_lack(&lack, names, array, seen);
	say_lack(w, &lack);
	say_meant(w, f, &lack);
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
	const uint64_t *asking = find_seen(w, f, &d->names);
	const uint64_t *seen = find_seen(w, f, &d->wanted);
	for (uint32_t i = 0; asking && seen && i < d->names.count; i++) {
		const struct name *name = &d->names.list[i];
		const struct names *missing =
		    is_seen(asking, name) ? dependencies_missing(d, i, seen) : NULL;
		if (!missing)
			continue;
		struct jschema_value key = key_of(f->rule, name);
		struct jschema_value array = {key.document, key.node + 1};
		struct lack lack;
		find_lack(&lack, missing, array, seen);
		say_lack(w, &lack);
		words_say(w, " beside ");
		say_name(w, key.document, key.node, name);
		say_meant(w, f, &lack);
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
	enum answer unique =
	    equal_unique(f->run->document, f->node, &steps, UINT64_MAX, pair);
	w->failed = w->failed || unique == ANSWER_NO_MEMORY;
	if (unique == ANSWER_NO)
		words_format(w, ", got equal ones at %u and %u", pair[0], pair[1]);
}

/* for verdicts alone, where the walk stands */
static void
start_again(struct run *again, const struct fault_at *f, struct jschema_error *error)
{
	struct jschema_value value = {f->run->document, f->node};
	*error = (struct jschema_error){0};
	run_start(again, f->run->schema, value, error);
	again->scope = f->run->scope;
}

static void
finish_again(struct run *again, struct words *w)
{
	w->failed = w->failed || again->error->code == JSCHEMA_NO_MEMORY;
	run_finish(again);
}

static void
say_contains(struct words *w, const struct fault_at *f)
{
	const struct contains *c = f->rule->operand.contains;
	uint32_t element = f->node + 1;
	uint64_t found = 0;
	struct run again;
	struct jschema_error error;
	start_again(&again, f, &error);
	for (uint32_t i = 0; i < f->run->nodes[f->node].size; i++) {
		found += run_check(&again, c->target, element);
		element = f->run->nodes[element].next;
	}
	finish_again(&again, w);
	if (strcmp(f->rule->keyword->name, "contains") == 0)
		words_say(w, "at least 1 element");
	else
		say_how_many(w, f, c->count, "element", "elements");
	words_format(w, " that \"contains\" fits, got %llu", (unsigned long long)found);
}

static unsigned
count_matches(struct words *w, const struct fault_at *f, const struct branches *b)
{
	struct run again;
	struct jschema_error error;
	unsigned matches = 0;
	start_again(&again, f, &error);
	for (uint32_t i = 0; i < b->count; i++)
		matches += run_check(&again, b->targets[i], f->node);
	finish_again(&again, w);
	return matches;
}

/* the subschema itself, or where its references end */
static const struct subschema_origin *
final_of(const struct jschema_schema *s, uint32_t index)
{
	const struct subschema_origin *o = &s->origins[index];
	return o->alias ? &s->origins[o->final] : o;
}

/* whether what add_expected() tells of a subschema is all that it asks for */
static bool
is_told_wholly(const struct subschema_origin *o)
{
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const char *name = o->rules[i].keyword->name;
		if (o->rules[i].check && strcmp(name, "type") != 0 &&
		    strcmp(name, "enum") != 0 && strcmp(name, "const") != 0)
			return false;
	}
	return true;
}

static void
say_branches(struct words *w, const struct fault_at *f)
{
	const struct branches *b = f->rule->operand.branches;
	unsigned matches = count_matches(w, f, b);
	struct phrases p = {.words = w};
	if (matches > 1) {
		words_format(
		    w, "exactly one of %u forms to match, and %u do", b->count, matches);
		return;
	}
	unsigned accepted = 0;
	bool told = true;
	for (uint32_t i = 0; i < b->count; i++) {
		phrases_add_expected(&p, f->run->schema, b->targets[i], MOST_PHRASES);
		accepted |= f->run->schema->origins[b->targets[i]].accepts;
		told = told && is_told_wholly(final_of(f->run->schema, b->targets[i]));
	}
	if (p.count && (told || !(accepted >> node_kind(&f->run->nodes[f->node]) & 1)))
		phrases_say(w, &p);
	else
		words_format(w, "one of %u forms, none of which fits", b->count);
}

static void
say_not(struct words *w, const struct fault_at *f)
{
	const struct jschema_schema *s = f->run->schema;
	uint32_t excluded = f->rule->operand.target;
	struct phrases p = {.words = w};
	if (is_told_wholly(final_of(s, excluded)))
		phrases_add_expected(&p, s, excluded, MOST_PHRASES);
	words_say(w, p.count ? "anything but " : "what the schema does not exclude");
	phrases_say(w, &p);
}

static const struct message {
	const char *keyword;
	void (*expected)(struct words *, const struct fault_at *);
	bool says_got;
} messages[] = {
    {"type", say_type, false},
    {"enum", say_allowed, false},
    {"const", say_allowed, false},
    {"maximum", say_bound, false},
    {"minimum", say_bound, false},
    {"exclusiveMaximum", say_bound, false},
    {"exclusiveMinimum", say_bound, false},
    {"maxLength", say_size, true},
    {"minLength", say_size, true},
    {"pattern", say_pattern, false},
    {"maxItems", say_size, true},
    {"minItems", say_size, true},
    {"maxProperties", say_size, true},
    {"minProperties", say_size, true},
    {"required", say_required, true},
    {"format", say_format, false},
    {"oneOf", say_branches, false},
    {"anyOf", say_branches, false},
    {"not", say_not, false},
    {"multipleOf", say_multiple, false},
    {"uniqueItems", say_unique, true},
    {"contains", say_contains, true},
    {"minContains", say_contains, true},
    {"maxContains", say_contains, true},
    {"dependentRequired", say_dependent, true},
    {"dependencies", say_dependent, true},
};

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
	words_say(w, "; did you mean ");
	say_name(w, rule->resource->document, key_of(rule, close).node, close);
	words_say(w, "?");
}

/* no value at all may stand here */
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
message_write(
    struct words *w, const struct run *run, const struct rule *rule, uint32_t node)
{
	struct fault_at fault = {run, rule, node};
	if (!rule) {
		say_forbidden(w, run, node);
		return;
	}
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (strcmp(messages[i].keyword, rule->keyword->name) != 0)
			continue;
		words_say(w, "expected ");
		messages[i].expected(w, &fault);
		if (!messages[i].says_got)
			say_got(w, document_told(run->document), node);
		if (strcmp(rule->keyword->name, "enum") == 0)
			say_nearest(w, &fault);
		say_also_allowed(w, run, node);
	}
}
