/*
 * What was meant by a value at fault. A table of members and of the kinds that stand
 * there by mistake leads to a function that looks at the value.
 */
#include "advice.h"

#include "clock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	DAY_LENGTH = 10,    /* 2026-10-01 */
	MINUTE_LENGTH = 16, /* 2026-10-01T12:00 */
	ZONE_LENGTH = 5,    /* +0200 */
	LONGEST_DATE = 40,
};

/* ---- dates ---- */

/* a count of seconds or milliseconds since 1970, also as 1.7e9 */
static bool
advise_unix(struct buffer *b, const char *text, size_t length)
{
	char instant[CLOCK_INSTANT], number[LONGEST_DATE + 1], *end;
	if (length > LONGEST_DATE)
		return false;
	memcpy(number, text, length);
	number[length] = '\0';
	if (strspn(number, "0123456789.eE+") < length)
		return false;
	double count = strtod(number, &end);
	/* from 2001 to 2286 */
	bool seconds = count >= 1e9 && count < 1e10;
	bool milliseconds = count >= 1e12 && count < 1e13;
	if (*end || (!seconds && !milliseconds))
		return false;
	int64_t whole = (int64_t)count;
	if (!clock_write(milliseconds ? whole / 1000 : whole, instant))
		return false;
	buffer_format(b, "; %" PRId64 " looks like Unix %s: %s", whole,
	    milliseconds ? "milliseconds" : "seconds", instant);
	return true;
}

/* what is missing behind a date to make it one of RFC 3339, or NULL */
static const char *
find_rest(const struct buffer *date)
{
	static const char *const rests[] = {"", "Z", ":00Z", "T00:00:00Z"};
	char whole[LONGEST_DATE + sizeof "T00:00:00Z" + ZONE_LENGTH];
	int64_t seconds;
	memcpy(whole, date->text, date->length);
	for (size_t i = 0; i < COUNT(rests); i++) {
		size_t added = strlen(rests[i]);
		memcpy(whole + date->length, rests[i], added);
		if (jschema_date_time(whole, date->length + added, &seconds, NULL))
			return rests[i];
	}
	return NULL;
}

static size_t
count_digits(const char *text, size_t length)
{
	size_t digits = 0;
	while (digits < length && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	return digits;
}

/* with T for a blank before the time, seconds before the zone, and a colon in that */
static void
mend_date(struct buffer *date, const char *text, size_t length)
{
	const char *zone = text + length - ZONE_LENGTH;
	bool short_zone = length > MINUTE_LENGTH && strchr("+-", *zone) &&
	    count_digits(zone + 1, ZONE_LENGTH - 1) == ZONE_LENGTH - 1;
	size_t start = length < MINUTE_LENGTH ? length : MINUTE_LENGTH;
	buffer_add(date, text, start);
	if (length > DAY_LENGTH && text[DAY_LENGTH] == ' ')
		date->text[DAY_LENGTH] = 'T';
	if (length > start && strchr("Zz+-", text[start]))
		buffer_say(date, ":00");
	buffer_add(date, text + start, length - start);
	if (!short_zone)
		return;
	date->length -= 2;
	buffer_say(date, ":");
	buffer_add(date, zone + 3, 2);
}

/* a day that is in no calendar, which shows where another one stands in its place */
static bool
advise_calendar(struct buffer *b, struct buffer *date)
{
	char day[2], month[2], *at = date->text;
	memcpy(month, at + 5, 2);
	memcpy(day, at + 8, 2);
	if (count_digits(month, 2) < 2 || count_digits(day, 2) < 2)
		return false;
	memcpy(at + 8, "01", 2);
	if (find_rest(date)) {
		buffer_format(b, "; %.7s has no day %.2s", at, day);
		return true;
	}
	memcpy(at + 5, "01", 2);
	if (!find_rest(date))
		return false;
	buffer_format(b, "; there is no month %.2s", month);
	return true;
}

/* 10/1/2026 and 1.10.2026: which is the month cannot be known */
static bool
advise_order(struct buffer *b, const char *text, size_t length)
{
	for (size_t numbers = 0; numbers < 2; numbers++) {
		size_t digits = count_digits(text, length);
		if (digits == 0 || digits > 2 || digits == length ||
		    !strchr("/.-", text[digits]))
			return false;
		text += digits + 1;
		length -= digits + 1;
	}
	if (count_digits(text, length) != 4)
		return false;
	buffer_format(b, "; the year stands first: %.4s-MONTH-DAYT00:00:00Z", text);
	return true;
}

/* a date that is nearly one of RFC 3339 */
static bool
advise_date(struct buffer *b, const char *text, size_t length)
{
	struct buffer date = {0};
	if (advise_unix(b, text, length) || advise_order(b, text, length))
		return true;
	while (length && text[length - 1] == ' ')
		length--;
	for (; length && *text == ' '; length--)
		text++;
	if (length < DAY_LENGTH || length > LONGEST_DATE)
		return false;
	mend_date(&date, text, length);
	const char *rest = find_rest(&date);
	if (rest)
		buffer_format(b, "; write %.*s%s%s", (int)date.length, date.text, rest,
		    *rest ? " if that is UTC" : "");
	bool said = rest || advise_calendar(b, &date);
	free(date.text);
	return said;
}

/* ---- other members ---- */

static bool
advise_scopes(struct buffer *b, const char *text, size_t length)
{
	(void)text;
	(void)length;
	buffer_say(b, "; join the scopes with spaces into one string");
	return true;
}

static bool
advise_servers(struct buffer *b, const char *text, size_t length)
{
	(void)text;
	(void)length;
	buffer_say(b, "; one server stands in an array too");
	return true;
}

static bool
advise_boolean(struct buffer *b, const char *text, size_t length)
{
	static const struct {
		const char *word;
		const char *literal;
	} words[] = {
	    {"true", "true"},
	    {"false", "false"},
	    {"yes", "true"},
	    {"no", "false"},
	    {"on", "true"},
	    {"off", "false"},
	    {"y", "true"},
	    {"n", "false"},
	    {"1", "true"},
	    {"0", "false"},
	};
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strlen(words[i].word) != length ||
		    strncasecmp(words[i].word, text, length) != 0)
			continue;
		buffer_format(b, "; write the literal %s", words[i].literal);
		return true;
	}
	return false;
}

