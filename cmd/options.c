/*
 * The command line: first everything is read, then it is asked whether it fits together.
 * One table of commands and one of options feed the reading and --help.
 */
#include "options.h"

#include "clock.h"
#include "recording.h"
#include "selection.h"
#include "shape.h"
#include "slips.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define FOR(command) (1U << (command))
#define FLAG(member) offsetof(struct options, member)

enum {
	READING = FOR(COMMAND_NONE) | FOR(COMMAND_CHECK) | FOR(COMMAND_FORMAT) |
	    FOR(COMMAND_SHOW),
	SHOWING = FOR(COMMAND_NONE) | FOR(COMMAND_SHOW),
	PRINTING = SHOWING | FOR(COMMAND_FORMAT),
	FORMAT = FOR(COMMAND_FORMAT),
	ALL = FOR(COMMANDS) - 1,
};

enum {
	USUAL_ERRORS = 1000,
	MOST_INDENT = 8,
};

static const struct {
	const char *name;
	const char *operands;
	const char *help;
} commands[COMMANDS] = {
    [COMMAND_NONE] = {"", "[FILE|DIR]...",
	"check, then print what is good: a table on a terminal, else JSON"},
    [COMMAND_CHECK] = {"check", "[FILE|DIR]...", "the verdict only"},
    [COMMAND_FORMAT] = {"format", "[FILE|DIR]...", "normalised JSON"},
    [COMMAND_SHOW] = {"show", "[FILE|DIR]...", "the table"},
    [COMMAND_SCHEMA] = {"schema", "[NAME]", "print a built-in schema, or list them"},
    [COMMAND_EXAMPLE] = {"example", "[NAME]",
	"print a built-in example (update), also invalid ones"},
    [COMMAND_EXPLAIN] = {"explain", "[CODE]",
	"what a diagnostic means and what to do, or list the codes"},
};

/* which of three words it is */
static size_t
choose(const char *option, const char *const words[3], const char *argument)
{
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(argument, words[i]) == 0)
			return i;
	}
	die(STATUS_USAGE, "--%s takes %s, %s or %s, not '%s'", option, words[0], words[1],
	    words[2], argument);
}

static void
set_color(struct options *o, const char *argument)
{
	static const char *const words[] = {"auto", "always", "never"};
	o->color = (enum when)choose("color", words, argument);
}

static void
set_sort(struct options *o, const char *argument)
{
	static const char *const words[] = {"schema", "name", "none"};
	o->sort = (enum sort)choose("sort", words, argument);
}

static void
set_indent(struct options *o, const char *argument)
{
	if (argument[0] < '0' || argument[0] > '0' + MOST_INDENT || argument[1])
		die(STATUS_USAGE, "--indent takes a number from 0 to %d, not '%s'",
		    MOST_INDENT, argument);
	o->has_indent = true;
	o->indent = (size_t)(argument[0] - '0');
}

static void
set_rejects(struct options *o, const char *argument)
{
	if (!argument[0])
		die(STATUS_USAGE, "--rejects lacks the name of a file");
	o->rejects = argument;
}

static void
set_now(struct options *o, const char *argument)
{
	uint32_t nanoseconds;
	o->has_now = true;
	if (!jschema_date_time(argument, strlen(argument), &o->now, &nanoseconds))
		die(STATUS_USAGE,
		    "--now takes a date-time such as 2026-10-01T12:00:00Z, not '%s'",
		    argument);
}

static size_t
number(const char *option, const char *argument, size_t least, size_t most)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(argument, &end, 10);
	if (*argument < '0' || *argument > '9' || *end || errno || n < least || n > most)
		die(STATUS_USAGE, "--%s takes a number from %zu to %zu, not '%s'", option,
		    least, most, argument);
	return (size_t)n;
}

static void
set_columns(struct options *o, const char *argument)
{
	o->columns = argument;
}

static void
set_max_depth(struct options *o, const char *argument)
{
	o->max_depth = number("max-depth", argument, 1, MOST_DEPTH);
}

