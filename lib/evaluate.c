/*
 * A compiled schema over a document: yes or no. Every keyword is a function that asks one
 * question; what collects faults (explain.c) asks the same functions.
 */
#include "evaluate.h"

#include "characters.h"
#include "error.h"
#include "evaluated.h"
#include "memo.h"

#include <stdlib.h>

enum {
	MANY_STEPS = 100000, /* from here on answers are remembered */
	STEPS = 10000000,    /* that any document may take */
	STEPS_PER_NODE = 1000,
};

void
run_start(struct run *run, const struct jschema_schema *schema,
    struct jschema_value value, struct jschema_error *error)
{
	run->schema = schema;
	run->subschemas = schema->subschemas;
	run->rules = schema->rules;
	run->document = value.document;
	run->nodes = value.document->nodes;
	run->explanation = NULL;
	run->wants_units = false;
	run->depth = 0;
	run->most_depth = MAX_EVALUATION_DEPTH;
	run->steps = 0;
	run->most_steps = STEPS + (uint64_t)STEPS_PER_NODE * value.document->count;
	run->memo = NULL;
	run->scope = NULL;
	run->scopes = 0;
	run->evaluated = NULL;
	run->bits = NULL;
	run->bit_count = 0;
	run->bit_capacity = 0;
	run->undecided = false;
	run->error = error;
	run->matcher = (struct matcher){0};
	run->long_string = NULL;
	run->long_string_size = 0;
}

void
run_finish(struct run *run)
{
	matcher_free(&run->matcher);
	free(run->long_string);
	free(run->memo);
	free(run->bits);
}

bool
run_fail(struct run *run, enum jschema_code code, const char *text)
{
	run->undecided = true;
	return error_set(run->error, code, "%s", text);
}

bool
run_too_far(struct run *run)
{
	run->undecided = true;
	if (run->depth >= run->most_depth)
		return error_set(run->error, JSCHEMA_LIMIT,
		    "limit reached: %zu subschemas inside each other", run->most_depth);
	return error_set(run->error, JSCHEMA_LIMIT,
	    "limit reached: the schema takes too many steps on this document");
}

/* whether a resource has a dynamic anchor that none around it has; each look is a step */
static bool
adds_anchor(struct run *run, const struct resource *resource)
{
	const struct names *anchors = &resource->dynamic_anchors;
	for (uint32_t i = 0; i < anchors->count; i++) {
		const struct name *name = &anchors->list[i];
		const struct scope *s = run->scope;
		for (; s; s = s->outer, run->steps++) {
			if (names_find(
				&s->resource->dynamic_anchors, name->text, name->length))
				break;
		}
		if (!s)
			return true;
	}
	return false;
}

void
run_enter_scope(struct run *run, uint32_t target, struct scope *scope)
{
	const struct resource *resource = run->schema->origins[target].resource;
	if (!run->schema->is_dynamic ||
	    (run->scope && run->scope->resource == resource) ||
	    !adds_anchor(run, resource))
		return;
	*scope = (struct scope){resource, run->scope, ++run->scopes};
	run->scope = scope;
}

static inline bool
check_rules(
    struct run *run, const struct subschema *s, enum jschema_kind kind, uint32_t node)
{
	const struct rule *rule = &run->rules[s->first_rule[kind]];
	bool ok = true;
	for (unsigned left = s->rule_count[kind]; ok && left; left--, rule++)
		ok = rule->check(run, rule, node);
	return ok && !run->undecided;
}

/* the rules of a subschema that asks what has been evaluated, or stands in a scope */
static bool __attribute__((noinline))
check_tracked(struct run *run, uint32_t target, enum jschema_kind kind, uint32_t node)
{
	const struct subschema *s = &run->subschemas[target];
	const struct scope *around = run->scope;
	struct scope scope;
	struct evaluated evaluated;
	bool asks = s->asks >> kind & 1;
	if (asks && !evaluated_begin(run, &evaluated, node))
		return false;
	run_enter_scope(run, target, &scope);
	bool ok = check_rules(run, s, kind, node);
	run->scope = around;
	if (asks)
		evaluated_end(run, &evaluated, ok);
	return ok;
}

static bool
check_here(struct run *run, uint32_t target, enum jschema_kind kind, uint32_t node)
{
	const struct subschema *s = &run->subschemas[target];
	if (s->asks)
		return check_tracked(run, target, kind, node);
	return check_rules(run, s, kind, node);
}

/* the same question twice gets its answer from memory, so that branches cannot blow up */
static bool
check_remembered(struct run *run, uint32_t target, enum jschema_kind kind, uint32_t node)
{
	bool answer;
	if (memo_find(run->memo, run->scope, target, node, &answer))
		return answer;
	answer = check_here(run, target, kind, node);
	if (!run->undecided)
		memo_keep(&run->memo, run->scope, target, node, answer);
	return answer;
}

