/*
 * The names that secrets have, and where a text has one of them. Most texts have none,
 * which is to be known at little cost.
 */
#include "secret_names.h"

#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LETTER = 0x1f, /* what tells letters from each other */
	BEFORE = 2,    /* bytes before a hint that are looked at */
	LANES = 16,
	STEP = 2 * LANES,
	WORDS = STEP / sizeof(uint64_t),
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
    {"auth_token", true},
    {"token", true},
    {"password", true},
    {"secret", true},
    {"x_api_key", true},
    {"api_key", true},
    {"set_cookie", true},
    {"cookie", true},
};

/* RFC 9110 section 11.6.2: what stands before the secret in a header */
static const char BASIC[] = "Basic";
static const char *const schemes[] = {"Bearer", BASIC};

/* what stands behind these, where they are percent-encoded, too */
static const char BLANKS[] = " %";

/* what a text has that may have one of them without a name, and what stands behind it */
static const struct {
	const char *word;
	const char *behind; /* one of these; NULL: anything */
} openings[] = {
    {"base64", NULL},
    {"cookies", "\"\\"},
};

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
		/* of ASCII, only letters become letters */
		if (at == text || (at[-1] | 0x20) != name[i - 1])
			return 0;
		at--;
	}
	return (size_t)(end - at);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* whether an escape (RFC 8259 section 7, RFC 3986 section 2.1) ends here */
static bool
is_escaped(const char *text, const char *at)
{
	ptrdiff_t before = at - text;
	return (before > 1 && at[-2] == '\\') || (before > 2 && at[-3] == '%') ||
	    (before > 5 && at[-6] == '\\' && at[-5] == 'u');
}

/* whether a word begins here, as in accessToken: invalid_token is no id_token */
static bool
begins_word(const char *text, const char *at)
{
	return at == text || !is_letter(at[-1]) ||
	    (at[-1] >= 'a' && *at >= 'A' && *at <= 'Z') || is_escaped(text, at);
}

/*
 * Whether a name begins here, behind other words of it or none: AUTH0_CLIENT_SECRET. A
 * short one has those only where it is one of a header: X-Auth-Token, but invalid_token.
 */
static bool
begins_name(const char *text, const char *at, bool paired)
{
	if (!paired)
		return begins_word(text, at);
	return at == text || at[-1] == '"' || at[-1] == '-';
}

/* of a URL or a form (RFC 6749 appendix B), where a short name is all of it */
static bool
begins_parameter(const char *text, const char *at)
{
	return at == text || (at[-1] && strchr("?&#\"'", at[-1])) || is_escaped(text, at);
}

