/*
 * A compiled schema over a document: yes or no. Every keyword is a function that asks one
 * question; what collects faults (explain.c) asks the same functions.
 */
#include "evaluate.h"

#include "characters.h"
#include "error.h"

#include <stdlib.h>

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
	run->depth = 0;
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
}

bool
run_fail(struct run *run, enum jschema_code code, const char *text)
{
	run->undecided = true;
	return error_set(run->error, code, "%s", text);
}

bool
run_enter(struct run *run)
{
	if (run->depth == MAX_EVALUATION_DEPTH)
		return run_fail(run, JSCHEMA_LIMIT,
		    "limit reached: 4096 subschemas inside each other");
	run->depth++;
	return true;
}

bool
run_rules(
    struct run *run, const struct subschema *s, enum jschema_kind kind, uint32_t node)
{
	const struct rule *rule = &run->rules[s->first_rule[kind]];
	bool ok = true;
	if (!run_enter(run))
		return false;
	for (unsigned left = s->rule_count[kind]; ok && left; left--, rule++)
		ok = rule->check(run, rule, node);
	run->depth--;
	return ok && !run->undecided;
}

const char *
run_characters(struct run *run, uint32_t node, size_t *length)
{
	const struct node *n = &run->nodes[node];
	*length = n->size;
	if (!(n->about & NODE_ESCAPED))
		return run->document->text + n->start;
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

enum jschema_verdict
jschema_check(const struct jschema_schema *schema, struct jschema_value value,
    struct jschema_error *error)
{
	struct run run;
	if (error)
		*error = (struct jschema_error){0};
	if (!value.document) {
		error_set(error, JSCHEMA_EMPTY, "there is no value to check");
		return JSCHEMA_UNDECIDED;
	}
	run_start(&run, schema, value, error);
	bool valid = run_check(&run, schema->root, value.node);
	run_finish(&run);
	if (run.undecided)
		return JSCHEMA_UNDECIDED;
	return valid ? JSCHEMA_VALID : JSCHEMA_INVALID;
}
