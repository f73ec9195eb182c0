/*
 * What shells complete, from the tables of commands and options. Each shell's script is
 * made of one line or two for each row.
 */
#include "completion.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>

/* the words that an argument can be, separated by spaces; empty: it is a file */
static char *
words_of(void (*words)(struct buffer *))
{
	struct buffer b = {0};
	if (words)
		words(&b);
	buffer_add(&b, "", 1);
	/* they come as "one, two" */
	char *to = b.text;
	for (const char *at = b.text; *at; at++) {
		if (*at != ',')
			*to++ = *at;
	}
	*to = '\0';
	return b.text;
}

static bool
belongs(const struct option_row *row, size_t command)
{
	return row->commands & (1U << command);
}

/* ---- bash ---- */

/* the options of a command, with their letters */
static void
bash_options(struct buffer *b, size_t command)
{
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (!belongs(row, command))
			continue;
		if (row->letter)
			buffer_format(b, "-%c ", row->letter);
		buffer_format(b, "--%s%s ", row->name, row->argument ? "=" : "");
	}
}

static void
bash_case(struct buffer *b, const char *pattern, void (*words)(struct buffer *))
{
	char *list = words_of(words);
	if (list[0])
		buffer_format(b, "\t%s) words='%s' ;;\n", pattern, list);
	else
		buffer_format(b, "\t%s) words= ;;\n", pattern);
	free(list);
}

/* finds the command, the word that is completed, and the option before it */
static const char bash_start[] =
    "# bash completion of rtok\n"
    "_rtok() {\n"
    "\tlocal words command= i\n"
    "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
    "\t# a shell takes --name=word for three words\n"
    "\tif [ \"$current\" = = ]; then\n"
    "\t\tcurrent=\n"
    "\telif [ \"$previous\" = = ]; then\n"
    "\t\tprevious=${COMP_WORDS[COMP_CWORD-2]}\n"
    "\tfi\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n"
    "\t\t";

static const char bash_end[] = "\tesac ;;\n"
			       "\tesac\n"
			       "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
			       "\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
			       "}\n"
			       "complete -o bashdefault -o default -F _rtok rtok\n";

static void
bash_arguments(struct buffer *b)
{
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		struct buffer pattern = {0};
		if (!row->argument)
			continue;
		if (row->letter)
			buffer_format(&pattern, "-%c|", row->letter);
		buffer_format(&pattern, "--%s", row->name);
		bash_case(b, pattern.text, row->words);
		free(pattern.text);
	}
}

static void
bash(struct buffer *b)
{
	buffer_say(b, bash_start);
	for (size_t i = 1; i < COMMANDS; i++)
		buffer_format(b, "%s%s", i > 1 ? "|" : "", command_rows[i].name);
	buffer_say(b,
	    ") command=${COMP_WORDS[i]}; break ;;\n\t\tesac\n\tdone\n"
	    "\tcase $previous in\n");
	bash_arguments(b);
	buffer_say(b, "\t*) case $command:$current in\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		buffer_format(b, "\t%s:-*) words='", command_rows[i].name);
		bash_options(b, i);
		buffer_say(b, "' ;;\n");
	}
	for (size_t i = 1; i < COMMANDS; i++) {
		struct buffer pattern = {0};
		buffer_format(&pattern, "%s:*", command_rows[i].name);
		bash_case(b, pattern.text, command_rows[i].words);
		free(pattern.text);
	}
	buffer_say(b, "\t*) words='");
	for (size_t i = 1; i < COMMANDS; i++)
		buffer_format(b, "%s ", command_rows[i].name);
	buffer_say(b, "' ;;\n");
	buffer_say(b, bash_end);
}

/* ---- zsh ---- */

/* a text inside of single quotes and of the brackets of _arguments */
static void
zsh_text(struct buffer *b, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			buffer_say(b, "'\\''");
		else if (strchr("[]:\\", *text))
			buffer_format(b, "\\%c", *text);
		else
			buffer_add(b, text, 1);
	}
}

static void
zsh_action(struct buffer *b, const char *name, void (*words)(struct buffer *))
{
	char *list = words_of(words);
	buffer_say(b, ":");
	zsh_text(b, name);
	if (list[0])
		buffer_format(b, ":(%s)", list);
	else
		buffer_say(b, ":_files");
	free(list);
}

