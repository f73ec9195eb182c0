/*
 * What is expected by keywords that only ask whether subschemas match (Core 10.2.1.2 to
 * 10.2.1.4, 10.3.1.3): of each subschema it is told what it asks for of this very value,
 * as far as that takes no more than a few words.
 */
#include "forms.h"

#include "ascii.h"
#include "phrases.h"

#include <string.h>

enum {
	MOST_RULES = 2,  /* of one form, that are told */
	MOST_INSIDE = 4, /* forms inside each other */
	MOST_TRIED = 100,
	LONGEST_PART = 30, /* of a reference, that is told */
};

/* ---- verdicts alone, where the walk stands ---- */

static void
start_again(struct run *again, const struct fault_at *f, struct jschema_error *error)
{
	const struct run *run = f->run;
	struct jschema_value value = {run->document, f->node};
	*error = (struct jschema_error){0};
	run_start(again, run->schema, value, error);
	again->scope = run->scope;
	again->scopes = run->scopes;
	/* what the walk remembers took many steps, and would take them for each fault */
	again->memo = run->memo;
	again->steps = run->steps;
	again->most_steps += run->steps;
}

static void
finish_again(struct run *again, const struct fault_at *f, struct words *w)
{
	w->failed = w->failed || again->error->code == JSCHEMA_NO_MEMORY;
	f->run->scopes = again->scopes;
	f->run->memo = again->memo;
	again->memo = NULL;
	run_finish(again);
}

/* the index of a subschema itself, or where its references end */
static uint32_t
final_of(const struct jschema_schema *s, uint32_t index)
{
	const struct subschema_origin *o = &s->origins[index];
	return o->alias ? o->final : index;
}

/*
 * Finds rules of a subschema that a value fails on, or that it passes; how many there
 * are, or one more than there is room for where that cannot be said.
 */
static unsigned
find_rules(struct run *again, uint32_t target, uint32_t node, bool passes,
    const struct rule **found, unsigned room)
{
	const struct subschema_origin *o = &again->schema->origins[target];
	enum jschema_kind kind = node_kind(&again->nodes[node]);
	unsigned count = 0;
	if (again->subschemas[target].asks)
		return room + 1;
	for (uint32_t i = 0; i < o->rule_count && count <= room; i++) {
		const struct rule *rule = &o->rules[i];
		if (!rule_asks(again->schema, rule, kind) ||
		    rule->check(again, rule, node) != passes)
			continue;
		if (count < room)
			found[count] = rule;
		count++;
	}
	return again->undecided ? room + 1 : count;
}

/* ---- what a subschema asks for ---- */

/* whether what phrases_add_expected() tells of a subschema is all that it asks for */
static bool
is_told_wholly(const struct jschema_schema *s, uint32_t index)
{
	const struct subschema_origin *o = &s->origins[final_of(s, index)];
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const char *name = o->rules[i].keyword->name;
		if (o->rules[i].check && strcmp(name, "type") != 0 &&
		    strcmp(name, "enum") != 0 && strcmp(name, "const") != 0)
			return false;
	}
	return true;
}

/* Forms that a value has not; what takes more words is counted. */
struct unmet {
	struct phrases phrases;
	const struct fault_at *fault;
	struct run *again;
	unsigned tried;
};

static void add_unmet(struct unmet *, uint32_t target, unsigned inside);

/* a branch of a choice is one more form, and of "allOf" the only one that fails is it */
static void
add_branches(struct unmet *u, const struct rule *rule, unsigned inside)
{
	const struct branches *b = rule->operand.branches;
	uint32_t node = u->fault->node, failed = 0, last = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		if (run_check(u->again, b->targets[i], node))
			continue;
		failed++;
		last = b->targets[i];
	}
	if (rule_is_choice(rule) && failed == b->count) {
		for (uint32_t i = 0; i < b->count; i++)
			add_unmet(u, b->targets[i], inside + 1);
	} else if (!rule_is_choice(rule) && failed == 1) {
		add_unmet(u, last, inside + 1);
	} else {
		u->phrases.more++;
	}
}

/* nothing that would be read with what stands beside an "and" */
static bool
is_plain(const struct words *w)
{
	return w->failed ||
	    (!strstr(w->text, " or ") && !strstr(w->text, "anything but"));
}