/* what a walk takes that is long or deep, or has to remember where it was */
static bool __attribute__((noinline))
check_carefully(struct run *run, uint32_t target, enum jschema_kind kind, uint32_t node)
{
	bool ok;
	if (!run_enter(run))
		return false;
	if (run->steps > MANY_STEPS && !evaluated_wanted(run, node))
		ok = check_remembered(run, target, kind, node);
	else
		ok = check_here(run, target, kind, node);
	run->depth--;
	return ok;
}

bool
run_rules(struct run *run, uint32_t target, enum jschema_kind kind, uint32_t node)
{
	const struct subschema *s = &run->subschemas[target];
	if (run->steps >= MANY_STEPS || run->depth >= run->most_depth || s->asks)
		return check_carefully(run, target, kind, node);
	run->steps++;
	run->depth++;
	bool ok = check_rules(run, s, kind, node);
	run->depth--;
	return ok;
}

bool
run_branch(struct run *run, uint32_t target, uint32_t node)
{
	struct evaluated evaluated;
	if (!evaluated_wanted(run, node))
		return run_matches(run, target, node, 0);
	if (!evaluated_begin(run, &evaluated, node))
		return false;
	bool ok = run_matches(run, target, node, 0);
	evaluated_end(run, &evaluated, ok);
	return ok;
}

const char *
run_decode(struct run *run, uint32_t node, size_t *length)
{
	const struct node *n = &run->nodes[node];
	char *buffer = run->short_string;
	if (n->size > sizeof run->short_string) {
		if (n->size > run->long_string_size) {
			free(run->long_string);
			run->long_string = malloc(n->size);
			run->long_string_size = run->long_string ? n->size : 0;
		}
		buffer = run->long_string;
	}
	if (!buffer) {
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
		return NULL;
	}
	*length = characters_decode(run->document, n, buffer);
	return buffer;
}

bool
run_pattern(struct run *run, const struct pattern *pattern, uint32_t node)
{
	size_t length;
	const char *text = run_characters(run, node, &length);
	if (!text)
		return false;
	enum pattern_result result = pattern_match(pattern, &run->matcher, text, length);
	/* one text may take many steps, but not each of a thousand */
	run->steps += run->matcher.unusual;
	run->matcher.unusual = 0;
	if (result <= PATTERN_MATCH && run->steps >= run->most_steps)
		return run_too_far(run);
	switch (result) {
	case PATTERN_MATCH:
		return true;
	case PATTERN_LIMIT:
		return run_fail(run, JSCHEMA_LIMIT,
		    "limit reached: a pattern takes too many steps on this string");
	case PATTERN_NO_MEMORY:
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	default:
		return false;
	}
}

uint32_t
run_mark_names(
    const struct run *run, const struct names *names, uint32_t node, uint64_t *seen)
{
	uint32_t key = node + 1, left = names->count;
	for (uint32_t i = 0; i < run->nodes[node].size && left; i++) {
		const struct name *name =
		    names_find_key(names, run->document, &run->nodes[key]);
		uint64_t bit = name ? UINT64_C(1) << name->value % 64 : 0;
		if (name && !(seen[name->value / 64] & bit)) {
			seen[name->value / 64] |= bit;
			left--;
		}
		key = next_key(run->nodes, key);
	}
	return left;
}

uint64_t *
run_names_set(struct run *run, const struct names *names, uint64_t *few)
{
	*few = 0;
	if (names->count <= 64)
		return few;
	uint64_t *set = calloc((size_t)names->count / 64 + 1, sizeof *set);
	if (!set)
		run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	return set;
}

bool
run_has_names(struct run *run, const struct names *names, uint32_t node)
{
	uint64_t few, *seen;
	if (run_look(run, node) < names->count ||
	    !(seen = run_names_set(run, names, &few)))
		return false;
	bool ok = run_mark_names(run, names, node, seen) == 0;
	if (seen != &few)
		free(seen);
	return ok;
}

enum jschema_verdict
jschema_check(const struct jschema_schema *schema, struct jschema_value value,
    struct jschema_error *error)
{
	struct run run;
	if (!error_begin(error, value))
		return JSCHEMA_UNDECIDED;
	run_start(&run, schema, value, error);
	bool valid = run_check(&run, schema->root, value.node);
	run_finish(&run);
	if (run.undecided)
		return JSCHEMA_UNDECIDED;
	return valid ? JSCHEMA_VALID : JSCHEMA_INVALID;
}
