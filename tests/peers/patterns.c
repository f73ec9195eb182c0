/*
 * The pattern engine beside Node's RegExp:
 *   patterns COUNT <LINES
 * LINES are COUNT lines of patterns.js. Every difference is printed, and then figures.
 * Exit status 1: there are differences that nothing explains; 2: not all was compared.
 */
#include "jschema.h"
#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { MAX_REASONS = 16 };

/* why patterns were refused with JSCHEMA_LIMIT */
struct reason {
	char text[sizeof((struct jschema_error *)0)->text];
	size_t count;
};

struct tally {
	size_t patterns;
	size_t invalid, lenient; /* what Node does not take; what of it is taken here */
	size_t refused;          /* what Node takes, but a limit here does not */
	size_t compiled;
	size_t endless; /* compiled, but Node needs too long to match */
	size_t compared, matching, given_up; /* pairs of a pattern and a subject */
	size_t inside;                       /* explained */
	size_t different;                    /* not explained */
	struct reason reasons[MAX_REASONS];
	size_t reason_count;
};

/* what is used again and again */
struct work {
	struct jschema_document *document;
	struct matcher matcher;
	char *pattern, *subject; /* with room for a whole line */
	size_t room;
	struct tally tally;
};

static void
die(const char *why)
{
	fprintf(stderr, "patterns: %s\n", why);
	exit(2);
}

static void *
own(void *memory)
{
	if (!memory)
		die("no memory is left");
	return memory;
}

static struct jschema_value
member(struct jschema_value object, const char *name)
{
	return jschema_member(object, name, strlen(name));
}

/* ---- differences -------------------------------------------------------------- */

/* a string as JSON, so that every character of it can be seen */
static void
print_string(struct jschema_value string)
{
	size_t length;
	const char *text = jschema_text(string, &length);
	size_t size = jschema_escape(text, length, NULL, 0) + 1;
	char *line = own(malloc(size));
	jschema_escape(text, length, line, size);
	printf("\"%s\"", line);
	free(line);
}

/* `subject` may be no value */
static void
print_difference(const char *kind, struct jschema_value pattern,
    struct jschema_value subject, const char *what)
{
	printf("%-10s ", kind);
	print_string(pattern);
	if (subject.document) {
		printf(" on ");
		print_string(subject);
	}
	printf(": %s\n", what);
}

static void
different(struct work *w, struct jschema_value pattern, struct jschema_value subject,
    const char *what)
{
	w->tally.different++;
	print_difference("DIFFERENT", pattern, subject, what);
}

/* The reason without what depends on the single pattern. */
static void
count_reason(struct tally *t, const char *text)
{
	const char *end = strstr(text, ", at character");
	size_t length = end ? (size_t)(end - text) : strlen(text);
	struct reason *r = t->reasons;
	while (r < t->reasons + t->reason_count &&
	    (strncmp(r->text, text, length) != 0 || r->text[length]))
		r++;
	if (r == t->reasons + MAX_REASONS)
		die("there are more reasons than MAX_REASONS");
	if (!r->count++) {
		memcpy(r->text, text, length);
		t->reason_count++;
	}
}

/* ---- a line ------------------------------------------------------------------- */

struct expected {
	bool matches;
	bool inside; /* a pair, and nowhere else */
};

static void
try_subject(struct work *w, const struct pattern *compiled, struct jschema_value pattern,
    struct jschema_value subject, struct expected e)
{
	size_t length;
	const char *text = jschema_string(subject, w->subject, &length);
	enum pattern_result result = pattern_match(compiled, &w->matcher, text, length);
	bool matches = result == PATTERN_MATCH;
	if (result == PATTERN_NO_MEMORY)
		die("no memory is left");
	if (result == PATTERN_LIMIT) {
		w->tally.given_up++;
		return;
	}
	w->tally.compared++;
	w->tally.matching += matches;
	if (matches == e.matches)
		return;
	if (e.inside) {
		w->tally.inside++;
		print_difference("explained", pattern, subject,
		    "Node matches, but only inside a surrogate pair");
		return;
	}
	different(w, pattern, subject,
	    matches ? "this matches, Node does not" : "Node matches, this does not");
}

