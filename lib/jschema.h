/*
 * libjschema: JSON Schema 2020-12 for C.
 *
 * A text is read into a document, a document that holds a schema is compiled, and
 * values of documents are checked against the compiled schema. jansson's json_t is
 * served at the edges. See libjschema(3) for a complete program.
 *
 * Ownership: what a function named _new, _below, _from_json, _compile or _explain returns
 * is yours and goes back through the _free function of its type; _free(NULL) does
 * nothing.
 * Everything else is borrowed: a text must outlive the documents read from it, a
 * document the schemas compiled from it and the values taken from it, and both a schema
 * and a document the results of an explanation.
 *
 * Failure: "could not do it" is told through a struct jschema_error, where NULL is
 * allowed. An invalid document is not a failure but an answer.
 *
 * Pointers: a JSON Pointer that is a C string has \u0000 for each NUL of a name, so that
 * nothing is cut; what tells a length, as jschema_pointer() does, has the NUL itself.
 *
 * Threads: a compiled schema and a document that is no longer read into may be used
 * by any number of threads at once. The library keeps no state of its own, but for
 * libidn2, which it loads with the first host name beyond ASCII.
 */
#ifndef JSCHEMA_H
#define JSCHEMA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define JSCHEMA_VERSION "0.1.0"

/* The version of the library that runs, as JSCHEMA_VERSION was when it was built. */
const char *jschema_version(void);
/*
 * Writes the libraries that it runs with, as in "PCRE2 10.42 2022-12-11, libidn2 2.3.3",
 * with a NUL, as far as they fit in `size` bytes; returns the length of the whole.
 */
size_t jschema_libraries(char *buffer, size_t size);

struct jschema_document;

/* ---- failure ---------------------------------------------------------------- */

enum jschema_code {
	JSCHEMA_OK,
	JSCHEMA_NO_MEMORY,
	JSCHEMA_EMPTY,      /* the text holds no value, only white space or nothing; of a
			       warning: the schema, or a part, asks for nothing */
	JSCHEMA_TRUNCATED,  /* the text ends inside a value */
	JSCHEMA_SYNTAX,     /* the text is not JSON (RFC 8259) or not UTF-8 */
	JSCHEMA_DEPTH,      /* arrays and objects are nested deeper than was allowed */
	JSCHEMA_LIMIT,      /* a limit of this library was reached; the text says which */
	JSCHEMA_BAD_SCHEMA, /* the schema is not a valid one, or uses what is unknown here
			     */
	JSCHEMA_UNRESOLVED, /* a reference or an entry point leads nowhere */
	JSCHEMA_NO_MATCH,   /* the value has no equal in the type asked for */
	/* only of warnings */
	JSCHEMA_UNKNOWN_KEYWORD, /* a member is nearly a keyword, but none */
	JSCHEMA_OLD_KEYWORD,     /* a member is a keyword of an older dialect */
	JSCHEMA_UNKNOWN_FORMAT,  /* a format is not known where formats assert */
	JSCHEMA_IDLE_KEYWORD,    /* a keyword lacks the one, or the type, that it needs */
};

/* Why a call could not do its work. The first failure of a call is the one that is kept.
 */
struct jschema_error {
	enum jschema_code code;
	/* in whose text the place is; NULL: the one that was given, or none */
	const struct jschema_document *document;
	size_t offset; /* bytes from the start of the text; 0 where no text is meant */
	size_t line;   /* from 1; 0 where no text is meant */
	size_t column; /* in code points, from 1 */
	char pointer[256]; /* JSON Pointer to the place in a schema, shortened in its
			      middle */
	char text[256];    /* one sentence without a full stop, safe to print */
};

/* ---- documents -------------------------------------------------------------- */

enum jschema_kind {
	JSCHEMA_NULL,
	JSCHEMA_BOOLEAN,
	JSCHEMA_NUMBER,
	JSCHEMA_STRING,
	JSCHEMA_ARRAY,
	JSCHEMA_OBJECT,
};

/*
 * A value inside a document; small, passed by copy. A value whose document is NULL
 * stands for "no such value": every function that takes a value of a certain kind takes
 * it too, as an empty one.
 */
struct jschema_value {
	const struct jschema_document *document;
	uint32_t node;
};

