/*
 * What of a command line does not go together, by the tables of conflicts and needs: what
 * would be accepted and have no effect is refused.
 */
#include "lint.h"
#include "options.h"
#include "recording.h"

#include <stdlib.h>
#include <string.h>

/* commands that show no table */
enum { UNSHOWN = 1U << COMMAND_CHECK | 1U << COMMAND_FORMAT };

/* two that do not go together, or of which one would have no effect */
static const struct option_conflict {
	const char *one, *other;
	unsigned commands; /* of which that holds, as bits */
} conflicts[] = {
    {"indent", "tab", OPTION_OF_ALL},
    {"indent", "compact", OPTION_OF_ALL},
    {"tab", "compact", OPTION_OF_ALL},
    {"canonical", "indent", OPTION_OF_ALL},
    {"canonical", "tab", OPTION_OF_ALL},
    {"canonical", "sort", OPTION_OF_ALL},
    {"in-place", "check", OPTION_OF_ALL},
    {"in-place", "at", OPTION_OF_ALL},
    {"check", "at", OPTION_OF_ALL},
    {"columns", "coverage", OPTION_OF_ALL},
    {"keep-invalid", "coverage", OPTION_OF_ALL},
    /* without tables only a rule asks what the time is */
    {"now", "schema", UNSHOWN},
    {"now", "schema-only", UNSHOWN},
    {"jwks", "key", OPTION_OF_ALL},
};

/* an option, and the one without which it is nothing */
static const struct option_dependency {
	const char *one, *other;
} dependencies[] = {
    {"map", "schema"},
    {"redact-key", "redact"},
};

/* what -W sets, and the option without which it is never told; of several for one code
 * one is enough */
static const struct option_dependency code_dependencies[] = {
    {"expired", "now"},
    {"required-member", "require"},
    {"skipped-part", "at"},
    {"unread-recording", "schema-only"},
    {"unread-recording", "schema"},
    {"empty-schema", "schema"},
    {"lenient-schema", "schema"},
    {"unknown-keyword", "schema"},
    {"old-keyword", "schema"},
    {"idle-keyword", "schema"},
    {"unknown-format", "schema"},
    {"token-time", "token"},
    {"token-issuer", "issuer"},
    {"token-audience", "audience"},
    {"token-user", "token"},
    {"token-session", "token"},
    {"token-client", "token"},
    {"token-servers", "token"},
    {"token-scope", "token"},
    {"token-issued", "token"},
};

/* one of two that a command cannot do without */
static const struct option_need {
	enum command command;
	const char *one, *other; /* or NULL */
	const char *reason;
} needs[] = {
    {COMMAND_TOKEN, "token", NULL, "a token is no argument, for those are seen by all"},
    {COMMAND_TOKEN, "jwks", "key", "what nobody has verified is not compared"},
};

/* ---- what is refused ---- */

static bool
is_given(const struct option_row *const *given, const char *name)
{
	for (size_t i = 0; i < option_row_count; i++) {
		if (given[i] && strcmp(given[i]->name, name) == 0)
			return true;
	}
	return false;
}

static bool
is_stdin_file(const char *name)
{
	return strcmp(name, "/dev/stdin") == 0;
}

static bool
is_stdin(const char *name)
{
	return name && (strcmp(name, "-") == 0 || is_stdin_file(name));
}

/* with a pointer behind it, or none */
static bool
is_schema_stdin(const struct options *o)
{
	if (!o->schema)
		return false;
	char *file = xstrndup(o->schema, strcspn(o->schema, "#"));
	bool is = is_stdin(file);
	free(file);
	return is;
}

/* how many there are; without operands stdin is read */
static size_t
stdin_operands(const struct options *o)
{
	size_t count = o->operand_count == 0;
	for (size_t i = 0; i < o->operand_count; i++)
		count += is_stdin(o->operands[i]);
	return count;
}

/* what only a summary tells, or keeps */
static void
refuse_without_summary(const struct options *o)
{
	for (size_t i = 0; i < o->report_count; i++) {
		if (o->reports[i].reporter == &report_summary)
			return;
	}
	if (o->exit_zero && o->command != COMMAND_SUMMARY)
		die(STATUS_USAGE,
		    "--exit-zero needs --report summary, which keeps the exit status");
	if (o->coverage && o->command == COMMAND_CHECK)
		die(STATUS_USAGE,
		    "--coverage in rtok check needs --report summary; rtok show prints it");
}

static void
refuse_conflicts(const struct options *o, const struct option_row *const *given)
{
	for (size_t i = 0; i < COUNT(conflicts); i++) {
		const struct option_conflict *c = &conflicts[i];
		bool all = c->commands == OPTION_OF_ALL;
		if (c->commands & (1U << o->command) && is_given(given, c->one) &&
		    is_given(given, c->other))
			die(STATUS_USAGE,
			    "--%s and --%s do not go together%s%s; see rtok(1)", c->one,
			    c->other, all ? "" : " in rtok ",
			    all ? "" : command_rows[o->command].name);
	}
	for (size_t i = 0; i < COUNT(dependencies); i++) {
		const struct option_dependency *d = &dependencies[i];
		if (is_given(given, d->one) && !is_given(given, d->other))
			die(STATUS_USAGE, "--%s has no effect without --%s; see rtok(1)",
			    d->one, d->other);
	}
	if (o->in_place && stdin_operands(o))
		die(STATUS_USAGE, "--in-place needs a FILE or DIR: stdin is no file");
}

