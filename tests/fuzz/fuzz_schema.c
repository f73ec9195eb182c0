/*
 * Any JSON as a schema, and as its own instance. Where it refers to another document it
 * finds itself again, so that what is loaded is as strange as what was given.
 */
#include "demand.h"
#include "judged.h"

#include <string.h>

static const struct jschema_document *
load_again(const char *uri, void *context)
{
	demand(uri != NULL);
	return strchr(uri, '~') ? NULL : context;
}

/* the parts that it knows of itself */
static void
walk(struct jschema_subschema s, struct jschema_value value, int depth)
{
	struct jschema_item item;
	struct jschema_listing *names = jschema_listing_new(s);
	demand(names != NULL);
	for (size_t i = 0; i < jschema_property_count(s); i++) {
		size_t length;
		demand(jschema_property_name(s, i, &length) != NULL);
		jschema_has_format(jschema_property_at(s, i), "date-time");
	}
	if (depth > 0 && jschema_first(value, &item)) {
		do {
			size_t position = SIZE_MAX;
			if (!item.key.document) {
				walk(jschema_elements(s), item.value, depth - 1);
				continue;
			}
			walk(jschema_property(s, item.key, &position), item.value,
			    depth - 1);
			demand(jschema_listing_find(names, item.key, 0) ==
			    (position < jschema_property_count(s) ? position : SIZE_MAX));
		} while (jschema_next(&item));
	}
	jschema_listing_free(names);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error = {0};
	demand(d != NULL);
	struct jschema_compile_options options = {.base = "https://a.example/b",
	    .assert_format = true,
	    .load = load_again,
	    .context = d};
	if (jschema_document_read(
		d, length ? (const char *)bytes : "", length, NULL, NULL, NULL)) {
		struct jschema_schema *schema = jschema_compile(d, &options, &error);
		const struct jschema_error *warning;
		if (!schema)
			told_why(&error);
		for (size_t i = 0; schema && (warning = jschema_warning(schema, i)); i++)
			told_why(warning);
		if (schema) {
			judged(schema, jschema_root(d));
			walk(jschema_schema_root(schema), jschema_root(d), 4);
		}
		jschema_schema_free(schema);
	}
	jschema_document_free(d);
	return 0;
}
