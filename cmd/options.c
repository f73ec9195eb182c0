/*
 * The command line is read by the tables of commands and options; whether it fits
 * together is asked then, in option_fit.c.
 */
#include "options.h"

#include "jose.h"
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

/* whether the letter that is refused is the last one of a word, which is passed then */
static bool
ends_word(const char *word)
{
	return word[0] == '-' && word[1] != '-' && word[strlen(word) - 1] == optopt;
}

/* A letter that begins a long option, which lacks a dash then, is not meant by itself. */
static void
refuse_one_dash(const char *word, enum command command)
{
	const struct option_row *row;
	struct buffer names = {0}, others = {0};
	const char *name = word + 1;
	size_t length = strcspn(name, "=");
	if (length > 1 && begins(name, length, 1U << command, &row, &names) == 1)
		die(STATUS_USAGE, "unknown option '-%.*s'; did you mean --%s?",
		    (int)length, name, row->name);
	if (length > 1 && !names.length &&
	    begins(name, length, OPTION_OF_ALL, &row, &others) == 1)
		refuse_foreign(row, command);
	free(names.text);
	free(others.text);
}

/* Says it here, for getopt_long() would write the words as they are to the terminal. */
static _Noreturn void
refuse(int found, char *const *argv, enum command command)
{
	const struct option_row *row = optopt ? row_of(optopt) : NULL;
	if (found == ':' && row)
		die(STATUS_USAGE, "--%s lacks its %s; see rtok --help", row->name,
		    row->argument);
	if (row)
		die(STATUS_USAGE, "--%s takes no argument; see rtok --help", row->name);
	if (optopt && !ends_word(argv[optind - 1]))
		refuse_one_dash(argv[optind], command);
	if (optopt)
		die(STATUS_USAGE, "unknown option '-%c'; see rtok --help", optopt);
	refuse_long(argv[optind - 1], command);
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
			refuse(found, argv, command);
		if (optarg && optarg == argv[optind - 1] + 2) /* behind its letter */
			refuse_one_dash(argv[optind - 1], command);
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
	options_fit(o, given);
}
