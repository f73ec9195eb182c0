/*
 * Patterns: those that pattern_translate.c finds simple are matched here, byte by byte;
 * the others are left to PCRE2. A bound on its steps and memory makes a pattern that
 * explodes (^(a+)+$) a reported limit, which is neither a match nor none. PCRE2's own
 * limit counts anew from each place where a match could begin, and no characters, so that
 * it lets [a-z]+\d take the square of a text. Where the form of the pattern allows that,
 * long texts are matched by a second compilation, which calls back at each of its items.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pattern_translate.h"

#include "error.h"
#include "utf8.h"

#include <errno.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* of pcre2_match(), from each character where a match could begin */
	STEPS = 100000,
	STEPS_PER_BYTE = 64,
	/* the same, where the steps can be counted afterwards */
	FIRST_STEPS = 1000,
	FIRST_STEPS_PER_BYTE = 16,
	SHORT = 256, /* bytes; a longer text has them counted at once */
	/* that are counted; one goes into as many characters that a repetition takes */
	COUNTED = 2000000,
	COUNTED_PER_BYTE = 100,
	CHARACTERS_PER_STEP = 16,
	HEAP_KIB = 64 * 1024,
	/* for compiled code that has used up the 32 KiB of the thread's own stack */
	JIT_STACK_FIRST = 64 * 1024,
	JIT_STACK_MOST = 64 * 1024 * 1024,
	SHOWN = 64, /* bytes of a pattern that is refused */
};

/*
 * Of every pattern. No UCP, because \d, \w and \b are ASCII's. No start optimisations,
 * because those of 10.42 miss matches: of (?=a)(b|.)*a in "a", and, compiled by the JIT,
 * of (ab|)a+b in "aba".
 */
static const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY |
    PCRE2_MATCH_UNSET_BACKREF | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C |
    PCRE2_NO_START_OPTIMIZE;

struct pattern {
	bool lenient;
	bool start, end;  /* when it is simple */
	bool referenced;  /* it compares with what a group took */
	pcre2_code *code; /* NULL: it is simple */
	/* the same, but it calls count_step(); NULL: steps need not be counted */
	pcre2_code *counted;
	char *literal;
	size_t literal_length;
	size_t count;
	struct piece pieces[];
};

/* of one match */
struct count {
	uint64_t steps;
	uint64_t most;
	size_t last; /* where in the text the one before was */
	bool referenced;
};

struct matcher_memory {
	struct count count;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* once one was needed */
};

/* ---- simple patterns ---------------------------------------------------------- */

static bool
is_in(const struct ascii_set *set, unsigned char byte)
{
	return byte < 0x80 ? set->bits[byte / 64] >> byte % 64 & 1 : set->others;
}

static bool
overlap(const struct ascii_set *a, const struct ascii_set *b)
{
	return (a->bits[0] & b->bits[0]) || (a->bits[1] & b->bits[1]) ||
	    (a->others && b->others);
}

void
simple_anchor(struct simple *s, char anchor)
{
	bool first = !s->start && !s->literal_length && !s->count;
	if (s->end || (anchor == '^' && !first) || (anchor != '^' && anchor != '$'))
		s->fits = false;
	s->start |= anchor == '^';
	s->end |= anchor == '$';
}

void
simple_set(struct simple *s, const struct ascii_set *set)
{
	if (s->end || s->count == MAX_PIECES)
		s->fits = false;
	if (s->fits)
		s->pieces[s->count++] = (struct piece){*set, 1, 1};
}

static struct ascii_set
set_of(unsigned char byte)
{
	struct ascii_set set = {0};
	set.bits[byte / 64] = UINT64_C(1) << byte % 64;
	return set;
}

void
simple_point(struct simple *s, uint32_t point)
{
	if (s->end)
		s->fits = false;
	if (!s->fits)
		return;
	if (!s->count) {
		s->last = utf8_encode(point, s->literal + s->literal_length);
		s->literal_length += s->last;
		s->fits = s->last > 0; /* it was a surrogate */
	} else if (point < 0x80) {
		struct ascii_set set = set_of((unsigned char)point);
		simple_set(s, &set);
	} else {
		s->fits = false;
	}
}

