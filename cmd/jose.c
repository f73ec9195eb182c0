/*
 * A JWT is known by its form: segments of base64url between dots, the first of which is a
 * JSON object that names an algorithm. It is looked for at its dots, which are few, so a
 * text without one costs little. Nothing of it is verified, so nothing but that algorithm
 * and the end of its life is told.
 */
#include "jose.h"

#include "base64.h"
#include "clock.h"
#include "jschema.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SIGNED = 3, /* segments */
	ENCRYPTED = 5,
	LEAST_HEADER = 14,         /* {"alg":""} */
	LONGEST_SEGMENT = 1 << 16, /* of those that are read */
	MOST_TRIES = 16,           /* to read a header that has something glued to it */
	LONGEST_ALGORITHM = 19,
	GREATEST_DIGITS = 12, /* of an instant in seconds */
};

struct segment {
	const char *text;
	size_t length;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* ---- segments ---- */

/* the object in a segment, and its text, which the caller frees; NULL where it is none */
static struct jschema_document *
read_object(struct segment segment, char **text)
{
	struct buffer bytes = {0};
	if (segment.length == 0 || segment.length > LONGEST_SEGMENT)
		return NULL;
	/* the last bits may be any: those who read tokens differ about them */
	base64_decode(&bytes, segment.text, segment.length);
	struct jschema_document *d = jschema_document_new();
	if (d && jschema_document_read(d, bytes.text, bytes.length, NULL, NULL, NULL) &&
	    jschema_kind(jschema_root(d)) == JSCHEMA_OBJECT) {
		*text = bytes.text;
		return d;
	}
	jschema_document_free(d);
	free(bytes.text);
	return NULL;
}

/* a header that names an algorithm */
static bool
is_header(struct segment segment, bool *encrypted)
{
	char *text;
	struct jschema_document *d = read_object(segment, &text);
	if (!d)
		return false;
	struct jschema_value root = jschema_root(d);
	bool good = jschema_kind(jschema_member(root, "alg", 3)) == JSCHEMA_STRING;
	*encrypted = jschema_member(root, "enc", 3).document;
	jschema_document_free(d);
	free(text);
	return good;
}

/* what stands behind the dot of a header */
static size_t
split(const char *at, const char *end, struct segment segments[ENCRYPTED])
{
	size_t count = 1;
	for (;;) {
		const char *start = at;
		while (at < end && base64_is_url(*at))
			at++;
		segments[count++] = (struct segment){start, (size_t)(at - start)};
		if (count == ENCRYPTED || at == end || *at != '.')
			return count;
		at++;
	}
}

/* ---- where it begins ---- */

/*
 * Whether a header may begin here: a bracket, or white space before it, and then white
 * space or a quote. A bracket is "e" and one of w to z, 0 to 9, "-" and "_"; white space
 * is "C", "D" or "I" and some more.
 */
static bool
may_begin(const char *at)
{
	char room[8];
	struct buffer bytes = {.text = room, .capacity = sizeof room};
	if (!strchr("eCDI", *at))
		return false;
	base64_decode(&bytes, at, 4);
	const char *first = room;
	while (first < room + 2 && is_blank(*first))
		first++;
	return is_blank(*first) ||
	    (*first == '{' &&
		(first == room + 2 || first[1] == '"' || is_blank(first[1])));
}

/* where the header begins that ends at a dot, whatever is glued to it; or NULL */
static const char *
find_header(const char *start, const char *dot, bool *encrypted)
{
	unsigned tries = 0;
	if (dot - start > LONGEST_SEGMENT)
		start = dot - LONGEST_SEGMENT;
	for (; dot - start >= LEAST_HEADER && tries < MOST_TRIES; start++) {
		if (!may_begin(start))
			continue;
		tries++;
		if (is_header((struct segment){start, (size_t)(dot - start)}, encrypted))
			return start;
	}
	return NULL;
}

/* cuts off the token that begins within the last segment or before it, glued to one */
static void
cut_next(struct jose *j, const struct segment *segment, size_t count, const char *end)
{
	bool unused;
	for (; count--; segment++) {
		const char *dot = segment->text + segment->length;
		const char *next = dot < end && *dot == '.'
		    ? find_header(segment->text, dot, &unused)
		    : NULL;
		if (!next)
			continue;
		j->length = (size_t)(next - j->text);
		j->signature = count ? next : j->signature;
		j->signature_length = (size_t)(next - j->signature);
		return;
	}
}

/* the token whose header ends at a dot; false where none does */
static bool
read_token(const char *start, const char *dot, const char *end, struct jose *j)
{
	struct segment segments[ENCRYPTED];
	size_t count = split(dot + 1, end, segments);
	if (count < SIGNED || !(start = find_header(start, dot, &j->encrypted)) ||
	    (!j->encrypted && segments[1].length == 0))
		return false;
	count = j->encrypted ? count : SIGNED;
	const struct segment *last = &segments[count - 1];
	j->text = start;
	j->length = (size_t)(last->text + last->length - start);
	j->signature = last->text;
	j->signature_length = last->length;
	cut_next(j, &segments[1], count - 1, end);
	return true;
}

/* whether a header may end at a dot: most are in addresses, versions and times, which
 * have other characters near before it */
static inline bool
may_end_header(const char *text, const char *dot)
{
	if (dot - text < LEAST_HEADER)
		return false;
	unsigned near = (unsigned)base64_is_url(dot[-2]) & base64_is_url(dot[-3]) &
	    base64_is_url(dot[-4]);
	return near && base64_is_url(dot[-6]) && base64_is_url(dot[-8]) &&
	    base64_is_url(dot[-12]);
}

bool
jose_find(const char *text, size_t length, struct jose *j)
{
	const char *end = text + length, *from = text, *dot;
	while (from < end && (dot = memchr(from, '.', (size_t)(end - from)))) {
		const char *start = dot;
		bool may = may_end_header(text, dot);
		while (may && start > text && dot - start < LONGEST_SEGMENT &&
		    base64_is_url(start[-1]))
			start--;
		if (dot - start >= LEAST_HEADER && read_token(start, dot, end, j))
			return true;
		/* none that is nearer has a header before it */
		if (end - dot <= LEAST_HEADER)
			break;
		from = dot + 1 + LEAST_HEADER;
	}
	return false;
}

bool
jose_is(const char *text, size_t length, struct jose *j)
{
	static const char scheme[] = "Bearer ";
	while (length && is_blank(text[length - 1]))
		length--;
	while (length && is_blank(*text))
		text++, length--;
	if (length > sizeof scheme && strncasecmp(text, scheme, sizeof scheme - 1) == 0) {
		text += sizeof scheme - 1;
		length -= sizeof scheme - 1;
		while (length && is_blank(*text))
			text++, length--;
	}
	return jose_find(text, length, j) && j->text == text && j->length == length;
}

/* RFC 7515 section 4.1, RFC 7516 section 4.1, RFC 7518 sections 4.6 to 4.8 */
static bool
is_parameter(const char *name, size_t length)
{
	static const char *const names[] = {"alg", "apu", "apv", "b64", "crit", "cty",
	    "enc", "epk", "iv", "jku", "jwk", "kid", "p2c", "p2s", "tag", "typ", "x5c",
	    "x5t", "x5u", "zip"};
	return words_have(names, COUNT(names), name, length);
}

/* whether a header may begin so, as far as it goes; a cursor of pages begins like one */
static bool
begins_header(const char *text)
{
	char room[LEAST_HEADER];
	struct buffer bytes = {.text = room, .capacity = sizeof room};
	base64_decode(&bytes, text, LEAST_HEADER);
	const char *name = room + 2, *end = memchr(name, '"', bytes.length - 2);
	return !end || is_parameter(name, (size_t)(end - name));
}

bool
jose_begins_in(const char *text, size_t length)
{
	static const char usual[] = "eyJ";
	struct jose j;
	for (size_t i = 0; i + LEAST_HEADER <= length; i++) {
		size_t run = 0;
		if (memcmp(text + i, usual, sizeof usual - 1) != 0)
			continue;
		while (run < LEAST_HEADER && base64_is_url(text[i + run]))
			run++;
		if (run == LEAST_HEADER && begins_header(text + i))
			return true;
	}
	return jose_find(text, length, &j);
}

/* ---- what it says ---- */

/* "exp" is a number of seconds (RFC 7519 section 4.1.4) */
static void
say_end(struct buffer *b, struct segment payload)
{
	char *text, instant[CLOCK_INSTANT];
	struct jschema_document *d = read_object(payload, &text);
	if (!d)
		return;
	struct jschema_value exp = jschema_member(jschema_root(d), "exp", 3);
	size_t length;
	const char *digits = jschema_text(exp, &length);
	if (jschema_kind(exp) == JSCHEMA_NUMBER && length <= GREATEST_DIGITS &&
	    strspn(digits, "0123456789") >= length &&
	    clock_write(strtoll(digits, NULL, 10), instant))
		buffer_format(b, ", expires %s", instant);
	jschema_document_free(d);
	free(text);
}

/* a name of RFC 7518, and nothing that a stranger may have written there */
static void
say_algorithm(struct buffer *b, struct segment header)
{
	char *text = NULL;
	struct jschema_document *d = read_object(header, &text);
	size_t length;
	const char *name =
	    jschema_text(jschema_member(jschema_root(d), "alg", 3), &length);
	bool plain = length && length <= LONGEST_ALGORITHM;
	for (size_t i = 0; plain && i < length; i++)
		plain = base64_is_url(name[i]) || name[i] == '+';
	buffer_say(b, "alg ");
	if (plain)
		buffer_add(b, name, length);
	else
		buffer_say(b, "unknown");
	jschema_document_free(d);
	free(text);
}

void
jose_describe(struct buffer *b, const struct jose *j)
{
	struct segment segments[ENCRYPTED];
	const char *dot = memchr(j->text, '.', j->length);
	segments[0] = (struct segment){j->text, (size_t)(dot - j->text)};
	split(dot + 1, j->text + j->length, segments);
	buffer_say(b, j->encrypted ? "encrypted, " : "");
	say_algorithm(b, segments[0]);
	if (!j->encrypted)
		say_end(b, segments[1]);
	buffer_say(b, ", not verified");
}
