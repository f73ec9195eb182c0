/* rtok: checks and shows Auth0 refresh-token responses. */
#include "beside.h"
#include "builtin.h"
#include "columns.h"
#include "completion.h"
#include "help.h"
#include "process.h"
#include "summary.h"
#include "versions.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status
print_version(void)
{
	struct buffer text = {0};
	versions_say(&text);
	return sink_print(&text);
}

static enum status
print_help(enum command command)
{
	struct buffer text = {0};
	help_say(&text, command);
	return sink_print(&text);
}

/* of the terminal that a list is printed on; 0: elsewhere each entry is one line */
static size_t
list_width(void)
{
	struct sink out;
	sink_open(&out, STDOUT_FILENO, "standard output");
	return out.terminal ? sink_width(&out) : 0;
}

/* with the word that may be meant, or the command that lists them */
static _Noreturn void
refuse_name(const char *noun, enum command command, const char *name)
{
	struct buffer advice = {0};
	command_advise(&advice, command, name);
	if (!advice.length)
		buffer_format(
		    &advice, "; rtok %s lists them", command_rows[command].name);
	die(STATUS_USAGE, "there is no %s '%s'%.*s", noun, name, (int)advice.length,
	    advice.text);
}

static enum status
print_help_of(const struct options *o)
{
	const char *name = o->operand_count ? o->operands[0] : NULL;
	enum command command = name ? command_named(name) : COMMAND_NONE;
	if (name && command == COMMAND_NONE)
		refuse_name("command", COMMAND_HELP, name);
	return print_help(command);
}

static void
list_schema(struct buffer *b, const char *name, const char *component, const char *what)
{
	size_t before = b->length;
	buffer_format(b, "%-9s %-41s ", name, component);
	columns_hang(b, what, b->length - before, list_width());
	buffer_say(b, "\n");
}

static enum status
print_schema(const struct options *o)
{
	struct buffer text = {0};
	for (size_t i = 0; i < builtin_schema_count && !o->operand_count; i++)
		list_schema(&text, builtin_schemas[i].name, builtin_schemas[i].component,
		    builtin_schemas[i].what);
	if (!o->operand_count)
		list_schema(&text, "openapi", "", "all of them in one document");
	else if (!builtin_print_schema(o->operands[0], &text))
		refuse_name("schema", COMMAND_SCHEMA, o->operands[0]);
	return sink_print(&text);
}

static enum status
print_example(const struct options *o)
{
	const char *name = o->operand_count ? o->operands[0] : "update";
	for (size_t i = 0; i < builtin_example_count; i++) {
		const struct builtin_example *e = &builtin_examples[i];
		struct buffer text = {0};
		if (strcmp(e->name, name) != 0)
			continue;
		buffer_add(&text, e->text, e->length);
		return sink_print(&text);
	}
	struct buffer advice = {0};
	buffer_say(&advice, ", but ");
	command_rows[COMMAND_EXAMPLE].words(&advice);
	command_advise(&advice, COMMAND_EXAMPLE, name);
	die(STATUS_USAGE, "there is no example '%s'%.*s", name, (int)advice.length,
	    advice.text);
}

static enum status
print_explanation(const struct options *o)
{
	struct buffer text = {0};
	const char *name = o->operand_count ? o->operands[0] : NULL;
	const struct code *code = name ? code_named(name, strlen(name)) : NULL;
	if (!name)
		codes_list(&text, list_width());
	else if (code)
		code_explain(&text, code);
	else
		refuse_name("code", COMMAND_EXPLAIN, name);
	return sink_print(&text);
}

static enum status
print_completion(const struct options *o)
{
	struct buffer text = {0}, names = {0}, advice = {0};
	if (completion_print(&text, o->operands[0]))
		return sink_print(&text);
	completion_shells(&names);
	command_advise(&advice, COMMAND_COMPLETION, o->operands[0]);
	die(STATUS_USAGE, "rtok completion knows %.*s, not '%s'%.*s", (int)names.length,
	    names.text, o->operands[0], (int)advice.length, advice.text);
}

/* A closed descriptor must not become that of a file: it gets one that fails. */
static void
occupy_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			exit(STATUS_INPUT);
	}
}

/* a limit of the size of files is a write that fails, and is told as one */
static void
outlive_limits(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigaction(SIGXFSZ, &ignore, NULL);
}

int
main(int argc, char **argv)
{
	struct options options;
	enum status status;
	occupy_descriptors();
	outlive_limits();
	options_parse(&options, argc, argv);
	if (options.help)
		status = print_help(options.command);
	else if (options.command == COMMAND_TOKEN)
		beside_run("rtok-token", argv);
	else if (options.version)
		status = print_version();
	else if (options.command == COMMAND_SCHEMA)
		status = print_schema(&options);
	else if (options.command == COMMAND_COMPLETION)
		status = print_completion(&options);
	else if (options.command == COMMAND_EXAMPLE)
		status = print_example(&options);
	else if (options.command == COMMAND_HELP)
		status = print_help_of(&options);
	else if (options.command == COMMAND_EXPLAIN)
		status = print_explanation(&options);
	else if (options.command == COMMAND_SUMMARY)
		status = summary_print(&options);
	else
		status = process(&options, NULL);
	builtin_free();
	return (int)status;
}