void
simple_repeat(struct simple *s, size_t min, size_t max)
{
	if (!s->fits)
		return;
	if (!s->count) {
		/* It is the last character of the literal that is repeated. */
		unsigned char byte = (unsigned char)s->literal[s->literal_length - 1];
		struct ascii_set set = set_of(byte & 0x7f);
		s->fits = byte < 0x80;
		s->literal_length--;
		simple_set(s, &set);
	}
	if (s->fits) {
		s->pieces[s->count - 1].min = min;
		s->pieces[s->count - 1].max = max;
	}
}

/*
 * A piece may take all it finds if nothing behind it could begin with the same
 * character: then a shorter one leads nowhere.
 */
void
simple_finish(struct simple *s)
{
	if (s->count && !s->start)
		s->fits = false;
	for (size_t i = 0; i < s->count; i++) {
		const struct piece *p = &s->pieces[i];
		for (size_t k = i + 1; p->min != p->max && k < s->count; k++) {
			if (overlap(&p->set, &s->pieces[k].set))
				s->fits = false;
			if (s->pieces[k].min)
				break;
		}
	}
}

/* Moves behind what the piece takes; false when that is too little. */
static bool
take(const struct piece *p, const char **at, const char *stop)
{
	size_t count = 0;
	while (count < p->max && *at < stop && is_in(&p->set, (unsigned char)**at)) {
		++*at;
		while (*at < stop && utf8_continues(**at))
			++*at;
		count++;
	}
	return count >= p->min;
}

static bool
contains(const struct pattern *p, const char *text, size_t length)
{
	while (length >= p->literal_length) {
		size_t starts = length - p->literal_length + 1;
		const char *found = memchr(text, p->literal[0], starts);
		if (!found)
			return false;
		if (memcmp(found, p->literal, p->literal_length) == 0)
			return true;
		length -= (size_t)(found + 1 - text);
		text = found + 1;
	}
	return false;
}

static bool
match_simple(const struct pattern *p, const char *text, size_t length)
{
	size_t size = p->literal_length;
	if (length < size)
		return false;
	if (!p->start && !p->end)
		return size == 0 || contains(p, text, length);
	if (!p->start)
		return size == 0 || memcmp(text + length - size, p->literal, size) == 0;
	if (size && memcmp(text, p->literal, size) != 0)
		return false;
	if (length == size && !p->count)
		return true;
	const char *at = text + size, *stop = text + length;
	for (size_t i = 0; i < p->count; i++)
		if (!take(&p->pieces[i], &at, stop))
			return false;
	return !p->end || at == stop;
}

/* ---- compiling ---------------------------------------------------------------- */

static struct pattern *
new_pattern(const struct translation *t)
{
	const struct simple *s = &t->simple;
	size_t count = s->fits ? s->count : 0;
	size_t length = s->fits ? s->literal_length : 0;
	struct pattern *p = malloc(sizeof *p + count * sizeof *p->pieces + length);
	if (!p)
		return NULL;
	*p = (struct pattern){
	    .lenient = !t->strict,
	    .start = s->start,
	    .end = s->end,
	    .literal = (char *)(p->pieces + count),
	    .literal_length = length,
	    .count = count,
	};
	if (count)
		memcpy(p->pieces, s->pieces, count * sizeof *p->pieces);
	if (length)
		memcpy(p->literal, s->literal, length);
	return p;
}

/* Where it cannot be had, because it is larger, PCRE2's limit has to be enough. */
static void
compile_counted(struct pattern *p, const struct translation *t, uint32_t more)
{
	int code;
	uint32_t all = 0;
	PCRE2_SIZE offset;
	pcre2_pattern_info(p->code, PCRE2_INFO_ALLOPTIONS, &all);
	p->referenced = t->referenced;
	if (!t->referenced && effort_is_bounded(&t->effort, all & PCRE2_ANCHORED))
		return;
	p->counted = pcre2_compile((PCRE2_SPTR)t->output.text, t->output.length,
	    options | more | PCRE2_AUTO_CALLOUT, &code, &offset, NULL);
	if (p->counted)
		pcre2_jit_compile(p->counted, PCRE2_JIT_COMPLETE);
}

static bool
compile_output(
    struct pattern *p, const struct translation *t, struct jschema_error *error)
{
	int code;
	PCRE2_SIZE offset;
	uint32_t more = t->referenced ? 0 : PCRE2_NO_AUTO_CAPTURE;
	p->code = pcre2_compile((PCRE2_SPTR)t->output.text, t->output.length,
	    options | more, &code, &offset, NULL);
	if (p->code) {
		/* Where it cannot be had, the pattern is interpreted. */
		pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
		compile_counted(p, t, more);
		return true;
	}
	if (code == PCRE2_ERROR_HEAP_FAILED)
		return error_no_memory(error);
	char text[160] = "unknown reason";
	pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text);
	return error_set(
	    error, JSCHEMA_LIMIT, "the pattern is beyond what PCRE2 can do: %s", text);
}