enum {
	JSCHEMA_MAX_DEPTH = 1024, /* where nothing else is said */
	JSCHEMA_GREATEST_DEPTH =
	    10000, /* that can be asked for: some of what is done recurses */
};

struct jschema_read_options {
	/*
	 * Nested arrays and objects that are read; 0: JSCHEMA_MAX_DEPTH. More than
	 * JSCHEMA_GREATEST_DEPTH counts as that.
	 */
	size_t max_depth;
	/* The text is a line of a longer one, and messages call its end that of the line.
	 */
	bool is_line;
};

/* An empty document to read into; NULL when memory runs out. */
struct jschema_document *jschema_document_new(void);
void jschema_document_free(struct jschema_document *);

/*
 * Reads one JSON text (RFC 8259, strict UTF-8) into the document, whose former content
 * is gone and whose memory is used again. The text is borrowed, need not end with a NUL
 * and may be up to 4 GiB long. Repeated names in an object are no failure here: see
 * jschema_duplicates().
 *
 * `end` receives the offset of the first byte behind the value; with NULL, anything but
 * white space there is a failure. `options` may be NULL. After a failure the document is
 * empty; EMPTY and TRUNCATED say that more text could help.
 */
bool jschema_document_read(struct jschema_document *, const char *text, size_t length,
    const struct jschema_read_options *options, size_t *end, struct jschema_error *);

/*
 * A new document with the value of a jansson tree, which is not kept. NULL when memory
 * runs out, the tree is nested deeper than JSCHEMA_MAX_DEPTH or a string is not UTF-8.
 */
struct jschema_document *jschema_document_from_json(
    const json_t *, struct jschema_error *);

/*
 * A new jansson tree with the value, yours to json_decref(). Reals become the nearest
 * double. NO_MATCH when a number has no json_t (an integer beyond 64 bits, 1e400) or the
 * value is none; of repeated names the last one stays.
 */
json_t *jschema_document_to_json(struct jschema_value, struct jschema_error *);

/* The value that was read; no value where none was. */
struct jschema_value jschema_root(const struct jschema_document *);

/* How many times a member's name was there already in its object, over the document. */
size_t jschema_duplicates(const struct jschema_document *);
/* The i-th of them, in the order of the text: the two keys that are equal. */
bool jschema_duplicate(const struct jschema_document *, size_t i,
    struct jschema_value *first, struct jschema_value *again);

/* JSCHEMA_NULL for no value too. */
enum jschema_kind jschema_kind(struct jschema_value);
/* true only for the literal true */
bool jschema_boolean(struct jschema_value);
/* members of an object or elements of an array; 0 for everything else */
size_t jschema_count(struct jschema_value);

/* A step through an object or an array. In an array `key` is no value. */
struct jschema_item {
	struct jschema_value key;
	struct jschema_value value;
	size_t left; /* items behind this one */
};

/* The first item; false when there is none. */
bool jschema_first(struct jschema_value container, struct jschema_item *);
/* The item behind; false when this was the last one. */
bool jschema_next(struct jschema_item *);
/* The member of that name (UTF-8, decoded), the first of several; or no value. */
struct jschema_value jschema_member(
    struct jschema_value object, const char *name, size_t length);
/* A name as jschema_member() takes it. */
struct jschema_name {
	const char *text;
	size_t length;
};
/*
 * The same of several names, of which no two are equal, in one pass: sets the value of
 * each, and returns how many there are.
 */
size_t jschema_members(struct jschema_value object, const struct jschema_name *names,
    size_t count, struct jschema_value *values);
/* What a JSON Pointer (RFC 6901, "" is the value itself) leads to; or no value. */
struct jschema_value jschema_at(struct jschema_value, const char *pointer, size_t length);

/*
 * A scalar as it stands in the text: a string without its quotes and with its escapes, a
 * number with all its digits, a literal. NULL for arrays, objects and no value.
 */
const char *jschema_text(struct jschema_value, size_t *length);
/*
 * Any value as it stands in the text, where that is how it would be written: no white
 * space between its tokens, and no escapes. Else NULL. One look at each value in it.
 */
const char *jschema_compact_text(struct jschema_value, size_t *length);
/*
 * The characters of a string: those of the text itself where it has no escape, else
 * decoded into `buffer`, which needs no more room than jschema_text() is long. No NUL is
 * added, and NUL may be among them. NULL for everything but strings and keys, and without
 * a buffer for those that have escapes, too.
 */
