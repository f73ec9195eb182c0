/*
 * Why a value is invalid: the same walk over the same rules, but it goes on behind a
 * failure and keeps its way in frames, from which the places of a fault are written only
 * when there is one. The rule of blame: a keyword that failed without one of its
 * subschemas having been blamed is to blame itself.
 */
#include "explain.h"

#include "collect.h"
#include "error.h"
#include "evaluated.h"
#include "memo.h"
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

enum { LONG_WALK = 1000 }; /* steps */

/* ---- faults ---- */

static struct kept *
new_fault(struct jschema_result *r)
{
	if (r->count == r->capacity) {
		size_t capacity = r->capacity * 2 + 8;
		struct kept *more = arena_alloc(&r->arena, capacity, sizeof *more);
		if (!more)
			return NULL;
		if (r->count)
			memcpy(more, r->faults, r->count * sizeof *more);
		r->faults = more;
		r->capacity = capacity;
	}
	return &r->faults[r->count];
}

/* `rule` is NULL where a schema "false" stands */
static bool
fill_fault(struct run *run, struct kept *kept, const struct rule *rule, uint32_t node)
{
	struct jschema_result *r = run->explanation->result;
	const struct frame *top =
	    &run->explanation->frames[run->explanation->frame_count - 1];
	const struct subschema_origin *origin = &run->schema->origins[top->target];
	struct words instance = {.arena = &r->arena}, keyword = {.arena = &r->arena},
		     message = {.arena = &r->arena};
	words_say(&instance, "");
	location_of_instance(&instance, run);
	location_of_keyword(&keyword, run, rule);
	if (rule)
		message_write(&message, run, rule, node);
	else
		message_write_forbidden(&message, run, node);
	const char *name = rule ? rule->keyword->name
	    : top->rule         ? top->rule->keyword->name
				: "false";
	const char *location = rule
	    ? location_of_schema(&r->arena, rule->resource, rule->source)
	    : location_of_schema(&r->arena, origin->resource, origin->source);
	if (instance.failed || keyword.failed || message.failed || !location)
		return false;
	kept->fault = (struct jschema_fault){
	    .keyword = name,
	    .instance_location = instance.text,
	    .keyword_location = keyword.text,
	    .schema_location = location,
	    .message = message.text,
	    .value = {run->document, node},
	};
	kept->offset = node_offset(&run->nodes[node]);
	kept->number = r->count + r->dropped;
	kept->rule = rule;
	return true;
}

