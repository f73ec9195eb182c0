/*
 * ECMA-262 patterns with the u flag (11th edition, 21.2.1 Patterns) for PCRE2, which
 * looks alike and means something else in a dozen places.
 *
 * One pass, without recursion: what is read is checked by the grammar and written again
 * in words that mean the same to PCRE2, mostly classes and numbers of code points. The
 * groups stay in a list, because what a back reference may see is known only at the end.
 */
#include "pattern_translate.h"

#include "utf8.h"

#include <string.h>

enum {
	MAX_DEPTH = 200,       /* PCRE2 itself stops at 250 */
	MAX_COUNT = 0xffff,    /* in a quantifier for PCRE2 */
	MAX_REFERENCES = 1000, /* to groups, each of which costs a walk through them */
};

enum group_kind { WHOLE, PLAIN, CAPTURE, NAMED, AHEAD, NOT_AHEAD, BEHIND, NOT_BEHIND };

/* A group, an assertion, or the whole pattern, which is the first of all. */
struct group {
	enum group_kind kind;
	size_t parent;
	size_t branch;       /* the alternative of the parent that it stands in */
	size_t alternatives; /* while it is open, the current one is the last */
	size_t number;       /* of a capture, from 1 */
	size_t min, max;     /* its quantifier */
	bool closed;
	bool nullable;       /* one of its alternatives can match nothing */
	bool nothing_so_far; /* the current alternative can */
	bool idle_loop;      /* something that can match nothing is repeated inside */
	struct effort before;
};

struct reference {
	size_t group; /* in which it stands */
	size_t branch;
	size_t target; /* group; 0: it can only see what never took part */
	size_t number; /* 0: it has a name */
	const char *name;
	size_t name_length;
	const char *term;
};

/* ---- results ------------------------------------------------------------------ */

static bool
no_memory(struct translation *t)
{
	t->end = TRANSLATION_NO_MEMORY;
	return false;
}

static void
note(struct translation *t, enum translation_end end, const char *reason)
{
	if (t->end >= end)
		return;
	t->end = end;
	t->reason = reason;
	t->place = t->term;
	t->character = 1 + utf8_count(t->text, (size_t)(t->term - t->text));
}

bool
translation_syntax(struct translation *t, const char *reason)
{
	note(t, TRANSLATION_SYNTAX, reason);
	return false;
}

/* An array with room for one more element; NULL when memory runs out. */
static void *
with_room(struct translation *t, void *array, size_t *capacity, size_t count, size_t size)
{
	if (count < *capacity)
		return array;
	size_t larger = *capacity ? *capacity * 2 : 4;
	void *copy = arena_alloc(&t->arena, larger, size);
	if (!copy) {
		no_memory(t);
		return NULL;
	}
	if (count)
		memcpy(copy, array, count * size);
	*capacity = larger;
	return copy;
}

bool
translation_at(const struct translation *t, const char *text)
{
	size_t length = strlen(text);
	return (size_t)(t->stop - t->at) >= length && memcmp(t->at, text, length) == 0;
}

bool
translation_skip(struct translation *t, const char *text)
{
	if (!translation_at(t, text))
		return false;
	t->at += strlen(text);
	return true;
}

/* ---- groups and references ---------------------------------------------------- */

static bool
open_group(struct translation *t, enum group_kind kind)
{
	struct group *groups = with_room(
	    t, t->groups, &t->group_capacity, t->group_count, sizeof *t->groups);
	if (!groups)
		return false;
	t->groups = groups;
	struct group *parent = &groups[t->current];
	struct group *g = &groups[t->group_count];
	*g = (struct group){
	    .kind = kind,
	    .parent = t->current,
	    .branch = kind == WHOLE ? 0 : parent->alternatives,
	    .alternatives = 1,
	    .min = 1,
	    .max = 1,
	    .nothing_so_far = true,
	    .before = t->effort,
	};
	t->current = t->group_count++;
	t->depth++;
	t->lookbehinds += kind == BEHIND || kind == NOT_BEHIND;
	t->assertions += kind >= AHEAD;
	if (t->depth > MAX_DEPTH + 1)
		note(t, TRANSLATION_LIMIT, "groups are nested too deep");
	if (kind != CAPTURE && kind != NAMED)
		return true;
	size_t *captures = with_room(
	    t, t->captures, &t->capture_capacity, t->capture_count, sizeof *t->captures);
	if (!captures)
		return false;
	t->captures = captures;
	captures[t->capture_count++] = t->current;
	g->number = t->capture_count;
	return true;
}