const char *jschema_string(struct jschema_value, char *buffer, size_t *length);
/* true when the value is a string or key of exactly these characters */
bool jschema_string_is(struct jschema_value, const char *characters, size_t length);

/*
 * Writes the JSON Pointer from the root of the document to the value, or to the member of
 * a key, with a NUL, as far as it fits in `size` bytes; returns the length of the whole,
 * or SIZE_MAX when memory runs out. The cost is that of all that stands beside the way.
 */
size_t jschema_pointer(struct jschema_value, char *buffer, size_t size);

/*
 * The pointers of many values of one document in the order of its text, each at the cost
 * of the distance from the one before. NULL when memory runs out.
 */
struct jschema_pointers;
struct jschema_pointers *jschema_pointers_new(const struct jschema_document *);
/* The same, where the pointers begin at a value, and only what it holds has one. */
struct jschema_pointers *jschema_pointers_below(struct jschema_value);
void jschema_pointers_free(struct jschema_pointers *);
/*
 * The pointer of a value or key, good until the next call; NULL when memory runs out, and
 * for what the pointers do not begin at or above.
 */
const char *jschema_pointers_to(struct jschema_pointers *, struct jschema_value);

/* Where a value begins: bytes from the start of the text; a string begins with its quote.
 */
size_t jschema_offset(struct jschema_value);
/* Whether a value or key is the other one or stands in it; both of one document. */
bool jschema_holds(struct jschema_value, struct jschema_value inner);

/*
 * Has all that is told of a document, in messages, pointers and annotations, told in the
 * names and values of another one, in which something may be masked; verdicts and places
 * stay its own. The same goes for a schema that is compiled from it from then on. The
 * other one has the same form: the same names and values in the same order, each of the
 * same kind. False, and nothing is changed, where it has not. NULL is the document's own
 * words, as it has them whenever it was read into.
 */
bool jschema_tell_as(struct jschema_document *, const struct jschema_document *words);
/* The value or key in those words that stands for one of the document, or that itself. */
struct jschema_value jschema_told(struct jschema_value);

/* A place in a text, as people count: lines and code points from 1. */
struct jschema_place {
	size_t offset; /* in bytes, from 0 */
	size_t line;
	size_t column;
};

/*
 * Moves a place to another offset of the same text, forwards or backwards, at the cost of
 * the distance. {0, 1, 1} is the start. A line ends with LF.
 */
void jschema_move(struct jschema_place *, const char *text, size_t offset);

/*
 * The instant that an RFC 3339 date-time names: seconds since 1970-01-01T00:00:00Z, where
 * a leap second counts as the second behind its minute, and the fraction in nanoseconds,
 * cut, unless that is NULL. false when the text is no date-time.
 */
bool jschema_date_time(
    const char *text, size_t length, int64_t *seconds, uint32_t *nanoseconds);

/*
 * Writes a text so that a terminal or a log can take it: what is not valid UTF-8 as \xHH,
 * control characters and those that are invisible or turn the direction of the text as
 * \uHHHH, or as \u{H} beyond U+FFFF. With a NUL, as far as whole characters fit in `size`
 * bytes; returns the length of the whole.
 */
size_t jschema_escape(const char *text, size_t length, char *buffer, size_t size);

/*
 * How far one word is from another, for a "did you mean": how many bytes have to be put
 * in, left out, replaced or swapped with their neighbour. SIZE_MAX where a word has over
 * 48 bytes.
 */
size_t jschema_distance(
    const char *word, size_t length, const char *other, size_t other_length);

/* ---- schemas ---------------------------------------------------------------- */

struct jschema_schema;

/*
 * Called for a URI without fragment that a reference names and nothing here is known as:
 * returns the document, which stays the caller's and must outlive the schema, or NULL.
 * For a reference "#/..." that leads nowhere in its own document it is called with the
 * whole reference, and the root of what it returns is meant.
 */
typedef const struct jschema_document *jschema_loader(const char *uri, void *context);

