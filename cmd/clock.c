/*
 * Instants, and how far they are from now in the unit that people would take: whole
 * units, so that nothing lasts longer than is said.
 */
#include "clock.h"

#include <stdio.h>
#include <time.h>

/* in seconds, months and years on average of the Gregorian calendar */
enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	MONTH = 2629746,
	YEAR = 12 * MONTH,
};

enum { LONGEST_INSTANT = 256 }; /* bytes of a date-time that is shown as one */

#define YEAR_1000 INT64_C(-30610224000)
#define YEAR_10000 INT64_C(253402300800)

int64_t
clock_now(void)
{
	return (int64_t)time(NULL);
}

/* of what has escapes, or is no string */
static bool
decoded_instant(struct jschema_value v, int64_t *seconds)
{
	char buffer[LONGEST_INSTANT];
	size_t length;
	jschema_text(v, &length);
	if (length > sizeof buffer)
		return false;
	const char *text = jschema_string(v, buffer, &length);
	return text && jschema_date_time(text, length, seconds, NULL);
}

bool
clock_instant(struct jschema_value v, int64_t *seconds)
{
	size_t length;
	const char *text = jschema_string(v, NULL, &length);
	return text ? jschema_date_time(text, length, seconds, NULL)
		    : decoded_instant(v, seconds);
}

bool
clock_add_utc(struct buffer *b, const char *text, size_t length)
{
	enum { SECOND = sizeof "YYYY-MM-DDTHH:MM:" - 1, FRACTION = SECOND + 2 };
	int64_t seconds;
	struct tm tm;
	if (!jschema_date_time(text, length, &seconds, NULL))
		return false;
	/* a leap second is no second of its own in a count of them */
	bool leap = text[SECOND] == '6';
	time_t instant = (time_t)(seconds - leap);
	if (!gmtime_r(&instant, &tm) || tm.tm_year < -1900 || tm.tm_year > 9999 - 1900)
		return false;
	size_t end = FRACTION;
	while (text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))
		end++;
	buffer_format(b, "%04d-%02d-%02dT%02d:%02d:%02d%.*sZ", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec + leap,
	    (int)(end - FRACTION), text + FRACTION);
	return true;
}

bool
clock_write(int64_t seconds, char text[CLOCK_INSTANT])
{
	time_t time = (time_t)seconds;
	struct tm t;
	if (seconds < YEAR_1000 || seconds >= YEAR_10000 || !gmtime_r(&time, &t))
		return false;
	return strftime(text, CLOCK_INSTANT, "%Y-%m-%dT%H:%M:%SZ", &t) > 0;
}

void
clock_relative(int64_t seconds, int64_t now, bool brief, char words[CLOCK_WORDS])
{
	static const struct {
		int64_t below; /* of this many seconds the unit is used */
		int64_t unit;
		const char *name;
		const char *letter;
	} units[] = {
	    {2 * MINUTE, 1, "second", "s"},
	    {2 * HOUR, MINUTE, "minute", "min"},
	    {2 * DAY, HOUR, "hour", "h"},
	    {2 * MONTH, DAY, "day", "d"},
	    {2 * YEAR, MONTH, "month", "mo"},
	    {INT64_MAX, YEAR, "year", "y"},
	};
	int64_t distance = seconds > now ? seconds - now : now - seconds;
	size_t i = 0;
	while (distance >= units[i].below)
		i++;
	long long count = (long long)(distance / units[i].unit);
	const char *plural = count == 1 ? "" : "s";
	if (distance == 0)
		snprintf(words, CLOCK_WORDS, "now");
	else if (brief)
		snprintf(words, CLOCK_WORDS, "%s%lld%s%s", seconds > now ? "in " : "",
		    count, units[i].letter, seconds > now ? "" : " ago");
	else if (seconds > now)
		snprintf(
		    words, CLOCK_WORDS, "in %lld %s%s", count, units[i].name, plural);
	else
		snprintf(
		    words, CLOCK_WORDS, "%lld %s%s ago", count, units[i].name, plural);
}
