/* For tests of the library: a JSON text, which has to stay, read into a document. */
#ifndef TEST_DOCUMENT_OF_H
#define TEST_DOCUMENT_OF_H

#include "jschema.h"

#include <check.h>
#include <string.h>

static inline struct jschema_document *
document_of(const char *text)
{
	struct jschema_error error = {0};
	struct jschema_document *d = jschema_document_new();
	ck_assert_ptr_nonnull(d);
	ck_assert_msg(jschema_document_read(d, text, strlen(text), NULL, NULL, &error),
	    "%.100s: %s", text, error.text);
	return d;
}

#endif
