/*
 * Postman collections, version 2: items in folders, each with the answers that were
 * saved; also as the API of Postman wraps them. https://schema.postman.com/
 */
#include "recording.h"

static struct jschema_value
unwrap(struct jschema_value v)
{
	struct jschema_value inside = recorded(v, "collection");
	return inside.document ? inside : v;
}

static bool
is(struct jschema_value v)
{
	v = unwrap(v);
	return recorded_as(v, "info", JSCHEMA_OBJECT).document &&
	    recorded_as(v, "item", JSCHEMA_ARRAY).document;
}

/* a string, or an object with it and its parts */
static struct jschema_value
find_url(struct jschema_value url)
{
	if (jschema_kind(url) != JSCHEMA_OBJECT)
		return url;
	struct jschema_value raw = recorded_as(url, "raw", JSCHEMA_STRING);
	return raw.document ? raw : recorded(url, "path");
}

/* a request is an object, or only the URL of a GET */
static void
visit_response(struct jschema_value response, struct jschema_value item,
    answer_visitor *visit, void *context)
{
	struct jschema_value request = recorded(response, "originalRequest");
	if (!request.document)
		request = recorded(item, "request");
	bool object = jschema_kind(request) == JSCHEMA_OBJECT;
	struct answer answer = {
	    .entry = response,
	    .name = recorded_as(response, "name", JSCHEMA_STRING),
	    .method = recorded(request, "method"),
	    .url = find_url(object ? recorded(request, "url") : request),
	    .status = recorded(response, "code"),
	    .body = recorded_text(recorded(response, "body")),
	};
	if (!answer.name.document)
		answer.name = recorded(item, "name");
	visit(&answer, context);
}

/* the order of the text is that of the items, and in an item folders come first */
static void
visit_item(struct jschema_value item, answer_visitor *visit, void *context)
{
	struct jschema_item inner;
	bool more = jschema_first(recorded_as(item, "item", JSCHEMA_ARRAY), &inner);
	for (; more; more = jschema_next(&inner))
		visit_item(inner.value, visit, context);
	more = jschema_first(recorded_as(item, "response", JSCHEMA_ARRAY), &inner);
	for (; more; more = jschema_next(&inner))
		visit_response(inner.value, item, visit, context);
}

static void
each(struct jschema_value v, answer_visitor *visit, void *context)
{
	visit_item(unwrap(v), visit, context);
}

const struct recording recording_postman = {.name = "postman",
    .noun = "a Postman collection",
    .sign = "info and item",
    .nouns = {"saved response", "saved responses"},
    .is = is,
    .each = each};
