#ifndef RTOK_STREAM_H
#define RTOK_STREAM_H

#include "input.h"
#include "jschema.h"

/* What comes out of a stream. */
enum stream_event {
	STREAM_VALUE, /* a document was read */
	STREAM_FAULT, /* what stands here is no JSON; the error says why */
	STREAM_END,
	STREAM_FAILED, /* it could not be read: `failure` says why, or the error if it is
			  0 */
};

/*
 * The JSON values of an input, one after another, separated by white space, line ends or
 * record separators (RFC 7464). Only one value has to fit into memory, and a little more.
 */
struct stream {
	const struct input *input;
	int fd;
	int failure;                       /* errno of what could not be opened or read */
	struct jschema_document *document; /* the value, good until the next step */
	const char *text; /* of the document, of which its places count */
	size_t length;    /* of the value */
	struct jschema_error error;
	bool torn;        /* at fault for its line ends, where each is a document */
	bool rest_unread; /* after a fault that ended the stream too early */
	bool begins_with_bom;
	bool lines;          /* each document stands on a line of its own */
	bool begins_line;    /* the last value is the first one of its line */
	struct buffer *copy; /* receives all that is read; or NULL */
	/* before it stands what is at fault, in which the value of a secret has no end */
	bool in_secret;
	bool one_ahead; /* wait for what tells whether values stand on lines */
	/* called before every read, for which nobody is to wait: it may block; or NULL */
	void (*before_read)(void *context);
	void *context;
	/* adds the next of what was read ahead, false: there is none; or NULL */
	bool (*read_ahead)(void *ahead, struct buffer *);
	void *ahead;
	/* from here on the stream's own */
	struct jschema_read_options options;
	size_t max_size; /* bytes of one document; 0: what the reader takes */
	struct buffer buffer;
	size_t start; /* of what is not yet read */
	size_t read;  /* bytes so far, of which the buffer has the last */
	bool at_end;  /* of the input */
	bool ended;   /* by a fault */
	bool skip_line;
	size_t skipped; /* bytes behind the last fault */
	size_t values;
	bool guessed;        /* where documents stand, by what is behind a fault */
	struct buffer loose; /* what may belong to one value with the next */
	bool first_on_line;  /* the first value does not go over lines */
	bool on_own_line, is_line_known; /* see stream_on_own_line() */
	bool line_ended;                 /* since the last value */
	struct jschema_place place;      /* of a byte of the buffer in the input */
};

/* Begins to read an input; false and `failure`. To be closed in any case. */
bool stream_open(
    struct stream *, const struct input *, size_t max_depth, size_t max_size);
void stream_close(struct stream *);
enum stream_event stream_next(struct stream *);
/*
 * Behind a fault: what stands there as it is, from the value at fault up to where reading
 * goes on, which is the end of the line or of the input, but for what is beyond all
 * measure. Piece by piece; false when there is no more.
 */
bool stream_rest(struct stream *, const char **text, size_t *length);
/*
 * Behind what separates values in a part of a text; whether it has the end of a line.
 */
size_t separators_end(const char *text, size_t from, size_t to, bool *line_ended);
/* Whether no more stands on the line behind the last value. */
bool stream_at_line_end(const struct stream *);
/* Whether the last value stands on a line of its own, and is not the only one. */
bool stream_on_own_line(struct stream *);
/* Whether more than separators is left of what has been read. */
bool stream_pending(struct stream *);

/* ---- for what is read ahead of it, in whole lines ---- */

/* Gives away what has been read and is still left. */
void stream_give(struct stream *, struct buffer *);
/* Gets a text in place of what has been read, all of which is passed; and the other way.
 */
void stream_lend(struct stream *, struct buffer *);
/* Goes on with a part of that text, which begins with a line. */
void stream_go_over(struct stream *, size_t start, size_t end);
/* Passes all of it, which has so many lines; 0: they are not known. */
void stream_pass(struct stream *, size_t lines);
/* Reads once, up to `most` bytes, behind what a buffer holds; false when it failed. */
bool stream_fill(struct stream *, struct buffer *, size_t most);
/* Whether there is something to read within a time. */
bool stream_is_ready(const struct stream *, int milliseconds);
/* the place in the input of a byte of the document's text */
struct jschema_place stream_place(struct stream *, size_t offset);

#endif