/* with what stands at the place in the pattern, or where that is its end, before it */
static bool
refuse(const struct translation *t, bool hidden, struct jschema_error *error,
    enum jschema_code code, const char *more)
{
	if (hidden)
		return error_set(error, code, "%s, at character %zu of the pattern%s",
		    t->reason, t->character, more);
	char shown[SHOWN];
	bool behind = t->place == t->stop;
	const char *at = t->place;
	while (
	    behind && at > t->text && (t->stop - at < SHOWN / 2 || utf8_continues(*at)))
		at--;
	size_t length = jschema_escape(at, (size_t)(t->stop - at), shown, sizeof shown);
	return error_set(error, code,
	    "%s, at character %zu of the pattern, %s \"%s%s\"%s", t->reason, t->character,
	    behind ? "behind" : "before", shown, length < SHOWN ? "" : "...", more);
}

static struct pattern *
build(const struct translation *t, bool hidden, struct jschema_error *error)
{
	bool fits = t->simple.fits;
	struct pattern *p = NULL;
	if (t->end == TRANSLATION_SYNTAX)
		refuse(t, hidden, error, JSCHEMA_BAD_SCHEMA, "");
	else if (t->end == TRANSLATION_LIMIT && !fits)
		refuse(t, hidden, error, JSCHEMA_LIMIT,
		    "; this is more than can be matched here");
	else if (t->end == TRANSLATION_NO_MEMORY || !(p = new_pattern(t)))
		error_no_memory(error);
	else if (!fits && !compile_output(p, t, error)) {
		pattern_free(p);
		p = NULL;
	}
	return p;
}

static struct pattern *
compile(const char *text, size_t length, bool hidden, struct jschema_error *error)
{
	struct translation t;
	if (translate(&t, text, length, true) == TRANSLATION_SYNTAX) {
		translation_free(&t);
		translate(&t, text, length, false);
	}
	struct pattern *p = build(&t, hidden, error);
	translation_free(&t);
	return p;
}

struct pattern *
pattern_compile(const char *text, size_t length, struct jschema_error *error)
{
	return compile(text, length, false, error);
}

struct pattern *
pattern_compile_hidden(const char *text, size_t length, struct jschema_error *error)
{
	return compile(text, length, true, error);
}

void
pattern_free(struct pattern *p)
{
	if (p) {
		pcre2_code_free(p->code);
		pcre2_code_free(p->counted);
	}
	free(p);
}

bool
pattern_lenient(const struct pattern *p)
{
	return p->lenient;
}

bool
pattern_valid(const char *text, size_t length)
{
	struct translation t;
	enum translation_end end = translate(&t, text, length, true);
	translation_free(&t);
	if (end == TRANSLATION_NO_MEMORY)
		errno = ENOMEM;
	return end == TRANSLATED || end == TRANSLATION_LIMIT;
}

enum pattern_result
pattern_match_name(const char *name, size_t length)
{
	static const char grammar[] =
	    "^[$_\\p{ID_Start}][$\\p{ID_Continue}\\x{200c}\\x{200d}]*$";
	/* Most names are ASCII, and need no tables. */
	size_t ascii = 0;
	while (ascii < length &&
	    (is_letter(name[ascii]) || is_one_of(name[ascii], "$_") ||
		(ascii && is_digit(name[ascii]))))
		ascii++;
	if (length && ascii == length)
		return PATTERN_MATCH;
	int code;
	PCRE2_SIZE offset;
	pcre2_code *names = pcre2_compile(
	    (PCRE2_SPTR)grammar, sizeof grammar - 1, options, &code, &offset, NULL);
	pcre2_match_data *data = names ? pcre2_match_data_create(1, NULL) : NULL;
	int found = PCRE2_ERROR_NOMEMORY;
	if (data)
		found = pcre2_match(
		    names, (PCRE2_SPTR)name, length, 0, PCRE2_NO_UTF_CHECK, data, NULL);
	pcre2_match_data_free(data);
	pcre2_code_free(names);
	return found == PCRE2_ERROR_NOMATCH ? PATTERN_NO_MATCH
	    : found < 0                     ? PATTERN_NO_MEMORY
					    : PATTERN_MATCH;
}