/* what rules of a form ask for, each of a value that fails on it */
static bool
say_rules(struct unmet *u, struct words *w, uint32_t target, const struct rule **rules,
    unsigned count)
{
	struct fault_at f = *u->fault;
	f.target = target;
	f.telling = TELL_SHORTLY;
	if (u->phrases.count == MOST_FORMS)
		f.meant = NULL;
	for (unsigned i = 0; i < count; i++) {
		f.rule = rules[i];
		words_say(w, i ? " and " : "");
		if (!message_expect(w, &f))
			return false;
	}
	return count == 1 || is_plain(w);
}

static void
add_unmet(struct unmet *u, uint32_t index, unsigned inside)
{
	const struct jschema_schema *s = u->again->schema;
	const struct rule *rules[MOST_RULES];
	struct words words = {.arena = u->phrases.words->arena};
	uint32_t target = final_of(s, index), node = u->fault->node;
	unsigned kind = node_kind(&u->again->nodes[node]);
	if (!(s->origins[target].accepts >> kind & 1)) {
		phrases_add_expected(&u->phrases, s, target, MOST_PHRASES);
		return;
	}
	unsigned count = inside > MOST_INSIDE || ++u->tried > MOST_TRIED
	    ? 0
	    : find_rules(u->again, target, node, false, rules, MOST_RULES);
	if (count == 1 && rules[0]->keyword->is_reference)
		add_unmet(u, reference_target(rules[0]), inside + 1);
	else if (count == 1 && rule_has_branches(rules[0]))
		add_branches(u, rules[0], inside);
	else if (count && count <= MOST_RULES &&
	    say_rules(u, &words, target, rules, count))
		phrases_add(&u->phrases, &words);
	else
		u->phrases.more++;
}

/* ---- choices ---- */

/* of a subschema that is a reference: the last part of it, which may be masked */
static bool
say_last_part(struct words *w, const struct rule *reference)
{
	const struct jschema_document *d = document_told(reference->resource->document);
	const struct node *n = &d->nodes[reference->source];
	const char *end = d->text + n->start + n->size, *at = end;
	while (at > d->text + n->start && at[-1] != '/' && at[-1] != '#')
		at--;
	/* a name, and nothing that is escaped or could be a secret */
	size_t length = (size_t)(end - at), plain = 0;
	while (plain < length && (is_alphanumeric(at[plain]) || at[plain] == '_'))
		plain++;
	if (!length || plain < length || length > LONGEST_PART)
		return false;
	words_say(w, "\"");
	say_safely(w, at, length);
	words_say(w, "\"");
	return true;
}

/* a branch by what it is called, or else by its number */
static void
say_name_of(struct words *w, const struct jschema_schema *s, const struct branches *b,
    uint32_t number)
{
	const struct subschema_origin *o = &s->origins[b->targets[number - 1]];
	struct jschema_value schema = {o->resource->document, o->source};
	struct jschema_value title = jschema_member(schema, "title", 5);
	if (title.document)
		say_value(w, title.document, title.node);
	else if (!o->alias || !say_last_part(w, o->alias))
		words_format(w, "%u", number);
}

/* whether another one of a list has the same words */
static bool
is_again(const struct words *list, uint32_t count, uint32_t index)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i != index && list[i].length == list[index].length &&
		    memcmp(list[i].text, list[index].text, list[i].length) == 0)
			return true;
	}
	return false;
}

/* branches by their names, and by their numbers where those are the same */
static void
say_names(
    struct words *w, const struct fault_at *f, const uint32_t *numbers, uint32_t count)
{
	uint32_t told = count < MOST_FORMS ? count : MOST_FORMS;
	struct words names[MOST_FORMS];
	for (uint32_t i = 0; i < told; i++) {
		names[i] = (struct words){.arena = w->arena};
		say_name_of(
		    &names[i], f->run->schema, f->rule->operand.branches, numbers[i]);
		w->failed = w->failed || names[i].failed;
	}
	for (uint32_t i = 0; i < told && !w->failed; i++) {
		words_say(w, i == 0 ? "" : i + 1 < count ? ", " : " and ");
		words_add(w, names[i].text, names[i].length);
		if (is_again(names, told, i))
			words_format(w, " (%u)", numbers[i]);
	}
	if (count > told)
		words_format(w, " and %u more", count - told);
}

