/*
 * What shells complete, from the tables of commands and options. Each shell's script is
 * made of one line or two for each row.
 */
#include "completion.h"

#include "options.h"

#include <stdlib.h>
#include <string.h>

/*
 * The words that an argument can be, separated by spaces; empty: it is a file. They come
 * as "one=, two=; three, four": behind the ';' stands what can be behind the '='.
 */
static char *
words_of(void (*words)(struct buffer *), char **values)
{
	static char none[] = "";
	struct buffer b = {0};
	*values = none;
	if (words)
		words(&b);
	buffer_add(&b, "", 1);
	char *to = b.text;
	for (const char *at = b.text; *at; at++) {
		if (*at == ';') {
			*to++ = '\0';
			*values = to;
			at++;
		} else if (*at != ',') {
			*to++ = *at;
		}
	}
	*to = '\0';
	return b.text;
}

static bool
belongs(const struct option_row *row, size_t command)
{
	return row->commands & (1U << command);
}

/* The argument has the form that --help gives it: ONE=OTHER, ONE,ONE or a single word. */
static bool
is_pair(const struct option_row *row)
{
	return row->argument && !option_may_lack(row) && strchr(row->argument, '=');
}

static bool
is_list(const struct option_row *row)
{
	return row->argument && strchr(row->argument, ',');
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
		bool equals = row->argument && !option_may_lack(row);
		buffer_format(b, "--%s%s ", row->name, equals ? "=" : "");
	}
}

static void
bash_words(struct buffer *b, void (*words)(struct buffer *))
{
	char *values, *list = words_of(words, &values);
	if (list[0])
		buffer_format(b, " words='%s'", list);
	if (values[0])
		buffer_format(b, " values='%s'", values);
	free(list);
}

/* finds the command, the argument that is completed, and the option it belongs to */
static const char bash_start[] =
    "# bash completion of rtok\n"
    "_rtok() {\n"
    "\tlocal words= values= comma= command= ended= options= option current before\n"
    "\tlocal i=$COMP_CWORD\n"
    "\tlocal whole=${COMP_WORDS[i]}\n"
    "\t# a shell takes --name=word for three words\n"
    "\twhile ((i > 1)) && [[ ${COMP_WORDS[i]} == [=:] || ${COMP_WORDS[i-1]} == [=:] ]]; do\n"
    "\t\twhole=${COMP_WORDS[--i]}$whole\n"
    "\tdone\n"
    "\tcase $whole in\n"
    "\t--*=*) option=${whole%%=*}= current=${whole#*=} ;;\n"
    "\t*) option=${COMP_WORDS[i-1]} current=$whole ;;\n"
    "\tesac\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n"
    "\t\t--) ended=/; break ;;\n"
    "\t\t";

/* what follows an option that the command refuses, or "--", is an operand */
static const char bash_option[] =
    "\tesac\n"
    "\t[[ ! $ended && \" $options\" == *\" ${option%=}\"[\\ =]* ]] || option=\n"
    "\tcase $option in\n";

/* of what is completed only the last part may be offered, as the shell splits words */
static const char bash_end[] =
    "\tesac ;;\n"
    "\tesac\n"
    "\t[[ $current == *=* ]] && words=$values current=${current##*=}\n"
    "\t[[ $comma ]] && current=${current##*,}\n"
    "\tbefore=${whole%\"$current\"}\n"
    "\t[[ $COMP_WORDBREAKS == *=* ]] && before=${before##*=}\n"
    "\tCOMPREPLY=($(compgen -P \"$before\" -W \"$words\" -- \"$current\"))\n"
    "\t[[ $comma || ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
    "}\n"
    "complete -o bashdefault -o default -F _rtok rtok\n";

static void
bash_arguments(struct buffer *b)
{
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		if (!row->argument)
			continue;
		buffer_say(b, "\t");
		if (row->letter)
			buffer_format(b, "-%c|", row->letter);
		if (!option_may_lack(row))
			buffer_format(b, "--%s|", row->name);
		buffer_format(b, "--%s=)", row->name);
		bash_words(b, row->words);
		buffer_say(b, is_list(row) ? " comma=, ;;\n" : " ;;\n");
	}
}

