/*
 * For tests of the reader: a text is read from an allocation of exactly its size, so that
 * ASan and valgrind see each byte that is read behind it.
 */
#ifndef TEST_READING_H
#define TEST_READING_H

#include "jschema.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))
/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

/*
 * One reading of a copy of a text. Where thousands are read there is no ck_assert(),
 * which writes to a file each time.
 */
struct reading {
	char *text;
	struct jschema_document *document;
	bool done;
	struct jschema_error error;
};

static inline struct reading
read_with(const char *text, size_t length, size_t max_depth, size_t *end)
{
	struct jschema_read_options options = {.max_depth = max_depth};
	struct reading r = {.text = malloc(length), .document = jschema_document_new()};
	if (!r.document || (length && !r.text))
		ck_abort_msg("no memory");
	if (length)
		memcpy(r.text, text, length);
	r.done = jschema_document_read(
	    r.document, r.text, length, max_depth ? &options : NULL, end, &r.error);
	bool empty =
	    !jschema_root(r.document).document && !jschema_duplicates(r.document);
	if (r.done != (r.error.code == JSCHEMA_OK) || r.done == empty)
		ck_abort_msg("%.*s: %s", (int)length, text, r.error.text);
	return r;
}

static inline void
give_back(struct reading r)
{
	jschema_document_free(r.document);
	free(r.text);
}

/* how the reading of a text ends, and where */
static inline void
expect(const char *text, size_t length, enum jschema_code code, size_t offset)
{
	struct reading r = read_with(text, length, 0, NULL);
	if (r.error.code != code || r.error.offset != offset)
		ck_abort_msg("%.*s: code %d at %zu, not %d at %zu: %s", (int)length, text,
		    (int)r.error.code, r.error.offset, (int)code, offset, r.error.text);
	give_back(r);
}

#endif
