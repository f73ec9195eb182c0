/*
 * What faults are called: one table from keywords to sentences of the form "expected X,
 * got Y". Values are shown as JSON, shortened, with everything that could drive a
 * terminal escaped.
 */
#include "characters.h"
#include "compile.h"
#include "explain.h"
#include "safe.h"
#include "vocab.h"

#include <string.h>

enum {
	SHOWN = 48,       /* code points of a value */
	MOST_PHRASES = 8, /* in a list of what is expected */
};

/* ---- values ---- */

/* a piece of JSON text, whose controls are escaped already, made safe for a terminal */
static void
say_safely(struct words *w, const char *at, size_t length)
{
	const char *end = at + length;
	for (unsigned shown = 0; at < end; shown++) {
		if (shown == SHOWN) {
			words_say(w, "...");
			return;
		}
		char piece[SAFE_PIECE];
		size_t n = safe_next(&at, end, piece);
		words_add(w, piece, n);
	}
}

static void
say_value(struct words *w, const struct jschema_document *d, uint32_t node)
{
	const struct node *n = &d->nodes[node];
	bool string = node_kind(n) == JSCHEMA_STRING;
	if (node_kind(n) == JSCHEMA_ARRAY) {
		words_say(w, n->size ? "[...]" : "[]");
	} else if (node_kind(n) == JSCHEMA_OBJECT) {
		words_say(w, n->size ? "{...}" : "{}");
	} else {
		words_say(w, string ? "\"" : "");
		say_safely(w, d->text + n->start, n->size);
		words_say(w, string ? "\"" : "");
	}
}

static void
say_count(struct words *w, uint64_t count, const char *one, const char *many)
{
	words_format(w, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
}

/* what stands there, with its kind */
static void
say_got(struct words *w, const struct jschema_document *d, uint32_t node)
{
	static const char *const before[KINDS] = {"", "the boolean ", "the number ",
	    "the string ", "an array of ", "an object of "};
	const struct node *n = &d->nodes[node];
	words_say(w, ", got ");
	words_say(w, before[node_kind(n)]);
	if (node_kind(n) == JSCHEMA_ARRAY)
		say_count(w, n->size, "element", "elements");
	else if (node_kind(n) == JSCHEMA_OBJECT)
		say_count(w, n->size, "member", "members");
	else
		say_value(w, d, node);
}

/* ---- what a subschema expects ---- */

/* a list without repetitions; what does not fit is counted */
struct phrases {
	struct arena *arena;
	const char *items[MOST_PHRASES];
	unsigned count;
	unsigned more;
};

static void
add_phrase(struct phrases *p, const struct words *words)
{
	if (words->failed)
		return;
	for (unsigned i = 0; i < p->count; i++) {
		if (strcmp(p->items[i], words->text) == 0)
			return;
	}
	if (p->count < MOST_PHRASES)
		p->items[p->count++] = words->text;
	else
		p->more++;
}

static void
say_phrases(struct words *w, const struct phrases *p)
{
	for (unsigned i = 0; i < p->count; i++) {
		bool last = i + 1 == p->count && !p->more;
		words_say(w, i == 0 ? "" : last ? " or " : ", ");
		words_say(w, p->items[i]);
	}
	if (p->more)
		words_format(w, " or one of %u more", p->more);
}

static const struct rule *
find_rule(const struct subschema_origin *o, const char *keyword)
{
	for (uint32_t i = 0; i < o->rule_count; i++) {
		if (strcmp(o->rules[i].keyword->name, keyword) == 0)
			return &o->rules[i];
	}
	return NULL;
}

static void
add_kinds(struct phrases *p, const struct subschema_origin *o, unsigned kinds)
{
	static const char *const nouns[KINDS] = {
	    "null", "a boolean", "a number", "a string", "an array", "an object"};
	/* in the order in which people think of them: null comes last */
	static const enum jschema_kind order[KINDS] = {JSCHEMA_STRING, JSCHEMA_NUMBER,
	    JSCHEMA_BOOLEAN, JSCHEMA_ARRAY, JSCHEMA_OBJECT, JSCHEMA_NULL};
	const struct rule *format = find_rule(o, "format");
	for (unsigned i = 0; i < KINDS; i++) {
		struct words words = {.arena = p->arena};
		if (!(kinds >> order[i] & 1))
			continue;
		if (order[i] == JSCHEMA_STRING && format)
			words_format(&words, "%s string", format->operand.format->noun);
		else if (order[i] == JSCHEMA_NUMBER && find_rule(o, "type"))
			words_say(&words, "an integer");
		else
			words_say(&words, nouns[order[i]]);
		add_phrase(p, &words);
	}
}

static void
add_values(struct phrases *p, const struct rule *rule, bool list)
{
	const struct jschema_document *d = rule->resource->document;
	uint32_t node = rule->source + list, count = list ? rule_value(rule)->size : 1;
	for (uint32_t i = 0; i < count; i++, node = d->nodes[node].next) {
		struct words words = {.arena = p->arena};
		say_value(&words, d, node);
		add_phrase(p, &words);
	}
}

static bool
is_choice(const struct rule *rule)
{
	return strcmp(rule->keyword->name, "oneOf") == 0 ||
	    strcmp(rule->keyword->name, "anyOf") == 0;
}

static void
add_expected(
    struct phrases *p, const struct jschema_schema *s, uint32_t index, unsigned depth)
{
	const struct subschema_origin *o = &s->origins[index];
	if (o->alias)
		o = &s->origins[index = o->final];
	const struct rule *allowed = find_rule(o, "enum"),
			  *constant = find_rule(o, "const");
	if (allowed || constant) {
		add_values(p, constant ? constant : allowed, !constant);
		return;
	}
	if (o->has_type || depth == 0) {
		add_kinds(p, o, s->subschemas[index].kinds);
		return;
	}
	bool told = false;
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const struct rule *rule = &o->rules[i];
		const struct branches *b =
		    is_choice(rule) ? rule->operand.branches : NULL;
		if (rule->keyword->is_reference)
			add_expected(p, s, rule->operand.target, depth - 1);
		for (uint32_t j = 0; b && j < b->count; j++)
			add_expected(p, s, b->targets[j], depth - 1);
		told = told || b || rule->keyword->is_reference;
	}
	if (!told && o->accepts != ANY_KIND)
		add_kinds(p, o, o->accepts);
}