static void
bash(struct buffer *b)
{
	buffer_say(b, bash_start);
	for (size_t i = 1; i < COMMANDS; i++)
		buffer_format(b, "%s%s", i > 1 ? "|" : "", command_rows[i].name);
	buffer_say(b,
	    ") command=${command:-${COMP_WORDS[i]}} ;;\n\t\tesac\n\tdone\n"
	    "\tcase $command in\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		buffer_format(b, "\t'%s') options='", command_rows[i].name);
		bash_options(b, i);
		buffer_say(b, "' ;;\n");
	}
	buffer_say(b, bash_option);
	bash_arguments(b);
	buffer_say(b,
	    "\t*) case $command:${ended:-$current} in\n"
	    "\t*:-*) words=$options ;;\n"
	    "\t:/*) ;;\n");
	for (size_t i = 1; i < COMMANDS; i++) {
		buffer_format(b, "\t%s:*)", command_rows[i].name);
		bash_words(b, command_rows[i].words);
		buffer_say(b, " ;;\n");
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
zsh_words(struct buffer *b, const char *name, void (*words)(struct buffer *))
{
	char *values, *list = words_of(words, &values);
	buffer_say(b, ":");
	zsh_text(b, name);
	if (list[0])
		buffer_format(b, ":(%s)", list);
	else
		buffer_say(b, ":_files");
	free(list);
}

static void
zsh_argument(struct buffer *b, const struct option_row *row)
{
	char *values, *list = words_of(row->words, &values);
	if (is_pair(row) || is_list(row)) {
		buffer_say(b, ":");
		zsh_text(b, row->argument);
	}
	if (is_pair(row))
		buffer_format(b, ":{ _rtok_pair \"%s\" \"%s\" }", list, values);
	else if (is_list(row))
		buffer_format(b, ":_sequence compadd - %s", list);
	else
		zsh_words(b, row->argument, row->words);
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
		buffer_format(b, "--%s%s%s", row->name, row->argument ? "=" : "",
		    option_may_lack(row) ? "-" : "");
	}
	buffer_say(b, "[");
	zsh_text(b, row->help);
	buffer_say(b, "]");
	buffer_say(b, option_may_lack(row) ? ":" : "");
	if (row->argument)
		zsh_argument(b, row);
	buffer_say(b, "' \\\n");
}

/* ONE=OTHER: the words for both; without words for the other it is a file */
static const char zsh_start[] = "#compdef rtok\n"
				"_rtok_pair() {\n"
				"\tif ! compset -P '*='; then\n"
				"\t\tcompadd -S '' -- ${(M)${=1}:#*=}\n"
				"\t\tcompadd -- ${${=1}:#*=}\n"
				"\telif [[ $2 ]]; then\n"
				"\t\tcompadd -- ${=2}\n"
				"\telse\n"
				"\t\t_files\n"
				"\tfi\n"
				"}\n";

/*
 * As the function that compinit finds by its name, the script completes at once; sourced,
 * it only says what completes.
 */
static const char zsh_end[] = "if [[ $funcstack[1] == _rtok ]]; then\n"
			      "\t_rtok \"$@\"\n"
			      "else\n"
			      "\tcompdef _rtok rtok\n"
			      "fi\n";

static void
zsh(struct buffer *b)
{
	buffer_say(b, zsh_start);
	buffer_say(b,
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
			zsh_words(b, command_rows[i].operands, command_rows[i].words);
			buffer_say(b, "' ;;\n");
		} else {
			buffer_say(b,
			    "\t\t'1: :{ _describe command commands; _files }' "
			    "'*:file:_files' ;;\n");
		}
	}
	buffer_say(b, "\tesac\n}\n");
	buffer_say(b, zsh_end);
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

/* ONE=OTHER, as for zsh; what is typed has the option in front where it is one word */
static const char fish_start[] =
    "# fish completion of rtok\n"
    "function __rtok_pair\n"
    "\tset -l typed (commandline -ct | string replace -r -- '^(--[a-z-]*=|-[a-zA-Z])' '')\n"
    "\tset -l before (string replace -r -- '[^=]*$' '' $typed)\n"
    "\tif test -z \"$before\"\n"
    "\t\tstring split -n ' ' -- $argv[1]\n"
    "\telse if test -n \"$argv[2]\"\n"
    "\t\tprintf '%s\\n' $before(string split ' ' -- $argv[2])\n"
    "\telse\n"
    "\t\tprintf '%s\\n' $before(__fish_complete_path (string replace -r -- '.*=' '' $typed))\n"
    "\tend\n"
    "end\n";

static void
fish_argument(struct buffer *b, const struct option_row *row)
{
	char *values, *list = words_of(row->words, &values);
	if (is_pair(row))
		buffer_format(b, " -x -a '(__rtok_pair \"%s\" \"%s\")'", list, values);
	else if (is_list(row))
		buffer_format(b, " -x -a '(__fish_append , %s)'", list);
	else if (list[0])
		buffer_format(b, " %s -a '%s'", option_may_lack(row) ? "-f" : "-x", list);
	else
		buffer_say(b, " -r");
	free(list);
}

static void
fish(struct buffer *b)
{
	buffer_say(b, fish_start);
	for (size_t i = 1; i < COMMANDS; i++) {
		buffer_format(b, "complete -c rtok -n __fish_use_subcommand -a %s",
		    command_rows[i].name);
		fish_text(b, command_rows[i].help);
		buffer_say(b, "\n");
		char *values, *list = words_of(command_rows[i].words, &values);
		if (list[0])
			buffer_format(b,
			    "complete -c rtok -f -n '__fish_seen_subcommand_from %s' -a '%s'\n",
			    command_rows[i].name, list);
		free(list);
	}
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];
		buffer_say(b, "complete -c rtok");
		fish_condition(b, row);
		buffer_format(b, " -l %s", row->name);
		if (row->letter)
			buffer_format(b, " -s %c", row->letter);
		if (row->argument)
			fish_argument(b, row);
		fish_text(b, row->help);
		buffer_say(b, "\n");
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
