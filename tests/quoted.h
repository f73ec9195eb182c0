/*
 * For tests of schemas: texts in which ' stands for ", so that rows can be read, read
 * into documents and compiled.
 */
#ifndef TEST_QUOTED_H
#define TEST_QUOTED_H

#include "document_of.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

/* a text read, and compiled where it is a schema */
struct compiled {
	char *text;
	struct jschema_document *document;
	struct jschema_schema *schema;
};

static inline struct compiled
read_text(const char *quoted)
{
	char *text = malloc(strlen(quoted) + 1);
	ck_assert_ptr_nonnull(text);
	strcpy(text, quoted);
	for (char *at = text; (at = strchr(at, '\''));)
		*at = '"';
	return (struct compiled){text, document_of(text), NULL};
}

static inline struct compiled
compile(const char *text, bool assert_format)
{
	struct jschema_error error = {0};
	struct jschema_compile_options options = {.assert_format = assert_format};
	struct compiled c = read_text(text);
	c.schema = jschema_compile(c.document, &options, &error);
	ck_assert_msg(c.schema != NULL, "%s: %s: %s", text, error.pointer, error.text);
	return c;
}

static inline void
drop(struct compiled c)
{
	jschema_schema_free(c.schema);
	jschema_document_free(c.document);
	free(c.text);
}

#endif
