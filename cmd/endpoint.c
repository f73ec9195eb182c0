/*
 * Which endpoint a request was for. Paths are compared from their ends, segment by
 * segment, because the base path in front is anything; a star in one stands for what a
 * pattern leaves open.
 */
#include "endpoint.h"

#include "percent.h"

#include <string.h>
#include <strings.h>

/* the longer one first where one path is the end of another */
static const struct endpoint endpoints[] = {
    {"GET", "users/{user_id}/refresh-tokens", "list"},
    {"DELETE", "users/{user_id}/refresh-tokens", NULL},
    {"POST", "refresh-tokens/revoke", NULL},
    {"PATCH", "refresh-tokens/{id}", "update"},
    {"GET", "refresh-tokens/{id}", "get"},
    {"DELETE", "refresh-tokens/{id}", NULL},
    {"GET", "refresh-tokens", "page"},
};

/* ---- comparing ---- */

/* a character of a segment, percent-encoded or not */
static char
next_character(const char **at, const char *end)
{
	int byte = percent_byte(*at, end);
	char c = byte < 0 ? **at : (char)byte;
	*at += byte < 0 ? 1 : 3;
	return c;
}

static bool
is_segment(const char *wanted, const char *wanted_end, const char *at, const char *end)
{
	if (*wanted == '{')
		return at < end;
	while (at < end) {
		char c = next_character(&at, end);
		if (c == '*')
			continue;
		if (wanted == wanted_end || *wanted != c)
			return false;
		wanted++;
	}
	return wanted == wanted_end;
}

static const char *
segment_start(const char *path, const char *end)
{
	while (end > path && end[-1] != '/')
		end--;
	return end;
}

static bool
ends_with_path(const char *path, size_t length, const char *wanted)
{
	const char *end = path + length, *wanted_end = wanted + strlen(wanted);
	for (;;) {
		const char *segment = segment_start(path, end);
		const char *template = segment_start(wanted, wanted_end);
		if (!is_segment(template, wanted_end, segment, end))
			return false;
		if (template == wanted)
			return true;
		if (segment == path)
			return false;
		end = segment - 1;
		wanted_end = template - 1;
	}
}

static bool
is_method(const char *method, size_t length, const char *wanted)
{
	if (length == 0 || (length == 3 && strncasecmp(method, "ANY", 3) == 0))
		return true;
	return strlen(wanted) == length && strncasecmp(method, wanted, length) == 0;
}

const struct endpoint *
endpoint_find(
    const char *method, size_t method_length, const char *path, size_t path_length)
{
	for (size_t i = 0; i < COUNT(endpoints); i++) {
		const struct endpoint *e = &endpoints[i];
		if (is_method(method, method_length, e->method) &&
		    ends_with_path(path, path_length, e->path))
			return e;
	}
	return NULL;
}

/* ---- what is compared ---- */

static void
cut_slashes(struct buffer *b, size_t start)
{
	while (b->length > start && b->text[b->length - 1] == '/')
		b->length--;
}

struct url
endpoint_url(const char *text, size_t length)
{
	const char *at = text, *end = text + length;
	struct url url = {.start = text, .path = text, .end = end};
	while (at < end && *at != '/' && *at != '?' && *at != '#')
		at++;
	if (at > text && at[-1] == ':' && end - at > 1 && at[1] == '/') {
		url.host = url.path = at + 2;
		while (url.path < end && *url.path != '/' && *url.path != '?' &&
		    *url.path != '#')
			url.path++;
	}
	url.tail = url.path;
	while (url.tail < end && *url.tail != '?' && *url.tail != '#')
		url.tail++;
	return url;
}

void
endpoint_path(struct buffer *b, const char *text, size_t length)
{
	struct url url = endpoint_url(text, length);
	size_t start = b->length;
	buffer_add(b, url.path, (size_t)(url.tail - url.path));
	cut_slashes(b, start);
}

/* ---- patterns ---- */

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* behind a class [...] */
static const char *
skip_class(const char *at, const char *end)
{
	at += at + 1 < end && at[1] == '^' ? 2 : 1;
	if (at < end && *at == ']')
		at++;
	for (; at < end && *at != ']'; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
	}
	return at < end ? at + 1 : end;
}

/* behind a group (...), and whether it has alternatives */
static const char *
skip_group(const char *at, const char *end, bool *alternatives)
{
	size_t depth = 0;
	*alternatives = false;
	while (at < end) {
		char c = *at;
		if (c == '[') {
			at = skip_class(at, end);
			continue;
		}
		if (c == '\\' && at + 1 < end)
			at++;
		depth += c == '(';
		depth -= c == ')';
		*alternatives = *alternatives || c == '|';
		at++;
		if (depth == 0)
			break;
	}
	return at;
}

/* where what a group holds begins: (x), (?:x), (?<name>x); NULL: it matches nothing */
static const char *
group_content(const char *at, const char *end)
{
	at++;
	if (at == end || *at != '?')
		return at;
	at++;
	if (at < end && *at == ':')
		return at + 1;
	if (end - at < 2 || *at != '<' || at[1] == '=' || at[1] == '!')
		return NULL;
	while (at < end && *at != '>')
		at++;
	return at < end ? at + 1 : end;
}

/* over a group as a whole, or into it where there is only one way through it */
static const char *
enter_group(struct buffer *b, const char *at, const char *end, const char **closed)
{
	bool alternatives = true;
	const char *content = group_content(at, end);
	/* the groups inside of one without alternatives have none either */
	const char *behind = *closed && at < *closed && content ? content : NULL;
	if (behind)
		return behind;
	behind = skip_group(at, end, &alternatives);
	if (content && !alternatives) {
		*closed = behind;
		return content;
	}
	if (content)
		buffer_say(b, "*");
	return behind;
}

/* whether the query begins: an escaped question mark, or one that was forgotten to be */
static bool
begins_query(const char *pattern, const char *at, const char *end)
{
	bool escaped = *at == '\\' && at + 1 < end && at[1] == '?';
	bool forgotten = *at == '?' && at > pattern && is_alphanumeric(at[-1]) &&
	    at + 1 < end && is_alphanumeric(at[1]);
	return escaped || forgotten;
}

const char *
endpoint_pattern(struct buffer *b, const char *pattern, size_t length)
{
	const char *at = pattern, *end = pattern + length, *closed = NULL;
	size_t start = b->length;
	while (at < end && *at != '|' && !begins_query(pattern, at, end)) {
		if (*at == '(') {
			at = enter_group(b, at, end, &closed);
		} else if (*at == '[') {
			at = skip_class(at, end);
			buffer_say(b, "*");
		} else if (*at == '.') {
			buffer_say(b, "*");
			at++;
		} else if (*at == '\\' && at + 1 < end) {
			/* a letter is a class of characters, all else is itself */
			buffer_add(b, is_alphanumeric(at[1]) ? "*" : at + 1, 1);
			at += 2;
		} else if (*at == '{' && at + 1 < end && at[1] >= '0' && at[1] <= '9') {
			while (at < end && *at++ != '}')
				continue;
		} else {
			if (!memchr("^$?+*)", *at, 6))
				buffer_add(b, at, 1);
			at++;
		}
	}
	cut_slashes(b, start);
	return at;
}