static void
set_max_size(struct options *o, const char *argument)
{
	o->max_size = number("max-size", argument, 1, UINT32_MAX);
}

static void
set_max_errors(struct options *o, const char *argument)
{
	o->max_errors = number("max-errors", argument, 0, UINT32_MAX);
}

static void
set_expect(struct options *o, const char *argument)
{
	if (strcmp(argument, "invalid") != 0 && strcmp(argument, "valid") != 0)
		die(STATUS_USAGE, "--expect takes valid or invalid, not '%s'", argument);
	o->expect_invalid = argument[0] == 'i';
}

static void
set_report(struct options *o, const char *argument)
{
	size_t length = strcspn(argument, "=");
	struct report_choice *choice = &o->reports[o->report_count];
	if (o->report_count++ == MOST_REPORTS)
		die(STATUS_USAGE, "--report more than %d times", MOST_REPORTS);
	choice->reporter = reporter_find(argument, length);
	choice->file = argument[length] ? argument + length + 1 : NULL;
	if (!choice->reporter) {
		struct buffer names = {0};
		reporter_names(&names);
		die(STATUS_USAGE, "--report knows %.*s, not '%.*s'", (int)names.length,
		    names.text, (int)length, argument);
	}
	if (choice->file && !choice->file[0])
		die(STATUS_USAGE, "--report %s lacks the name of a file", argument);
}

static void
set_as(struct options *o, const char *argument)
{
	bool automatic = strcmp(argument, "auto") == 0;
	o->as = automatic ? NULL : argument;
	if (automatic || shape_named(argument) || recording_named(argument))
		return;
	struct buffer names = {0};
	shape_names(&names);
	buffer_say(&names, ", ");
	recording_names(&names);
	die(STATUS_USAGE, "--as knows auto, %.*s, not '%s'", (int)names.length,
	    names.text, argument);
}

static void
set_at(struct options *o, const char *argument)
{
	if (!selection_is_pointer(argument))
		die(STATUS_USAGE,
		    "--at takes a JSON Pointer, as in /items/0 or /items/*, not '%s'",
		    argument);
	if (o->at_count == MOST_POINTERS)
		die(STATUS_USAGE, "--at more than %d times", MOST_POINTERS);
	o->at[o->at_count++] = argument;
}

static void
set_schema(struct options *o, const char *argument)
{
	if (!argument[0] || argument[0] == '#')
		die(STATUS_USAGE, "--schema takes the name of a file, not '%s'",
		    argument);
	const char *pointer = strchr(argument, '#');
	if (pointer && pointer[1] && pointer[1] != '/')
		die(STATUS_USAGE,
		    "--schema takes a JSON Pointer behind '#', as in #/components/schemas/NAME, not '%s'",
		    pointer);
	o->schema = argument;
}

static void
set_map(struct options *o, const char *argument)
{
	/* a URI may hold '=', a path after it seldom does */
	const char *equals = strrchr(argument, '=');
	if (!equals || !equals[1])
		die(STATUS_USAGE, "--map takes URI=PATH, not '%s'", argument);
	if (o->map_count == MOST_MAPS)
		die(STATUS_USAGE, "--map more than %d times", MOST_MAPS);
	o->maps[o->map_count++] =
	    (struct map_choice){argument, (size_t)(equals - argument), equals + 1};
}

static void
set_warn(struct options *o, const char *argument)
{
	size_t length = strcspn(argument, "="), level = 0;
	const struct code *code = code_named(argument, length);
	const char *word = argument + length + (argument[length] == '=');
	if (!code)
		die(STATUS_USAGE, "-W knows no code '%.*s'; see rtok explain",
		    (int)length, argument);
	if (code->fixed)
		die(STATUS_USAGE, "-W cannot set %s: it is always an error", code->name);
	while (level < SEVERITIES && strcmp(word, severity_names[level]) != 0)
		level++;
	if (level == SEVERITIES)
		die(STATUS_USAGE, "-W takes CODE=off, hint, warning or error, not '%s'",
		    argument);
	o->severities[code_index(code)] = (unsigned char)(level + 1);
}

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

