/*
 * WireMock stub mappings: {"mappings": [...]}, an array of mappings, or a single one; and
 * the journal of what it has answered: {"requests": [...]}, which has the same form.
 * https://wiremock.org/docs/stubbing/ and https://wiremock.org/docs/verifying/
 */
#include "recording.h"

/* what the URL of a request may be called, and whether it is a regular expression */
static const struct {
	const char *name;
	bool is_pattern;
} urls[] = {
    {"url", false},
    {"urlPath", false},
    {"urlPathTemplate", false},
    {"urlPattern", true},
    {"urlPathPattern", true},
};

static struct jschema_value
find_url(struct jschema_value request, bool *is_pattern)
{
	struct jschema_value url = {NULL, 0};
	for (size_t i = 0; i < COUNT(urls) && !url.document; i++) {
		url = recorded_as(request, urls[i].name, JSCHEMA_STRING);
		*is_pattern = urls[i].is_pattern;
	}
	return url;
}

static bool
is_mapping(struct jschema_value v)
{
	bool is_pattern;
	return find_url(recorded(v, "request"), &is_pattern).document &&
	    recorded_as(v, "response", JSCHEMA_OBJECT).document;
}

static struct jschema_value
find_list(struct jschema_value v)
{
	struct jschema_value list = recorded_as(v, "mappings", JSCHEMA_ARRAY);
	return list.document ? list : recorded_as(v, "requests", JSCHEMA_ARRAY);
}

static bool
is(struct jschema_value v)
{
	struct jschema_value list = recorded_as(v, "mappings", JSCHEMA_ARRAY);
	struct jschema_item item;
	if (!list.document)
		return is_mapping(v) || is_mapping(recorded_first(v)) ||
		    is_mapping(recorded_first(find_list(v)));
	bool more = jschema_first(list, &item);
	while (more && !recorded(item.value, "request").document)
		more = jschema_next(&item);
	return more || jschema_count(list) == 0;
}

/* whether the server fills templates in; https://wiremock.org/docs/response-templating/
 */
static bool
has_templates(struct jschema_value response)
{
	struct jschema_value list = recorded_as(response, "transformers", JSCHEMA_ARRAY);
	struct jschema_item item;
	bool more = jschema_first(list, &item);
	while (more && !jschema_string_is(item.value, "response-template", 17))
		more = jschema_next(&item);
	return more;
}

static bool
has_braces(struct jschema_value string)
{
	size_t length;
	const char *text = jschema_text(string, &length);
	for (size_t i = 1; text && i < length; i++) {
		if (text[i - 1] == '{' && text[i] == '{')
			return true;
	}
	return false;
}

/* whether a string in it, or a key, begins a template */
static bool
is_template(struct jschema_value v)
{
	struct jschema_item item;
	bool more = jschema_first(v, &item);
	while (more && !has_braces(item.key) && !is_template(item.value))
		more = jschema_next(&item);
	return more || (jschema_kind(v) == JSCHEMA_STRING && has_braces(v));
}

/* where it stands in the response */
static struct body
locate_body(struct jschema_value response)
{
	struct body body = recorded_text(recorded(response, "body"));
	if (body.value.document)
		return body;
	body = (struct body){recorded(response, "jsonBody"), BODY_VALUE};
	if (body.value.document)
		return body;
	body.value = recorded_as(response, "base64Body", JSCHEMA_STRING);
	body.form = body.value.document ? BODY_BASE64 : BODY_NONE;
	if (recorded(response, "bodyFileName").document)
		body.form = BODY_FILE;
	return body;
}

static struct body
find_body(struct jschema_value response)
{
	struct body body = locate_body(response);
	bool plain = body.form == BODY_TEXT || body.form == BODY_VALUE;
	if (plain && has_templates(response) && is_template(body.value))
		body.form = BODY_TEMPLATE;
	return body;
}

static void
visit_mapping(struct jschema_value mapping, answer_visitor *visit, void *context)
{
	struct jschema_value request = recorded(mapping, "request");
	struct jschema_value response = recorded(mapping, "response");
	struct answer answer = {
	    .entry = mapping,
	    .name = recorded(mapping, "name"),
	    .method = recorded(request, "method"),
	    .status = recorded(response, "status"),
	    .body = find_body(response),
	};
	answer.url = find_url(request, &answer.is_pattern);
	visit(&answer, context);
}

static void
each(struct jschema_value v, answer_visitor *visit, void *context)
{
	struct jschema_value list = find_list(v);
	struct jschema_item item;
	if (!list.document && jschema_kind(v) == JSCHEMA_OBJECT) {
		visit_mapping(v, visit, context);
		return;
	}
	if (jschema_kind(v) == JSCHEMA_ARRAY)
		list = v;
	for (bool more = jschema_first(list, &item); more; more = jschema_next(&item))
		visit_mapping(item.value, visit, context);
}

const struct recording recording_wiremock = {.name = "wiremock",
    .noun = "WireMock mappings",
    .sign = "a request and a response each",
    .nouns = {"mapping", "mappings"},
    .values = "jsonBody",
    .is = is,
    .each = each};