/* GroupSpecifier or the name of a back reference, behind its < */
static bool
parse_name(struct translation *t, const char **name, size_t *length)
{
	const char *close = memchr(t->at, '>', (size_t)(t->stop - t->at));
	if (!close)
		return translation_syntax(t, "the name of the group has no end");
	char *text = arena_alloc(&t->arena, (size_t)(close - t->at) + 4, 1);
	if (!text)
		return no_memory(t);
	*name = text;
	*length = 0;
	while (t->at < close) {
		uint32_t point;
		if (!translation_skip(t, "\\u"))
			point = utf8_decode(&t->at, close);
		else if (!translate_unicode_escape(t, &point))
			return false;
		/* A lone surrogate adds nothing, so let it be a character of no name. */
		*length += utf8_encode(is_surrogate(point) ? '?' : point, text + *length);
	}
	enum pattern_result result = pattern_match_name(text, *length);
	if (result == PATTERN_NO_MEMORY)
		return no_memory(t);
	if (t->at != close || result != PATTERN_MATCH)
		return translation_syntax(t, "this cannot be the name of a group");
	t->at++;
	return true;
}

static bool
parse_open(struct translation *t)
{
	static const struct {
		const char *text;
		const char *output;
		enum group_kind kind;
	} openers[] = {
	    {"(?:", "(?:", PLAIN},
	    {"(?=", "(?=", AHEAD},
	    {"(?!", "(?!", NOT_AHEAD},
	    {"(?<=", "(?<=", BEHIND},
	    {"(?<!", "(?<!", NOT_BEHIND},
	    {"(?<", "(", NAMED},
	    {"(?", NULL, WHOLE},
	    {"(", "(", CAPTURE},
	};
	size_t i = 0;
	while (!translation_skip(t, openers[i].text))
		i++;
	if (!openers[i].output)
		return translation_syntax(t, "there is no group of this kind");
	t->simple.fits = false;
	words_say(&t->output, openers[i].output);
	if (!open_group(t, openers[i].kind))
		return false;
	if (openers[i].kind != NAMED)
		return true;
	const char *name;
	size_t length;
	if (!parse_name(t, &name, &length))
		return false;
	if (!names_reserve(&t->names, &t->arena))
		return no_memory(t);
	return names_add(&t->names, name, length, (uint32_t)t->current) ||
	    translation_syntax(t, "two groups have the same name");
}

static void
end_alternative(struct translation *t)
{
	struct group *g = &t->groups[t->current];
	g->nullable |= g->nothing_so_far;
	g->nothing_so_far = true;
}

static bool
parse_bar(struct translation *t)
{
	t->simple.fits = false;
	t->at++;
	words_say(&t->output, "|");
	t->groups[t->current].alternatives++;
	end_alternative(t);
	return true;
}

static bool
parse_close(struct translation *t)
{
	if (t->current == 0)
		return translation_syntax(t, "nothing is open that this ) could close");
	struct group *g = &t->groups[t->current];
	bool behind = g->kind == BEHIND || g->kind == NOT_BEHIND;
	bool ahead = g->kind == AHEAD || g->kind == NOT_AHEAD;
	end_alternative(t);
	t->at++;
	words_say(&t->output, ")");
	g->closed = true;
	t->atom.group = t->current;
	t->atom.nullable = g->nullable || behind || ahead;
	/* Annex B.1.4 QuantifiableAssertion */
	t->atom.assertion = behind || (ahead && t->strict);
	t->groups[g->parent].idle_loop |= g->idle_loop;
	t->lookbehinds -= behind;
	t->assertions -= behind || ahead;
	t->depth--;
	effort_choose(&t->effort, g->alternatives);
	if (!t->assertions)
		t->effort.asserted = 0;
	t->current = g->parent;
	return true;
}

/*
 * A reference to a group that is not closed yet can see nothing, for each round of a
 * loop forgets what its groups took before (ECMA-262 RepeatMatcher, step 4).
 */
static bool
add_reference(struct translation *t, struct reference r)
{
	struct reference *list = with_room(t, t->references, &t->reference_capacity,
	    t->reference_count, sizeof *t->references);
	if (!list)
		return false;
	t->references = list;
	r.group = t->current;
	r.branch = t->groups[t->current].alternatives;
	r.term = t->term;
	const struct name *name = NULL;
	if (r.number && r.number <= t->capture_count)
		r.target = t->captures[r.number - 1];
	else if (!r.number)
		name = names_find(&t->names, r.name, r.name_length);
	if (name)
		r.target = name->value;
	if (!t->groups[r.target].closed)
		r.target = 0;
	list[t->reference_count++] = r;

	if (r.target)
		words_format(&t->output, "(?:\\g{%zu})", t->groups[r.target].number);
	else
		words_say(&t->output, "(?:)");
	t->referenced |= r.target != 0;
	t->simple.fits = false;
	t->atom.nullable = true;
	if (t->lookbehinds)
		note(t, TRANSLATION_LIMIT, "a lookbehind refers to a group");
	return true;
}

