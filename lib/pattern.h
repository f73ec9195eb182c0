#ifndef JSCHEMA_PATTERN_H
#define JSCHEMA_PATTERN_H

#include "jschema.h"

/*
 * Regular expressions as JSON Schema means them: ECMA-262 with the u flag (Core 6.4),
 * anchored nowhere. Texts are pointer and length, valid UTF-8, and may hold NUL.
 */

/* A compiled pattern; never changes, so that threads can share it. */
struct pattern;

/* What a thread needs to match. {0} is a fresh one; its memory comes when needed. */
struct matcher {
	struct matcher_memory *memory;
	/* steps of all matches that were beyond what texts of their lengths should take
	 */
	uint64_t unusual;
};

enum pattern_result {
	PATTERN_NO_MATCH,
	PATTERN_MATCH,
	PATTERN_LIMIT,     /* given up: too many steps or too much memory; no answer */
	PATTERN_NO_MEMORY, /* no answer either */
};

/*
 * Compiles a pattern, by the strict grammar or else by a lenient one close to Annex B.
 * NULL with JSCHEMA_BAD_SCHEMA for what is no pattern at all, with JSCHEMA_LIMIT for one
 * that is valid, but that could not be matched exactly as ECMA-262 wants it, with
 * JSCHEMA_NO_MEMORY otherwise. The text is not kept.
 */
struct pattern *pattern_compile(const char *text, size_t length, struct jschema_error *);
/* The same, but the error quotes nothing of the pattern. */
struct pattern *pattern_compile_hidden(
    const char *text, size_t length, struct jschema_error *);
void pattern_free(struct pattern *);
/* true when only the lenient grammar took it, which deserves a warning */
bool pattern_lenient(const struct pattern *);

/* Does the pattern match somewhere in the text? */
enum pattern_result pattern_match(
    const struct pattern *, struct matcher *, const char *text, size_t length);
/* Gives the memory back and leaves a fresh matcher. */
void matcher_free(struct matcher *);

/* the version of PCRE2 as it runs, with a NUL */
void pattern_engine(char version[64]);

/*
 * true when the text is a pattern by the strict grammar, whether or not it could be
 * compiled here: the format "regex" (Validation 7.3.8). When memory runs out it is false
 * and errno ENOMEM.
 */
bool pattern_valid(const char *text, size_t length);

#endif
