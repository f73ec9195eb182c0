/*
 * Any schema with any values: the input is a group of tests as the official suite has
 * them, {"schema": ..., "tests": [{"data": ...}]}, whose "valid" is not believed.
 */
#include "demand.h"
#include "judged.h"

static void
check(const struct jschema_schema *schema, struct jschema_value root)
{
	struct jschema_item item;
	struct jschema_value tests = jschema_member(root, "tests", 5);
	if (!jschema_first(tests, &item))
		return;
	do {
		struct jschema_value data = jschema_member(item.value, "data", 4);
		if (data.document)
			judged(schema, data);
	} while (jschema_next(&item));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct jschema_document *d = jschema_document_new();
	struct jschema_compile_options options = {.entry = "/schema"};
	demand(d != NULL);
	if (jschema_document_read(
		d, length ? (const char *)bytes : "", length, NULL, NULL, NULL)) {
		for (int i = 0; i < 2; i++) {
			struct jschema_error error = {0};
			options.assert_format = i;
			struct jschema_schema *schema =
			    jschema_compile(d, &options, &error);
			if (schema)
				check(schema, jschema_root(d));
			else
				told_why(&error);
			jschema_schema_free(schema);
		}
	}
	jschema_document_free(d);
	return 0;
}
