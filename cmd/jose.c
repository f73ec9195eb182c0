/*
 * A JWT is known by its form: segments of base64url between dots, the first of which is a
 * JSON object that names an algorithm. Nothing of it is verified, so nothing but that
 * algorithm and the end of its life is told.
 */
#include "jose.h"

#include "clock.h"
#include "quote.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	SEGMENTS = 5,
	LONGEST_SEGMENT = 1 << 16, /* of those that are read */
	GREATEST_DIGITS = 12,      /* of an instant in seconds */
};

struct segment {
	const char *text;
	size_t length;
};

static int
sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '-' ? 62 : c == '_' ? 63 : -1;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct segment
trim(const char *text, size_t length)
{
	static const char scheme[] = "Bearer ";
	while (length && is_blank(text[length - 1]))
		length--;
	while (length && is_blank(*text))
		text++, length--;
	size_t before = sizeof scheme - 1;
	if (length < before || strncasecmp(text, scheme, before) != 0)
		return (struct segment){text, length};
	while (before < length && is_blank(text[before]))
		before++;
	return (struct segment){text + before, length - before};
}

/* how many segments there are; 0 where something else stands between them */
static size_t
split(struct segment whole, struct segment segments[SEGMENTS])
{
	size_t count = 1;
	segments[0] = (struct segment){whole.text, 0};
	for (size_t i = 0; i < whole.length; i++) {
		if (whole.text[i] != '.') {
			if (sextet(whole.text[i]) < 0)
				return 0;
			segments[count - 1].length++;
			continue;
		}
		if (count == SEGMENTS)
			return 0;
		segments[count++] = (struct segment){whole.text + i + 1, 0};
	}
	return count;
}

/* the object in a segment, and its text, which the caller frees; NULL where it is none */
static struct jschema_document *
read_object(struct segment segment, char **text)
{
	size_t length = 0;
	unsigned bits = 0, held = 0;
	if (segment.length == 0 || segment.length > LONGEST_SEGMENT)
		return NULL;
	char *bytes = xmalloc(segment.length);
	for (size_t i = 0; i < segment.length; i++) {
		held = (held << 6 | (unsigned)sextet(segment.text[i])) & 0xffff;
		bits += 6;
		if (bits >= 8)
			bytes[length++] = (char)(held >> (bits -= 8));
	}
	struct jschema_document *d = jschema_document_new();
	if (d && jschema_document_read(d, bytes, length, NULL, NULL, NULL) &&
	    jschema_kind(jschema_root(d)) == JSCHEMA_OBJECT) {
		*text = bytes;
		return d;
	}
	jschema_document_free(d);
	free(bytes);
	return NULL;
}

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

bool
jose_describe(struct buffer *b, const char *text, size_t length)
{
	struct segment segments[SEGMENTS];
	size_t count = split(trim(text, length), segments);
	char *header;
	if (count != 3 && count != SEGMENTS)
		return false;
	struct jschema_document *d = read_object(segments[0], &header);
	if (!d)
		return false;
	struct jschema_value root = jschema_root(d);
	struct jschema_value algorithm = jschema_member(root, "alg", 3);
	bool signed_one = count == 3 && segments[1].length;
	bool encrypted = count == SEGMENTS && jschema_member(root, "enc", 3).document;
	bool found =
	    jschema_kind(algorithm) == JSCHEMA_STRING && (signed_one || encrypted);
	if (found) {
		const char *name = jschema_text(algorithm, &length);
		buffer_say(b, encrypted ? "encrypted, alg " : "alg ");
		quote_text(b, name, length);
		if (signed_one)
			say_end(b, segments[1]);
		buffer_say(b, ", not verified");
	}
	jschema_document_free(d);
	free(header);
	return found;
}