/* ---- matching ----------------------------------------------------------------- */

/*
 * Comes before each item of a pattern: what lies between two calls is one item that was
 * passed, which may be a repetition that took many characters.
 */
static int
count_step(pcre2_callout_block *block, void *data)
{
	struct count *c = data;
	size_t at = block->current_position, from = c->last;
	/* a reference can look at all that was matched, and fail without a call */
	if (c->referenced && block->start_match < from)
		from = block->start_match;
	c->steps += 1 + (at > from ? (at - from) / CHARACTERS_PER_STEP : 0);
	c->last = at;
	return c->steps > c->most ? PCRE2_ERROR_MATCHLIMIT : 0;
}

static bool
make_memory(struct matcher *m)
{
	if (m->memory)
		return true;
	m->memory = calloc(1, sizeof *m->memory);
	if (!m->memory)
		return false;
	m->memory->data = pcre2_match_data_create(1, NULL);
	m->memory->context = pcre2_match_context_create(NULL);
	if (m->memory->data && m->memory->context) {
		pcre2_set_heap_limit(m->memory->context, HEAP_KIB);
		pcre2_set_callout(m->memory->context, count_step, &m->memory->count);
		return true;
	}
	matcher_free(m);
	return false;
}

void
matcher_free(struct matcher *m)
{
	if (!m->memory)
		return;
	pcre2_match_data_free(m->memory->data);
	pcre2_match_context_free(m->memory->context);
	pcre2_jit_stack_free(m->memory->stack);
	free(m->memory);
	m->memory = NULL;
}

static int
run_once(const pcre2_code *code, struct matcher_memory *m, const char *text,
    size_t length, uint32_t most_steps)
{
	pcre2_set_match_limit(m->context, most_steps);
	m->count.last = 0;
	m->count.steps = 0;
	return pcre2_match(
	    code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK, m->data, m->context);
}

static int
run(const pcre2_code *code, struct matcher_memory *m, const char *text, size_t length,
    uint32_t most_steps)
{
	int found = run_once(code, m, text, length, most_steps);
	if (found != PCRE2_ERROR_JIT_STACKLIMIT || m->stack)
		return found;
	m->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
	if (!m->stack)
		return PCRE2_ERROR_NOMEMORY;
	pcre2_jit_stack_assign(m->context, NULL, m->stack);
	return run_once(code, m, text, length, most_steps);
}

/* The steps of a text grow with it: ^(a|b)*$ takes some for each of its characters. */
static uint32_t
steps_for(const struct pattern *p, size_t length)
{
	uint32_t first = p->counted ? FIRST_STEPS : STEPS;
	uint32_t each = p->counted ? FIRST_STEPS_PER_BYTE : STEPS_PER_BYTE;
	return length > (UINT32_MAX - first) / each ? UINT32_MAX
						    : first + each * (uint32_t)length;
}

static int
run_counted(const struct pattern *p, struct matcher *m, const char *text, size_t length)
{
	uint64_t usual = (uint64_t)length * COUNTED_PER_BYTE;
	struct count *count = &m->memory->count;
	count->most = COUNTED + usual;
	count->referenced = p->referenced;
	int found = run(p->counted, m->memory, text, length, UINT32_MAX);
	m->unusual += count->steps > usual ? count->steps - usual : 0;
	return found;
}

enum pattern_result
pattern_match(const struct pattern *p, struct matcher *m, const char *text, size_t length)
{
	text = length ? text : ""; /* it may be NULL */
	if (!p->code)
		return match_simple(p, text, length) ? PATTERN_MATCH : PATTERN_NO_MATCH;
	if (!make_memory(m))
		return PATTERN_NO_MEMORY;
	int found = PCRE2_ERROR_MATCHLIMIT;
	if (!p->counted || length <= SHORT)
		found = run(p->code, m->memory, text, length, steps_for(p, length));
	if (p->counted && found == PCRE2_ERROR_MATCHLIMIT)
		found = run_counted(p, m, text, length);
	if (found >= 0)
		return PATTERN_MATCH;
	if (found == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO_MATCH;
	return found == PCRE2_ERROR_NOMEMORY ? PATTERN_NO_MEMORY : PATTERN_LIMIT;
}

void
pattern_engine(char version[64])
{
	pcre2_config(PCRE2_CONFIG_VERSION, version); /* takes at most 24 characters */
}
