#ifndef RTOK_RECORDING_H
#define RTOK_RECORDING_H

#include "jschema.h"
#include "util.h"

/* How a recording keeps a body. */
enum body_form {
	BODY_NONE,     /* it does not */
	BODY_VALUE,    /* as the value itself */
	BODY_TEXT,     /* as text in a string */
	BODY_BASE64,   /* as base64 in a string */
	BODY_FILE,     /* in another file */
	BODY_TEMPLATE, /* as what the server fills in */
	BODY_HEX,      /* as bytes, compressed or not, in hexadecimal digits */
	BODY_NO_TEXT,  /* as a value where a text belongs */
};

struct body {
	struct jschema_value value;
	enum body_form form;
};

/* One recorded answer, in values of the recording; what it lacks is no value. */
struct answer {
	struct jschema_value entry; /* all that was recorded */
	struct jschema_value name;
	struct jschema_value method;
	struct jschema_value url;    /* a string, or an array of the segments of a path */
	bool is_pattern;             /* the URL is a regular expression */
	struct jschema_value status; /* no value: 200 */
	struct body body;
};

typedef void answer_visitor(const struct answer *, void *context);

/* A kind of recording. */
struct recording {
	const char *name;     /* as --as has it */
	const char *noun;     /* for messages */
	const char *sign;     /* by what it is known, for messages */
	const char *nouns[2]; /* for one of what it records, and for several */
	const char *values;   /* the member where a body is a value; or NULL */
	bool (*is)(struct jschema_value); /* whether a document has its form */
	/* visits the answers in a document of any form, in the order of the text */
	void (*each)(struct jschema_value, answer_visitor *, void *context);
};

/* by the form of a document, or NULL */
const struct recording *recording_of(struct jschema_value);
/* by its name, or NULL */
const struct recording *recording_named(const char *name);
/* "wiremock, har, ..." */
void recording_names(struct buffer *);

extern const struct recording recording_wiremock, recording_har, recording_postman,
    recording_nock;

/* ---- for the kinds of recordings ---- */

/* the member of that name, or no value */
struct jschema_value recorded(struct jschema_value, const char *name);
/* the same, where it is of that kind */
struct jschema_value recorded_as(
    struct jschema_value, const char *name, enum jschema_kind);
/* the first element of an array, or no value */
struct jschema_value recorded_first(struct jschema_value);
/* a body as text, which should be in a string */
struct body recorded_text(struct jschema_value);

/* ---- what an answer says of itself ---- */

/* Adds the path that was asked for, for endpoint_find(). */
void answer_path(const struct answer *, struct buffer *);
/* The answer in the words that its document is told in. */
struct answer answer_told(const struct answer *);
/* 200 where the answer has none, and 0 where it cannot be read */
int answer_status(const struct answer *);
/* Adds "Update a token (PATCH /refresh-tokens/{id})", with a NUL. */
void answer_name(const struct answer *, const char *path, size_t length, struct buffer *);

#endif