/* the option that a code waits for, or that silences it */
struct obstacle {
	const char *how; /* NULL: there is none */
	const char *option;
};

static struct obstacle
obstacle_of(const struct options *o, const struct option_row *const *given,
    const struct code *code)
{
	const struct obstacle none = {NULL, NULL};
	struct obstacle missing = none;
	bool answers = strcmp(code->name, "skipped-answer") == 0, has_one = false;
	for (size_t i = 0; i < COUNT(code_dependencies); i++) {
		const struct option_dependency *d = &code_dependencies[i];
		if (strcmp(d->one, code->name) != 0)
			continue;
		has_one = has_one || is_given(given, d->other);
		if (!missing.how)
			missing = (struct obstacle){"without", d->other};
	}
	if (missing.how && !has_one)
		return missing;
	if (answers && o->as)
		return recording_named(o->as) ? none : (struct obstacle){"with", "as"};
	if (options_know_data(o) || !(answers || lint_has(code) || shape_has(code->name)))
		return none;
	return (struct obstacle){"with", o->schema ? "schema" : "schema-only"};
}

/* Adds the codes that are told only with one option. */
static void
add_codes_with(struct buffer *b, const char *option)
{
	const struct option_dependency *d = code_dependencies;
	for (size_t i = 0; i < COUNT(code_dependencies); i++) {
		size_t count = 0;
		for (size_t k = 0; k < COUNT(code_dependencies); k++)
			count += strcmp(d[k].one, d[i].one) == 0;
		if (count == 1 && strcmp(d[i].other, option) == 0)
			buffer_format(b, "%s%s", b->length ? ", " : "", d[i].one);
	}
}

void
options_refuse_fixed(const struct code *code)
{
	struct buffer others = {0};
	add_codes_with(&others, code->name);
	die(STATUS_USAGE, "-W cannot set %s: it is always an error%s%.*s", code->name,
	    others.length ? "; warnings of it have codes of their own: " : "",
	    (int)others.length, others.length ? others.text : "");
}

/* what is set and can never be told would look like a check that finds nothing */
static void
refuse_severities(const struct options *o, const struct option_row *const *given)
{
	for (size_t i = 0; i < code_count; i++) {
		if (o->severities[i] <= OFF + 1)
			continue;
		struct obstacle obstacle = obstacle_of(o, given, &codes[i]);
		if (obstacle.how)
			die(STATUS_USAGE, "-W %s=%s has no effect %s --%s; see rtok(1)",
			    codes[i].name, severity_names[o->severities[i] - 1],
			    obstacle.how, obstacle.option);
	}
}

/* stdin is read once, and so by one of those that may name it */
static void
refuse_shared_stdin(const struct options *o)
{
	const char *const names[] = {o->token, o->jwks, o->key, o->redact_key};
	size_t readers = stdin_operands(o) + is_schema_stdin(o);
	for (size_t i = 0; i < COUNT(names); i++)
		readers += is_stdin(names[i]);
	for (size_t i = 0; i < o->map_count; i++) /* to which - is a file of that name */
		readers += is_stdin_file(o->maps[i].path);
	if (readers > 1)
		die(STATUS_USAGE,
		    "only one file can be stdin, as the document is where none is named; name the others");
}

static void
refuse_missing(const struct options *o, const struct option_row *const *given)
{
	for (size_t i = 0; i < COUNT(needs); i++) {
		const struct option_need *n = &needs[i];
		if (o->help || o->version || n->command != o->command ||
		    is_given(given, n->one) || (n->other && is_given(given, n->other)))
			continue;
		die(STATUS_USAGE, "rtok %s needs --%s%s%s: %s",
		    command_rows[o->command].name, n->one, n->other ? " or --" : "",
		    n->other ? n->other : "", n->reason);
	}
}

/* commands that read no stream of documents take one word at most */
static void
refuse_operands(const struct options *o)
{
	const struct command_row *row = &command_rows[o->command];
	const char *word = row->operands + (row->operands[0] == '[');
	size_t length = strcspn(word, "]");
	bool optional = row->operands[0] == '[';
	if (row->takes_one &&
	    (o->operand_count > 1 || (o->operand_count == 0 && !optional)))
		die(STATUS_USAGE, "rtok %s takes one %.*s", row->name, (int)length, word);
}

void
options_fit(const struct options *o, const struct option_row *const *given)
{
	refuse_conflicts(o, given);
	refuse_without_summary(o);
	refuse_severities(o, given);
	refuse_missing(o, given);
	refuse_operands(o);
	refuse_shared_stdin(o);
}
