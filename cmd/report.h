#ifndef RTOK_REPORT_H
#define RTOK_REPORT_H

#include "sink.h"
#include "tally.h"

struct shape;

/* One thing to say about a place of an input. */
struct diagnostic {
	const struct code *code;
	enum severity severity;
	bool expected; /* an error of which --expect invalid asks for one */
	bool is_whole; /* of what documents stand in, and of none of them */
	const char *file;
	struct jschema_place place; /* in the file; line 0: the file as a whole */
	const char *pointer; /* to the value; "" is the document, NULL: it is no JSON */
	const char *message; /* safe to print */
	const char *keyword_location; /* of a fault of a schema, else NULL */
	const char *schema_location;
	/* the text around, to show the line: the place is at `offset` of it; NULL: none
	 */
	const char *text;
	size_t length;
	size_t offset;
};

enum verdict {
	VERDICT_VALID,
	VERDICT_INVALID,
	VERDICT_UNREADABLE, /* it is no JSON, or could not be checked */
	VERDICT_SKIPPED,    /* it is not to be checked */
	VERDICTS,
};

/* What became of a document, or of what was checked in one. */
struct outcome {
	const char *file;
	size_t number; /* among those of the file, from 1; 0: the file as a whole */
	size_t offset; /* where it begins, in the text of the document that was read */
	struct jschema_place place; /* the same in the file */
	const char *pointer;        /* to it in its document; "" is the whole of it */
	const char *name;           /* of a recorded answer; or NULL */
	const struct shape *shape;  /* NULL: not read, or by --schema */
	enum verdict verdict;
	bool is_no_json; /* where it is unreadable for that */
	bool is_whole;   /* the documents that count stand in it */
	bool good;       /* the verdict is the one that is expected, or there is none */
	bool is_asked;   /* --expect invalid asks for it */
	/* where it was read: to be checked again, in the words of the specification, and
	 * where a byte of its text is in the file */
	struct jschema_value value;
	const struct jschema_schema *schema;
	struct jschema_placer placer;
};

/* A report: a format, and where it goes. */
struct report {
	const struct reporter *reporter;
	struct sink *out;
	bool color;
	bool verbose;
	void *state; /* the reporter's own, from begin() to finish() */
};

/*
 * A format of reports. A diagnostic is told at once; the outcome of a document, or of a
 * file that holds none, once more with all that was told of it, as report_diagnostic()
 * makes them. A function that has nothing to do is NULL.
 */
struct reporter {
	const char *name;
	bool hides_hints; /* where they are not asked for by -v */
	bool alone;       /* programs read it: nothing else may go where it goes */
	void (*begin)(struct report *);
	void (*diagnose)(struct report *, const struct diagnostic *);
	void (*document)(
	    struct report *, const struct outcome *, const json_t *diagnostics);
	void (*finish)(struct report *, const struct tally *);
};

/* by its name, or NULL */
const struct reporter *reporter_find(const char *name, size_t length);
/* adds the names of all, separated by commas */
void reporter_names(struct buffer *);

extern const struct reporter report_text, report_json, report_flag, report_basic,
    report_detailed, report_verbose, report_junit, report_tap, report_sarif,
    report_github, report_summary;

/* "valid", "invalid", "unreadable", "skipped" */
extern const char *const verdict_names[VERDICTS];

/*
 * A diagnostic as an object: "severity", "code", "message", "line", "column", and where
 * there are such "pointer", "keywordLocation" and "schemaLocation".
 */
json_t *report_diagnostic(const struct diagnostic *);
/*
 * Sets where a document is: "file", "document", "line", "column", and where there are
 * such "pointer" and "name".
 */
void report_place(json_t *object, const struct outcome *);
/* "FILE, document 3: PATCH /refresh-tokens/{id}", with a NUL */
void report_title(struct buffer *, const struct outcome *);
/* a path without "./" before it, where the rest is one that leads there */
const char *report_path(const char *);
/* a text as a JSON string, with what is not UTF-8 in it escaped */
json_t *report_string(const char *);
/* Sets a member that was just made; out of memory ends the process. */
void report_set(json_t *object, const char *name, json_t *value);
void report_set_count(json_t *object, const char *name, size_t count);
/* Adds a value as compact JSON to the text, and gives it back. */
void report_dump(struct report *, json_t *);

#endif
