/*
 * The command line: first everything is read, by the tables of commands and options, then
 * it is asked whether it fits together.
 */
#include "options.h"

#include "jose.h"
#include "lint.h"
#include "recording.h"
#include "secrets.h"
#include "slips.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what it says of severities, and of the data ---- */

enum severity
options_severity_of(const struct options *o, const struct code *code, enum severity usual)
{
	unsigned char set = o->severities[code_index(code)];
	enum severity severity = set ? (enum severity)(set - 1)
	    : usual                  ? usual
				     : code->severity;
	return severity == WARNING && o->strict ? ERROR : severity;
}

enum severity
options_severity(const struct options *o, const struct code *code)
{
	return options_severity_of(o, code, OFF);
}

/* ---- secrets ---- */

static bool
is_secret(const char *word)
{
	size_t length = strlen(word), name = strcspn(word, "=");
	const char *value = word + name + (word[name] == '=');
	return jose_begins_in(word, length) || secrets_are_set_in(word, length) ||
	    secrets_is_opaque(word, length) || secrets_is_opaque(value, strlen(value));
}

/* of one that is there, also with a pointer behind it that has no secret: see --schema */
static bool
is_file(const char *word)
{
	const char *pointer = strchr(word, '#');
	if (access(word, F_OK) == 0)
		return true;
	if (!pointer || is_secret(pointer))
		return false;
	char *file = xstrndup(word, (size_t)(pointer - word));
	bool there = access(file, F_OK) == 0;
	free(file);
	return there;
}

/*
 * What is told is kept, so a secret is refused before anything is told of the word that
 * has it, wherever that stands. The name of a file, also behind an '=', may look as it
 * likes.
 */
static void
refuse_secrets(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *equals = argv[i][0] == '-' ? strchr(argv[i], '=') : NULL;
		if (is_secret(argv[i]) && !is_file(argv[i]) &&
		    !(equals && is_file(equals + 1)))
			die(STATUS_USAGE,
			    "argument %d is a token, or has another secret in it, and is not told: give it in a file or on stdin, for arguments are seen by all",
			    i);
	}
}

/* ---- reading ---- */

/* the tables in the form that getopt_long() reads */
struct syntax {
	struct option longs[MOST_OPTIONS + 1];
	char shorts[2 * MOST_OPTIONS + 2];
};

/* with the long ones of some commands, so that none of another makes a short form
 * ambiguous */
static void
fill_getopt(struct syntax *s, unsigned commands)
{
	struct option *longs = s->longs;
	char *shorts = s->shorts;
	*shorts++ = ':'; /* tells a missing argument from an unknown option */
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (row->commands & commands)
			*longs++ = (struct option){
			    .name = row->name,
			    .has_arg = option_may_lack(row) ? optional_argument
				: row->argument             ? required_argument
							    : no_argument,
			    .val = 256 + (int)i,
			};
		if (!row->letter)
			continue;
		*shorts++ = row->letter;
		if (row->argument)
			*shorts++ = ':';
	}
	*longs = (struct option){0};
	*shorts = '\0';
}

static const struct option_row *
row_of(int found)
{
	if (found >= 256)
		return &option_rows[found - 256];
	for (size_t i = 0; i < option_row_count; i++) {
		if (option_rows[i].letter && option_rows[i].letter == found)
			return &option_rows[i];
	}
	return NULL;
}

enum command
command_named(const char *name)
{
	size_t i = COMMAND_NONE + 1;
	while (i < COMMANDS && strcmp(name, command_rows[i].name) != 0)
		i++;
	return i < COMMANDS ? (enum command)i : COMMAND_NONE;
}

void
command_advise(struct buffer *b, enum command command, const char *typed)
{
	struct buffer words = {0};
	command_rows[command].words(&words);
	slips_advise(b, &words, typed, strlen(typed));
	free(words.text);
}

static enum command
take_command(struct options *o)
{
	enum command command =
	    o->operand_count ? command_named(o->operands[0]) : COMMAND_NONE;
	o->operands += command != COMMAND_NONE;
	o->operand_count -= command != COMMAND_NONE;
	return command;
}

/* ---- what is refused ---- */

/* says whose it is instead */
static _Noreturn void
refuse_foreign(const struct option_row *row, enum command command)
{
	struct buffer others = {0};
	const char *name = command_rows[command].name;
	for (size_t i = 0; i < COMMANDS; i++) {
		const char *other = command_rows[i].name;
		if (row->commands & (1U << i))
			buffer_format(&others, "%srtok%s%s", others.length ? ", " : "",
			    other[0] ? " " : "", other);
	}
	die(STATUS_USAGE, "--%s is no option of rtok%s%s, but of %.*s", row->name,
	    name[0] ? " " : " without a command", name, (int)others.length, others.text);
}

/* how many options of some commands a name begins, the last of them, and their names */
static size_t
begins(const char *name, size_t length, unsigned commands, const struct option_row **last,
    struct buffer *names)
{
	size_t count = 0;
	for (size_t i = 0; length && i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (!(row->commands & commands) || strncmp(row->name, name, length) != 0)
			continue;
		buffer_format(names, "%s--%s", count++ ? ", " : "", row->name);
		*last = row;
		if (!row->name[length])
			return 1;
	}
	return count;
}