struct jschema_compile_options {
	/* The schema at this JSON Pointer of the document; NULL: the document itself. */
	const char *entry;
	/* The URI the document was retrieved from (Core 9.1.2); NULL: none. */
	const char *base;
	/* Assert "format" (Validation 7.2.2) instead of only noting it. */
	bool assert_format;
	/* Where references to other documents lead; NULL: nowhere. Nothing else is
	 * opened. */
	jschema_loader *load;
	void *context; /* for `load` */
	/* The schema is known to be good: it is not checked against its metaschema. */
	bool trusted;
	/*
	 * How many warnings of each code are told, the first ones; 0: all. What was noted
	 * of the others stays in memory as long as the schema.
	 */
	size_t max_warnings;
};

/*
 * Compiles a schema (JSON Schema 2020-12), or one of the schemas of a larger document
 * such as an OpenAPI description, together with all it refers to. `options` may be NULL.
 * The schema is checked against its metaschema (Core 8.1.1), and so is each resource in
 * it that names another (Core 9.3.3); it is refused with the place of the first fault.
 * One that needs a vocabulary that is not known here is refused too (Core 8.1.2.1). In a
 * document whose root has "openapi": "3.0...", the words of that dialect count:
 * "nullable", the boolean "exclusiveMaximum" and "exclusiveMinimum", and a
 * "$ref" that stands alone whatever is beside it.
 */
struct jschema_schema *jschema_compile(const struct jschema_document *,
    const struct jschema_compile_options *options, struct jschema_error *);
void jschema_schema_free(struct jschema_schema *);

/*
 * What the compiler let pass but does not like: a pattern that only a lenient reading of
 * ECMA-262 takes, a format that is not known where formats assert, but for those of
 * OpenAPI, an "$id" or "$schema" that 2020-12 forbids, a schema or a part of one that has
 * members and no keyword, a member that is nearly a keyword, or one of an older dialect,
 * or a keyword that says nothing without another one beside it.
 * The code tells them apart, as far as the enum has one for it; else it is
 * JSCHEMA_BAD_SCHEMA. The i-th one, in the order of the text, or NULL; the text is a
 * sentence, the place that in its document. A schema that is trusted, or of a dialect
 * with a vocabulary that is not known, has no warnings of keywords. So that compiling
 * stays cheap, the search for the keyword that was meant is bounded: of many thousands of
 * members that are none, some have no warning, and are not counted either.
 */
const struct jschema_error *jschema_warning(const struct jschema_schema *, size_t i);
/* How many more warnings of a code there were than `max_warnings` let be told. */
size_t jschema_warnings_left_out(const struct jschema_schema *, enum jschema_code);

enum jschema_verdict {
	JSCHEMA_UNDECIDED = -1, /* could not be checked: the error says why */
	JSCHEMA_INVALID = 0,
	JSCHEMA_VALID = 1,
};

/*
 * The verdict alone, as fast as can be: stops at the first fault. It allocates nothing
 * but for patterns that PCRE2 has to match, the format "regex" and those of host names
 * and addresses with letters beyond ASCII, strings of over 128 bytes with escapes,
 * uniqueItems of many elements, objects of many members that const, enum or uniqueItems
 * compare in another order, unevaluated* and schemas that take over 100,000 steps;
 * UNDECIDED, with the reason, when that fails or a limit is reached. It needs up to 3 MiB
 * of stack where schema and value are recursive to their limits.
 */
enum jschema_verdict jschema_check(
    const struct jschema_schema *, struct jschema_value, struct jschema_error *);

/*
 * The same for a jansson tree, which is converted first: see
 * jschema_document_from_json(). UNDECIDED also where that fails.
 */
enum jschema_verdict jschema_check_json(
    const struct jschema_schema *, const json_t *, struct jschema_error *);

/* What a member of an object or an element is to the schema: one of its subschemas. */
struct jschema_subschema {
	const struct jschema_schema *schema; /* NULL: the schema knows nothing of it */
	uint32_t index;
};

struct jschema_subschema jschema_schema_root(const struct jschema_schema *);
/*
 * The subschema for the member with this key of an object that `parent` describes, and
 * the position of its name among those that "properties" lists, from 0. References are
 * followed, and oneOf, anyOf and allOf searched. An unknown name has no subschema.
 */
struct jschema_subschema jschema_property(
    struct jschema_subschema parent, struct jschema_value key, size_t *position);
