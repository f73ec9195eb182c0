#ifndef RTOK_OPTIONS_H
#define RTOK_OPTIONS_H

#include "order.h"
#include "redact.h"
#include "report.h"
#include "shape.h"

enum command {
	COMMAND_NONE, /* check, then print what is good */
	COMMAND_CHECK,
	COMMAND_FORMAT,
	COMMAND_SHOW,
	COMMAND_SUMMARY,
	COMMAND_TOKEN,
	COMMAND_SCHEMA,
	COMMAND_EXAMPLE,
	COMMAND_EXPLAIN,
	COMMAND_COMPLETION,
	COMMAND_HELP,
	COMMANDS,
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* a --report */
struct report_choice {
	const struct reporter *reporter;
	const char *file; /* NULL: where reports go */
};

enum {
	MOST_REPORTS = 16,
	OPTIONS_USUAL_ERRORS = 1000,
	MOST_THREADS = 256,
	OPTIONS_USUAL_LEEWAY = 60,
	MOST_DEPTH = 10000, /* of which the way out, which recurses, is safe */
};

/* a --map */
struct map_choice {
	const char *uri; /* not NUL-terminated */
	size_t uri_length;
	const char *path;
};

enum {
	MOST_MAPS = 64,
	MOST_POINTERS = 64, /* of --at */
	MOST_REQUIRED = 64,
};

/* What the command line says. */
struct options {
	enum command command;
	bool quiet;
	bool verbose; /* hints too, and what was skipped */
	bool strict;  /* warnings are errors */
	bool help;
	bool version;
	enum when color;
	bool has_now;
	int64_t now;
	const char *columns; /* NULL: the usual ones */
	bool coverage;
	size_t max_depth;  /* 0: the reader's own */
	size_t max_size;   /* bytes of a document; 0: what the reader takes */
	size_t max_errors; /* of a document; 0: all */
	size_t threads;    /* 0: one a processor */
	bool expect_invalid;
	bool exit_zero; /* a summary has the exit status */
	bool lines;     /* each line is a document */
	/* of each code, by -W: one more than the severity; 0: as the code has it */
	unsigned char severities[MOST_CODES];
	struct report_choice reports[MOST_REPORTS];
	size_t report_count;
	const char *as;                /* what each document is; NULL: it is recognised */
	const char *at[MOST_POINTERS]; /* where in a document what is checked stands */
	size_t at_count;
	const char *schema;                  /* FILE[#POINTER]; NULL: the built-in ones */
	bool no_format;                      /* formats are not asserted */
	bool schema_only;                    /* neither recognition nor rules */
	struct word required[MOST_REQUIRED]; /* members of each token */
	size_t required_count;
	struct map_choice maps[MOST_MAPS];
	size_t map_count;
	/* the form of JSON */
	bool has_indent;
	size_t indent;
	bool tab;
	bool compact;
	enum sort sort;
	bool canonical;
	bool utc;
	bool in_place; /* into the files that it was read from */
	bool compare;  /* with the files, and print only what differs */
	enum redaction redact;
	const char *redact_key; /* the file of the key of the masks; NULL: it is random */
	bool keep_invalid;      /* documents pass that are invalid */
	const char *rejects;    /* where those go that do not pass; NULL: nowhere */
	/* the signed token, and by what it is verified and compared; NULL: not given */
	const char *token;
	const char *jwks;
	const char *key;
	const char *issuer;
	const char *audience;
	size_t leeway; /* seconds that clocks may differ */
	char **operands;
	size_t operand_count;
};

/* ---- the tables ---- */

struct command_row {
	const char *name;
	const char *operands; /* as help has them */
	const char *help;
	bool takes_one;                 /* operand; else it reads documents */
	void (*words)(struct buffer *); /* adds those it can be; NULL: files */
};
extern const struct command_row command_rows[COMMANDS];
/* the command of that name, or COMMAND_NONE */
enum command command_named(const char *name);
/* Adds which of the words of a command, as `help` has commands, may be meant by one. */
void command_advise(struct buffer *, enum command, const char *typed);

enum {
	MOST_OPTIONS = 64,
	OPTION_OF_ALL = (1U << COMMANDS) - 1,
};

struct option_row {
	const char *name;
	char letter;          /* or 0 */
	const char *argument; /* NULL: takes none; "[=...]": it may be left out */
	unsigned commands;    /* that know it, as bits */
	void (*set)(struct options *, const char *argument); /* NULL: it sets `flag` */
	size_t flag; /* offset of the bool in the options */
	const char *help;
	/* adds those it can be, and behind a ';' those behind its '='; NULL: files */
	void (*words)(struct buffer *);
};
extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* whether its argument may be left out, and else stands behind "=" */
static inline bool
option_may_lack(const struct option_row *row)
{
	return row->argument && row->argument[0] == '[';
}

/* Refuses what does not go together; `given` has the rows that were given, by index. */
void options_fit(const struct options *, const struct option_row *const *given);

/* ---- reading ---- */

/* Reads the command line; ends the process with STATUS_USAGE after a message. */
void options_parse(struct options *, int argc, char **argv);
/* Refuses to set a code that is always an error, and names those of warnings of the same,
 * which wait for the option of that name. */
_Noreturn void options_refuse_fixed(const struct code *);
/* how severe what a code is about is, by what the command line says */
enum severity options_severity(const struct options *, const struct code *);
/* the same, where `usual` is the severity of the case at hand; OFF: that of the code */
enum severity options_severity_of(
    const struct options *, const struct code *, enum severity usual);
/* whether more is known of the data than what a schema says */
static inline bool
options_know_data(const struct options *o)
{
	return !o->schema && !o->schema_only;
}

#endif