static const char *
find_named(const char *name, size_t length, bool paired)
{
	const char *end = name + length;
	for (size_t i = 0; i < COUNT(names); i++) {
		size_t found = ends_with_name(names[i].text, name, end);
		if (found && (paired || !names[i].paired) &&
		    begins_name(name, end - found, names[i].paired))
			return names[i].text;
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
secret_has_pairs(const char *name, size_t length)
{
	/* of recordings, and what Postman and WireMock have to sign in with */
	static const char *const known[] = {"headers", "header", "reqheaders", "basic",
	    "bearer", "digest", "basic_auth", "basic_auth_credentials"};
	for (size_t i = 0; i < COUNT(known); i++) {
		size_t found = ends_with_name(known[i], name, name + length);
		if (found && begins_word(name, name + length - found))
			return known[i];
	}
	return NULL;
}

const char *
secret_has_cookies(const char *name, size_t length)
{
	static const char *const known[] = {"cookies", "cookie"};
	for (size_t i = 0; i < COUNT(known); i++) {
		if (length == strlen(known[i]) &&
		    strncasecmp(name, known[i], length) == 0)
			return known[i];
	}
	return NULL;
}

/* how many bytes are the name of a scheme and the blanks behind it, or 0 */
static size_t
scheme_length(const char *scheme, const char *at, const char *end)
{
	size_t length = strlen(scheme), i = length;
	if ((size_t)(end - at) <= length || strncasecmp(at, scheme, length) != 0)
		return 0;
	while (at + i < end && at[i] == ' ')
		i++;
	return i > length ? i : 0;
}

const char *
secret_skip_scheme(const char *at, const char *end)
{
	size_t i = 0, length = 0;
	while (i < COUNT(schemes) && !(length = scheme_length(schemes[i], at, end)))
		i++;
	return at + length;
}

bool
secret_begins_basic(const char *at, const char *end)
{
	return scheme_length(BASIC, at, end);
}

/* ---- in texts ---- */

/*
 * Names are looked for by their last words, and those by a pair of letters that is in
 * each of them and seldom elsewhere, which many places are asked for at once. Case counts
 * for nothing there; what else is taken for a letter is looked at again.
 */
enum { ENDS = 1 + COUNT(names) + COUNT(schemes) + COUNT(openings) };

static struct {
	struct ending {
		uint64_t bytes; /* around the hint, from BEFORE it on */
		uint64_t mask;  /* of those that are of the word */
		const char *behind;
		bool is_name;
		unsigned char length; /* from the hint to the end of the word */
		unsigned char next;
	} ends[ENDS];
	unsigned char count; /* with the first, which none leads to */
	/* by the second letter of the pair and the next one */
	unsigned char first[(LETTER + 1) * (LETTER + 1)];
} search;

_Static_assert(ENDS <= UCHAR_MAX, "what leads to an ending is a byte");

#define FOLDED UINT64_C(0x2020202020202020)

static pthread_once_t prepared = PTHREAD_ONCE_INIT;

/* compilers know how, on every machine */
typedef unsigned char lanes __attribute__((vector_size(LANES)));

/*
 * Of bytes and those behind them: ke ki, be ba, za, cr, sw; all bits set for each that
 * is. The second letters of most differ in two bits at most, so that one look is enough
 * for them, which takes "m" for one, too.
 */
static inline lanes
hints_at(const char *at)
{
	enum { FOLD = 'a' ^ 'A', VOWELS = ('a' ^ 'e') | ('a' ^ 'i') };
	lanes a, b;
	memcpy(&a, at, LANES);
	memcpy(&b, at + 1, LANES);
	lanes vowel = (lanes)((b | (FOLD | VOWELS)) == ('a' | VOWELS));
	a |= FOLD;
	b |= FOLD;
	return (lanes)((((a == 'k') | (a == 'b') | (a == 'z')) & vowel) |
	    ((a == 'c') & (b == 'r')) | ((a == 's') & (b == 'w')));
}

/* the same of the bytes of one step; false where there is none */
static inline bool
find_hints(const char *at, uint64_t hits[WORDS])
{
	lanes found[] = {hints_at(at), hints_at(at + LANES)}, all = found[0] | found[1];
	uint64_t any[LANES / sizeof(uint64_t)];
	memcpy(hits, found, STEP);
	memcpy(any, &all, LANES);
	return any[0] | any[1];
}

static unsigned
pair(const char *at)
{
	return (at[0] & LETTER) * (LETTER + 1u) + (at[1] & LETTER);
}

/* the bytes around a hint, of which the text may have less */
static inline uint64_t
bytes_around(const char *text, const char *hint, const char *end)
{
	char room[sizeof(uint64_t)] = {0};
	uint64_t bytes;
	size_t before = (size_t)(hint - text), all = (size_t)(end - hint) + BEFORE;
	if (before >= BEFORE && all >= sizeof room) {
		memcpy(&bytes, hint - BEFORE, sizeof bytes);
		return bytes | FOLDED;
	}
	size_t lacks = before < BEFORE ? BEFORE - before : 0;
	all = all < sizeof room ? all : sizeof room;
	memcpy(room + lacks, hint - BEFORE + lacks, all - lacks);
	memcpy(&bytes, room, sizeof bytes);
	return bytes | FOLDED;
}

/* takes the first of those in a word away, and returns where it stands */
static inline unsigned
take_hint(uint64_t *hits)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	unsigned byte = (unsigned)__builtin_clzll(*hits) / 8;
	*hits &= ~(UINT64_C(0xff) << (56 - 8 * byte));
#else
	unsigned byte = (unsigned)__builtin_ctzll(*hits) / 8;
	*hits &= ~(UINT64_C(0xff) << 8 * byte);
#endif
	return byte;
}

static void
add_end(const char *word, const char *behind, bool is_name)
{
	char room[BEFORE + STEP + 1] = {0}, counts[sizeof room] = {0};
	uint64_t hits[WORDS], mask;
	size_t length = strlen(word);
	char *start = room + BEFORE;
	memcpy(start, word, length);
	memset(counts + BEFORE, 0xff, length);
	find_hints(start, hits);
	/* the names above are not as find_hints() wants them */
	if (!hits[0])
		abort();
	unsigned hint = take_hint(&hits[0]);
	unsigned char *first = &search.first[pair(start + hint + 1)];
	memcpy(&mask, counts + hint, sizeof mask);
	search.ends[search.count] =
	    (struct ending){bytes_around(room, start + hint, room + sizeof room) & mask,
		mask, behind, is_name, (unsigned char)(length - hint), *first};
	*first = search.count++;
}

/* the last word of a name */
static const char *
last_word(const char *name)
{
	const char *last = strrchr(name, '_');
	return last ? last + 1 : name;
}

static void
prepare(void)
{
	search.count = 1;
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *word = last_word(names[i].text);
		size_t before = 0;
		while (strcmp(last_word(names[before].text), word) != 0)
			before++;
		if (before == i)
			add_end(word, NULL, true);
	}
	for (size_t i = 0; i < COUNT(schemes); i++)
		add_end(schemes[i], BLANKS, false);
	for (size_t i = 0; i < COUNT(openings); i++)
		add_end(openings[i].word, openings[i].behind, false);
}