bool
options_know_data(const struct options *o)
{
	return !o->schema && !o->schema_only;
}

static void
set_require(struct options *o, const char *argument)
{
	for (const char *at = argument;; at++) {
		size_t length = strcspn(at, ",");
		if (length == 0)
			die(STATUS_USAGE, "--require takes NAME,NAME, not '%s'",
			    argument);
		if (o->required_count == MOST_REQUIRED)
			die(STATUS_USAGE, "--require with more than %d names",
			    MOST_REQUIRED);
		o->required[o->required_count++] = (struct word){at, length};
		at += length;
		if (!*at)
			return;
	}
}

static const struct option_row {
	const char *name;
	char letter;                                         /* or 0 */
	const char *argument;                                /* NULL: takes none */
	unsigned commands;                                   /* that know it */
	void (*set)(struct options *, const char *argument); /* NULL: it sets `flag` */
	size_t flag; /* offset of the bool in the options */
	const char *help;
} rows[] = {
    {"as", 0, "KIND", READING, set_as, 0,
	"what documents are: get, page, ..., or a recording: har, ..."},
    {"at", 0, "POINTER", READING, set_at, 0,
	"check what stands there; * is each; may be repeated"},
    {"schema", 0, "FILE[#POINTER]", READING, set_schema, 0,
	"another schema: JSON Schema 2020-12, or a part of FILE"},
    {"map", 0, "URI=PATH", READING, set_map, 0,
	"where a reference leads: a file, or a folder for a prefix"},
    {"schema-only", 0, NULL, READING, NULL, FLAG(schema_only),
	"the verdict of the schema alone: no other rules"},
    {"require", 0, "NAME,NAME", READING, set_require, 0,
	"members that each token has to have"},
    {"no-format", 0, NULL, READING, NULL, FLAG(no_format), "do not assert formats"},
    {"strict", 0, NULL, READING, NULL, FLAG(strict), "warnings are errors"},
    {"warn", 'W', "CODE=SEVERITY", READING, set_warn, 0,
	"off, hint, warning or error; see rtok explain"},
    {"report", 0, "FORMAT[=FILE]", READING, set_report, 0,
	"report as text, into FILE; may be repeated"},
    {"indent", 0, "N", FORMAT, set_indent, 0,
	"so many spaces a level, 0 to 8 (2); 0 is one line"},
    {"tab", 0, NULL, FORMAT, NULL, FLAG(tab), "a tab a level"},
    {"compact", 0, NULL, FORMAT, NULL, FLAG(compact), "each document on one line"},
    {"sort", 0, "ORDER", FORMAT, set_sort, 0,
	"of members: schema (default), name or none"},
    {"canonical", 0, NULL, FORMAT, NULL, FLAG(canonical), "canonical JSON (RFC 8785)"},
    {"utc", 0, NULL, FORMAT, NULL, FLAG(utc), "date-times in UTC"},
    {"in-place", 'i', NULL, FORMAT, NULL, FLAG(in_place), "rewrite the files"},
    {"check", 0, NULL, FORMAT, NULL, FLAG(compare),
	"print what -i would change; fail where it would"},
    {"keep-invalid", 0, NULL, PRINTING, NULL, FLAG(keep_invalid),
	"print invalid documents too"},
    {"rejects", 0, "FILE", PRINTING, set_rejects, 0,
	"put there, as they are, documents not printed"},
    {"now", 0, "TIME", READING, set_now, 0,
	"the present, for dates and for what has expired"},
    {"columns", 0, "NAME,...", SHOWING, set_columns, 0,
	"a row for each token, with these columns"},
    {"coverage", 0, NULL, FOR(COMMAND_SHOW), NULL, FLAG(coverage),
	"which members there are, how often, of which type"},
    {"max-depth", 0, "N", READING, set_max_depth, 0,
	"arrays and objects inside each other (1024)"},
    {"max-size", 0, "BYTES", READING, set_max_size, 0, "of one document (4294967295)"},
    {"max-errors", 0, "N", READING, set_max_errors, 0,
	"told of one document (1000); 0: all"},
    {"expect", 0, "VERDICT", FOR(COMMAND_CHECK), set_expect, 0,
	"valid or invalid, which every document has to be"},
    {"quiet", 'q', NULL, READING, NULL, FLAG(quiet), "no summary line"},
    {"verbose", 'v', NULL, READING, NULL, FLAG(verbose),
	"hints too, and what was skipped"},
    {"color", 0, "WHEN", READING, set_color, 0,
	"auto, always or never; auto heeds NO_COLOR"},
    {"help", 'h', NULL, ALL, NULL, FLAG(help), "print this help"},
    {"version", 'V', NULL, ALL, NULL, FLAG(version), "print the versions"},
};

