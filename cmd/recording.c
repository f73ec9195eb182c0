/* The list of recordings, and how the values of a recorded answer are read. */
#include "recording.h"

#include "endpoint.h"

#include <stdlib.h>
#include <string.h>

static const struct recording *const recordings[] = {
    &recording_wiremock,
    &recording_har,
    &recording_postman,
    &recording_nock,
};

const struct recording *
recording_of(struct jschema_value v)
{
	for (size_t i = 0; i < COUNT(recordings); i++) {
		if (recordings[i]->is(v))
			return recordings[i];
	}
	return NULL;
}

const struct recording *
recording_named(const char *name)
{
	for (size_t i = 0; i < COUNT(recordings); i++) {
		if (strcmp(recordings[i]->name, name) == 0)
			return recordings[i];
	}
	return NULL;
}

void
recording_names(struct buffer *b)
{
	for (size_t i = 0; i < COUNT(recordings); i++)
		buffer_format(b, "%s%s", i ? ", " : "", recordings[i]->name);
}

/* ---- values ---- */

struct jschema_value
recorded(struct jschema_value v, const char *name)
{
	return jschema_member(v, name, strlen(name));
}

struct jschema_value
recorded_as(struct jschema_value v, const char *name, enum jschema_kind kind)
{
	static const struct jschema_value none = {NULL, 0};
	v = recorded(v, name);
	return jschema_kind(v) == kind ? v : none;
}

struct jschema_value
recorded_first(struct jschema_value v)
{
	struct jschema_item item = {.value = {NULL, 0}};
	if (jschema_kind(v) == JSCHEMA_ARRAY)
		jschema_first(v, &item);
	return item.value;
}

struct body
recorded_text(struct jschema_value v)
{
	bool none = !v.document || jschema_kind(v) == JSCHEMA_NULL;
	bool text = jschema_kind(v) == JSCHEMA_STRING;
	return (struct body){v, none ? BODY_NONE : text ? BODY_TEXT : BODY_NO_TEXT};
}

/* ---- answers ---- */

static void
add_string(struct buffer *b, struct jschema_value v)
{
	size_t length;
	jschema_text(v, &length);
	char *room = xmalloc(length + 1);
	const char *text = jschema_string(v, room, &length);
	buffer_add(b, text, length);
	free(room);
}

/* a segment is a string, or an object that says more of it */
static void
add_segments(struct buffer *b, struct jschema_value list)
{
	struct jschema_item item;
	for (bool more = jschema_first(list, &item); more; more = jschema_next(&item)) {
		bool plain = jschema_kind(item.value) == JSCHEMA_STRING;
		buffer_say(b, "/");
		add_string(b, plain ? item.value : recorded(item.value, "value"));
	}
}

void
answer_path(const struct answer *a, struct buffer *path)
{
	struct buffer url = {0};
	/* a text even where there is nothing in it */
	buffer_reserve(&url, 1);
	buffer_reserve(path, 1);
	if (jschema_kind(a->url) == JSCHEMA_ARRAY)
		add_segments(&url, a->url);
	else
		add_string(&url, a->url);
	if (a->is_pattern)
		endpoint_pattern(path, url.text, url.length);
	else
		endpoint_path(path, url.text, url.length);
	free(url.text);
}

struct answer
answer_told(const struct answer *a)
{
	struct answer told = *a;
	told.name = jschema_told(a->name);
	told.method = jschema_told(a->method);
	told.url = jschema_told(a->url);
	return told;
}

int
answer_status(const struct answer *a)
{
	size_t length;
	const char *digits = jschema_text(a->status, &length);
	if (!a->status.document)
		return 200;
	if (!digits || length != 3 || strspn(digits, "0123456789") < 3)
		return 0;
	return (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
}

static bool
has_url(const struct answer *a)
{
	size_t length;
	jschema_text(a->url, &length);
	return (jschema_kind(a->url) == JSCHEMA_STRING && length) ||
	    (jschema_kind(a->url) == JSCHEMA_ARRAY && jschema_count(a->url));
}

void
answer_name(const struct answer *a, const char *path, size_t length, struct buffer *b)
{
	bool named = jschema_kind(a->name) == JSCHEMA_STRING;
	bool method = jschema_kind(a->method) == JSCHEMA_STRING, url = has_url(a);
	size_t start = b->length;
	if (named)
		add_string(b, a->name);
	if (named && (method || url))
		buffer_say(b, " (");
	add_string(b, a->method);
	if (method)
		buffer_say(b, url ? " " : " (no path)");
	/* the slash at its end is not in the path */
	if (url)
		buffer_add(b, length ? path : "/", length ? length : 1);
	buffer_add(b, ")", named && (method || url));
	if (b->length == start)
		buffer_say(b, "an answer to nothing");
	buffer_add(b, "", 1);
}
