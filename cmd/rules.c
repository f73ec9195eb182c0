/*
 * The rules beyond the schema, each a small function; which member each looks at stands
 * in the table at the end. A rule that may be wrong about good data is a hint.
 */
#include "rules.h"

#include "clock.h"
#include "quote.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum {
	TOLERANCE = 1,               /* second between two clocks */
	LONGEST_LIFE = 31557600,     /* a year, the longest that the dashboard allows */
	SESSIONS_SINCE = 1708560000, /* 2024-02-22, from when all know theirs */
	METADATA_LENGTH = 255,       /* code points of a key and of a value */
	MOST_COMPARED = 256,         /* words or audiences, each with all before */
	LONGEST_ADDRESS = 45,        /* of an IPv6 address */
};

static bool
is_among(const struct word *wanted, const struct word *list, size_t count)
{
	size_t i = 0;
	while (i < count && !word_is(&list[i], wanted->text, wanted->length))
		i++;
	return i < count;
}

/* ---- dates ---- */

/* not inlined, because most that ask for a date are not the first */
static void __attribute__((noinline))
read_instant(struct frame *f, size_t position, uint32_t bit)
{
	f->asked |= bit;
	if (clock_instant(f->values[position], &f->instants[position]))
		f->dated |= bit;
}

/* reads each date of an object once */
static inline bool
instant(const struct sight *s, size_t position, int64_t *seconds)
{
	struct frame *f = s->frame;
	uint32_t bit = UINT32_C(1) << position;
	if (!(f->asked & bit))
		read_instant(f, position, bit);
	if (!(f->dated & bit))
		return false;
	*seconds = f->instants[position];
	return true;
}

static inline bool
own_instant(const struct sight *s, int64_t *seconds)
{
	return instant(s, s->lint->members[s->rule - rules], seconds);
}

static inline bool
other_instant(const struct sight *s, int64_t *seconds)
{
	return instant(s, s->lint->others[s->rule - rules], seconds);
}

/* compared with that of the other member */
static void
say_date(const struct sight *s, const char *expected)
{
	struct jschema_value other = s->frame->values[s->lint->others[s->rule - rules]];
	struct buffer message = {0};
	if (lint_counts(s))
		return;
	buffer_format(&message, "expected %s %s, which is ", expected, s->rule->other);
	quote_string(&message, other);
	buffer_say(&message, ", got ");
	quote_value(&message, s->value);
	lint_tell(s, s->value, message);
}

/* nanoseconds are nothing to two clocks */
static void
look_order(const struct sight *s)
{
	int64_t later, earlier;
	if (own_instant(s, &later) && other_instant(s, &earlier) &&
	    later + TOLERANCE < earlier)
		say_date(s, "no time before");
}

static void
look_life(const struct sight *s)
{
	int64_t end, start;
	if (own_instant(s, &end) && other_instant(s, &start) &&
	    end - start > LONGEST_LIFE + TOLERANCE)
		say_date(s, "at most a year from");
}

static void
say_expired(const struct sight *s)
{
	char now[CLOCK_INSTANT] = "";
	struct buffer message = {0};
	clock_write(s->lint->options->now, now);
	buffer_format(&message, "expected a time after %s (--now), got ", now);
	quote_value(&message, s->value);
	buffer_say(&message, "; the token has expired");
	lint_tell(s, s->value, message);
}

static void
look_expired(const struct sight *s)
{
	const struct options *o = s->lint->options;
	int64_t end;
	if (o->has_now && own_instant(s, &end) && end < o->now)
		say_expired(s);
}

static void
look_date_object(const struct sight *s)
{
	if (jschema_kind(s->value) == JSCHEMA_OBJECT)
		lint_say(s, s->value, "a date-time or null",
		    "the form of such an object is nowhere described, so it is not "
		    "compared");
}

static bool
is_null(const struct sight *s, size_t position)
{
	struct jschema_value v = s->frame->values[position];
	return v.document && jschema_kind(v) == JSCHEMA_NULL;
}

static void
look_rotating(const struct sight *s)
{
	if (is_null(s, s->lint->others[s->rule - rules]) && jschema_boolean(s->value) &&
	    is_null(s, listing_find(s->names, "idle_expires_at", 15)))
		lint_say(s, s->value, "false, as expires_at and idle_expires_at are null",
		    "where tokens rotate, Auth0 demands that they expire");
}

