/*
 * HTTP Archive: log.entries[], each with a request and a response.
 * http://www.softwareishard.com/blog/har-12-spec/
 */
#include "recording.h"

static bool
is(struct jschema_value v)
{
	struct jschema_value log = recorded(v, "log");
	return recorded_as(log, "entries", JSCHEMA_ARRAY).document;
}

static void
visit_entry(struct jschema_value entry, answer_visitor *visit, void *context)
{
	struct jschema_value request = recorded(entry, "request");
	struct jschema_value response = recorded(entry, "response");
	struct jschema_value content = recorded(response, "content");
	struct answer answer = {
	    .entry = entry,
	    .method = recorded(request, "method"),
	    .url = recorded(request, "url"),
	    .status = recorded(response, "status"),
	    .body = recorded_text(recorded(content, "text")),
	};
	if (jschema_string_is(recorded(content, "encoding"), "base64", 6) &&
	    answer.body.form == BODY_TEXT)
		answer.body.form = BODY_BASE64;
	visit(&answer, context);
}

static void
each(struct jschema_value v, answer_visitor *visit, void *context)
{
	struct jschema_value log = recorded(v, "log");
	struct jschema_value list = recorded_as(log, "entries", JSCHEMA_ARRAY);
	struct jschema_item item;
	for (bool more = jschema_first(list, &item); more; more = jschema_next(&item))
		visit_entry(item.value, visit, context);
}

const struct recording recording_har = {.name = "har",
    .noun = "an HTTP archive",
    .sign = "log.entries",
    .nouns = {"entry", "entries"},
    .is = is,
    .each = each};
