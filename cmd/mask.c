/*
 * What stands in the place of a value that nobody should see: a keyed hash of it in a
 * form that passes for one of its kind, taken from what is reserved for such use. So a
 * mask is known to be one, and gets no other.
 */
#include "mask.h"

#include "siphash.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum {
	DIGITS = MASK_LENGTH - 8, /* of 5 bits, behind a word */
	HALF = DIGITS / 2,
	LEAST_KEY = 16, /* bytes */
	MOST_KEY = 4096,
	LONGEST_CONNECTION = 15,
	LONGEST_NUMBER = 10,
	LONGEST_ADDRESS = INET6_ADDRSTRLEN,
};

static const char WORD[] = "redacted";

/* what is private among the numbers of autonomous systems (RFC 6996 section 5) */
static const uint64_t FIRST_NUMBER = 4200000000, LAST_NUMBER = 4294967294;

/* two keys of SipHash, so that a mask has more bits than it can show */
static uint64_t keys[2][2];

/* ---- the key ---- */

static size_t
read_key(const char *file, unsigned char *bytes, size_t size)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t got = 1;
	if (fd < 0)
		die(STATUS_SCHEMA, "%s:", file);
	while (length < size && got) {
		got = read(fd, bytes + length, size - length);
		if (got > 0)
			length += (size_t)got;
		else if (got < 0 && !is_to_retry(fd, POLLIN))
			die(STATUS_SCHEMA, "%s:", file);
	}
	close(fd);
	return length;
}

/* All of the file counts, and its first bytes most. */
static void
derive_keys(unsigned char *bytes, size_t length)
{
	uint64_t key[2] = {0};
	for (unsigned i = 0; i < LEAST_KEY; i++)
		key[i / 8] |= (uint64_t)bytes[i] << 8 * (i % 8);
	for (unsigned char i = 0; i < 4; i++) {
		bytes[length] = i;
		keys[i / 2][i % 2] = siphash(key, bytes, length + 1);
	}
}

void
mask_open(const char *file)
{
	unsigned char bytes[MOST_KEY + 2];
	if (!file) {
		if (read_key("/dev/urandom", bytes, sizeof keys) != sizeof keys)
			die(STATUS_SCHEMA, "/dev/urandom: there is no random key");
		memcpy(keys, bytes, sizeof keys);
		return;
	}
	size_t length = read_key(file, bytes, MOST_KEY + 1);
	if (length < LEAST_KEY || length > MOST_KEY)
		die(STATUS_SCHEMA,
		    "%s: a key has %d to %d bytes, and this file has %s%zu; "
		    "head -c 32 /dev/urandom makes a good one",
		    file, LEAST_KEY, MOST_KEY, length > MOST_KEY ? "over " : "",
		    length > MOST_KEY ? (size_t)MOST_KEY : length);
	derive_keys(bytes, length);
}

static uint64_t
hash(unsigned i, const char *text, size_t length)
{
	return siphash(keys[i], text, length);
}

/* ---- the usual form ---- */

bool
mask_is(const char *text, size_t length)
{
	size_t i = sizeof WORD - 1;
	if (length != MASK_LENGTH || memcmp(text, WORD, i) != 0)
		return false;
	while (i < length &&
	    ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '2' && text[i] <= '7')))
		i++;
	return i == length;
}

/* the alphabet of base32 (RFC 4648 section 6), in lower case */
static void
add_usual(struct buffer *b, const char *text, size_t length)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
	char digits[DIGITS];
	for (unsigned i = 0; i < 2; i++) {
		uint64_t bits = hash(i, text, length);
		for (size_t k = 0; k < HALF; k++, bits >>= 5)
			digits[i * HALF + k] = alphabet[bits & 31];
	}
	buffer_say(b, WORD);
	buffer_add(b, digits, sizeof digits);
}

/* ---- others ---- */

/* the name of a connection and the bar behind it, which a user_id begins with; or 0 */
static size_t
connection_of(const char *text, size_t length)
{
	size_t i = 0;
	while (i < length && i <= LONGEST_CONNECTION &&
	    ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9') ||
		text[i] == '-'))
		i++;
	return i && i <= LONGEST_CONNECTION && i < length && text[i] == '|' ? i + 1 : 0;
}

/* those that are no names of anybody, wherever they stand */
static bool
is_strategy(const char *text, size_t length)
{
	static const char *const strategies[] = {"ad", "adfs", "apple", "auth0", "email",
	    "facebook", "github", "google-apps", "google-oauth2", "linkedin", "oauth2",
	    "oidc", "okta", "samlp", "sms", "twitter", "waad", "windowslive"};
	return words_have(strategies, COUNT(strategies), text, length);
}

/* the hash is that of the whole, also behind the name of a connection */
static void
add_identifier(struct buffer *b, const char *text, size_t length, enum mask_form form)
{
	size_t connection = connection_of(text, length);
	if (connection && form != MASK_USER && !is_strategy(text, connection - 1))
		connection = 0;
	bool masked = mask_is(text + connection, length - connection);
	buffer_add(b, text, connection);
	if (masked)
		buffer_add(b, text + connection, length - connection);
	else
		add_usual(b, text, length);
}