static bool
read_number(const char **at, const char *stop, size_t *value)
{
	const char *first = *at;
	for (*value = 0; *at < stop && is_digit(**at); (*at)++)
		if (*value < UINT32_MAX)
			*value = *value * 10 + (size_t)(**at - '0');
	/* No text is that long, so all these are the same. */
	if (*value > UINT32_MAX)
		*value = UINT32_MAX;
	return *at > first;
}

static bool
parse_number_reference(struct translation *t)
{
	struct reference r = {0};
	read_number(&t->at, t->stop, &r.number);
	return add_reference(t, r);
}

static bool
parse_name_reference(struct translation *t)
{
	struct reference r = {0};
	if (!translation_skip(t, "k<"))
		return translation_syntax(t, "\\k wants the name of a group in < and >");
	return parse_name(t, &r.name, &r.name_length) && add_reference(t, r);
}

/* The alternative of a group in which the reference stands; 0 when it is not inside. */
static size_t
branch_with(const struct translation *t, size_t group, const struct reference *r)
{
	size_t inside = r->group, branch = r->branch;
	while (inside != group && inside) {
		branch = t->groups[inside].branch;
		inside = t->groups[inside].parent;
	}
	return inside == group ? branch : 0;
}

/*
 * Does the reference see the same in PCRE2, which does not forget what a group took in
 * an earlier round of a loop, lets a round match nothing (RepeatMatcher, step 2.b, does
 * not) and reads a lookbehind forwards? True only where that certainly makes no
 * difference. From the group outwards, up to where the reference stands and beyond it.
 */
static bool
sees_the_same(const struct translation *t, const struct reference *r)
{
	bool ahead = false, left_out = false; /* a round can pass without the group */
	size_t i = r->target, branch = 0, own = 0;
	for (; !(branch = branch_with(t, i, r)); i = t->groups[i].parent) {
		const struct group *g = &t->groups[i];
		left_out |= i != r->target && g->alternatives > 1;
		if (g->kind == NOT_AHEAD)
			return true; /* nothing is ever seen from outside */
		if (g->kind == BEHIND || g->kind == NOT_BEHIND)
			return false;
		if (g->kind == AHEAD && g->idle_loop)
			return false;
		if (g->max > 1 && left_out)
			return false;
		ahead |= g->kind == AHEAD;
		if (g->nullable && (g->max > 1 || (g->min == 0 && ahead)))
			return false;
		left_out |= g->min == 0;
		own = g->branch;
	}
	if (!left_out && own == branch)
		return true;
	for (; i; i = t->groups[i].parent) {
		if (t->groups[i].kind == NOT_AHEAD || t->groups[i].kind == NOT_BEHIND)
			return true;
		if (t->groups[i].max > 1)
			return false;
	}
	return true;
}

/* What only the end of the pattern tells about its references. */
static bool
check_references(struct translation *t)
{
	if (t->reference_count > MAX_REFERENCES)
		note(t, TRANSLATION_LIMIT, "there are too many references to groups");
	for (size_t i = 0; i < t->reference_count; i++) {
		const struct reference *r = &t->references[i];
		t->term = r->term;
		if (r->number > t->capture_count)
			return translation_syntax(t, "there is no group of this number");
		if (!r->number && !names_find(&t->names, r->name, r->name_length))
			return translation_syntax(t, "there is no group of this name");
		if (r->target && t->end == TRANSLATED && !sees_the_same(t, r))
			note(t, TRANSLATION_LIMIT,
			    "what the group took last cannot be told for certain");
	}
	return true;
}

/* ---- terms -------------------------------------------------------------------- */

/* QuantifierPrefix; moves behind it. False, without a move, when there is none. */
static bool
read_quantifier(struct translation *t, size_t *min, size_t *max)
{
	const char *at = t->at;
	if (at == t->stop || !is_one_of(*at, "*+?{"))
		return false;
	char c = *at++;
	*min = c == '+';
	*max = c == '?' ? 1 : SIZE_MAX;
	if (c == '{') {
		if (!read_number(&at, t->stop, min))
			return false;
		*max = *min;
		if (at < t->stop && *at == ',' && ++at && !read_number(&at, t->stop, max))
			*max = SIZE_MAX;
		if (at == t->stop || *at++ != '}')
			return false;
	}
	t->at = at;
	return true;
}

