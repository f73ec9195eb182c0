/*
 * What nock records: an array of answers, or a single one, each with the scope that it is
 * from. An answer that is JSON stands there as the value, compressed ones as chunks in
 * hexadecimal.
 * https://github.com/nock/nock#recording
 */
#include "recording.h"

static bool
has_scope(struct jschema_value v)
{
	return recorded_as(v, "scope", JSCHEMA_STRING).document &&
	    recorded(v, "path").document;
}

static bool
is(struct jschema_value v)
{
	return has_scope(recorded_first(v)) ||
	    (has_scope(v) && recorded(v, "response").document);
}

static bool
is_hex(struct jschema_value v)
{
	size_t length;
	const char *text = jschema_text(v, &length);
	if (jschema_kind(v) != JSCHEMA_STRING || length == 0 || length % 2)
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return false;
	}
	return true;
}

static struct body
find_body(struct jschema_value v, struct jschema_value response)
{
	bool chunks = is_hex(recorded_first(response));
	bool bytes = jschema_boolean(recorded(v, "responseIsBinary"));
	struct body body = {response, BODY_VALUE};
	if (chunks || bytes)
		body.form = BODY_HEX;
	else if (jschema_kind(response) == JSCHEMA_STRING)
		body.form = BODY_TEXT;
	else if (!response.document)
		body.form = BODY_NONE;
	return body;
}

static void
visit_interaction(struct jschema_value v, answer_visitor *visit, void *context)
{
	const struct answer answer = {
	    .entry = v,
	    .method = recorded(v, "method"),
	    .url = recorded(v, "path"),
	    .status = recorded(v, "status"),
	    .body = find_body(v, recorded(v, "response")),
	};
	visit(&answer, context);
}

static void
each(struct jschema_value v, answer_visitor *visit, void *context)
{
	struct jschema_item item;
	bool array = jschema_kind(v) == JSCHEMA_ARRAY;
	bool more = array && jschema_first(v, &item);
	if (jschema_kind(v) == JSCHEMA_OBJECT)
		visit_interaction(v, visit, context);
	for (; more; more = jschema_next(&item))
		visit_interaction(item.value, visit, context);
}

const struct recording recording_nock = {.name = "nock",
    .noun = "what nock records",
    .sign = "scope, path and response",
    .nouns = {"interaction", "interactions"},
    .is = is,
    .each = each};