/* any beside those that all commands have */
static bool
has_own_options(enum command command)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].commands != ALL && rows[i].commands & FOR(command))
			return true;
	}
	return false;
}

void
options_help(struct buffer *b)
{
	buffer_say(b, "rtok checks and shows Auth0 refresh-token responses.\n\n");
	for (size_t i = 0; i < COUNT(commands); i++) {
		const char *space = commands[i].name[0] ? " " : "";
		buffer_format(b, "  rtok%s%s%s %s\n        %s\n", space, commands[i].name,
		    has_own_options((enum command)i) ? " [OPTION]..." : "",
		    commands[i].operands, commands[i].help);
	}
	buffer_say(b, "\nOptions:\n");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buffer left = {0};
		buffer_format(&left, rows[i].letter ? "-%c, " : "    ", rows[i].letter);
		buffer_format(&left, "--%s %s", rows[i].name,
		    rows[i].argument ? rows[i].argument : "");
		buffer_format(
		    b, "  %-28.*s%s\n", (int)left.length, left.text, rows[i].help);
		free(left.text);
	}
	buffer_say(b,
	    "\nNo FILE, or -, is stdin; a DIR is walked for *.json, *.jsonl and "
	    "*.ndjson.\n"
	    "Exit status: 0 good, 1 invalid, 2 usage, 3 unreadable or nothing to check,\n"
	    "4 schema unusable, 5 output failed. See rtok(1).\n");
}

/* the tables in the form that getopt_long() reads */
static void
fill_getopt(struct option *longs, char *shorts)
{
	*shorts++ = ':'; /* tells a missing argument from an unknown option */
	for (size_t i = 0; i < COUNT(rows); i++) {
		longs[i] = (struct option){
		    .name = rows[i].name,
		    .has_arg = rows[i].argument ? required_argument : no_argument,
		    .val = 256 + (int)i,
		};
		if (!rows[i].letter)
			continue;
		*shorts++ = rows[i].letter;
		if (rows[i].argument)
			*shorts++ = ':';
	}
	longs[COUNT(rows)] = (struct option){0};
	*shorts = '\0';
}

static const struct option_row *
row_of(int found)
{
	if (found >= 256)
		return &rows[found - 256];
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].letter && rows[i].letter == found)
			return &rows[i];
	}
	return NULL;
}

/* ---- what getopt_long() refuses ---- */

/* the option that is likely to be meant, or NULL */
static const struct option_row *
nearest(const char *name, size_t length)
{
	const struct option_row *found = NULL;
	size_t fewest = slips_allowed(length);
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (slips_nearer(
			name, length, rows[i].name, strlen(rows[i].name), &fewest))
			found = &rows[i];
	}
	return found;
}

static _Noreturn void
refuse_long(const char *word)
{
	const char *name = word + 2;
	size_t length = strcspn(name, "="), count = 0;
	struct buffer names = {0};
	for (size_t i = 0; length && i < COUNT(rows); i++) {
		if (strncmp(rows[i].name, name, length) == 0)
			buffer_format(
			    &names, "%s--%s", count++ ? ", " : "", rows[i].name);
	}
	if (count)
		die(STATUS_USAGE, "'--%.*s' is ambiguous: %.*s", (int)length, name,
		    (int)names.length, names.text);
	const struct option_row *meant = nearest(name, length);
	if (meant)
		die(STATUS_USAGE, "unknown option '--%.*s'; did you mean --%s?",
		    (int)length, name, meant->name);
	die(STATUS_USAGE, "unknown option '--%.*s'; see rtok --help", (int)length, name);
}