static void
try_subjects(struct work *w, const struct pattern *compiled, struct jschema_value line)
{
	struct jschema_value pattern = member(line, "pattern");
	struct jschema_item subject, match, inside = {{NULL, 0}, {NULL, 0}, 0};
	struct jschema_value subjects = member(line, "subjects"),
			     matches = member(line, "matches");
	if (jschema_count(subjects) != jschema_count(matches))
		die("a line has not as many matches as subjects");
	bool more = jschema_first(subjects, &subject) && jschema_first(matches, &match);
	w->tally.endless += !more;
	bool pairs = jschema_first(member(line, "inside"), &inside);
	while (more) {
		struct expected e = {.matches = jschema_boolean(match.value),
		    .inside = pairs && jschema_boolean(inside.value)};
		try_subject(w, compiled, pattern, subject.value, e);
		more = jschema_next(&subject) && jschema_next(&match);
		pairs = pairs && jschema_next(&inside);
	}
}

/* What a pattern is to the compiler and to pattern_valid() must be one. */
static void
try_pattern(struct work *w, struct jschema_value line)
{
	struct tally *t = &w->tally;
	struct jschema_value pattern = member(line, "pattern"), none = {NULL, 0};
	bool strict = jschema_boolean(member(line, "strict"));
	struct jschema_error error = {0};
	size_t length;
	const char *text = jschema_string(pattern, w->pattern, &length);
	if (!text)
		die("a line has no pattern");
	struct pattern *compiled = pattern_compile(text, length, &error);
	if (!compiled && error.code == JSCHEMA_NO_MEMORY)
		die(error.text);
	t->patterns++;
	t->invalid += !strict;
	t->lenient += !strict && compiled;
	t->compiled += strict && compiled;
	if (pattern_valid(text, length) != strict)
		different(w, pattern, none,
		    strict ? "Node takes it, pattern_valid() does not"
			   : "pattern_valid() takes it, Node does not");
	else if (compiled && pattern_lenient(compiled) == strict)
		different(w, pattern, none,
		    strict ? "taken as lenient" : "not taken as lenient");
	else if (!compiled && strict && error.code != JSCHEMA_LIMIT)
		different(w, pattern, none, error.text);
	else if (!compiled && strict)
		count_reason(t, error.text);
	t->refused += !compiled && strict && error.code == JSCHEMA_LIMIT;
	if (compiled && strict)
		try_subjects(w, compiled, line);
	pattern_free(compiled);
}

static void
try_line(struct work *w, const char *text, size_t length)
{
	struct jschema_error error = {0};
	if (!jschema_document_read(w->document, text, length, NULL, NULL, &error))
		die(error.text);
	if (w->room < length) {
		w->room = length * 2;
		w->pattern = own(realloc(w->pattern, w->room));
		w->subject = own(realloc(w->subject, w->room));
	}
	try_pattern(w, jschema_root(w->document));
}

/* ---- all ---------------------------------------------------------------------- */

static int
by_count(const void *left, const void *right)
{
	const struct reason *a = left, *b = right;
	return (a->count < b->count) - (a->count > b->count);
}

static void
print_figures(struct tally *t)
{
	printf("%9zu patterns\n", t->patterns);
	printf("%9zu Node does not take (%zu of them are taken leniently)\n", t->invalid,
	    t->lenient);
	printf(
	    "%9zu compiled (%zu of them take Node too long)\n", t->compiled, t->endless);
	printf("%9zu refused with JSCHEMA_LIMIT\n", t->refused);
	qsort(t->reasons, t->reason_count, sizeof *t->reasons, by_count);
	for (size_t i = 0; i < t->reason_count; i++)
		printf("%17zu %s\n", t->reasons[i].count, t->reasons[i].text);
	printf("%9zu matches compared (%zu true)\n", t->compared, t->matching);
	printf("%9zu matches given up at the limit of steps\n", t->given_up);
	printf(
	    "%9zu differences explained: V8 tries to match between the halves of a\n"
	    "          surrogate pair too, where \\B or a negative assertion can be true;\n"
	    "          ECMA-262 steps over the pair (AdvanceStringIndex)\n",
	    t->inside);
	printf("%9zu differences not explained\n", t->different);
}

int
main(int argc, char **argv)
{
	struct work w = {.document = own(jschema_document_new())};
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	if (argc != 2)
		die("COUNT is missing");
	while ((length = getline(&line, &size, stdin)) > 0)
		try_line(&w, line, (size_t)length);
	print_figures(&w.tally);
	jschema_document_free(w.document);
	matcher_free(&w.matcher);
	free(w.pattern);
	free(w.subject);
	free(line);
	if (w.tally.patterns != strtoull(argv[1], NULL, 10))
		die("these are not all the patterns");
	return w.tally.different != 0;
}