static void
zsh_option(struct buffer *b, const struct option_row *row)
{
	buffer_say(b, "\t\t'*");
	if (row->letter) {
		buffer_format(b, "'{-%c%s,--%s%s}'", row->letter,
		    row->argument ? "+" : "", row->name, row->argument ? "=" : "");
	} else {
		buffer_format(b, "--%s%s", row->name, row->argument ? "=" : "");
	}
	buffer_say(b, "[");
	zsh_text(b, row->help);
	buffer_say(b, "]");
	if (row->argument)
		zsh_action(b, row->argument, row->words);
	buffer_say(b, "' \\\n");
}

static void
zsh(struct buffer *b)
{
	buffer_say(b,
	    "#compdef rtok\n"
	    "_rtok() {\n"
	    "\tlocal command=\n"
	    "\tlocal -a commands=(\n");
	for (size_t i = 1; i < COMMANDS; i++) {
		buffer_format(b, "\t\t'%s:", command_rows[i].name);
		zsh_text(b, command_rows[i].help);
		buffer_say(b, "'\n");
	}
	buffer_say(b,
	    "\t)\n"
	    "\t(( CURRENT > 2 && ${commands[(I)$words[2]:*]} )) && command=$words[2]\n"
	    "\tcase $command in\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		buffer_format(
		    b, "\t%s) _arguments -s \\\n", i ? command_rows[i].name : "''");
		for (size_t k = 0; k < option_row_count; k++) {
			if (belongs(&option_rows[k], i))
				zsh_option(b, &option_rows[k]);
		}
		if (i) {
			buffer_say(b, "\t\t'1: :' '*");
			zsh_action(b, command_rows[i].operands, command_rows[i].words);
			buffer_say(b, "' ;;\n");
		} else {
			buffer_say(b,
			    "\t\t'1: :{ _describe command commands; _files }' "
			    "'*:file:_files' ;;\n");
		}
	}
	buffer_say(b, "\tesac\n}\n_rtok \"$@\"\n");
}

/* ---- fish ---- */

static void
fish_text(struct buffer *b, const char *text)
{
	buffer_say(b, " -d '");
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			buffer_say(b, "\\");
		buffer_add(b, text, 1);
	}
	buffer_say(b, "'");
}

/* whether an option counts: behind one of the commands that know it, or no command */
static void
fish_condition(struct buffer *b, const struct option_row *row)
{
	if (belongs(row, COMMAND_NONE)) {
		buffer_say(b, " -n 'not __fish_seen_subcommand_from");
		for (size_t i = 1; i < COMMANDS; i++) {
			if (!belongs(row, i))
				buffer_format(b, " %s", command_rows[i].name);
		}
	} else {
		buffer_say(b, " -n '__fish_seen_subcommand_from");
		for (size_t i = 1; i < COMMANDS; i++) {
			if (belongs(row, i))
				buffer_format(b, " %s", command_rows[i].name);
		}
	}
	buffer_say(b, "'");
}

static void
fish(struct buffer *b)
{
	buffer_say(b, "# fish completion of rtok\n");
	for (size_t i = 1; i < COMMANDS; i++) {
		buffer_format(b, "complete -c rtok -n __fish_use_subcommand -a %s",
		    command_rows[i].name);
		fish_text(b, command_rows[i].help);
		buffer_say(b, "\n");
		char *list = words_of(command_rows[i].words);
		if (list[0])
			buffer_format(b,
			    "complete -c rtok -f -n '__fish_seen_subcommand_from %s' -a '%s'\n",
			    command_rows[i].name, list);
		free(list);
	}
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		char *list = words_of(row->words);
		buffer_say(b, "complete -c rtok");
		fish_condition(b, row);
		buffer_format(b, " -l %s", row->name);
		if (row->letter)
			buffer_format(b, " -s %c", row->letter);
		if (list[0])
			buffer_format(b, " -x -a '%s'", list);
		else if (row->argument)
			buffer_say(b, " -r");
		fish_text(b, row->help);
		buffer_say(b, "\n");
		free(list);
	}
}

static const struct {
	const char *name;
	void (*print)(struct buffer *);
} shells[] = {
    {"bash", bash},
    {"zsh", zsh},
    {"fish", fish},
};

bool
completion_print(struct buffer *b, const char *shell)
{
	for (size_t i = 0; i < COUNT(shells); i++) {
		if (strcmp(shells[i].name, shell) == 0) {
			shells[i].print(b);
			return true;
		}
	}
	return false;
}

void
completion_shells(struct buffer *b)
{
	for (size_t i = 0; i < COUNT(shells); i++)
		buffer_format(b, "%s%s", i ? ", " : "", shells[i].name);
}