static int
compare_faults(const void *left, const void *right)
{
	const struct kept *a = left, *b = right;
	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/*
 * With a limit, the faults are a heap with the last one in the text at its top, which
 * makes room for one that comes before it: the walk is not in the order of the text.
 */
static void
sift(struct jschema_result *r, size_t at, const struct kept *fault)
{
	struct kept *f = r->faults;
	for (size_t child; (child = 2 * at + 1) < r->count; at = child) {
		if (child + 1 < r->count && compare_faults(&f[child + 1], &f[child]) > 0)
			child++;
		if (compare_faults(&f[child], fault) <= 0)
			break;
		f[at] = f[child];
	}
	f[at] = *fault;
}

static void
make_heap(struct jschema_result *r)
{
	for (size_t at = r->count / 2; at-- > 0;) {
		struct kept fault = r->faults[at];
		sift(r, at, &fault);
	}
}

bool
result_keep(struct explanation *x, const struct kept *fault)
{
	struct jschema_result *r = x->result;
	if (x->limit && r->count == x->limit) {
		r->dropped++;
		if (fault->offset < r->faults[0].offset)
			sift(r, 0, fault);
		return true;
	}
	struct kept *kept = new_fault(r);
	if (!kept)
		return false;
	*kept = *fault;
	r->count++;
	if (r->count == x->limit)
		make_heap(r);
	return true;
}

/* the table forgets what is long ago, which costs a repetition and nothing else */
bool
result_knows(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	const struct frame *top = &x->frames[x->frame_count - 1];
	const struct subschema_origin *o = &run->schema->origins[top->target];
	const struct resource *resource = rule ? rule->resource : o->resource;
	uint32_t source = rule ? rule->source : o->source;
	uint64_t key = (uint64_t)source << 32 | node;
	struct told *place = &x->told[(key * UINT64_C(0x9e3779b97f4a7c15)) >> 56];
	struct told now = {&resource->document->nodes[source], node};
	if (place->source == now.source && place->node == node)
		return true;
	*place = now;
	return false;
}

/* always false */
static bool
add_fault(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct jschema_result *r = x->result;
	if (run->undecided)
		return false;
	x->blamed++;
	if (result_knows(run, rule, node))
		return false;
	bool full = x->limit && r->count == x->limit;
	struct kept kept;
	if (full && node_offset(&run->nodes[node]) >= r->faults[0].offset) {
		r->dropped++;
		return false;
	}
	if (!fill_fault(run, &kept, rule, node) || !result_keep(x, &kept))
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	return false;
}

/* ---- the walk ---- */

static bool
push(struct explanation *x, struct frame frame)
{
	if (x->frame_count == x->frame_capacity) {
		size_t capacity = x->frame_capacity * 2 + 16;
		struct frame *more = realloc(x->frames, capacity * sizeof *more);
		if (!more)
			return false;
		x->frames = more;
		x->frame_capacity = capacity;
	}
	x->frames[x->frame_count++] = frame;
	return true;
}

/* "type" is no rule but a set of kinds, and so is a schema that is false */
static bool
blame_kind(struct run *run, const struct subschema_origin *o, uint32_t node)
{
	struct rule type = {.resource = o->resource, .source = o->type_source};
	type.keyword = vocab_keyword("type");
	return add_fault(run, o->has_type ? &type : NULL, node);
}

static bool
explain_subschema(struct run *run, uint32_t target, uint32_t node)
{
	struct explanation *x = run->explanation;
	const struct subschema *s = &run->subschemas[target];
	const struct subschema_origin *o = &run->schema->origins[target];
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	if (o->alias) {
		x->rule = o->alias;
		return explain_apply(run, o->alias->operand.target, node, 0);
	}
	if (!(s->kinds >> kind & 1))
		return blame_kind(run, o, node);
	bool ok = true;
	for (unsigned i = 0; i < s->rule_count[kind] && !run->undecided; i++) {
		const struct rule *rule = &run->rules[s->first_rule[kind] + i];
		size_t before = x->blamed;
		x->rule = rule;
		if (rule->check(run, rule, node))
			continue;
		ok = false;
		if (x->blamed == before)
			add_fault(run, rule, node);
	}
	return ok;
}

/* the same for a subschema that asks what has been evaluated, or stands in a scope */
static bool
explain_tracked(struct run *run, uint32_t target, uint32_t node)
{
	enum jschema_kind kind = node_kind(&run->nodes[node]);
	const struct scope *around = run->scope;
	struct scope scope;
	struct evaluated evaluated;
	bool asks = (run->explanation->unit || !run->schema->origins[target].alias) &&
	    run->subschemas[target].asks >> kind & 1;
	if (asks && !evaluated_begin(run, &evaluated, node))
		return false;
	run_enter_scope(run, target, &scope);
	bool ok = run->explanation->unit ? collect_subschema(run, target, node)
					 : explain_subschema(run, target, node);
	run->scope = around;
	if (asks)
		evaluated_end(run, &evaluated, ok);
	return ok;
}

/*
 * Once a walk has become long, nothing is explained twice: what is to blame was told, and
 * the second time it only counts.
 */
static bool
explain_once(struct run *run, uint32_t target, uint32_t node)
{
	struct explanation *x = run->explanation;
	bool answer;
	if (run->steps < LONG_WALK || run->wants_units || evaluated_wanted(run, node))
		return explain_tracked(run, target, node);
	if (memo_find(x->memo, run->scope, target, node, &answer)) {
		x->blamed += !answer;
		return answer;
	}
	answer = explain_tracked(run, target, node);
	if (!run->undecided)
		memo_keep(&x->memo, run->scope, target, node, answer);
	return answer;
}

bool
explain_apply(struct run *run, uint32_t target, uint32_t node, uint32_t token)
{
	struct explanation *x = run->explanation;
	const struct rule *rule = x->rule;
	if (!run_enter(run))
		return false;
	if (!push(x, (struct frame){rule, target, node, token}))
		return run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	bool ok = explain_once(run, target, node);
	x->frame_count--;
	x->rule = rule;
	run->depth--;
	return ok;
}

/* ---- the public door ---- */

struct jschema_result *
jschema_explain(const struct jschema_schema *schema, struct jschema_value value,
    size_t limit, struct jschema_error *error)
{
	struct run run;
	if (error)
		*error = (struct jschema_error){0};
	if (!value.document) {
		error_set(error, JSCHEMA_EMPTY, "there is no value to check");
		return NULL;
	}
	struct jschema_result *result = calloc(1, sizeof *result);
	if (!result) {
		error_no_memory(error);
		return NULL;
	}
	struct explanation x = {.result = result, .limit = limit};
	run_start(&run, schema, value, error);
	run.explanation = &x;
	run.most_depth = MAX_EXPLANATION_DEPTH;
	bool valid = explain_apply(&run, schema->root, value.node, 0);
	run_finish(&run);
	free(x.frames);
	free(x.memo);
	if (run.undecided) {
		jschema_result_free(result);
		return NULL;
	}
	result->verdict = valid ? JSCHEMA_VALID : JSCHEMA_INVALID;
	if (result->count)
		qsort(result->faults, result->count, sizeof *result->faults,
		    compare_faults);
	return result;
}

void
jschema_result_free(struct jschema_result *r)
{
	if (!r)
		return;
	arena_free(&r->arena);
	free(r);
}

enum jschema_verdict
jschema_result_verdict(const struct jschema_result *r)
{
	return r->verdict;
}

size_t
jschema_result_count(const struct jschema_result *r)
{
	return r->count;
}

size_t
jschema_result_dropped(const struct jschema_result *r)
{
	return r->dropped;
}

const struct jschema_fault *
jschema_result_fault(const struct jschema_result *r, size_t i)
{
	return i < r->count ? &r->faults[i].fault : NULL;
}