/*
 * Whether a name ends here, and is not a part of a longer one: refresh_tokens. A short
 * one has a quote, an escaped one or "=" behind it.
 */
static bool
is_name_end(const char *text, const char *at, const char *end, bool *is_name)
{
	char c = at < end ? *at : ' ';
	bool in_form = c == '=', is_short = in_form || c == '"' || c == '\\';
	for (size_t i = 0; i < COUNT(names) && !secret_is_word(c); i++) {
		bool paired = names[i].paired;
		size_t length =
		    paired && !is_short ? 0 : ends_with_name(names[i].text, text, at);
		*is_name = !paired || in_form;
		if (length &&
		    (paired && in_form ? begins_parameter(text, at - length)
				       : begins_name(text, at - length, paired)))
			return true;
	}
	return false;
}

static bool
is_behind(const struct ending *e, const char *at, const char *end)
{
	return !e->behind || (at < end && *at && strchr(e->behind, *at));
}

/*
 * The end of what has its hint here, or NULL. Not inlined, because most hints lead to
 * nothing at all.
 */
static const char *__attribute__((noinline)) end_of_name(
    unsigned i, const char *text, const char *hint, const char *end, bool *is_name)
{
	uint64_t bytes = bytes_around(text, hint, end);
	for (const struct ending *e; i; i = e->next) {
		e = &search.ends[i];
		const char *at = hint + e->length;
		if ((bytes & e->mask) != e->bytes)
			continue;
		if (e->is_name && is_name_end(text, at, end, is_name))
			return at;
		if (!e->is_name && is_behind(e, at, end)) {
			*is_name = false;
			return at + (e->behind != NULL);
		}
	}
	return NULL;
}

/* the same of the first of several hints from a place on */
static const char *
end_of_first(const char *text, const char *at, const char *end, uint64_t hits[WORDS],
    bool *is_name)
{
	for (size_t i = 0; i < WORDS; i++, at += sizeof *hits) {
		while (hits[i]) {
			const char *hint = at + take_hint(&hits[i]), *found;
			unsigned first =
			    end - hint < 3 ? 0 : search.first[pair(hint + 1)];
			if (first &&
			    (found = end_of_name(first, text, hint, end, is_name)))
				return found;
		}
	}
	return NULL;
}

const char *
secret_name_end(const char *text, const char *end, bool *is_name)
{
	uint64_t hits[WORDS];
	char last[STEP + 1] = {0};
	const char *found;
	pthread_once(&prepared, prepare);
	for (const char *at = text; at < end; at += STEP) {
		const char *bytes =
		    end - at > STEP ? at : memcpy(last, at, (size_t)(end - at));
		if (find_hints(bytes, hits) &&
		    (found = end_of_first(text, at, end, hits, is_name)))
			return found;
	}
	return NULL;
}
