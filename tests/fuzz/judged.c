/* A value and a schema of strangers, in all ways in which one is checked by the other. */
#include "judged.h"

#include "demand.h"

#include <string.h>

static bool
is_one_safe_line(const char *text)
{
	return text && *text &&
	    jschema_escape(text, strlen(text), NULL, 0) == strlen(text);
}

void
told_why(const struct jschema_error *error)
{
	demand(error->code != JSCHEMA_OK);
	demand(is_one_safe_line(error->text));
}

static void
look_at_fault(const struct jschema_fault *f, struct jschema_value value)
{
	const char *where = f->instance_location;
	demand(f->keyword && is_one_safe_line(f->message));
	demand(f->keyword_location && f->schema_location && where);
	demand(f->value.document == value.document);
	demand(
	    strstr(where, "\\u0000") || jschema_at(value, where, strlen(where)).document);
}

static void
look_at_result(const struct jschema_result *r, enum jschema_verdict verdict,
    struct jschema_value value)
{
	size_t count = jschema_result_count(r);
	enum jschema_verdict explained = jschema_result_verdict(r);
	demand(explained == verdict || verdict == JSCHEMA_UNDECIDED);
	demand(
	    (count > 0) == (explained == JSCHEMA_INVALID) || jschema_result_dropped(r));
	for (size_t i = 0; i < count; i++)
		look_at_fault(jschema_result_fault(r, i), value);
}

static void
look_at_outputs(const struct jschema_schema *schema, struct jschema_value value,
    enum jschema_verdict verdict)
{
	for (int i = JSCHEMA_FLAG; i <= JSCHEMA_VERBOSE; i++) {
		struct jschema_error error = {0};
		json_t *output =
		    jschema_output(schema, value, (enum jschema_format)i, NULL, &error);
		json_t *valid = json_object_get(output, "valid");
		if (!output)
			told_why(&error);
		demand(!output || json_is_boolean(valid));
		demand(!output || verdict == JSCHEMA_UNDECIDED ||
		    json_is_true(valid) == (verdict == JSCHEMA_VALID));
		json_decref(output);
	}
}

void
judged(const struct jschema_schema *schema, struct jschema_value value)
{
	struct jschema_error error = {0};
	enum jschema_verdict verdict = jschema_check(schema, value, &error);
	if (verdict == JSCHEMA_UNDECIDED)
		told_why(&error);
	error = (struct jschema_error){0};
	struct jschema_result *result = jschema_explain(schema, value, 20, &error);
	if (result)
		look_at_result(result, verdict, value);
	else
		told_why(&error);
	jschema_result_free(result);
	look_at_outputs(schema, value, verdict);
}