/* Says it here, for getopt_long() would write the word as it is to the terminal. */
static _Noreturn void
refuse(int found, const char *word)
{
	const struct option_row *row = optopt ? row_of(optopt) : NULL;
	if (found == ':' && row)
		die(STATUS_USAGE, "--%s lacks its %s; see rtok --help", row->name,
		    row->argument);
	if (row)
		die(STATUS_USAGE, "--%s takes no argument; see rtok --help", row->name);
	if (optopt)
		die(STATUS_USAGE, "unknown option '-%c'; see rtok --help", optopt);
	refuse_long(word);
}

static enum command
take_command(struct options *o)
{
	for (size_t i = COMMAND_CHECK; o->operand_count && i < COUNT(commands); i++) {
		if (strcmp(o->operands[0], commands[i].name) == 0) {
			o->operands++;
			o->operand_count--;
			return (enum command)i;
		}
	}
	return COMMAND_NONE;
}

/* ---- what does not fit together ---- */

static const struct {
	const char *one;
	const char *other;
} conflicts[] = {
    {"indent", "tab"},
    {"indent", "compact"},
    {"tab", "compact"},
    {"canonical", "indent"},
    {"canonical", "tab"},
    {"canonical", "sort"},
    {"in-place", "check"},
    {"columns", "coverage"},
};

static bool
is_given(const struct option_row *const *given, const char *name)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (given[i] && strcmp(given[i]->name, name) == 0)
			return true;
	}
	return false;
}

static void
refuse_conflicts(const struct options *o, const struct option_row *const *given)
{
	for (size_t i = 0; i < COUNT(conflicts); i++) {
		if (is_given(given, conflicts[i].one) &&
		    is_given(given, conflicts[i].other))
			die(STATUS_USAGE, "--%s and --%s do not go together; see rtok(1)",
			    conflicts[i].one, conflicts[i].other);
	}
	bool reads_stdin = o->operand_count == 0;
	for (size_t i = 0; i < o->operand_count; i++)
		reads_stdin = reads_stdin || strcmp(o->operands[i], "-") == 0;
	if (o->in_place && reads_stdin)
		die(STATUS_USAGE, "--in-place needs a FILE or DIR: stdin is no file");
}

void
options_parse(struct options *o, int argc, char **argv)
{
	struct option longs[COUNT(rows) + 1];
	char shorts[2 * COUNT(rows) + 2];
	const struct option_row *given[COUNT(rows)] = {0};
	int found;
	*o = (struct options){.max_errors = USUAL_ERRORS};
	fill_getopt(longs, shorts);
	opterr = 0;
	unsetenv("POSIXLY_CORRECT"); /* options may stand behind operands all the same */
	while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (found == '?' || found == ':')
			refuse(found, argv[optind - 1]);
		const struct option_row *row = row_of(found);
		given[row - rows] = row;
		if (row->set)
			row->set(o, optarg);
		else
			*(bool *)((char *)o + row->flag) = true;
	}
	o->operands = argv + optind;
	o->operand_count = (size_t)(argc - optind);
	o->command = take_command(o);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *name = commands[o->command].name;
		if (given[i] && !(given[i]->commands & FOR(o->command)))
			die(STATUS_USAGE,
			    "--%s is no option of rtok%s%s; see rtok --help",
			    rows[i].name, name[0] ? " " : " without a command", name);
	}
	refuse_conflicts(o, given);
	if (o->command >= COMMAND_SCHEMA && o->operand_count > 1)
		die(STATUS_USAGE, "rtok %s takes one %s", commands[o->command].name,
		    o->command == COMMAND_EXPLAIN ? "CODE" : "NAME");
}
