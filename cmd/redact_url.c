/*
 * The URLs of recordings. What leads to the API is the same for everybody, and stays, so
 * that the recording can be checked and played; hosts, identifiers and the values of
 * parameters get masks, each for itself, which are those that they have elsewhere.
 */
#include "redact_url.h"

#include "endpoint.h"
#include "harmless_http.h"
#include "percent.h"

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
    {"scope", false},
    {"redirectURL", false},
    {"urlPath", false},
    {"urlPathTemplate", false},
    {"urlPattern", true},
    {"urlPathPattern", true},
};

/* ---- parts ---- */

/* "{id}", "{{baseUrl}}" */
static bool
is_variable(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length &&
	    ((text[i] && strchr("{}_", text[i])) || (text[i] >= 'a' && text[i] <= 'z') ||
		(text[i] >= 'A' && text[i] <= 'Z')))
		i++;
	return i == length && length > 2 && *text == '{' && text[length - 1] == '}';
}

/* the same, ":id" and "*": what stands for any */
static bool
is_open(const char *text, size_t length)
{
	size_t i = length > 1 && *text == ':';
	while (i && i < length &&
	    (text[i] == '_' || (text[i] >= 'a' && text[i] <= 'z') ||
		(text[i] >= 'A' && text[i] <= 'Z')))
		i++;
	return (i && i == length) || is_variable(text, length) ||
	    (length == 1 && *text == '*');
}

/* the mask of what a part is when decoded, with the bar of a user_id spelt as one */
static void
add_spelt(struct buffer *b, const char *text, size_t length, enum mask_form form,
    const char *bar)
{
	struct buffer plain = {0}, mask = {0};
	if (length == 0)
		return;
	percent_decode(&plain, text, length);
	mask_add(&mask, plain.text, plain.length, form);
	for (size_t i = 0; i < mask.length; i++) {
		if (mask.text[i] == '|')
			buffer_say(b, bar);
		else
			buffer_add(b, &mask.text[i], 1);
	}
	free(plain.text);
	free(mask.text);
}

static void
add_mask(struct buffer *b, const char *text, size_t length, enum mask_form form)
{
	bool is_plain = length && memchr(text, '|', length);
	add_spelt(b, text, length, form, is_plain ? "|" : "%7C");
}

/* ---- paths ---- */

/* Adds a segment that is known; also behind a star, as an endpoint is compared. */
static bool
add_known(struct buffer *b, const char *text, size_t length, bool is_pattern)
{
	struct buffer plain = {0};
	size_t kept = 0, all;
	percent_decode(&plain, text, length);
	all = plain.length;
	for (size_t i = 0; i < all; i++) {
		if (plain.text[i] != '*')
			plain.text[kept++] = plain.text[i];
	}
	bool known = kept && http_is_segment(plain.text, kept);
	if (known) {
		buffer_add(b, plain.text, kept);
		buffer_say(b, is_pattern && kept < all ? ".*" : "");
	}
	free(plain.text);
	return known;
}

/* Adds one segment, and whether it stays. */
static bool
add_segment(struct buffer *b, const char *text, size_t length, bool is_first,
    bool is_pattern, bool is_user)
{
	if (length == 0)
		return false;
	if (add_known(b, text, length, is_pattern))
		return true;
	if (is_pattern && memchr(text, '*', length)) {
		buffer_say(b, is_first ? ".*" : "[^/]+");
		return true;
	}
	if (is_open(text, length)) {
		buffer_add(b, text, length);
		return true;
	}
	enum mask_form form = is_user ? MASK_USER : MASK_USUAL;
	if (is_pattern)
		add_spelt(b, text, length, form, "\\|");
	else
		add_mask(b, text, length, form);
	return false;
}

/* Adds a path, and whether any of it stays. */
static bool
add_path(struct buffer *b, const char *path, size_t length, bool is_pattern)
{
	static const char users[] = "users";
	const char *at = path, *end = path + length;
	bool stays = false, is_user = false;
	for (;;) {
		const char *slash = memchr(at, '/', (size_t)(end - at));
		size_t word = (size_t)((slash ? slash : end) - at), before = b->length;
		if (add_segment(b, at, word, at == path, is_pattern, is_user))
			stays = true;
		is_user = b->length - before == sizeof users - 1 &&
		    memcmp(b->text + before, users, sizeof users - 1) == 0;
		if (!slash)
			return stays;
		buffer_say(b, "/");
		at = slash + 1;
	}
}