static void
say_matches(
    struct words *w, const struct fault_at *f, const uint32_t *numbers, uint32_t count)
{
	const struct branches *b = f->rule->operand.branches;
	words_format(w, "exactly one of %u forms to match, and ", b->count);
	if (count == b->count) {
		words_say(w, count == 2 ? "both do" : "all do");
		return;
	}
	words_format(w, "%u do: ", count);
	say_names(w, f, numbers, count);
}

/* the numbers of the first branches that match; how many do */
static uint32_t
find_matches(
    struct run *again, const struct branches *b, uint32_t node, uint32_t *numbers)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < b->count; i++) {
		if (run_check(again, b->targets[i], node) && count++ < MOST_FORMS)
			numbers[count - 1] = i + 1;
	}
	return count;
}

/* what kinds and values the branches ask for; false where that is not what is wrong */
static bool
say_kinds(struct words *w, const struct fault_at *f)
{
	const struct jschema_schema *s = f->run->schema;
	const struct branches *b = f->rule->operand.branches;
	struct phrases p = {.words = w};
	unsigned accepted = 0;
	bool told = true;
	for (uint32_t i = 0; i < b->count; i++) {
		phrases_add_expected(&p, s, b->targets[i], MOST_PHRASES);
		accepted |= s->origins[b->targets[i]].accepts;
		told = told && is_told_wholly(s, b->targets[i]);
	}
	if (!p.count || !(told || !(accepted >> node_kind(&f->run->nodes[f->node]) & 1)))
		return false;
	phrases_say(w, &p);
	return true;
}

static void
say_unmet(struct words *w, const struct fault_at *f, struct run *again)
{
	const struct branches *b = f->rule->operand.branches;
	struct unmet u = {{.words = w, .of_forms = true}, f, again, 0};
	for (uint32_t i = 0; i < b->count; i++)
		add_unmet(&u, b->targets[i], 0);
	if (u.phrases.count)
		phrases_say(w, &u.phrases);
	else if (b->count == 1)
		words_say(w, "the only form, which does not fit");
	else
		words_format(w, "one of %u forms, none of which fits", b->count);
}

void
forms_say_choice(struct words *w, const struct fault_at *f)
{
	uint32_t numbers[MOST_FORMS];
	struct run again;
	struct jschema_error error;
	start_again(&again, f, &error);
	uint32_t count =
	    find_matches(&again, f->rule->operand.branches, f->node, numbers);
	if (count > 1)
		say_matches(w, f, numbers, count);
	else if (!say_kinds(w, f))
		say_unmet(w, f, &again);
	finish_again(&again, f, w);
}

/* ---- not ---- */

/* A subschema that a value matches and must not. */
struct met {
	const struct fault_at *fault;
	struct run *again;
};

static bool say_opposite(struct words *, const struct met *, uint32_t target, unsigned);

/* whether a branch that does not match would end what "oneOf" lets pass, if it did */
static bool
may_match_too(const struct met *m, const struct rule *rule, uint32_t target)
{
	unsigned kind = node_kind(&m->again->nodes[m->fault->node]);
	return strcmp(rule->keyword->name, "oneOf") == 0 &&
	    m->again->schema->origins[target].accepts >> kind & 1;
}

/* each branch that matches has to fail, and of another rule there is its own opposite */
static bool
say_opposite_of(struct words *w, const struct met *m, const struct rule *rule,
    uint32_t target, unsigned inside)
{
	const struct branches *b = rule->operand.branches;
	uint32_t node = m->fault->node;
	unsigned said = 0;
	if (rule->keyword->is_reference)
		return say_opposite(w, m, reference_target(rule), inside + 1);
	if (!rule_is_choice(rule)) {
		struct fault_at f = {
		    m->fault->run, rule, target, node, TELL_OPPOSITE, NULL};
		return message_expect(w, &f);
	}
	for (uint32_t i = 0; i < b->count; i++) {
		if (!run_check(m->again, b->targets[i], node)) {
			if (may_match_too(m, rule, b->targets[i]))
				return false;
			continue;
		}
		words_say(w, said ? " and " : "");
		if (said++ == MOST_FORMS ||
		    !say_opposite(w, m, b->targets[i], inside + 1))
			return false;
	}
	return said < 2 || is_plain(w);
}

