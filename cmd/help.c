/*
 * What --help and `rtok help` print, from the tables of commands and options: of a
 * command only what it takes.
 */
#include "help.h"

#include "input.h"

#include <stdlib.h>
#include <string.h>

/* the heading above an option, if the command has any up to the next one */
static const struct {
	const char *option;
	const char *text;
} headings[] = {
    {"token", "The token, and by what it is verified"},
    {"as", "What is checked, and by what"},
    {"indent", "What is printed"},
    {"max-depth", "Limits"},
    {"report", "What is told"},
    {"help", "About rtok"},
};

static const char *
heading_above(const struct option_row *row, const char *heading)
{
	for (size_t i = 0; i < COUNT(headings); i++) {
		if (strcmp(headings[i].option, row->name) == 0)
			return headings[i].text;
	}
	return heading;
}

static bool
takes(enum command command, const struct option_row *row)
{
	return row->commands & (1U << command);
}

/* any beside those that all commands have */
static bool
has_own_options(enum command command)
{
	for (size_t i = 0; i < option_row_count; i++) {
		if (option_rows[i].commands != OPTION_OF_ALL &&
		    takes(command, &option_rows[i]))
			return true;
	}
	return false;
}

static void
say_command(struct buffer *b, enum command command, const char *indent)
{
	const struct command_row *row = &command_rows[command];
	buffer_format(b, "%srtok%s%s%s %s\n%s      %s\n", indent, row->name[0] ? " " : "",
	    row->name, has_own_options(command) ? " [OPTION]..." : "", row->operands,
	    indent, row->help);
}

static void
say_option(struct buffer *b, const struct option_row *row)
{
	struct buffer left = {0};
	buffer_format(&left, row->letter ? "-%c, " : "    ", row->letter);
	buffer_format(&left, "--%s%s%s", row->name, option_may_lack(row) ? "" : " ",
	    row->argument ? row->argument : "");
	buffer_format(b, "  %-28.*s%s\n", (int)left.length, left.text, row->help);
	free(left.text);
}

static void
say_options(struct buffer *b, enum command command)
{
	const char *heading = "", *said = "";
	for (size_t i = 0; i < option_row_count; i++) {
		heading = heading_above(&option_rows[i], heading);
		if (!takes(command, &option_rows[i]))
			continue;
		if (heading != said)
			buffer_format(b, "\n%s:\n", heading);
		said = heading;
		say_option(b, &option_rows[i]);
	}
}

void
help_say(struct buffer *b, enum command command)
{
	if (command == COMMAND_NONE) {
		buffer_say(b, "rtok checks and shows Auth0 refresh-token responses.\n\n");
		for (size_t i = 0; i < COMMANDS; i++)
			say_command(b, (enum command)i, "  ");
		buffer_say(b,
		    "\nrtok help COMMAND shows the options of a command. Without one, there "
		    "are:\n");
	} else {
		say_command(b, command, "");
	}
	say_options(b, command);
	if (!command_rows[command].takes_one) {
		buffer_say(b, "\nNo FILE, or -, is stdin; a DIR is walked for ");
		inputs_patterns(b, ", ");
		buffer_say(b, ".");
	}
	buffer_say(b,
	    "\nExit status: 0 good, 1 invalid, 2 usage, 3 unreadable or nothing to check,\n"
	    "4 schema or key unusable, 5 output failed. See rtok(1).\n");
}