/* How many names "properties" lists. */
size_t jschema_property_count(struct jschema_subschema);
/* The name at a position, its characters decoded; not NUL-terminated in every case. */
const char *jschema_property_name(
    struct jschema_subschema, size_t position, size_t *length);
/* The subschema for the member of that name. */
struct jschema_subschema jschema_property_at(struct jschema_subschema, size_t position);
/*
 * The same names, gathered for whoever goes through many objects: one is found without a
 * walk through references and branches.
 */
struct jschema_listing;
/* Lives as long as the schema at most. NULL when memory runs out. */
struct jschema_listing *jschema_listing_new(struct jschema_subschema);
void jschema_listing_free(struct jschema_listing *);
/*
 * The position of the name of a key, or SIZE_MAX. The one that is expected is tried
 * first: members mostly come in the order of the schema.
 */
size_t jschema_listing_find(
    const struct jschema_listing *, struct jschema_value key, size_t expected);
/*
 * The same for all members of an object, in one pass: sets for each position the value of
 * the first member with that name, or no value. `values` has room for as many as
 * "properties" lists. How many members have other names.
 */
size_t jschema_listing_members(const struct jschema_listing *,
    struct jschema_value object, struct jschema_value *values);
/* The subschema for the elements of an array. */
struct jschema_subschema jschema_elements(struct jschema_subschema);
/*
 * Whether a string there may have to be of a format, by its name in the specification
 * (Validation 7.3), whether or not formats are asserted. One that is not known there is
 * not found.
 */
bool jschema_has_format(struct jschema_subschema, const char *format);

/* ---- explanations ----------------------------------------------------------- */

struct jschema_result;

/* One fault of a value, in the words and places of the specification (Core 12.3). */
struct jschema_fault {
	const char *keyword;           /* that failed */
	const char *instance_location; /* JSON Pointer from the value that was checked */
	const char
	    *keyword_location; /* JSON Pointer through the schema, by its references */
	/* URI with a JSON Pointer as its fragment, references resolved; the fragment
	 * alone where the schema has no URI */
	const char *schema_location;
	const char *message; /* "expected X, got Y": one line, safe to print */
	struct jschema_value
	    value; /* at fault; for a member that may not be, its value */
};

/*
 * Checks the value and collects its faults, in the order of the text, at most `limit` of
 * them (0: all), and no more than take 64 MiB for their texts. What is said of the same
 * value by the same keyword in the same words is one fault, however often the schema asks
 * for it. A valid value has none. NULL when it could not be done.
 */
struct jschema_result *jschema_explain(const struct jschema_schema *,
    struct jschema_value, size_t limit, struct jschema_error *);
void jschema_result_free(struct jschema_result *);
enum jschema_verdict jschema_result_verdict(const struct jschema_result *);
/* How many faults are kept. */
size_t jschema_result_count(const struct jschema_result *);
/* How many more there were beyond these limits. */
size_t jschema_result_dropped(const struct jschema_result *);
const struct jschema_fault *jschema_result_fault(const struct jschema_result *, size_t i);

/* The output formats of the specification (Core 12.4). */
enum jschema_format { JSCHEMA_FLAG, JSCHEMA_BASIC, JSCHEMA_DETAILED, JSCHEMA_VERBOSE };

/* How a text that is a part of a larger one says where its bytes are in that. */
struct jschema_placer {
	struct jschema_place (*place)(size_t offset, void *context);
	void *context;
};

/* The base of a schema without an absolute URI in an output: it leads nowhere. */
#define JSCHEMA_NO_BASE "https://schema.invalid/"

/*
 * Checks the value and tells what was found in an output format, as a new jansson tree
 * that is yours to json_decref(); NULL when it could not be done. Each unit has the place
 * of its value as "instancePosition", an array of line and column, which the
 * specification leaves open; with NULL for a placer, it is that in the document's own
 * text. The annotations of a valid value are those of JSCHEMA_BASIC; in them a number
 * that has no json_t is a string of its digits. "absoluteKeywordLocation" (Core 12.3.2)
 * begins with JSCHEMA_NO_BASE where neither "$id" nor options.base is absolute.
 */
json_t *jschema_output(const struct jschema_schema *, struct jschema_value,
    enum jschema_format, const struct jschema_placer *, struct jschema_error *);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
