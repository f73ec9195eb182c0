/*
 * References between schemas: RFC 3986, for `$id` and `$ref` (Core 8.2).
 *
 * The one idea: the target is written straight into its place, and its path is made
 * normal there, since that hardly ever makes it longer. What comes out can be split and
 * resolved again and stays the same.
 */
#include "uri.h"

#include "arena.h"
#include "ascii.h"

#include <stdint.h>
#include <string.h>

/* What uri_resolve() may write besides the parts: ':', "//", a '/' between authority and
 * path, "./" or "/." before the path, a '/' behind "..", '?', '#' */
enum { MARKS = 9 };

static struct uri_part
cut(const char **at, const char *end, const char *stops)
{
	struct uri_part part = {*at, 0};
	while (*at < end && (**at == '\0' || !strchr(stops, **at)))
		(*at)++;
	part.length = (size_t)(*at - part.text);
	return part;
}

void
uri_split(const char *uri, size_t length, struct uri_parts *parts)
{
	const char *at = uri, *end = uri + length;
	*parts = (struct uri_parts){0};
	struct uri_part scheme = cut(&at, end, ":/?#");
	if (scheme.length > 0 && at < end && *at == ':') {
		parts->scheme = scheme;
		at++;
	} else {
		at = uri;
	}
	if (end - at >= 2 && at[0] == '/' && at[1] == '/') {
		at += 2;
		parts->authority = cut(&at, end, "/?#");
	}
	parts->path = cut(&at, end, "?#");
	if (at < end && *at == '?') {
		at++;
		parts->query = cut(&at, end, "#");
	}
	if (at < end) {
		at++;
		parts->fragment = (struct uri_part){at, (size_t)(end - at)};
	}
}

bool
uri_is_absolute(const char *uri)
{
	struct uri_parts parts;
	uri_split(uri, strlen(uri), &parts);
	return parts.scheme.text != NULL;
}

size_t
uri_before_fragment(const char *uri, size_t length)
{
	const char *mark = length ? memchr(uri, '#', length) : NULL;
	return mark ? (size_t)(mark - uri) : length;
}

/* ---- writing ---------------------------------------------------------------- */

static const char upper_hex[] = "0123456789ABCDEF";

/* The byte that a % and two hex digits stand for, or -1. */
static int
escaped_byte(const char *at, const char *end)
{
	if (end - at < 3 || at[0] != '%' || !is_hex(at[1]) || !is_hex(at[2]))
		return -1;
	return hex_value(at[1]) * 16 + hex_value(at[2]);
}

static char *
put_byte(char *out, unsigned byte)
{
	*out++ = '%';
	*out++ = upper_hex[byte >> 4];
	*out++ = upper_hex[byte & 15];
	return out;
}

static char *
put_text(char *out, const char *text)
{
	size_t length = strlen(text);
	memcpy(out, text, length);
	return out + length;
}

/* RFC 3986 section 6.2.2.1, which tells the case of letters and of hex digits. */
static char *
put(char *out, struct uri_part part, bool lower)
{
	const char *at = part.text, *end = at + part.length;
	while (at < end) {
		int byte = escaped_byte(at, end);
		if (byte >= 0) {
			out = put_byte(out, (unsigned)byte);
			at += 3;
		} else if (*at == '\0') {
			out = put_byte(out, 0);
			at++;
		} else {
			*out++ = lower ? to_lower(*at) : *at;
			at++;
		}
	}
	return out;
}

/* Only the host is free of case, not the user before it. */
static char *
put_authority(char *out, struct uri_part authority)
{
	size_t user = authority.length;
	while (user > 0 && authority.text[user - 1] != '@')
		user--;
	out = put(out, (struct uri_part){authority.text, user}, false);
	struct uri_part host = {authority.text + user, authority.length - user};
	return put(out, host, true);
}

/* ---- paths ------------------------------------------------------------------ */

static bool
begins(const char *at, const char *end, const char *with)
{
	size_t length = strlen(with);
	return (size_t)(end - at) >= length && memcmp(at, with, length) == 0;
}

static bool
is(const char *at, const char *end, const char *text)
{
	return (size_t)(end - at) == strlen(text) && begins(at, end, text);
}

/* RFC 3986 section 5.2.4, step by step, in place. Gives the new end. */
static char *
remove_dots(char *path, char *end)
{
	char *in = path, *out = path;
	while (in < end) {
		bool up = begins(in, end, "/../") || is(in, end, "/..");
		if (begins(in, end, "../")) {
			in += 3;
		} else if (begins(in, end, "./")) {
			in += 2;
		} else if (up || begins(in, end, "/./") || is(in, end, "/.")) {
			in += up ? 3 : 2;
			if (in == end)
				*--in = '/';
			while (up && out > path && *--out != '/')
				;
		} else if (is(in, end, ".") || is(in, end, "..")) {
			in = end;
		} else {
			do
				*out++ = *in++;
			while (in < end && *in != '/');
		}
	}
	return out;
}

/*
 * The same for a path that is relative to a base nobody knows yet, which RFC 3986 leaves
 * open: no ".." may be lost that is still to be applied to that base.
 */