/* "AS64496" and "64496"; false where it is none */
static bool
add_number(struct buffer *b, const char *text, size_t length)
{
	size_t start = length > 2 && memcmp(text, "AS", 2) == 0 ? 2 : 0;
	uint64_t number = 0;
	if (length == start || length - start > LONGEST_NUMBER)
		return false;
	for (size_t i = start; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (uint64_t)(text[i] - '0');
	}
	if (number < FIRST_NUMBER || number > LAST_NUMBER)
		number = FIRST_NUMBER +
		    hash(0, text + start, length - start) %
			(LAST_NUMBER - FIRST_NUMBER + 1);
	buffer_add(b, text, start);
	buffer_format(b, "%llu", (unsigned long long)number);
	return true;
}

/* reserved ones (RFC 1112 section 4) and those for documentation (RFC 3849) */
static bool
add_address(struct buffer *b, const char *text, size_t length)
{
	static const unsigned char documentation[] = {0x20, 0x01, 0x0d, 0xb8};
	char address[LONGEST_ADDRESS];
	unsigned char bytes[sizeof(struct in6_addr)];
	if (length >= sizeof address || memchr(text, '\0', length))
		return false;
	memcpy(address, text, length);
	address[length] = '\0';
	int family = inet_pton(AF_INET, address, bytes) == 1 ? AF_INET
	    : inet_pton(AF_INET6, address, bytes) == 1       ? AF_INET6
							     : 0;
	if (!family)
		return false;
	bool masked = family == AF_INET
	    ? bytes[0] >= 240
	    : memcmp(bytes, documentation, sizeof documentation) == 0;
	if (masked) {
		buffer_add(b, text, length);
		return true;
	}
	for (unsigned i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(hash(i / 8, text, length) >> 8 * (i % 8));
	if (family == AF_INET)
		/* 255.255.255.255 is no address of anybody either */
		bytes[0] = (unsigned char)(240 | (bytes[0] & 15 & ~1));
	else
		memcpy(bytes, documentation, sizeof documentation);
	inet_ntop(family, bytes, address, sizeof address);
	buffer_say(b, address);
	return true;
}

/* of version 8, whose first bytes are a word (RFC 9562 section 5.8); false: it is none */
static bool
add_uuid(struct buffer *b, const char *text, size_t length)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	static const char start[] = "72656461-6374-8";
	size_t i = 0;
	while (i < length && i < sizeof form - 1 &&
	    (form[i] == '-' ? text[i] == '-'
			    : text[i] && strchr("0123456789abcdefABCDEF", text[i])))
		i++;
	if (i < length || length != sizeof form - 1)
		return false;
	if (memcmp(text, start, sizeof start - 1) == 0) {
		buffer_add(b, text, length);
		return true;
	}
	uint64_t bits = hash(0, text, length), more = hash(1, text, length);
	buffer_format(b, "%s%03x-%04x-%012llx", start, (unsigned)(bits & 0xfff),
	    (unsigned)(0x8000 | (bits >> 12 & 0x3fff)),
	    (unsigned long long)(more & 0xffffffffffff));
	return true;
}

/* one that there is for examples (RFC 2606 section 2) */
static void
add_host(struct buffer *b, const char *text, size_t length)
{
	static const char domain[] = ".example";
	if (length == MASK_LENGTH + sizeof domain - 1 && mask_is(text, MASK_LENGTH) &&
	    memcmp(text + MASK_LENGTH, domain, sizeof domain - 1) == 0)
		length = MASK_LENGTH;
	if (mask_is(text, length))
		buffer_add(b, text, length);
	else
		add_usual(b, text, length);
	buffer_say(b, domain);
}

/* what a server fills in stays that, or it would be taken for data: "{{redacted...}}" */
static bool
add_template(struct buffer *b, const char *text, size_t length, enum mask_form form)
{
	const char *end = text + length, *at = text;
	while ((at = memchr(at, '{', (size_t)(end - at))) && ++at < end && *at != '{')
		;
	if (!at || at == end)
		return false;
	if (length == MASK_LENGTH + 4 && mask_is(text + 2, MASK_LENGTH)) {
		text += 2;
		length = MASK_LENGTH;
	}
	buffer_say(b, "{{");
	add_identifier(b, text, length, form);
	buffer_say(b, "}}");
	return true;
}

void
mask_add(struct buffer *b, const char *text, size_t length, enum mask_form form)
{
	bool done = form == MASK_NUMBER && add_number(b, text, length);
	done = done ||
	    (form != MASK_SECRET &&
		(add_address(b, text, length) || add_uuid(b, text, length) ||
		    add_template(b, text, length, form)));
	if (!done && form == MASK_HOST)
		add_host(b, text, length);
	else if (!done)
		add_identifier(b, text, length, form);
}
