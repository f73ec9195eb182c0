#ifndef RTOK_REPORT_H
#define RTOK_REPORT_H

#include "jschema.h"
#include "sink.h"

enum severity { WARNING, ERROR };

/* One thing to say about a place of an input. */
struct diagnostic {
	const char *file;
	struct jschema_place place; /* in the file; line 0: the file as a whole */
	enum severity severity;
	const char *pointer; /* to the value; "" is the document, NULL: it is no JSON */
	const char *message;
	const char *code;
	/* the text around, to show the line: the place is at `offset` of it; NULL: none
	 */
	const char *text;
	size_t length;
	size_t offset;
};

/* What was seen, for the summary. */
struct tally {
	size_t files;
	size_t lost; /* of them: those that could not be read */
	size_t valid;
	size_t invalid;
	size_t unreadable; /* what stands where a document should, or cannot be checked */
	size_t errors;
	size_t warnings;
};

/* A report: a format, and where it goes. */
struct report {
	const struct reporter *reporter;
	struct sink *out;
	bool color;
};

struct reporter {
	const char *name;
	void (*diagnose)(struct report *, const struct diagnostic *);
};

/* by its name, or NULL */
const struct reporter *reporter_find(const char *name, size_t length);
/* adds the names of all, separated by commas */
void reporter_names(struct buffer *);

extern const struct reporter report_text;

/* "3 files, 12 documents: 10 valid, 2 invalid (4 errors, 1 warning)" and a line end */
void report_summary(struct buffer *, const struct tally *);

#endif
