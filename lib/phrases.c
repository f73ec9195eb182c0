/*
 * Words for values and for what a subschema expects. Values are shown as JSON, shortened,
 * with everything that could drive a terminal escaped.
 */
#include "phrases.h"

#include "characters.h"
#include "compile.h"
#include "safe.h"
#include "vocab.h"

#include <string.h>

enum {
	SHOWN = 48,       /* code points of a value */
	MOST_LOOKS = 200, /* at subschemas, or values of one, for one list */
};

/* ---- values ---- */

void
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

void
say_value(struct words *w, const struct jschema_document *own, uint32_t node)
{
	const struct jschema_document *d = document_told(own);
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

/* "1 element", "3 elements" */
static void
say_count(struct words *w, uint64_t count, const char *one, const char *many)
{
	words_format(w, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
}

/* what stands there, with its kind */
void
say_got(struct words *w, const struct jschema_document *d, uint32_t node)
{
	static const char *const before[KINDS] = {"", "the boolean ", "the number ",
	    "the string ", "an array of ", "an object of "};
	const struct node *n = &d->nodes[node];
	words_say(w, ", got ");
	if (node_kind(n) >= JSCHEMA_ARRAY && n->size == 0) {
		words_say(w,
		    node_kind(n) == JSCHEMA_ARRAY ? "an empty array" : "an empty object");
		return;
	}
	words_say(w, before[node_kind(n)]);
	if (node_kind(n) == JSCHEMA_ARRAY)
		say_count(w, n->size, "element", "elements");
	else if (node_kind(n) == JSCHEMA_OBJECT)
		say_count(w, n->size, "member", "members");
	else
		say_value(w, d, node);
}

/* ---- what a subschema expects ---- */

static bool
is_full(const struct phrases *p)
{
	return p->count == (p->of_forms ? MOST_FORMS : MOST_PHRASES);
}

void
phrases_add(struct phrases *p, const struct words *words)
{
	if (words->failed) {
		p->words->failed = true;
		return;
	}
	for (unsigned i = 0; i < p->count; i++) {
		if (strcmp(p->items[i], words->text) == 0)
			return;
	}
	if (!is_full(p))
		p->items[p->count++] = words->text;
	else
		p->more++;
}

void
phrases_say(struct words *w, const struct phrases *p)
{
	for (unsigned i = 0; i < p->count; i++) {
		bool last = i + 1 == p->count && !p->more;
		words_say(w, i == 0 ? "" : last ? " or " : ", ");
		words_say(w, p->items[i]);
	}
	if (p->at_most)
		words_format(w, " or one of at most %u more", p->more);
	else if (p->more == 1)
		words_say(w, p->of_forms ? " or another form" : " or one more");
	else if (p->more)
		words_format(
		    w, " or one of %u %s", p->more, p->of_forms ? "other forms" : "more");
}

static const struct rule *
find_rule(const struct subschema_origin *o, const char *keyword)
{
	for (uint32_t i = 0; i < o->rule_count; i++) {
		/* only where it asserts something */
		if (o->rules[i].check && strcmp(o->rules[i].keyword->name, keyword) == 0)
			return &o->rules[i];
	}
	return NULL;
}

void
phrases_add_kinds(struct phrases *p, const struct subschema_origin *o, unsigned kinds)
{
	static const char *const nouns[KINDS] = {
	    "null", "a boolean", "a number", "a string", "an array", "an object"};
	/* in the order in which people think of them: null comes last */
	static const enum jschema_kind order[KINDS] = {JSCHEMA_STRING, JSCHEMA_NUMBER,
	    JSCHEMA_BOOLEAN, JSCHEMA_ARRAY, JSCHEMA_OBJECT, JSCHEMA_NULL};
	const struct rule *format = find_rule(o, "format");
	for (unsigned i = 0; i < KINDS; i++) {
		struct words words = {.arena = p->words->arena};
		if (!((kinds & ~p->known) >> order[i] & 1))
			continue;
		if (order[i] == JSCHEMA_STRING && format)
			words_format(&words, "%s string", format->operand.format->noun);
		else if (order[i] == JSCHEMA_NUMBER && find_rule(o, "type"))
			words_say(&words, "an integer");
		else
			words_say(&words, nouns[order[i]]);
		phrases_add(p, &words);
	}
}

/* of thousands only the first are looked at, and those written that are told */
void
phrases_add_values(struct phrases *p, const struct rule *rule, unsigned kinds)
{
	bool list = strcmp(rule->keyword->name, "enum") == 0;
	const struct jschema_document *d = rule->resource->document;
	uint32_t node = rule->source + list, count = list ? rule_value(rule)->size : 1;
	for (uint32_t i = 0; i < count; i++, node = d->nodes[node].next) {
		struct words words = {.arena = p->words->arena};
		if (i == MOST_LOOKS) {
			p->more += count - i;
			p->at_most = kinds != ANY_KIND;
			return;
		}
		if (!(kinds >> node_kind(&d->nodes[node]) & 1))
			continue;
		if (is_full(p)) {
			p->more++;
			continue;
		}
		say_value(&words, d, node);
		phrases_add(p, &words);
	}
}

bool
rule_is_choice(const struct rule *rule)
{
	return strcmp(rule->keyword->name, "oneOf") == 0 ||
	    strcmp(rule->keyword->name, "anyOf") == 0;
}

bool
rule_has_branches(const struct rule *rule)
{
	return rule_is_choice(rule) || strcmp(rule->keyword->name, "allOf") == 0;
}

/* of a subschema around which only these kinds may pass */
static void
add_expected(struct phrases *p, const struct jschema_schema *s, uint32_t index,
    unsigned kinds, unsigned depth)
{
	const struct subschema_origin *o = &s->origins[index];
	if (p->looks++ >= MOST_LOOKS) {
		p->more++;
		return;
	}
	if (o->alias)
		o = &s->origins[o->final];
	kinds &= o->accepts;
	const struct rule *allowed = find_rule(o, "enum"),
			  *constant = find_rule(o, "const");
	if (allowed || constant) {
		phrases_add_values(p, constant ? constant : allowed, kinds);
		return;
	}
	if (o->type || depth == 0) {
		phrases_add_kinds(p, o, kinds);
		return;
	}
	bool told = false;
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const struct rule *rule = &o->rules[i];
		const struct branches *b =
		    rule_is_choice(rule) ? rule->operand.branches : NULL;
		if (rule->keyword->is_reference)
			add_expected(p, s, reference_target(rule), kinds, depth - 1);
		for (uint32_t j = 0; b && j < b->count; j++)
			add_expected(p, s, b->targets[j], kinds, depth - 1);
		told = told || b || rule->keyword->is_reference;
	}
	if (!told && kinds != ANY_KIND)
		phrases_add_kinds(p, o, kinds);
}

void
phrases_add_expected(
    struct phrases *p, const struct jschema_schema *s, uint32_t index, unsigned depth)
{
	add_expected(p, s, index, ANY_KIND, depth);
}