/* ---- sentences ---- */

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
	struct phrases p = {.arena = w->arena};
	add_kinds(&p, &s->origins[target], s->subschemas[target].kinds);
	say_phrases(w, &p);
}

static void
say_allowed(struct words *w, const struct fault_at *f)
{
	struct phrases p = {.arena = w->arena};
	add_values(&p, f->rule, strcmp(f->rule->keyword->name, "enum") == 0);
	words_say(w, p.count ? "" : "no value at all");
	say_phrases(w, &p);
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
	bool most = strncmp(f->rule->keyword->name, "max", 3) == 0;
	words_say(w, most ? "at most " : "at least ");
	say_count(w, f->rule->operand.count, unit[0], unit[1]);
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
	words_format(w, "%s such as %s", format->noun, format->example);
}

static void
say_required(struct words *w, const struct fault_at *f)
{
	const struct names *names = f->rule->operand.names;
	struct jschema_value object = {f->run->document, f->node};
	const char *before = "the member ";
	for (uint32_t i = 0; i < names->count; i++) {
		const struct name *name = &names->list[i];
		if (jschema_member(object, name->text, name->length).document)
			continue;
		words_say(w, before);
		words_say(w, "\"");
		say_safely(w, name->text, name->length);
		words_say(w, "\"");
		before = ", ";
	}
	words_say(w, ", which is missing");
}

static unsigned
count_matches(const struct fault_at *f, const struct branches *b)
{
	struct run again;
	unsigned matches = 0;
	struct jschema_value value = {f->run->document, f->node};
	run_start(&again, f->run->schema, value, NULL);
	for (uint32_t i = 0; i < b->count; i++)
		matches += run_check(&again, b->targets[i], f->node);
	run_finish(&again);
	return matches;
}

static void
say_branches(struct words *w, const struct fault_at *f)
{
	const struct branches *b = f->rule->operand.branches;
	unsigned matches = count_matches(f, b);
	struct phrases p = {.arena = w->arena};
	if (matches > 1) {
		words_format(
		    w, "exactly one of %u forms to match, and %u do", b->count, matches);
		return;
	}
	unsigned accepted = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		add_expected(&p, f->run->schema, b->targets[i], MOST_PHRASES);
		accepted |= f->run->schema->origins[b->targets[i]].accepts;
	}
	if (p.count && !(accepted >> node_kind(&f->run->nodes[f->node]) & 1))
		say_phrases(w, &p);
	else
		words_format(w, "one of %u forms, none of which fits", b->count);
}

/* whether what add_expected() tells of a subschema is all that it asks for */
static bool
is_told_wholly(const struct subschema_origin *o)
{
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const char *name = o->rules[i].keyword->name;
		if (strcmp(name, "type") != 0 && strcmp(name, "enum") != 0 &&
		    strcmp(name, "const") != 0)
			return false;
	}
	return true;
}

static void
say_not(struct words *w, const struct fault_at *f)
{
	const struct jschema_schema *s = f->run->schema;
	uint32_t excluded = f->rule->operand.target;
	struct phrases p = {.arena = w->arena};
	if (s->origins[excluded].alias)
		excluded = s->origins[excluded].final;
	if (is_told_wholly(&s->origins[excluded]))
		add_expected(&p, s, excluded, MOST_PHRASES);
	words_say(w, p.count ? "anything but " : "what the schema does not exclude");
	say_phrases(w, &p);
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
};

/* the other forms that the innermost choice around a value leaves */
static void
say_also_allowed(struct words *w, const struct run *run, uint32_t node)
{
	const struct explanation *x = run->explanation;
	for (size_t i = x->frame_count - 1; i > 0 && x->frames[i].node == node; i--) {
		const struct rule *rule = x->frames[i].rule;
		struct phrases p = {.arena = w->arena};
		if (!is_choice(rule))
			continue;
		for (uint32_t j = 0; j < rule->operand.branches->count; j++) {
			uint32_t other = rule->operand.branches->targets[j];
			if (other != x->frames[i].target)
				add_expected(&p, run->schema, other, MOST_PHRASES);
		}
		if (p.count) {
			words_say(w, " (also allowed: ");
			say_phrases(w, &p);
			words_say(w, ")");
		}
		return;
	}
}

void
message_write(
    struct words *w, const struct run *run, const struct rule *rule, uint32_t node)
{
	struct fault_at fault = {run, rule, node};
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (strcmp(messages[i].keyword, rule->keyword->name) != 0)
			continue;
		words_say(w, "expected ");
		messages[i].expected(w, &fault);
		if (!messages[i].says_got)
			say_got(w, run->document, node);
		say_also_allowed(w, run, node);
	}
}

void
message_write_forbidden(struct words *w, const struct run *run, uint32_t node)
{
	const struct explanation *x = run->explanation;
	bool member = node != x->frames[0].node && run->nodes[node - 1].about & NODE_KEY;
	if (member) {
		words_say(w, "expected no member ");
		say_value(w, run->document, node - 1);
	} else {
		words_say(w, "expected nothing here");
	}
	say_got(w, run->document, node);
}