/* an IPv4 address is a number of 32 bits to databases */
static bool
advise_address(struct buffer *b, const char *text, size_t length)
{
	char *end;
	unsigned long long number = strtoull(text, &end, 10);
	if (*text == '-' || end != text + length || number >> 32 || number >> 24 == 0)
		return false;
	buffer_format(b, "; %llu looks like the address %llu.%llu.%llu.%llu", number,
	    number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255);
	return true;
}

static const struct advice {
	const char *member;
	enum jschema_kind kind; /* that stands there */
	/* adds what to write; the text is that of a scalar */
	bool (*add)(struct buffer *, const char *text, size_t length);
} advices[] = {
    {"created_at", JSCHEMA_NUMBER, advise_unix},
    {"idle_expires_at", JSCHEMA_NUMBER, advise_unix},
    {"expires_at", JSCHEMA_NUMBER, advise_unix},
    {"last_exchanged_at", JSCHEMA_NUMBER, advise_unix},
    {"created_at", JSCHEMA_STRING, advise_date},
    {"idle_expires_at", JSCHEMA_STRING, advise_date},
    {"expires_at", JSCHEMA_STRING, advise_date},
    {"last_exchanged_at", JSCHEMA_STRING, advise_date},
    {"rotating", JSCHEMA_STRING, advise_boolean},
    {"rotating", JSCHEMA_NUMBER, advise_boolean},
    {"resource_servers", JSCHEMA_OBJECT, advise_servers},
    {"scopes", JSCHEMA_ARRAY, advise_scopes},
    {"initial_ip", JSCHEMA_NUMBER, advise_address},
    {"last_ip", JSCHEMA_NUMBER, advise_address},
};

/* whether a value is told as it is */
static bool
is_told(struct jschema_value v, const char *text, size_t length)
{
	size_t told_length;
	const char *told = jschema_text(jschema_told(v), &told_length);
	return told_length == length && memcmp(told, text, length) == 0;
}

bool
advice_add(struct buffer *b, const struct jschema_fault *fault)
{
	const char *slash = strrchr(fault->instance_location, '/');
	size_t length = 0;
	const char *text = jschema_text(fault->value, &length);
	/* what may not be there at all is no better as another value */
	if (strcmp(fault->keyword, "additionalProperties") == 0) {
		buffer_say(b, "; remove the member");
		return true;
	}
	/* of a mask there is nothing to say */
	if (text && !is_told(fault->value, text, length))
		return false;
	for (size_t i = 0; slash && i < COUNT(advices); i++) {
		if (advices[i].kind == jschema_kind(fault->value) &&
		    strcmp(advices[i].member, slash + 1) == 0)
			return advices[i].add(b, text, length);
	}
	return false;
}
