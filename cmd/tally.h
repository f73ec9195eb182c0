#ifndef RTOK_TALLY_H
#define RTOK_TALLY_H

#include "codes.h"
#include "jschema.h"

#include <jansson.h>

struct coverage;

/* What was seen: a sum, so that those of the parts of some input add up to its own. */
struct tally {
	enum status status; /* by what was seen, before anything is written */
	size_t files;
	size_t piped; /* of them: standard input */
	size_t lost;  /* of them: those that could not be read */
	size_t valid;
	size_t invalid;
	size_t unreadable; /* what stands where a document should, or cannot be checked */
	size_t skipped;    /* what is not to be checked */
	size_t whole;      /* of the unreadable: files in which no document was found */
	size_t asked;      /* documents that --expect invalid asks something of */
	size_t as_asked;   /* of them: those that are so */
	size_t told[SEVERITIES];   /* diagnostics, with those that are left out */
	size_t codes[MOST_CODES];  /* the same by their codes, but for what is off */
	struct coverage *coverage; /* NULL: it was not asked for */
};

/* those that were judged, or could not be */
static inline size_t
tally_documents(const struct tally *t)
{
	return t->valid + t->invalid + t->unreadable - t->whole;
}

/*
 * The exit status. Where a summary keeps it, a verdict is no failure; that something
 * could not be read, or that there was nothing, is one: the next time it may be there.
 */
static inline enum status
tally_status(const struct tally *t, bool is_kept)
{
	bool is_verdict = t->status <= STATUS_INPUT && !t->lost && tally_documents(t);
	return is_kept && is_verdict ? STATUS_GOOD : t->status;
}

/* Counts diagnostics. */
void tally_tell(struct tally *, const struct code *, enum severity, size_t count);

/*
 * "3 files, 12 documents: 10 valid, 2 invalid (4 errors, 1 warning)" and a line end, with
 * "; 2 of 12 as expected" behind it; hints are shown only where `verbose`.
 */
void tally_say(struct buffer *, const struct tally *, bool verbose);

/* ---- summaries ---- */

/* Why a value is no summary: what is wrong, in safe words, and where. */
struct misfit {
	struct jschema_value at;
	struct buffer message;
};

/* A summary, as rtok-report(5) has it. */
json_t *tally_json(const struct tally *);
/*
 * Fills an empty tally with what a summary counts, and adds to its coverage, which both
 * have or none; false and why, where it is no summary, or one of another version.
 */
bool tally_read(struct tally *, struct jschema_value, struct misfit *);
/* Adds all but the coverage. */
void tally_add(struct tally *, const struct tally *more);
/* For readers of its parts: says what is wrong, and is false. */
bool misfit_say(struct misfit *, struct jschema_value at, const char *expected);
/* Finds a member that has to be there; false and why. */
bool tally_find(struct jschema_value object, const char *name,
    struct jschema_value *found, struct misfit *);
/* The count that a member is; false and why. */
bool tally_read_count(struct jschema_value, size_t *count, struct misfit *);

#endif
