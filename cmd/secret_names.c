/*
 * The names that secrets have, and where a text has one of them. Most texts have none,
 * which is to be known at little cost.
 */
#include "secret_names.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	LONGEST_NAME = 64,
	END = 7, /* bytes of a name, which has as many at least */
	SPELLINGS = 3,
	PAIR = 0x1f1f, /* what tells letters from each other, of two bytes */
};

/* RFC 6749 and RFC 9110 section 11.6.2, and what Auth0 has beside them; some are names of
 * secrets only where they stand beside the value, as in headers and credentials */
static const struct {
	const char *text;
	bool paired;
} names[] = {
    {"access_token", false},
    {"refresh_token", false},
    {"id_token", false},
    {"mfa_token", false},
    {"authorization", false},
    {"client_secret", false},
    {"token", true},
    {"password", true},
    {"secret", true},
    {"api_key", true},
    {"x_api_key", true},
    {"cookie", true},
    {"set_cookie", true},
};

/* RFC 9110 section 11.6.2: what stands before the secret in a header */
static const char *const schemes[] = {"Bearer ", "Basic "};

/* what a text has, see END, that has one of them; and what tells of base64 */
static const char *const openings[] = {
    "bearer ", "bearer%", "\"basic ", " basic ", "basic%2", "\"base64", "sbase64"};

/*
 * How many bytes at the end of a text spell a name, or 0: accessToken and access-token
 * are access_token, too.
 */
static size_t
ends_with_name(const char *name, const char *text, const char *end)
{
	const char *at = end;
	for (size_t i = strlen(name); i > 0; i--) {
		if (name[i - 1] == '_') {
			at -= at > text && secret_is_join(at[-1]);
			continue;
		}
		if (at == text || strncasecmp(at - 1, &name[i - 1], 1) != 0)
			return 0;
		at--;
	}
	return (size_t)(end - at);
}

static const char *
find_named(const char *name, size_t length, bool paired)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *known = names[i].text;
		if (length && (paired || !names[i].paired) &&
		    ends_with_name(known, name, name + length) == length)
			return known;
	}
	return NULL;
}

const char *
secret_named(const char *name, size_t length)
{
	return find_named(name, length, false);
}

const char *
secret_paired(const char *name, size_t length)
{
	return find_named(name, length, true);
}

const char *
secret_schemed(const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t end = strlen(schemes[i]) - 1;
		if (length == end && strncasecmp(name, schemes[i], end) == 0)
			return schemes[i];
	}
	return NULL;
}

const char *
secret_skip_scheme(const char *at, const char *end)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t length = strlen(schemes[i]);
		if ((size_t)(end - at) >= length &&
		    strncasecmp(at, schemes[i], length) == 0)
			return at + length;
	}
	return at;
}

/* ---- in texts ---- */

/*
 * Names are looked for by their last bytes, as Wu and Manber do: two bytes that are not
 * in the end of any are passed over by as much as an end is long. Case counts for nothing
 * there; what else is taken for a letter is looked at again.
 */
enum { ENDS = COUNT(names) * SPELLINGS * 2 + COUNT(openings) };

static struct {
	struct ending {
		uint64_t bytes;
		const char *name; /* NULL: an opening */
		bool paired;      /* and a quote or an escaped one behind it */
	} ends[ENDS];
	size_t count;
	unsigned char steps[PAIR + 1]; /* by the last two bytes */
	bool begins[PAIR + 1];         /* by the first two */
} search;

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static size_t
pair(const char *at)
{
	uint16_t pair;
	memcpy(&pair, at, sizeof pair);
	return pair & PAIR;
}

static uint64_t
end_at(const char *at)
{
	uint64_t end = 0;
	memcpy(&end, at, END);
	return end | 0x2020202020202020;
}

static void
add_end(const char *end, const char *name, bool paired)
{
	search.ends[search.count++] = (struct ending){end_at(end), name, paired};
	search.begins[pair(end)] = true;
	for (size_t k = 0; k + 1 < END; k++) {
		unsigned char *step = &search.steps[pair(end + k)];
		size_t left = END - 2 - k;
		*step = (unsigned char)(left < *step ? left : *step);
	}
}

static void
add_spelling(const char *name, const char *join, bool paired)
{
	char spelt[LONGEST_NAME];
	const char *last = strrchr(name, '_');
	int before = last ? (int)(last - name) : 0;
	int length = snprintf(spelt, sizeof spelt, "\"%.*s%s%s\"", before, name,
	    last ? join : "", last ? last + 1 : name);
	if (!paired) {
		add_end(spelt + length - 1 - END, name, false);
		return;
	}
	add_end(spelt + length - END, name, true);
	spelt[length - 1] = '\\';
	add_end(spelt + length - END, name, true);
}

static void
prepare(void)
{
	static const char *const joins[SPELLINGS] = {"_", "-", ""};
	memset(search.steps, END - 1, sizeof search.steps);
	for (size_t i = 0; i < COUNT(names) * SPELLINGS; i++) {
		const char *name = names[i / SPELLINGS].text;
		if (strchr(name, '_') || i % SPELLINGS == 0)
			add_spelling(
			    name, joins[i % SPELLINGS], names[i / SPELLINGS].paired);
	}
	for (size_t i = 0; i < COUNT(openings); i++)
		add_end(openings[i], NULL, false);
}

/* the end of a name whose last bytes stand somewhere in a text, or NULL; refresh_tokens
 * is another one */
static const char *
end_of_name(const char *text, const char *at, const char *end, bool *is_name)
{
	uint64_t found = end_at(at);
	at += END;
	for (size_t i = 0; i < search.count; i++) {
		const struct ending *e = &search.ends[i];
		if (found != e->bytes)
			continue;
		*is_name = e->name && !e->paired;
		if (!e->name)
			return at;
		const char *behind = at - e->paired;
		size_t length = ends_with_name(e->name, text, behind);
		bool quoted =
		    behind - length > text && behind[-(ptrdiff_t)length - 1] == '"';
		if (length && (e->paired ? quoted : at == end || !secret_is_word(*at)))
			return behind;
	}
	return NULL;
}

/* the end of the first name in a text, or NULL; and whether it is one without a value
 * beside it */
const char *
secret_name_end(const char *text, const char *end, bool *is_name)
{
	pthread_once(&prepared, prepare);
	for (const char *at = text; end - at >= END; at++) {
		size_t step;
		while ((step = search.steps[pair(at + END - 2)])) {
			at += step;
			if (end - at < END)
				return NULL;
		}
		const char *found =
		    search.begins[pair(at)] ? end_of_name(text, at, end, is_name) : NULL;
		if (found)
			return found;
	}
	return NULL;
}
