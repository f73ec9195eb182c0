#ifndef JSCHEMA_PATTERN_TRANSLATE_H
#define JSCHEMA_PATTERN_TRANSLATE_H

#include "arena.h"
#include "ascii.h"
#include "names.h"
#include "pattern.h"
#include "words.h"

/* Private to pattern.c, pattern_translate.c and pattern_escape.c. */

/* A set of code points that treats all beyond ASCII alike. */
struct ascii_set {
	uint64_t bits[2];
	bool others;
};

/* min to max code points out of a set, as many as there are */
struct piece {
	struct ascii_set set;
	size_t min;
	size_t max;
};

enum { MAX_PIECES = 16 };

/*
 * A pattern that needs no PCRE2: a literal, or one at the start of the text and then
 * pieces, each of which can take all it finds, because nothing behind it could use that.
 */
struct simple {
	bool fits;
	bool start; /* ^ */
	bool end;   /* $ */
	char *literal;
	size_t literal_length;
	struct piece pieces[MAX_PIECES];
	size_t count;
	size_t last; /* bytes of the last code point of the literal */
};

/* What is known of the form of a pattern, of which a long text makes much work or not. */
struct effort {
	size_t choices;  /* ways through it, without its loops */
	size_t loops;    /* repetitions that may be long */
	size_t asserted; /* the same, in the assertion that is being read */
	size_t all;      /* both, in the whole pattern */
	bool is_open;    /* there is no bound */
};

enum translation_end {
	TRANSLATED,
	TRANSLATION_LIMIT,  /* a valid pattern, but not one for PCRE2 */
	TRANSLATION_SYNTAX, /* not a pattern */
	TRANSLATION_NO_MEMORY,
};

struct atom {
	bool nullable;  /* can match nothing */
	bool assertion; /* must not be repeated */
	size_t group;   /* 0: it is none */
};

struct translation {
	/* the answer */
	enum translation_end end;
	const char *reason; /* of a limit or a syntax error */
	size_t character;   /* where it stands, from 1 */
	const char *place;  /* the same in the text */
	struct words output;
	struct simple simple; /* worth a look even after TRANSLATION_LIMIT */
	bool referenced;      /* the output refers to its groups */
	struct effort effort;

	/* the work */
	struct arena arena; /* holds the answer too */
	bool strict;
	const char *text;
	const char *at;
	const char *stop;
	const char *term; /* what is being read */
	struct atom atom; /* what a quantifier here would repeat */
	struct group *groups;
	size_t group_count, group_capacity;
	size_t current; /* the group that is being read */
	size_t depth;
	size_t lookbehinds; /* of those that are being read */
	size_t assertions;  /* the same, with lookaheads */
	size_t *captures;   /* number of a capture - 1: its group */
	size_t capture_count, capture_capacity;
	struct reference *references;
	size_t reference_count, reference_capacity;
	struct names names; /* of captures: their groups */
};

/*
 * Reads a pattern by the strict or the lenient grammar and writes what PCRE2 shall
 * compile. translation_free() is due whatever comes out.
 */
enum translation_end translate(
    struct translation *, const char *text, size_t length, bool strict);
void translation_free(struct translation *);

/* ---- pattern_translate.c, for pattern_escape.c ---- */

/* Notes why this is no pattern, unless memory ran out before. Always false. */
bool translation_syntax(struct translation *, const char *reason);
/* Does this follow? */
bool translation_at(const struct translation *, const char *text);
/* moves behind it if it follows */
bool translation_skip(struct translation *, const char *text);

/* ---- pattern_escape.c, for pattern_translate.c; false after a syntax error ---- */

bool translate_literal(struct translation *, uint32_t point);
/* CharacterClassEscape or CharacterEscape, behind the \ */
bool translate_escape(struct translation *);
/* CharacterClass, behind the [ */
bool translate_class(struct translation *);
/* RegExpUnicodeEscapeSequence, behind the \u; gives only the code point */
bool translate_unicode_escape(struct translation *, uint32_t *point);

/* ---- pattern.c, for both ---- */

/*
 * Is this the name of a group: ECMA-262 RegExpIdentifierName with its escapes decoded?
 * In pattern.c, because only PCRE2 knows ID_Start and ID_Continue.
 */
enum pattern_result pattern_match_name(const char *name, size_t length);

/* Takes a note of what is read, for as long as it stays simple. */
void simple_anchor(struct simple *, char anchor);
void simple_point(struct simple *, uint32_t point);
void simple_set(struct simple *, const struct ascii_set *);
void simple_repeat(struct simple *, size_t min, size_t max);
/* All is read: decides whether it fits. */
void simple_finish(struct simple *);

/* ---- pattern_effort.c ---- */

/* There are so many ways on. */
void effort_choose(struct effort *, size_t choices);
/*
 * Something is repeated, which may be in an assertion: a group, with what was known where
 * it began, or NULL for less.
 */
void effort_repeat(
    struct effort *, const struct effort *before, bool asserts, size_t min, size_t max);
/* All is read: whether a match takes time in proportion to the length of the text. */
bool effort_is_bounded(const struct effort *, bool anchored);

/* ---- characters ---- */

static inline bool
is_surrogate(uint32_t point)
{
	return point >= 0xd800 && point <= 0xdfff;
}

#endif
