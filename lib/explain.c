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

enum {
	LONG_WALK = 1000, /* steps */
	MOST_TOLD = 1 << 20,
};

/* ---- what was told ---- */

/* the empty place of a hash, or the one that has it */
static uint64_t *
place_of(const struct told *t, uint64_t hash)
{
	size_t at = hash & (t->capacity - 1);
	while (t->places[at] && t->places[at] != hash)
		at = (at + 1) & (t->capacity - 1);
	return &t->places[at];
}

/* false where it may not be larger, or memory runs out */
static bool
grow_told(struct told *t)
{
	struct told more = {.capacity = t->capacity ? t->capacity * 4 : 16};
	if (more.capacity <= MOST_TOLD)
		more.places = calloc(more.capacity, sizeof *more.places);
	if (!more.places)
		return false;
	for (size_t i = 0; i < t->capacity; i++) {
		if (t->places[i])
			*place_of(&more, t->places[i]) = t->places[i];
	}
	more.count = t->count;
	free(t->places);
	*t = more;
	return true;
}

/* Whether this is told for the first time. What was told very long ago is forgotten. */
static bool
is_new(struct told *t, uint64_t hash)
{
	hash += hash == 0;
	if (t->count >= t->capacity / 2 && !grow_told(t) && t->capacity) {
		memset(t->places, 0, t->capacity * sizeof *t->places);
		t->count = 0;
	}
	uint64_t *place = t->capacity ? place_of(t, hash) : NULL;
	if (!place || *place == hash)
		return !place;
	*place = hash;
	t->count++;
	return true;
}

static uint64_t
mix(uint64_t hash, uint64_t more)
{
	hash = (hash ^ more) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* of what a fault says; equal ones of different faults are as good as impossible */
static uint64_t
hash_words(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = mix(hash, (unsigned char)*text);
	return mix(hash, 0x100);
}

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

/* the keyword that failed; of a schema "false" the one that holds it */
static const char *
name_of(const struct explanation *x, const struct rule *rule)
{
	if (!rule)
		rule = x->frames[x->frame_count - 1].rule;
	return rule ? rule->keyword->name : "false";
}

/* a text of the explanation, which has grown, for the result */
static const char *
keep_text(struct explanation *x, const char *text)
{
	size_t length = text ? strlen(text) : 0;
	x->written += length;
	return text ? arena_copy(&x->result->arena, text, length) : NULL;
}

/* the places of a fault at the end of the frames */
static bool
locate(struct run *run, struct jschema_fault *fault, const struct rule *rule)
{
	struct explanation *x = run->explanation;
	struct arena *arena = &x->scratch;
	struct words instance = {.arena = arena}, keyword = {.arena = arena};
	location_of_instance(&instance, run);
	location_of_keyword(&keyword, run, rule);
	fault->message = keep_text(x, fault->message);
	fault->instance_location = keep_text(x, words_text(&instance));
	fault->keyword_location = keep_text(x, words_text(&keyword));
	fault->schema_location = keep_text(x, location_of_schema(arena, run, rule));
	return fault->message && fault->instance_location && fault->keyword_location &&
	    fault->schema_location;
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

/* false without memory */
static bool
keep(struct explanation *x, const struct kept *fault)
{
	struct jschema_result *r = x->result;
	if (x->limit && r->count == x->limit) {
		sift(r, 0, fault);
		r->dropped++;
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

/* a fault that is not told yet, unless it comes behind those that are wanted */
static bool
tell(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct jschema_result *r = x->result;
	const struct arena then = x->scratch;
	struct words message = {.arena = &x->scratch};
	struct kept fault = {.offset = node_offset(&run->nodes[node]),
	    .number = r->count + r->dropped,
	    .fault = {.keyword = name_of(x, rule), .value = {run->document, node}}};
	if (x->decision)
		words_say(&message, x->decision->message);
	else
		message_write(&message, run, rule, node);
	if (!(fault.fault.message = words_text(&message)))
		return false;
	uint64_t hash = hash_words(
	    hash_words(mix(1, node), fault.fault.keyword), fault.fault.message);
	bool is_known = !is_new(&x->told, hash);
	bool is_behind = x->written > MOST_WRITTEN ||
	    (x->limit && r->count == x->limit && fault.offset >= r->faults[0].offset);
	r->dropped += !is_known && is_behind;
	bool good =
	    is_known || is_behind || (locate(run, &fault.fault, rule) && keep(x, &fault));
	arena_back(&x->scratch, then);
	return good;
}

/* `rule` is NULL where a schema "false" stands; always false */
static bool
add_fault(struct run *run, const struct rule *rule, uint32_t node)
{
	struct explanation *x = run->explanation;
	struct decision *d = x->decision;
	if (run->undecided)
		return false;
	x->blamed++;
	if (x->attempt) {
		const struct resource *resource;
		uint32_t at = location_source(run, rule, &resource);
		uint64_t source = (uintptr_t)&resource->document->nodes[at];
		if (is_new(&x->told, mix(mix(1, node), source)))
			blame_count(run, rule, node);
	} else if (!d || (d->rule == rule && d->node == node)) {
		if (d)
			d->is_told = true;
		if (!tell(run, rule, node))
			run_fail(run, JSCHEMA_NO_MEMORY, "out of memory");
	}
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
		return add_fault(run, o->type, node);
	bool ok = true;
	for (uint32_t i = 0; i < o->rule_count && !run->undecided; i++) {
		const struct rule *rule = &o->rules[i];
		size_t before = x->blamed;
		if (!rule_asks(run->schema, rule, kind))
			continue;
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
	if (run->steps - x->since < LONG_WALK || run->wants_units ||
	    evaluated_wanted(run, node))
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
	if (!error_begin(error, value))
		return NULL;
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
	free(x.told.places);
	arena_free(&x.scratch);
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
