#ifndef RTOK_EMBEDDED_H
#define RTOK_EMBEDDED_H

#include "redact.h"

/*
 * A JSON text that stands in a string of another document, which is read as one itself.
 * Its places are those of the string. {0} has read nothing; it can be read into again.
 */
struct embedded {
	struct jschema_document *document; /* good until the next is read */
	struct redacted redacted;
	struct jschema_error error; /* why none was; the offset is in the text */
	const char *pointer; /* to the string from the root of the input, and "#" */
	/* what the outer document is embedded in; NULL: it is that of the stream */
	struct embedded *outer;
	/* from here on its own */
	struct jschema_value string;
	bool base64; /* the string holds the bytes of the text so */
	struct buffer text;
	size_t raw; /* a byte of the string, and the byte of the text that it is */
	size_t decoded;
	struct buffer whole_pointer;
};

/*
 * Reads what a string holds. `outer` is where the string was read, and `pointer` leads to
 * it from the root of the input. False, with the error, when it holds no JSON.
 */
bool embedded_read(struct embedded *, struct jschema_value string, bool base64,
    struct embedded *outer, const char *pointer, size_t max_depth);
/* the offset of a byte of the text in that of the document which the stream has read */
size_t embedded_offset(struct embedded *, size_t offset);
void embedded_free(struct embedded *);

#endif
