/* For tests of what is said of faults: all that a schema has to say of a value. */
#ifndef TEST_EXPLAINED_H
#define TEST_EXPLAINED_H

#include "quoted.h"

/* all faults as one text, a line each */
static inline void
write_faults(const struct jschema_result *r, bool places, char *text, size_t size)
{
	size_t n = 0;
	*text = '\0';
	for (size_t i = 0; i < jschema_result_count(r) && n < size; i++) {
		const struct jschema_fault *f = jschema_result_fault(r, i);
		n += (size_t)(places
			? snprintf(text + n, size - n, "%s%s %s %s", n ? "\n" : "",
			      f->instance_location, f->keyword_location,
			      f->schema_location)
			: snprintf(text + n, size - n, "%s%s: %s [%s]", n ? "\n" : "",
			      f->instance_location, f->message, f->keyword));
	}
	for (char *at = text; (at = strchr(at, '"'));)
		*at = '\'';
}

static inline void
explain(const char *schema, const char *value, bool places, const char *expected)
{
	char text[8192];
	struct jschema_error error = {0};
	struct compiled c = compile(schema, true), d = read_text(value);
	struct jschema_result *r =
	    jschema_explain(c.schema, jschema_root(d.document), 0, &error);
	ck_assert_msg(r != NULL, "%s: %s", schema, error.text);
	write_faults(r, places, text, sizeof text);
	ck_assert_msg(strcmp(text, expected) == 0, "%s on %s:\n%s\nnot\n%s", schema,
	    value, text, expected);
	ck_assert_int_eq(jschema_result_verdict(r), *expected == '\0');
	ck_assert_int_eq(jschema_check(c.schema, jschema_root(d.document), NULL),
	    jschema_result_verdict(r));
	ck_assert_uint_eq(jschema_result_dropped(r), 0);
	ck_assert_ptr_null(jschema_result_fault(r, jschema_result_count(r)));
	jschema_result_free(r);
	drop(d);
	drop(c);
}

#endif
