/*
 * JSON lines: one object a document, with its verdict and all that was told of it. One
 * that was skipped is neither valid nor invalid, but null.
 */
#include "report.h"

#include "shape.h"

static void
document(struct report *r, const struct outcome *o, const json_t *diagnostics)
{
	json_t *object = json_object();
	report_set(object, "valid",
	    o->verdict == VERDICT_SKIPPED ? json_null()
					  : json_boolean(o->verdict == VERDICT_VALID));
	report_set(object, "verdict", report_string(verdict_names[o->verdict]));
	if (o->is_asked)
		report_set(object, "expected", json_boolean(o->good));
	report_place(object, o);
	if (o->shape)
		report_set(object, "form", report_string(o->shape->name));
	report_set(object, "diagnostics", json_incref((json_t *)diagnostics));
	report_dump(r, object);
	buffer_say(&r->out->text, "\n");
}

const struct reporter report_json = {.name = "json", .alone = true, .document = document};