static _Noreturn void
refuse_long(const char *word, enum command command)
{
	const char *name = word + 2;
	const struct option_row *row;
	size_t length = strcspn(name, "=");
	struct buffer names = {0}, words = {0};
	size_t count = begins(name, length, 1U << command, &row, &names);
	if (!count && begins(name, length, OPTION_OF_ALL, &row, &words) == 1)
		refuse_foreign(row, command);
	if (count)
		die(STATUS_USAGE, "'--%.*s' is ambiguous: %.*s", (int)length, name,
		    (int)names.length, names.text);
	words.length = 0;
	for (size_t i = 0; i < option_row_count; i++) {
		if (option_rows[i].commands & 1U << command)
			buffer_format(&words, "%s%s", words.length ? ", " : "",
			    option_rows[i].name);
	}
	struct word meant = slips_meant(&words, name, length);
	if (meant.text)
		die(STATUS_USAGE, "unknown option '--%.*s'; did you mean --%.*s?",
		    (int)length, name, (int)meant.length, meant.text);
	die(STATUS_USAGE, "unknown option '--%.*s'; see rtok --help", (int)length, name);
}

/* Says it here, for getopt_long() would write the word as it is to the terminal. */
static _Noreturn void
refuse(int found, const char *word, enum command command)
{
	const struct option_row *row = optopt ? row_of(optopt) : NULL;
	if (found == ':' && row)
		die(STATUS_USAGE, "--%s lacks its %s; see rtok --help", row->name,
		    row->argument);
	if (row)
		die(STATUS_USAGE, "--%s takes no argument; see rtok --help", row->name);
	if (optopt)
		die(STATUS_USAGE, "unknown option '-%c'; see rtok --help", optopt);
	refuse_long(word, command);
}

/* ---- what does not fit together ---- */

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

static bool
operands_have_stdin(const struct options *o)
{
	size_t i = 0;
	while (i < o->operand_count && !is_stdin(o->operands[i]))
		i++;
	return i < o->operand_count || i == 0;
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
	for (size_t i = 0; i < option_conflict_count; i++) {
		const struct option_conflict *c = &option_conflicts[i];
		bool all = c->commands == OPTION_OF_ALL;
		if (c->commands & (1U << o->command) && is_given(given, c->one) &&
		    is_given(given, c->other))
			die(STATUS_USAGE,
			    "--%s and --%s do not go together%s%s; see rtok(1)", c->one,
			    c->other, all ? "" : " in rtok ",
			    all ? "" : command_rows[o->command].name);
	}
	for (size_t i = 0; i < option_dependency_count; i++) {
		const struct option_dependency *d = &option_dependencies[i];
		if (is_given(given, d->one) && !is_given(given, d->other))
			die(STATUS_USAGE, "--%s has no effect without --%s; see rtok(1)",
			    d->one, d->other);
	}
	if (o->in_place && operands_have_stdin(o))
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
	for (size_t i = 0; i < code_dependency_count; i++) {
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
	for (size_t i = 0; i < code_dependency_count; i++) {
		size_t count = 0;
		for (size_t k = 0; k < code_dependency_count; k++)
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
	size_t readers = operands_have_stdin(o) + is_schema_stdin(o);
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
	for (size_t i = 0; i < option_need_count; i++) {
		const struct option_need *n = &option_needs[i];
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

/* the command, as far as it can be told before all options are known */
static enum command
find_command(int argc, char *const *argv)
{
	struct syntax syntax;
	struct options o = {0};
	char **copy = xrealloc(NULL, (size_t)argc + 1, sizeof *copy);
	memcpy(copy, argv, ((size_t)argc + 1) * sizeof *copy);
	fill_getopt(&syntax, OPTION_OF_ALL);
	while (getopt_long(argc, copy, syntax.shorts, syntax.longs, NULL) != -1)
		;
	o.operands = copy + optind;
	o.operand_count = (size_t)(argc - optind);
	enum command command = take_command(&o);
	free(copy);
	optind = 0; /* begins anew */
	return command;
}

void
options_parse(struct options *o, int argc, char **argv)
{
	struct syntax syntax;
	const struct option_row *given[MOST_OPTIONS] = {0};
	int found;
	*o = (struct options){
	    .max_errors = OPTIONS_USUAL_ERRORS, .leeway = OPTIONS_USUAL_LEEWAY};
	refuse_secrets(argc, argv);
	opterr = 0;
	unsetenv("POSIXLY_CORRECT"); /* options may stand behind operands all the same */
	enum command command = find_command(argc, argv);
	fill_getopt(&syntax, 1U << command);
	while (
	    (found = getopt_long(argc, argv, syntax.shorts, syntax.longs, NULL)) != -1) {
		const struct option_row *row = row_of(found);
		if (!row) /* ? or : */
			refuse(found, argv[optind - 1], command);
		given[row - option_rows] = row;
		if (row->set)
			row->set(o, optarg);
		else
			*(bool *)((char *)o + row->flag) = true;
	}
	o->operands = argv + optind;
	o->operand_count = (size_t)(argc - optind);
	o->command = take_command(o);
	for (size_t i = 0; i < option_row_count; i++) {
		if (given[i] && !(given[i]->commands & (1U << o->command)))
			refuse_foreign(given[i], o->command);
	}
	if (o->help || o->version)
		return;
	refuse_conflicts(o, given);
	refuse_without_summary(o);
	refuse_severities(o, given);
	refuse_missing(o, given);
	refuse_operands(o);
	refuse_shared_stdin(o);
}
