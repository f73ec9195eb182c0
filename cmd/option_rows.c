/*
 * The tables of commands and options, which feed the reading of the command line, --help
 * and what shells complete. A new one is a row, and a function where it takes a word.
 */
#include "builtin.h"
#include "clock.h"
#include "completion.h"
#include "options.h"
#include "recording.h"
#include "required.h"
#include "selection.h"
#include "show_rows.h"
#include "slips.h"

#include <errno.h>
#include <jansson.h>
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
	TOKEN = FOR(COMMAND_TOKEN),
	JUDGING = READING | TOKEN,
	ALL = OPTION_OF_ALL,
};

enum {
	MOST_INDENT = 8,
	MOST_LEEWAY = 86400,
};

/* in the order of their enums */
static const char *const colors[] = {"auto", "always", "never"};
static const char *const orders[] = {"schema", "name", "none"};
static const char *const redactions[] = {"signature", "full"};
static const char *const verdicts[] = {"valid", "invalid"};

static void
add_words(struct buffer *b, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_format(b, "%s%s", i ? ", " : "", words[i]);
}

/* of words an option can be; its message ends in what was given, and what is meant */
static _Noreturn void
refuse_word(const char *option, const char *knows, const struct buffer *words,
    const char *word, size_t length)
{
	struct buffer advice = {0};
	slips_advise(&advice, words, word, length);
	die(STATUS_USAGE, "%s %s %.*s, not '%.*s'%.*s", option, knows, (int)words->length,
	    words->text, (int)length, word, (int)advice.length, advice.text);
}

/* which of the words it is */
static size_t
choose(const char *option, const char *const *words, size_t count, const char *argument)
{
	struct buffer names = {0};
	for (size_t i = 0; i < count; i++) {
		if (strcmp(argument, words[i]) == 0)
			return i;
	}
	add_words(&names, words, count);
	refuse_word(option, "is one of", &names, argument, strlen(argument));
}

static void
set_color(struct options *o, const char *argument)
{
	o->color = (enum when)choose("--color", colors, COUNT(colors), argument);
}

static void
set_sort(struct options *o, const char *argument)
{
	o->sort = (enum sort)choose("--sort", orders, COUNT(orders), argument);
}

/* without a word it is all */
static void
set_redact(struct options *o, const char *argument)
{
	size_t chosen =
	    argument ? choose("--redact", redactions, COUNT(redactions), argument) : 1;
	o->redact = chosen ? REDACT_FULL : REDACT_SIGNATURE;
}

static const char *
file_name(const char *option, const char *argument)
{
	if (!argument[0])
		die(STATUS_USAGE, "--%s lacks the name of a file", option);
	return argument;
}

static void
set_redact_key(struct options *o, const char *argument)
{
	bool is_stdin = strcmp(argument, "-") == 0;
	o->redact_key = is_stdin ? "/dev/stdin" : file_name("redact-key", argument);
}

static void
set_expect(struct options *o, const char *argument)
{
	o->expect_invalid = choose("--expect", verdicts, COUNT(verdicts), argument) == 1;
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
	o->rejects = file_name("rejects", argument);
}

static void
set_token(struct options *o, const char *argument)
{
	o->token = file_name("token", argument);
}

static void
set_jwks(struct options *o, const char *argument)
{
	o->jwks = file_name("jwks", argument);
}

static void
set_key(struct options *o, const char *argument)
{
	o->key = file_name("key", argument);
}

/* what is compared with a string of a token, and printed beside it */
static const char *
utf8(const char *option, const char *argument)
{
	json_t *string = json_string(argument);
	if (!string)
		die(STATUS_USAGE, "--%s is no UTF-8", option);
	json_decref(string);
	return argument;
}

static void
set_issuer(struct options *o, const char *argument)
{
	o->issuer = utf8("issuer", argument);
}

static void
set_audience(struct options *o, const char *argument)
{
	o->audience = utf8("audience", argument);
}

