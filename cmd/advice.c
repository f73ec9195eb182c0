/*
 * What was meant by a value at fault. A table of members and of the kinds that stand
 * there by mistake leads to a function that looks at the value.
 */
#include "advice.h"

#include "clock.h"

#include <stdlib.h>
#include <string.h>

enum {
	SECONDS_DIGITS = 10, /* from 2001 to 2286 */
	MILLISECONDS_DIGITS = 13,
	DAY_LENGTH = 10, /* 2026-10-01 */
	LONGEST_DATE = 40,
};

/* ---- dates ---- */

/* a count of seconds or milliseconds since 1970 */
static bool
advise_unix(struct buffer *b, const char *text, size_t length)
{
	char instant[CLOCK_INSTANT], number[MILLISECONDS_DIGITS + 1];
	size_t digits = 0;
	while (digits < length && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	if ((digits != SECONDS_DIGITS && digits != MILLISECONDS_DIGITS) ||
	    (digits < length && text[digits] != '.'))
		return false;
	memcpy(number, text, digits);
	number[digits] = '\0';
	bool milliseconds = digits == MILLISECONDS_DIGITS;
	if (!clock_write(strtoll(number, NULL, 10) / (milliseconds ? 1000 : 1), instant))
		return false;
	buffer_format(b, "; %s looks like Unix %s: %s", number,
	    milliseconds ? "milliseconds" : "seconds", instant);
	return true;
}

/* a date without a time, with a blank before the time, without seconds or without zone */
static bool
advise_date(struct buffer *b, const char *text, size_t length)
{
	char date[LONGEST_DATE + sizeof "T00:00:00Z"];
	int64_t seconds;
	uint32_t nanoseconds;
	const char *more[] = {"", "Z", ":00Z", "T00:00:00Z"};
	if (advise_unix(b, text, length))
		return true;
	if (length < DAY_LENGTH || length > LONGEST_DATE)
		return false;
	memcpy(date, text, length);
	if (length > DAY_LENGTH && date[DAY_LENGTH] == ' ')
		date[DAY_LENGTH] = 'T';
	for (size_t i = 0; i < COUNT(more); i++) {
		size_t added = strlen(more[i]);
		memcpy(date + length, more[i], added);
		if (!jschema_date_time(date, length + added, &seconds, &nanoseconds))
			continue;
		buffer_format(b, "; write %.*s%s", (int)(length + added), date,
		    added ? " if that is UTC" : "");
		return true;
	}
	return false;
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
	    {"1", "true"},
	    {"0", "false"},
	};
	for (size_t i = 0; i < COUNT(words); i++) {
		if (strlen(words[i].word) != length ||
		    memcmp(words[i].word, text, length) != 0)
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