/* ---- what is around ---- */

/* Adds the scheme and the host, and whether that is how a URL begins. */
static bool
add_origin(struct buffer *b, const struct url *url)
{
	static const char separator[] = "://";
	size_t scheme = (size_t)(url->host - url->start) - (sizeof separator - 1);
	const char *host = url->host, *end = url->path, *port = end;
	if (!http_is_scheme(url->start, scheme) && !is_variable(url->start, scheme)) {
		add_mask(b, url->start, (size_t)(end - url->start), MASK_USUAL);
		return false;
	}
	buffer_add(b, url->start, scheme + sizeof separator - 1);
	for (const char *at = host; at < end; at++) {
		if (*at == '@')
			host = at + 1;
	}
	if (host > url->host) {
		add_mask(b, url->host, (size_t)(host - 1 - url->host), MASK_USUAL);
		buffer_say(b, "@");
	}
	while (port > host && port[-1] != ':')
		port--;
	if (port > host && http_is_port(port, (size_t)(end - port)))
		end = port - 1;
	size_t length = (size_t)(end - host);
	if (is_variable(host, length) ||
	    (length == 9 && memcmp(host, "localhost", length) == 0))
		buffer_add(b, host, length);
	else
		add_mask(b, host, length, MASK_HOST);
	buffer_add(b, end, (size_t)(url->path - end));
	return true;
}

/* "take=50", "user_id=auth0%7C..." */
static void
add_parameter(struct buffer *b, const char *text, size_t length)
{
	static const char user[] = "user_id";
	const char *sign = memchr(text, '=', length);
	size_t name = sign ? (size_t)(sign - text) : length;
	bool is_user = name == sizeof user - 1 && memcmp(text, user, name) == 0;
	if (http_is_parameter(text, name))
		buffer_add(b, text, name);
	else
		add_mask(b, text, name, MASK_USUAL);
	if (!sign)
		return;
	buffer_say(b, "=");
	length -= name + 1;
	if ((http_is_paging(text, name) && http_is_setting(sign + 1, length)) ||
	    is_variable(sign + 1, length))
		buffer_add(b, sign + 1, length);
	else
		add_mask(b, sign + 1, length, is_user ? MASK_USER : MASK_USUAL);
}

/* a query, and what may stand behind it */
static void
add_tail(struct buffer *b, const char *at, const char *end)
{
	while (at < end) {
		const char *behind = at + 1;
		buffer_add(b, at, 1);
		while (behind < end && *behind != '#' && *behind != '&')
			behind++;
		add_parameter(b, at + 1, (size_t)(behind - at - 1));
		at = behind;
	}
}

/* ---- all of it ---- */

/* whether it is one: it begins like one, or something in it is known */
static bool
add_url(struct buffer *b, const char *text, size_t length)
{
	struct url url = endpoint_url(text, length);
	bool begins = url.host ? add_origin(b, &url) : *text == '/';
	bool stays = add_path(b, url.path, (size_t)(url.tail - url.path), false);
	add_tail(b, url.tail, url.end);
	return begins || stays;
}

static bool
add_pattern(struct buffer *b, const char *text, size_t length)
{
	struct buffer path = {0};
	buffer_reserve(&path, 1);
	const char *tail = endpoint_pattern(&path, text, length);
	bool stays = add_path(b, path.text, path.length, true);
	if (tail < text + length && *tail != '|')
		buffer_say(b, "\\?.*");
	stays = stays || (path.length && *path.text == '/');
	free(path.text);
	return stays;
}

bool
redact_url(struct buffer *b, const struct place *place, const char *text, size_t length)
{
	size_t i = 0, before = b->length;
	while (i < COUNT(urls) &&
	    !jschema_string_is(place->name, urls[i].name, strlen(urls[i].name)))
		i++;
	if (i == COUNT(urls) || place->closed || place->secret)
		return false;
	bool good =
	    urls[i].is_pattern ? add_pattern(b, text, length) : add_url(b, text, length);
	if (!good)
		b->length = before;
	return good;
}
