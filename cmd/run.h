#ifndef RTOK_RUN_H
#define RTOK_RUN_H

#include "lint.h"
#include "outputs.h"
#include "progress.h"
#include "stream.h"
#include "subject.h"

struct run;

/* What a command adds to the main job. */
struct guest {
	/* before any input is read; false: none is to be */
	bool (*begin)(struct run *, void *context);
	/* at each value that is judged: what there is to say of it goes to the remarks;
	 * false: it cannot be judged */
	bool (*look)(struct run *, const struct subject *, void *context);
	void *context;
};

/* Recordings of which no answer was judged. */
struct unjudged {
	size_t recordings;
	size_t seen;  /* answers in them */
	size_t known; /* of these: those of an endpoint with a schema */
	/* of the first recording */
	const char *file;
	struct jschema_place place;
	const char *const *nouns; /* for one answer, and for several */
};

/* A command at work: what it was told, what it reads, and what it has found. */
struct run {
	const struct options *options;
	struct inputs inputs;
	struct outputs outputs;
	struct stream stream; /* the input that is read */
	size_t number;        /* of the document in it, from 1 */
	bool condemned;       /* the next document: an error was told before it began */
	bool tells_more;      /* of a document than what is wrong by its schema */
	struct redacted redacted; /* that document */
	bool is_redacted;         /* it was looked for what nobody should see */
	struct lint lint;
	struct remarks remarks; /* about the value that is judged */
	struct tally tally;
	struct unjudged unjudged;
	struct progress progress;
	const struct guest *guest; /* or NULL */
};

/* of several the largest is returned */
void run_raise(struct run *, enum status);

/*
 * Tells something of the input that is read, or of another file that is named, as severe
 * as its code and the options say; where a severity is given, it is that of the case at
 * hand in place of that of the code. Returns that severity.
 */
enum severity run_diagnose(struct run *, const char *code, struct diagnostic);
/* The same, of a place in the document that was read. */
enum severity run_diagnose_at(
    struct run *, const char *code, struct diagnostic, size_t offset);

/* Looks for what nobody should see in the document that was read, before any of it is
 * told.
 */
void run_redact(struct run *);
/* what the document of a subject looks like */
static inline const struct redacted *
subject_redacted(const struct run *run, const struct subject *subject)
{
	return subject->embedded ? &subject->embedded->redacted : &run->redacted;
}

/*
 * Counts and tells what became of a document, and returns the verdict that it then has;
 * what else there is to know of the outcome is filled in.
 */
enum verdict run_conclude(struct run *, struct outcome *);

/* Tells what became of an input as a whole that has no document. */
void run_conclude_input(struct run *, enum verdict);
/* The same of another file. */
void run_conclude_file(struct run *, const char *file, enum verdict);

/*
 * Tells why a text is no document, with `more` behind it, and concludes that it is
 * unreadable; the place is that of the outcome.
 */
void run_refuse(
    struct run *, const struct jschema_error *, const char *more, struct outcome);

/* the code of a failure of the library */
const char *run_code(enum jschema_code);

#endif