static void
put_quantifier(struct translation *t, size_t min, size_t max)
{
	if (min > MAX_COUNT || (max > MAX_COUNT && max != SIZE_MAX))
		note(t, TRANSLATION_LIMIT, "a quantifier counts beyond 65535");
	if (max == SIZE_MAX)
		words_format(&t->output, "{%zu,}", min);
	else
		words_format(&t->output, "{%zu,%zu}", min, max);
	if (translation_skip(t, "?"))
		words_say(&t->output, "?");
}

/* What stands behind an atom, and what follows for the group around it. */
static bool
parse_quantifier(struct translation *t)
{
	size_t min = 1, max = 1;
	struct group *around = &t->groups[t->current];
	t->term = t->at;
	if (read_quantifier(t, &min, &max)) {
		if (t->atom.assertion)
			return translation_syntax(t, "there is nothing to repeat");
		if (min > max)
			return translation_syntax(
			    t, "the numbers in {} are out of order");
		put_quantifier(t, min, max);
		simple_repeat(&t->simple, min, max);
		effort_repeat(&t->effort,
		    t->atom.group ? &t->groups[t->atom.group].before : NULL,
		    t->assertions > 0, min, max);
	}
	if (t->atom.group) {
		t->groups[t->atom.group].min = min;
		t->groups[t->atom.group].max = max;
	}
	around->idle_loop |= t->atom.nullable && max > 1;
	around->nothing_so_far &= t->atom.nullable || min == 0;
	return true;
}

static bool
parse_assertion(struct translation *t)
{
	t->atom = (struct atom){.nullable = true, .assertion = true};
	simple_anchor(&t->simple, *t->at);
	words_add(&t->output, t->at++, 1);
	return true;
}

static bool
parse_escape(struct translation *t)
{
	t->at++;
	if (t->at < t->stop && is_one_of(*t->at, "bB")) {
		words_say(&t->output, "\\");
		return parse_assertion(t);
	}
	if (t->at < t->stop && is_one_of(*t->at, "123456789"))
		return parse_number_reference(t);
	if (t->at < t->stop && *t->at == 'k')
		return parse_name_reference(t);
	return translate_escape(t);
}

/* PatternCharacter, and the ones that Annex B.1.4 ExtendedPatternCharacter adds */
static bool
parse_literal(struct translation *t)
{
	size_t min, max;
	if (is_one_of(*t->at, "*+?") || (*t->at == '{' && read_quantifier(t, &min, &max)))
		return translation_syntax(t, "there is nothing to repeat");
	if (t->strict && is_one_of(*t->at, "{}]"))
		return translation_syntax(t, "a bracket stands alone");
	return translate_literal(t, utf8_decode(&t->at, t->stop));
}

static bool
parse_dot(struct translation *t)
{
	t->simple.fits = false;
	words_say(&t->output, "[^\\n\\r\\x{2028}\\x{2029}]");
	t->at++;
	return true;
}

static bool
parse_term(struct translation *t)
{
	static const struct {
		char first;
		bool (*parse)(struct translation *);
	} terms[] = {
	    {'^', parse_assertion},
	    {'$', parse_assertion},
	    {'\\', parse_escape},
	    {'.', parse_dot},
	    {'[', translate_class},
	    {')', parse_close},
	};
	t->atom = (struct atom){0};
	t->term = t->at;
	if (*t->at == '(')
		return parse_open(t);
	if (*t->at == '|')
		return parse_bar(t);
	bool (*parse)(struct translation *) = parse_literal;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (*t->at == terms[i].first)
			parse = terms[i].parse;
	t->at += parse == translate_class;
	return parse(t) && parse_quantifier(t);
}

enum translation_end
translate(struct translation *t, const char *text, size_t length, bool strict)
{
	text = length ? text : ""; /* it may be NULL */
	*t = (struct translation){.strict = strict,
	    .text = text,
	    .at = text,
	    .stop = text + length,
	    .term = text,
	    .effort.choices = 1};
	/* A literal is never longer than the escapes it is spelled with. */
	t->simple = (struct simple){
	    .fits = true, .literal = arena_alloc(&t->arena, length + 4, 1)};
	t->output.arena = &t->arena;
	if (!t->simple.literal || !open_group(t, WHOLE)) {
		no_memory(t);
		return t->end;
	}
	while (t->at < t->stop && t->end != TRANSLATION_NO_MEMORY)
		if (!parse_term(t))
			return t->end;
	if (t->output.failed)
		no_memory(t);
	t->term = t->stop;
	if (t->current)
		translation_syntax(t, "a group is not closed");
	else
		check_references(t);
	effort_choose(&t->effort, t->groups[0].alternatives);
	simple_finish(&t->simple);
	return t->end;
}

void
translation_free(struct translation *t)
{
	arena_free(&t->arena);
}