/* what keeps a value out of a subschema: one rule that it fails on */
static bool
say_opposite(struct words *w, const struct met *m, uint32_t index, unsigned inside)
{
	const struct jschema_schema *s = m->again->schema;
	const struct rule *rules[MOST_RULES];
	struct phrases p = {.words = w};
	uint32_t target = final_of(s, index);
	if (is_told_wholly(s, target)) {
		phrases_add_expected(&p, s, target, MOST_PHRASES);
		words_say(w, p.count ? "anything but " : "");
		phrases_say(w, &p);
		return p.count;
	}
	unsigned count = inside > MOST_INSIDE
	    ? 0
	    : find_rules(m->again, target, m->fault->node, true, rules, MOST_RULES);
	if (count == 0 || count > MOST_RULES)
		return false;
	/* "anything but" would hold for all behind it */
	if (!message_is_plain(rules[0])) {
		const struct rule *last = rules[0];
		rules[0] = rules[count - 1];
		rules[count - 1] = last;
	}
	for (unsigned i = 0; i < count; i++) {
		if (i + 1 < count && !message_is_plain(rules[i]))
			return false;
		words_say(w, i ? " or " : "");
		if (!say_opposite_of(w, m, rules[i], target, inside))
			return false;
	}
	return true;
}

void
forms_say_not(struct words *w, const struct fault_at *f)
{
	struct run again;
	struct jschema_error error;
	struct met met = {f, &again};
	struct words opposite = {.arena = w->arena};
	start_again(&again, f, &error);
	if (say_opposite(&opposite, &met, f->rule->operand.target, 0) && !again.undecided)
		words_add(w, opposite.text, opposite.length);
	else
		words_say(w, "what the schema does not exclude");
	w->failed = w->failed || opposite.failed;
	finish_again(&again, f, w);
}

/* ---- contains ---- */

/*
 * The rule of a subschema that is all it asks for of the only kind of values that it lets
 * pass; NULL where there is none.
 */
static const struct rule *
only_rule(const struct jschema_schema *s, uint32_t target)
{
	const struct subschema_origin *o = &s->origins[target];
	const struct rule *only = NULL;
	for (uint32_t i = 0; i < o->rule_count; i++) {
		const struct rule *rule = &o->rules[i];
		if (only || s->subschemas[target].kinds & ~rule->keyword->kinds)
			return NULL;
		only = rule;
	}
	return only;
}

/* " that is a string" */
static void
say_element(struct words *w, const struct fault_at *f, bool many)
{
	const struct jschema_schema *s = f->run->schema;
	uint32_t target = final_of(s, f->rule->operand.contains->target);
	const struct rule *only = only_rule(s, target);
	const char *verb = only ? message_verb(only) : NULL;
	struct words element = {.arena = w->arena};
	struct phrases p = {.words = &element};
	if (is_told_wholly(s, target)) {
		phrases_add_expected(&p, s, target, MOST_PHRASES);
		phrases_say(&element, &p);
		verb = p.count ? "is" : NULL;
	} else if (verb) {
		struct fault_at any = {f->run, only, target, f->node, TELL_ANY, NULL};
		message_expect(&element, &any);
	}
	if (!verb)
		words_say(w, " that \"contains\" fits");
	else if (strcmp(verb, "has") == 0)
		words_say(w, many ? " that each have " : " that has ");
	else
		words_say(w, many ? " that are each " : " that is ");
	if (verb)
		words_add(w, element.text, element.length);
	w->failed = w->failed || element.failed;
}

static uint64_t
count_elements(struct words *w, const struct fault_at *f, uint32_t target)
{
	uint32_t element = f->node + 1;
	uint64_t found = 0;
	struct run again;
	struct jschema_error error;
	start_again(&again, f, &error);
	for (uint32_t i = 0; i < f->run->nodes[f->node].size; i++) {
		found += run_check(&again, target, element);
		element = f->run->nodes[element].next;
	}
	finish_again(&again, f, w);
	return found;
}

void
forms_say_contains(struct words *w, const struct fault_at *f)
{
	const struct contains *c = f->rule->operand.contains;
	bool counts = strcmp(f->rule->keyword->name, "contains") != 0;
	if (counts)
		message_say_count(w, f, c->count, "element", "elements");
	else
		words_say(
		    w, f->telling == TELL_OPPOSITE ? "no element" : "at least 1 element");
	say_element(w, f, counts && c->count != 1);
	if (f->telling == TELL_FAULT)
		words_format(
		    w, ", got %llu", (unsigned long long)count_elements(w, f, c->target));
}