static void
look_session(const struct sight *s)
{
	int64_t created;
	if (jschema_kind(s->value) == JSCHEMA_NULL && other_instant(s, &created) &&
	    created >= SESSIONS_SINCE)
		lint_say(s, s->value,
		    "a session, as the token is from 2024-02-22 or later",
		    "null is right where no browser has taken part");
}

/* ---- strings ---- */

static bool
is_string(const struct sight *s)
{
	return jschema_kind(s->value) == JSCHEMA_STRING;
}

/* what is too small borrows its highest bit, and what is too great has it */
static inline uint64_t
not_ascii_from(const char *text, uint64_t least)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t word;
	memcpy(&word, text, sizeof word);
	return (word - each * least) | (word + each) | word;
}

/* whether all bytes are characters of ASCII from this one on that can be printed */
static bool
is_ascii_from(const char *text, size_t length, unsigned char least)
{
	char room[sizeof(uint64_t)];
	uint64_t bad = 0;
	if (length < sizeof room) {
		memset(room, least, sizeof room);
		text = memcpy(room, text, length);
		length = sizeof room;
	}
	/* the last word may begin in the one before */
	for (size_t i = 0; i < length - sizeof room; i += sizeof room)
		bad |= not_ascii_from(text + i, least);
	bad |= not_ascii_from(text + length - sizeof room, least);
	return !(bad & UINT64_C(0x8080808080808080));
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
has_blank(const char *text, size_t length)
{
	size_t i = 0;
	if (is_ascii_from(text, length, ' ' + 1))
		return false;
	while (i < length && !is_blank((unsigned char)text[i]))
		i++;
	return i < length;
}

static void
look_user_blank(const struct sight *s)
{
	size_t length;
	const char *text = lint_text(s->lint, s->value, &length);
	if (text && has_blank(text, length))
		lint_say(s, s->value, "a user_id without white space", NULL);
}

/* of one with white space enough is said */
static void
look_user_bar(const struct sight *s)
{
	size_t length;
	const char *text = lint_text(s->lint, s->value, &length);
	if (text && !memchr(text, '|', length) && !has_blank(text, length))
		lint_say(s, s->value, "a user_id such as auth0|507f1f77", NULL);
}

static bool
is_address(const char *text, size_t length)
{
	char address[LONGEST_ADDRESS + 1];
	unsigned char binary[sizeof(struct in6_addr)];
	if (length > LONGEST_ADDRESS || memchr(text, '\0', length))
		return false;
	memcpy(address, text, length);
	address[length] = '\0';
	return inet_pton(AF_INET, address, binary) == 1 ||
	    inet_pton(AF_INET6, address, binary) == 1;
}

static void
look_address(const struct sight *s)
{
	size_t length;
	const char *text = lint_text(s->lint, s->value, &length);
	if (text && length && !is_address(text, length))
		lint_say(s, s->value, "an IPv4 or IPv6 address", NULL);
}

static void
look_no_address(const struct sight *s)
{
	size_t length;
	if (jschema_string(s->value, NULL, &length) && length == 0)
		lint_say(s, s->value, "an IPv4 or IPv6 address", NULL);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "AS64496" and "64496" are both seen */
static void
look_asn(const struct sight *s)
{
	size_t length, i = 0;
	uint64_t number = 0;
	const char *text = lint_text(s->lint, s->value, &length);
	if (!text)
		return;
	if (length > 2 && text[0] == 'A' && text[1] == 'S')
		i = 2;
	for (; i < length && is_digit(text[i]) && number <= UINT32_MAX; i++)
		number = number * 10 + (uint64_t)(text[i] - '0');
	if (length == 0 || i < length || number > UINT32_MAX)
		lint_say(s, s->value,
		    "the number of an autonomous system, as in \"64496\"", NULL);
}

/* JSON has characters below a blank only as escapes, and U+0080 to U+009F are c2 80 to
 * c2 9f */
static bool
may_control(struct jschema_value v)
{
	size_t length;
	const char *text = jschema_string(v, NULL, &length);
	if (!text)
		return jschema_kind(v) == JSCHEMA_STRING;
	return memchr(text, 0x7f, length) || memchr(text, 0xc2, length);
}

static void
look_controls(const struct sight *s)
{
	size_t length;
	if (!may_control(s->value))
		return;
	const char *text = lint_text(s->lint, s->value, &length);
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		bool more =
		    c == 0xc2 && i + 1 < length && (unsigned char)text[i + 1] < 0xa0;
		if (c >= ' ' && c != 0x7f && !more)
			continue;
		lint_say(s, s->value, "a user agent without control characters", NULL);
		return;
	}
}

/* ---- resource servers ---- */

static void
look_audiences(const struct sight *s)
{
	struct jschema_value seen[MOST_COMPARED];
	struct jschema_item item;
	size_t length, count = 0;
	if (jschema_kind(s->value) != JSCHEMA_ARRAY || jschema_count(s->value) < 2)
		return;
	for (bool more = jschema_first(s->value, &item); more;
	     more = jschema_next(&item)) {
		struct jschema_value audience = jschema_member(item.value, "audience", 8);
		size_t i = 0;
		if (jschema_kind(audience) != JSCHEMA_STRING)
			continue;
		const char *name = lint_text(s->lint, audience, &length);
		while (i < count && !jschema_string_is(seen[i], name, length))
			i++;
		if (i < count)
			lint_say(s, audience, "each audience once",
			    "its scopes may stand in one entry");
		else if (count < MOST_COMPARED)
			seen[count++] = audience;
	}
}

/* whether all that the schema knows is there */
static bool
is_complete(const struct sight *s)
{
	size_t i = 0;
	while (i < s->names->count && s->frame->values[i].document)
		i++;
	return i == s->names->count;
}

static void
look_server(const struct sight *s)
{
	if (is_complete(s))
		return;
	bool audience = !lint_is_absent(s, "audience"),
	     scopes = !lint_is_absent(s, "scopes");
	if (!audience || !scopes)
		lint_say(s, s->value,
		    audience     ? "the scopes of an audience too"
			: scopes ? "the audience of the scopes too"
				 : "an audience and its scopes",
		    NULL);
}

/* RFC 6749 section 3.3 */
static bool
is_scope(const struct word *word)
{
	for (size_t i = 0; i < word->length; i++) {
		unsigned char c = (unsigned char)word->text[i];
		if (c < 0x21 || c > 0x7e || c == '"' || c == '\\')
			return false;
	}
	return true;
}

/* whether all of a text is of scopes, as most are, and blanks */
static bool
has_scopes(const char *text, size_t length)
{
	return is_ascii_from(text, length, ' ') && !memchr(text, '"', length) &&
	    !memchr(text, '\\', length);
}

static const char *
expected_of(const struct word *word, bool is_good, const struct word *seen, size_t count)
{
	if (word->length == 0)
		return "one space between two scopes, and none at the ends";
	if (!is_good && !is_scope(word))
		return "scopes of printable ASCII without quotes and backslashes";
	return is_among(word, seen, count) ? "each scope once" : NULL;
}

static void
look_scopes(const struct sight *s)
{
	struct word seen[MOST_COMPARED], word;
	size_t length, count = 0;
	const char *text = lint_text(s->lint, s->value, &length);
	if (!text || length == 0)
		return;
	const char *end = text + length;
	bool is_good = has_scopes(text, length);
	for (;;) {
		const char *space = memchr(text, ' ', (size_t)(end - text));
		word = (struct word){text, (size_t)((space ? space : end) - text)};
		const char *expected = expected_of(&word, is_good, seen, count);
		if (expected) {
			lint_say(s, s->value, expected, NULL);
			return;
		}
		if (count < MOST_COMPARED)
			seen[count++] = word;
		if (!space)
			return;
		text = space + 1;
	}
}

/* ---- metadata ---- */

static size_t
code_points(const char *text, size_t length)
{
	size_t count = 0;
	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static void
look_metadata_value(const struct sight *s)
{
	bool removes = s->lint->is_request && jschema_kind(s->value) == JSCHEMA_NULL;
	if (!is_string(s) && !removes)
		lint_say(s, s->value, "a string, as all values of metadata are", NULL);
}

static bool
is_key_letter(char c)
{
	char l = lint_lower(c);
	return (l >= 'a' && l <= 'z') || is_digit(l) || l == '_' || l == '-';
}

static void
look_metadata_key(const struct sight *s)
{
	size_t length, i = 0;
	const char *text = lint_text(s->lint, s->key, &length);
	while (i < length && is_key_letter(text[i]))
		i++;
	if (length == 0 || i < length)
		lint_say(s, s->key, "a key of letters, digits, _ and -", NULL);
}

/* as it is spelt, it is not shorter */
static bool
may_be_long(struct jschema_value v)
{
	size_t length;
	jschema_text(v, &length);
	return length > METADATA_LENGTH;
}

static void
say_length(const struct sight *s, struct jschema_value v, const char *what)
{
	struct buffer message = {0};
	size_t length;
	const char *text = lint_text(s->lint, v, &length);
	size_t count = code_points(text, length);
	if (count <= METADATA_LENGTH)
		return;
	buffer_format(&message, "expected a %s of at most %d characters, got %zu", what,
	    METADATA_LENGTH, count);
	lint_tell(s, v, message);
}

static void
look_metadata_length(const struct sight *s)
{
	if (may_be_long(s->key))
		say_length(s, s->key, "key");
	if (may_be_long(s->value) && is_string(s))
		say_length(s, s->value, "value");
}

/* ---- the table ---- */

const struct rule rules[] = {
    {"no-known-property", OBJECT_RESPONSE, NULL, .look = look_known},
    {"unknown-property", OBJECT_RESPONSE, NULL, .look = look_unknown},
    {"request-body", OBJECT_RESPONSE, NULL, .look = look_request},
    {"user-id", OBJECT_RESPONSE, "user_id", .look = look_user_blank},
    {"user-id", OBJECT_RESPONSE, "user_id", .look = look_user_bar, .severity = HINT},
    {"date-object", OBJECT_RESPONSE, "created_at", .look = look_date_object},
    {"date-object", OBJECT_RESPONSE, "idle_expires_at", .look = look_date_object},
    {"date-object", OBJECT_RESPONSE, "expires_at", .look = look_date_object},
    {"date-object", OBJECT_RESPONSE, "last_exchanged_at", .look = look_date_object},
    {"date-order", OBJECT_RESPONSE, "last_exchanged_at", .look = look_order,
	.other = "created_at"},
    {"date-order", OBJECT_RESPONSE, "expires_at", .look = look_order,
	.other = "created_at"},
    {"date-order", OBJECT_RESPONSE, "idle_expires_at", .look = look_order,
	.other = "created_at"},
    {"date-order", OBJECT_RESPONSE, "expires_at", .look = look_order,
	.other = "last_exchanged_at"},
    {"date-order", OBJECT_RESPONSE, "idle_expires_at", .look = look_order,
	.severity = HINT, .other = "last_exchanged_at"},
    {"date-order", OBJECT_RESPONSE, "expires_at", .look = look_order, .severity = HINT,
	.other = "idle_expires_at"},
    {"lifetime", OBJECT_RESPONSE, "expires_at", .look = look_life, .other = "created_at"},
    {"expired", OBJECT_RESPONSE, "expires_at", .look = look_expired},
    {"expired", OBJECT_RESPONSE, "idle_expires_at", .look = look_expired},
    {"rotating-without-expiry", OBJECT_RESPONSE, "rotating", .look = look_rotating,
	.other = "expires_at"},
    {"session-null", OBJECT_RESPONSE, "session_id", .look = look_session,
	.other = "created_at"},
    {"duplicate-audience", OBJECT_RESPONSE, "resource_servers", .look = look_audiences},
    {"unknown-property", OBJECT_PAGE, NULL, .look = look_unknown},
    {"unknown-property", OBJECT_LIST, NULL, .look = look_unknown},
    {"unknown-property", OBJECT_DEVICE, NULL, .look = look_unknown},
    {"ip-syntax", OBJECT_DEVICE, "initial_ip", .look = look_address},
    {"ip-syntax", OBJECT_DEVICE, "initial_ip", .look = look_no_address, .severity = HINT},
    {"ip-syntax", OBJECT_DEVICE, "last_ip", .look = look_address},
    {"ip-syntax", OBJECT_DEVICE, "last_ip", .look = look_no_address, .severity = HINT},
    {"asn-syntax", OBJECT_DEVICE, "initial_asn", .look = look_asn},
    {"asn-syntax", OBJECT_DEVICE, "last_asn", .look = look_asn},
    {"control-character", OBJECT_DEVICE, "initial_user_agent", .look = look_controls},
    {"control-character", OBJECT_DEVICE, "last_user_agent", .look = look_controls},
    {"unknown-property", OBJECT_SERVER, NULL, .look = look_unknown},
    {"incomplete-server", OBJECT_SERVER, NULL, .look = look_server},
    {"scope-words", OBJECT_SERVER, "scopes", .look = look_scopes},
    {"metadata-value", OBJECT_METADATA, NULL, .look = look_metadata_value},
    {"metadata-key", OBJECT_METADATA, NULL, .look = look_metadata_key},
    {"metadata-length", OBJECT_METADATA, NULL, .look = look_metadata_length},
};

const size_t rule_count = COUNT(rules);
_Static_assert(COUNT(rules) <= MOST_RULES, "MOST_RULES");
