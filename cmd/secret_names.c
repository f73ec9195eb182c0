/*
 * The names that secrets have, and where a text has one of them. Most texts have none,
 * which is to be known at little cost.
 */
#include "secret_names.h"

#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LONGEST_NAME = 64,
	END = 7, /* bytes of a name, or all of a shorter one */
	SPELLINGS = 3,
	LETTER = 0x1f, /* what tells letters from each other */
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
static const char *const blanks[] = {" ", "%"};

/* what a text has that may have one of them without a name */
static const char *const openings[] = {"base64", "cookies\"", "cookies\\"};

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
 * Names are looked for by their last bytes, and those by a pair of letters that is in
 * each of them and seldom elsewhere, which many places are asked for at once. Case counts
 * for nothing there; what else is taken for a letter is looked at again.
 */
enum {
	ENDS = 1 + COUNT(names) * SPELLINGS * 3 + COUNT(schemes) * COUNT(blanks) +
	    COUNT(openings)
};

static struct {
	struct ending {
		uint64_t bytes;
		uint64_t mask;    /* of those that count */
		unsigned blank;   /* how many at the start do not */
		unsigned hint;    /* where its pair of letters stands */
		const char *name; /* NULL: an opening */
		bool paired;      /* and a quote, an escaped one or "=" behind it */
		unsigned char next;
	} ends[ENDS];
	unsigned char count; /* with the first, which none leads to */
	/* by the second letter of the pair and the next one */
	unsigned char first[(LETTER + 1) * (LETTER + 1)];
} search;

_Static_assert(ENDS <= UCHAR_MAX, "what leads to an ending is a byte");

#define BLANKS UINT64_C(0x2020202020202020)

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

static inline bool
is_end(const struct ending *e, uint64_t bytes)
{
	return ((bytes | BLANKS) & e->mask) == e->bytes;
}

/* whether the last bytes of a name stand around their hint, where the text may have less
 * than are looked at */
static bool
ends_at_edge(const struct ending *e, const char *text, const char *hint, const char *end)
{
	char room[sizeof(uint64_t)] = {0};
	size_t before = (size_t)(hint - text), lacks = 0;
	uint64_t bytes;
	if (before + e->blank < e->hint || end - hint < END - (ptrdiff_t)e->hint)
		return false;
	if (before < e->hint)
		lacks = e->hint - before;
	memcpy(room + lacks, hint - e->hint + lacks, END - lacks);
	memcpy(&bytes, room, sizeof bytes);
	return is_end(e, bytes);
}

/* the same where it has enough */
static inline bool
ends_inside(const struct ending *e, const char *hint)
{
	uint64_t bytes;
	memcpy(&bytes, hint - e->hint, sizeof bytes);
	return is_end(e, bytes);
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

/* of a text, what is shorter begins with bytes that do not count */
static void
add_end(const char *text, const char *name, bool paired)
{
	char room[STEP + 1] = {0}, counts[sizeof(uint64_t)] = {0};
	uint64_t hits[WORDS], bytes, mask;
	size_t all = strlen(text), length = all < END ? all : END;
	memcpy(room + END - length, text + all - length, length);
	memset(counts + END - length, 0xff, length);
	memcpy(&bytes, room, sizeof bytes);
	memcpy(&mask, counts, sizeof mask);
	find_hints(room, hits);
	/* the names above are not as find_hints() wants them */
	if (!hits[0])
		abort();
	unsigned hint = take_hint(&hits[0]);
	unsigned char *first = &search.first[pair(room + hint + 1)];
	search.ends[search.count] = (struct ending){(bytes | BLANKS) & mask, mask,
	    (unsigned)(END - length), hint, name, paired, *first};
	*first = search.count++;
}

static void
add_spelling(const char *name, const char *join, bool paired)
{
	char spelt[LONGEST_NAME];
	const char *last = strrchr(name, '_');
	int before = last ? (int)(last - name) : 0;
	int length = snprintf(spelt, sizeof spelt, "%.*s%s%s%s", before, name,
	    last ? join : "", last ? last + 1 : name, paired ? "\"" : "");
	add_end(spelt, name, paired);
	for (const char *behind = "\\="; paired && *behind; behind++) {
		spelt[length - 1] = *behind;
		add_end(spelt, name, true);
	}
}

static void
add_scheme(const char *scheme, const char *blank)
{
	char text[LONGEST_NAME];
	snprintf(text, sizeof text, "%s%s", scheme, blank);
	add_end(text, NULL, false);
}

static void
prepare(void)
{
	static const char *const joins[SPELLINGS] = {"_", "-", ""};
	search.count = 1;
	/* what comes last is looked at first: refresh-token is more than a token */
	for (size_t i = COUNT(names) * SPELLINGS; i-- > 0;) {
		const char *name = names[i / SPELLINGS].text;
		if (strchr(name, '_') || i % SPELLINGS == 0)
			add_spelling(
			    name, joins[i % SPELLINGS], names[i / SPELLINGS].paired);
	}
	for (size_t i = 0; i < COUNT(schemes) * COUNT(blanks); i++)
		add_scheme(schemes[i / COUNT(blanks)], blanks[i % COUNT(blanks)]);
	for (size_t i = 0; i < COUNT(openings); i++)
		add_end(openings[i], NULL, false);
}

/*
 * The end of one of these names that has its hint here, or NULL; refresh_tokens is
 * another one. Not inlined, because most hints lead to no name at all.
 */
static const char *__attribute__((noinline)) end_of_name(
    unsigned i, const char *text, const char *hint, const char *end, bool *is_name)
{
	bool inside = hint - text >= END && end - hint >= (ptrdiff_t)sizeof(uint64_t);
	for (const struct ending *e; i; i = e->next) {
		e = &search.ends[i];
		if (!(inside ? ends_inside(e, hint) : ends_at_edge(e, text, hint, end)))
			continue;
		const char *at = hint - e->hint + END;
		bool in_form = e->paired && at[-1] == '=';
		*is_name = e->name && (!e->paired || in_form);
		if (!e->name)
			return at;
		if (!e->paired && at < end && secret_is_word(*at))
			continue;
		const char *behind = at - e->paired;
		size_t length = ends_with_name(e->name, text, behind);
		const char *name = behind - length;
		if (length &&
		    (in_form ? begins_parameter(text, name)
			     : begins_name(text, name, e->paired)))
			return behind;
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