static char *
remove_inner_dots(char *path, char *end)
{
	char *in = path, *out = path, *outermost = path;
	while (in < end) {
		char *slash = memchr(in, '/', (size_t)(end - in));
		char *segment_end = slash ? slash : end;
		char *next = slash ? slash + 1 : end;
		if (is(in, segment_end, "..") && out == outermost) {
			out = outermost = put_text(out, "../");
		} else if (is(in, segment_end, "..")) {
			do
				out--;
			while (out > outermost && out[-1] != '/');
		} else if (!is(in, segment_end, ".")) {
			memmove(out, in, (size_t)(next - in));
			out += next - in;
		}
		in = next;
	}
	return out;
}

static char *
prefix(char *path, char *end, const char *with)
{
	size_t length = strlen(with);
	memmove(path + length, path, (size_t)(end - path));
	memcpy(path, with, length);
	return end + length;
}

/* RFC 3986 sections 3.3 and 4.2: without dots a path may look like an authority, a scheme
 * or nothing, and then some have to stay. */
static char *
normalise_path(char *path, char *end, const struct uri_parts *target)
{
	if (path == end)
		return end;
	if (target->scheme.text || target->authority.text || *path == '/') {
		end = remove_dots(path, end);
		bool misread = !target->authority.text && begins(path, end, "//");
		return misread ? prefix(path, end, "/.") : end;
	}
	end = remove_inner_dots(path, end);
	struct uri_parts parts;
	uri_split(path, (size_t)(end - path), &parts);
	bool misread = path == end || *path == '/' || parts.scheme.text;
	return misread ? prefix(path, end, "./") : end;
}

/* ---- references ------------------------------------------------------------- */

/* RFC 3986 section 5.2.3: what comes before the path of a relative reference. */
static struct uri_part
directory(const struct uri_parts *base)
{
	if (base->authority.text && base->path.length == 0)
		return (struct uri_part){"/", 1};
	struct uri_part part = base->path;
	while (part.length > 0 && part.text[part.length - 1] != '/')
		part.length--;
	return part;
}

/* RFC 3986 section 5.2.2, where the path of the target has two pieces. */
static struct uri_parts
transform(const struct uri_parts *base, const struct uri_parts *reference,
    struct uri_part *before_path)
{
	struct uri_parts target = *reference;
	*before_path = (struct uri_part){"", 0};
	if (reference->scheme.text)
		return target;
	target.scheme = base->scheme;
	if (reference->authority.text)
		return target;
	target.authority = base->authority;
	if (reference->path.length == 0) {
		target.path = base->path;
		if (!reference->query.text)
			target.query = base->query;
	} else if (reference->path.text[0] != '/') {
		*before_path = directory(base);
	}
	return target;
}

/* RFC 3986 section 5.3 */
static void
compose(char *out, const struct uri_parts *target, struct uri_part before_path)
{
	if (target->scheme.text)
		out = put_text(put(out, target->scheme, true), ":");
	if (target->authority.text)
		out = put_authority(put_text(out, "//"), target->authority);
	char *path = out;
	out = put(put(out, before_path, false), target->path, false);
	out = normalise_path(path, out, target);
	if (target->query.text)
		out = put(put_text(out, "?"), target->query, false);
	if (target->fragment.text)
		out = put(put_text(out, "#"), target->fragment, false);
	*out = '\0';
}

char *
uri_resolve(
    struct arena *a, const char *base, const char *reference, size_t reference_length)
{
	if (!base)
		base = "";
	size_t base_length = strlen(base);
	if (reference_length > SIZE_MAX / 8 || base_length > SIZE_MAX / 8)
		return NULL;
	size_t longer = 0; /* by NULs that become %00 */
	for (size_t i = 0; i < reference_length; i++)
		longer += reference[i] == '\0' ? 2 : 0;
	char *out =
	    arena_alloc(a, base_length + reference_length + longer + MARKS + 1, 1);
	if (!out)
		return NULL;
	struct uri_parts from, to, target;
	struct uri_part before_path;
	uri_split(base, base_length, &from);
	uri_split(reference, reference_length, &to);
	target = transform(&from, &to, &before_path);
	compose(out, &target, before_path);
	return out;
}

/* ---- fragments -------------------------------------------------------------- */

char *
uri_decode(struct arena *a, const char *text, size_t length, size_t *decoded_length)
{
	char *decoded = length < SIZE_MAX ? arena_alloc(a, length + 1, 1) : NULL;
	size_t size = 0;
	for (size_t i = 0; decoded && i < length; size++) {
		int byte = escaped_byte(text + i, text + length);
		decoded[size] = byte >= 0 ? (char)byte : text[i];
		i += byte >= 0 ? 3 : 1;
	}
	if (decoded)
		*decoded_length = size;
	return decoded;
}

char *
uri_fragment(struct arena *a, const char *pointer, size_t length)
{
	char *fragment =
	    length <= SIZE_MAX / 4 ? arena_alloc(a, length * 3 + 1, 1) : NULL;
	char *out = fragment;
	for (size_t i = 0; fragment && i < length; i++) {
		char c = pointer[i];
		if (is_alphanumeric(c) || is_one_of(c, "-._~!$&'()*+,;=:@/?"))
			*out++ = c;
		else
			out = put_byte(out, (unsigned char)c);
	}
	return fragment;
}