static void
set_now(struct options *o, const char *argument)
{
	o->has_now = true;
	if (!jschema_date_time(argument, strlen(argument), &o->now, NULL))
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
set_leeway(struct options *o, const char *argument)
{
	o->leeway = number("leeway", argument, 0, MOST_LEEWAY);
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
set_jobs(struct options *o, const char *argument)
{
	o->threads = number("jobs", argument, 1, MOST_THREADS);
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
		refuse_word("--report", "knows", &names, argument, length);
	}
	if (choice->file && !choice->file[0])
		die(STATUS_USAGE, "--report %s lacks the name of a file", argument);
}

static void
as_words(struct buffer *b)
{
	buffer_say(b, "auto, ");
	shape_names(b);
	buffer_say(b, ", ");
	recording_names(b);
}

static void
set_as(struct options *o, const char *argument)
{
	bool automatic = strcmp(argument, "auto") == 0;
	o->as = automatic ? NULL : argument;
	if (automatic || shape_named(argument) || recording_named(argument))
		return;
	struct buffer names = {0};
	as_words(&names);
	refuse_word("--as", "knows", &names, argument, strlen(argument));
}

static void
set_at(struct options *o, const char *argument)
{
	if (!selection_is_pointer(argument))
		die(STATUS_USAGE,
		    "--at takes a JSON Pointer, as in /items/0 or /items/*, not '%s'",
		    argument);
	for (size_t i = 0; i < o->at_count; i++) {
		if (strcmp(o->at[i], argument) == 0)
			return;
	}
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
code_words(struct buffer *b)
{
	for (size_t i = 0; i < code_count; i++)
		buffer_format(b, "%s%s", i ? ", " : "", codes[i].name);
}

static _Noreturn void
refuse_code(const char *name, size_t length)
{
	struct buffer words = {0}, advice = {0};
	code_words(&words);
	if (!slips_advise(&advice, &words, name, length))
		buffer_say(&advice, "; see rtok explain");
	die(STATUS_USAGE, "-W knows no code '%.*s'%.*s", (int)length, name,
	    (int)advice.length, advice.text);
}

static void
set_warn(struct options *o, const char *argument)
{
	size_t length = strcspn(argument, "=");
	const struct code *code = code_named(argument, length);
	const char *word = argument + length + (argument[length] == '=');
	if (!code)
		refuse_code(argument, length);
	if (code->fixed)
		options_refuse_fixed(code);
	size_t level =
	    choose("the severity of -W CODE=SEVERITY", severity_names, SEVERITIES, word);
	o->severities[code_index(code)] = (unsigned char)(level + 1);
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

/* ---- the words that arguments can be ---- */

static void
color_words(struct buffer *b)
{
	add_words(b, colors, COUNT(colors));
}

static void
sort_words(struct buffer *b)
{
	add_words(b, orders, COUNT(orders));
}

static void
redact_words(struct buffer *b)
{
	add_words(b, redactions, COUNT(redactions));
}

static void
expect_words(struct buffer *b)
{
	add_words(b, verdicts, COUNT(verdicts));
}

/* codes that can be set, and how */
static void
warn_words(struct buffer *b)
{
	const char *before = "";
	for (size_t i = 0; i < code_count; i++) {
		if (codes[i].fixed)
			continue;
		buffer_format(b, "%s%s=", before, codes[i].name);
		before = ", ";
	}
	buffer_say(b, "; ");
	add_words(b, severity_names, SEVERITIES);
}

static void
column_words(struct buffer *b)
{
	rows_words(b, builtin_compiled("update", true));
}

static void
command_words(struct buffer *b)
{
	for (size_t i = COMMAND_CHECK; i < COMMANDS; i++)
		buffer_format(
		    b, "%s%s", i > COMMAND_CHECK ? ", " : "", command_rows[i].name);
}

static void
schema_words(struct buffer *b)
{
	for (size_t i = 0; i < builtin_schema_count; i++)
		buffer_format(b, "%s, ", builtin_schemas[i].name);
	buffer_say(b, "openapi");
}

static void
example_words(struct buffer *b)
{
	for (size_t i = 0; i < builtin_example_count; i++)
		buffer_format(b, "%s%s", i ? ", " : "", builtin_examples[i].name);
}

/* ---- the tables ---- */

const struct command_row command_rows[COMMANDS] = {
    [COMMAND_NONE] = {"", "[FILE|DIR]...",
	"check, then print what is good: a table on a terminal, else JSON", false, NULL},
    [COMMAND_CHECK] = {"check", "[FILE|DIR]...", "the verdict only", false, NULL},
    [COMMAND_FORMAT] = {"format", "[FILE|DIR]...", "normalised JSON", false, NULL},
    [COMMAND_SHOW] = {"show", "[FILE|DIR]...", "the table", false, NULL},
    [COMMAND_SUMMARY] = {"summary", "[FILE|DIR]...",
	"add up what --report summary has written", false, NULL},
    [COMMAND_TOKEN] = {"token", "[RECORD]",
	"verify a signed JWT, and compare it with a record, which may be stdin", true,
	NULL},
    [COMMAND_SCHEMA] = {"schema", "[NAME]", "print a built-in schema, or list them", true,
	schema_words},
    [COMMAND_EXAMPLE] = {"example", "[NAME]",
	"print a built-in example (update), also invalid ones", true, example_words},
    [COMMAND_EXPLAIN] = {"explain", "[CODE]",
	"what a diagnostic means and what to do, or list the codes", true, code_words},
    [COMMAND_COMPLETION] = {"completion", "SHELL",
	"print what bash, zsh or fish needs to complete all this", true,
	completion_shells},
    [COMMAND_HELP] = {"help", "[COMMAND]", "how a command is used, as with --help", true,
	command_words},
};

const struct option_row option_rows[] = {
    {"token", 0, "FILE", TOKEN, set_token, 0, "the JWT; - is stdin", NULL},
    {"jwks", 0, "FILE", TOKEN, set_jwks, 0, "the key set of its issuer", NULL},
    {"key", 0, "FILE", TOKEN, set_key, 0, "a public key or certificate (PEM)", NULL},
    {"issuer", 0, "URL", TOKEN, set_issuer, 0, "the iss that the JWT must have", NULL},
    {"audience", 0, "NAME", TOKEN, set_audience, 0, "an aud that the JWT must have",
	NULL},
    {"leeway", 0, "SECONDS", TOKEN, set_leeway, 0,
	"that clocks may differ, up to 86400 (60)", NULL},
    {"as", 0, "KIND", JUDGING, set_as, 0,
	"what documents are: page, har, ... (recognised)", as_words},
    {"lines", 0, NULL, READING, NULL, FLAG(lines), "each line is a document", NULL},
    {"at", 0, "POINTER", JUDGING, set_at, 0,
	"check what stands there; * is each; repeatable", NULL},
    {"schema", 0, "FILE[#POINTER]", READING, set_schema, 0,
	"another schema (2020-12), or what stands in FILE", NULL},
    {"map", 0, "URI=PATH", READING, set_map, 0,
	"where references lead, file or folder; repeatable", NULL},
    {"schema-only", 0, NULL, READING, NULL, FLAG(schema_only),
	"the verdict of the schema alone: no other rules", NULL},
    {"require", 0, "NAME,NAME", READING, set_require, 0,
	"members that each token has to have", required_words},
    {"no-format", 0, NULL, JUDGING, NULL, FLAG(no_format), "do not assert formats", NULL},
    {"strict", 0, NULL, JUDGING, NULL, FLAG(strict), "warnings are errors", NULL},
    {"warn", 'W', "CODE=SEVERITY", JUDGING, set_warn, 0,
	"off, hint, warning or error; see rtok explain", warn_words},
    {"expect", 0, "VERDICT", FOR(COMMAND_CHECK), set_expect, 0,
	"valid or invalid, which every document has to be", expect_words},
    {"now", 0, "TIME", JUDGING, set_now, 0,
	"the present, for dates and for what has expired", NULL},
    {"indent", 0, "N", FORMAT, set_indent, 0,
	"so many spaces a level, 0 to 8 (2); 0 is one line", NULL},
    {"tab", 0, NULL, FORMAT, NULL, FLAG(tab), "a tab a level", NULL},
    {"compact", 0, NULL, FORMAT, NULL, FLAG(compact), "each document on one line", NULL},
    {"sort", 0, "ORDER", FORMAT, set_sort, 0,
	"of members: schema (default), name or none", sort_words},
    {"canonical", 0, NULL, FORMAT, NULL, FLAG(canonical), "canonical JSON (RFC 8785)",
	NULL},
    {"utc", 0, NULL, FORMAT, NULL, FLAG(utc), "date-times in UTC", NULL},
    {"in-place", 'i', NULL, FORMAT, NULL, FLAG(in_place), "rewrite the files", NULL},
    {"check", 0, NULL, FORMAT, NULL, FLAG(compare),
	"print what -i would change; fail where it would", NULL},
    {"keep-invalid", 0, NULL, PRINTING, NULL, FLAG(keep_invalid),
	"print invalid documents too", NULL},
    {"rejects", 0, "FILE", PRINTING, set_rejects, 0,
	"put there, as they are, documents not printed", NULL},
    {"redact", 0, "[=HOW]", JUDGING, set_redact, 0,
	"full: mask all personal values; or signature", redact_words},
    {"redact-key", 0, "FILE", JUDGING, set_redact_key, 0,
	"the key of the masks, else one for this run", NULL},
    {"columns", 0, "NAME,...", SHOWING, set_columns, 0,
	"a row for each token, with these columns", column_words},
    {"coverage", 0, NULL, FOR(COMMAND_SHOW) | FOR(COMMAND_CHECK), NULL, FLAG(coverage),
	"which members there are, how often, of which type", NULL},
    {"max-depth", 0, "N", JUDGING, set_max_depth, 0,
	"arrays and objects inside each other (1024)", NULL},
    {"max-size", 0, "BYTES", JUDGING, set_max_size, 0, "of one document (4294967295)",
	NULL},
    {"max-errors", 0, "N", JUDGING, set_max_errors, 0,
	"told of one document or schema (1000); 0: all", NULL},
    {"jobs", 'j', "N", READING, set_jobs, 0, "threads for documents on lines (up to 8)",
	NULL},
    {"report", 0, "FORMAT[=FILE]", JUDGING, set_report, 0,
	"text, json, junit, sarif, ...; repeatable", reporter_names},
    {"exit-zero", 0, NULL, READING | FOR(COMMAND_SUMMARY), NULL, FLAG(exit_zero),
	"leave the verdict to the summary", NULL},
    {"quiet", 'q', NULL, JUDGING, NULL, FLAG(quiet), "no summary line", NULL},
    {"verbose", 'v', NULL, JUDGING, NULL, FLAG(verbose),
	"hints too, and what was skipped", NULL},
    {"color", 0, "WHEN", JUDGING | FOR(COMMAND_SUMMARY), set_color, 0,
	"auto, always or never; auto heeds NO_COLOR", color_words},
    {"help", 'h', NULL, ALL, NULL, FLAG(help), "print this help", NULL},
    {"version", 'V', NULL, ALL, NULL, FLAG(version), "print the versions", NULL},
};

const size_t option_row_count = COUNT(option_rows);
_Static_assert(COUNT(option_rows) <= MOST_OPTIONS, "MOST_OPTIONS");
