/*
 * The URLs of recordings. Of one that leads to an endpoint of the API the path is known,
 * so that the recording can be checked also without the rest.
 */
#include "redact_url.h"

#include "endpoint.h"

#include <stdlib.h>
#include <string.h>

/* the members that have one, and whether it is a regular expression */
static const struct {
	const char *name;
	bool is_pattern;
} urls[] = {
    {"url", false},
    {"raw", false},
    {"path", false},
    {"urlPath", false},
    {"urlPathTemplate", false},
    {"urlPattern", true},
    {"urlPathPattern", true},
};

/* "{id}", ":id", "*": what stands for any */
static bool
is_open(const char *text, size_t length)
{
	size_t i = length > 1 && *text == ':';
	while (i < length &&
	    (strchr("{}*_", text[i]) || (text[i] >= 'a' && text[i] <= 'z')) && text[i])
		i++;
	return i == length && length && strchr("{:*", *text);
}

static const char *
last_segment(const char *start, const char *end)
{
	while (end > start && end[-1] != '/')
		end--;
	return end;
}

/* the segments of the endpoint's path, from the last one on */
static void
add_segments(struct buffer *b, const char *template, size_t template_length,
    const char *path, size_t length, bool is_pattern)
{
	const char *end = path + length, *template_end = template + template_length;
	const char *wanted = last_segment(template, template_end);
	const char *segment = last_segment(path, end);
	size_t wanted_length = (size_t)(template_end - wanted);
	size_t found_length = (size_t)(end - segment);
	if (wanted > template)
		add_segments(b, template, (size_t)(wanted - 1 - template), path,
		    (size_t)(segment - 1 - path), is_pattern);
	buffer_say(b, segment > path ? "/" : "");
	if (*wanted != '{')
		buffer_add(b, wanted, wanted_length);
	else if (is_pattern && memchr(segment, '*', found_length))
		buffer_say(b, "[^/]+");
	else if (is_open(segment, found_length))
		buffer_add(b, segment, found_length);
	else
		mask_add(b, segment, found_length, MASK_USER);
}

bool
redact_url(struct buffer *b, const struct place *place, const char *text, size_t length)
{
	struct buffer path = {0};
	size_t i = 0;
	while (i < COUNT(urls) &&
	    !jschema_string_is(place->name, urls[i].name, strlen(urls[i].name)))
		i++;
	if (i == COUNT(urls) || place->closed)
		return false;
	buffer_reserve(&path, 1);
	if (urls[i].is_pattern)
		endpoint_pattern(&path, text, length);
	else
		endpoint_path(&path, text, length);
	const struct endpoint *e = endpoint_find("", 0, path.text, path.length);
	if (e)
		add_segments(b, e->path, strlen(e->path), path.text, path.length,
		    urls[i].is_pattern);
	free(path.text);
	return e;
}
