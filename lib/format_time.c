/*
 * The formats of time (Validation 7.3.1): date-time, date and time of RFC 3339 section
 * 5.6, duration of its appendix A; and the instant that a date-time names.
 *
 * "YY-MM-DD" and "HH:MM:SS" have one shape, three pairs of digits in eight bytes, so one
 * routine reads either at once as a 64-bit word. What is left is the century and the rare
 * part behind the seconds.
 */
#include "ascii.h"
#include "format.h"
#include "jschema.h"

enum {
	DATE_LENGTH = sizeof "YYYY-MM-DD" - 1,
	CLOCK_LENGTH = sizeof "HH:MM:SS" - 1,
	OFFSET_LENGTH = sizeof "+HH:MM" - 1,
	NANOSECOND_DIGITS = 9,
	MINUTES_A_DAY = 24 * 60,
};

struct moment {
	unsigned year, month, day;
	unsigned hour, minute, second;
	int offset;      /* minutes that the clock is ahead of UTC */
	size_t fraction; /* bytes of time-secfrac, with its dot; 0: none */
};

/* The letters of ABNF stand for both cases (RFC 5234 section 2.3). */
static bool
is_either(char c, char upper)
{
	return (c & ~0x20) == upper;
}

/*
 * Whether eight bytes are like a shape, which has zeros for the digits: what differs from
 * it is the value of the digits. The additions carry into the top bit of a byte what is
 * above the limit of its place, 0x7f less 9 for a digit and less 0 for what has to be the
 * same; a carry into the next byte needs a top bit, which is refused anyway.
 */
static inline bool
is_like(uint64_t digits, uint64_t limits)
{
	return !((digits | (digits + limits)) & 0x8080808080808080);
}

/* three pairs of digits with a byte between them, as in `shape` */
static inline bool
read_pairs(const char *text, const char *shape, uint64_t *pairs)
{
	uint64_t digits = load_word(text) ^ load_word(shape);
	*pairs = digits * 10 + (digits >> 8);
	return is_like(digits, 0x76767f76767f7676);
}

static inline unsigned
get_pair(uint64_t pairs, unsigned i)
{
	return pairs >> 24 * i & 0xff;
}

/* RFC 3339 appendix C */
static bool
is_leap_year(unsigned year)
{
	return (year % 100 ? year : year / 100) % 4 == 0;
}

/* full-date, from DATE_LENGTH bytes */
static inline bool
read_date(const char *text, struct moment *m)
{
	/* no day fits the month 00 */
	static const unsigned char days[] = {
	    0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	uint64_t pairs;
	if (!is_digit(text[0]) || !is_digit(text[1]) ||
	    !read_pairs(text + 2, "00-00-00", &pairs))
		return false;
	m->year = (unsigned)(text[0] - '0') * 1000 + (unsigned)(text[1] - '0') * 100 +
	    get_pair(pairs, 0);
	m->month = get_pair(pairs, 1);
	m->day = get_pair(pairs, 2);
	if (m->month > 12 || m->day < 1 || m->day > days[m->month])
		return false;
	return m->day < 29 || m->month != 2 || is_leap_year(m->year);
}

/* time-offset, which fills the text: minutes that the clock is ahead of UTC */
static bool
read_offset(const char *text, size_t length, int *offset)
{
	*offset = 0;
	if (length == 1)
		return is_either(*text, 'Z');
	if (length != OFFSET_LENGTH || (*text != '+' && *text != '-'))
		return false;
	char clock[] = "00:00:00";
	uint64_t pairs;
	for (size_t i = 1; i < OFFSET_LENGTH; i++)
		clock[i - 1] = text[i];
	if (!read_pairs(clock, "00:00:00", &pairs))
		return false;
	unsigned hours = get_pair(pairs, 0), minutes = get_pair(pairs, 1);
	int ahead = (int)(hours * 60 + minutes);
	*offset = *text == '-' ? -ahead : ahead;
	return hours <= 23 && minutes <= 59;
}

/* time-secfrac, in bytes; 0 when there is none, for it is optional */
static size_t
measure_fraction(const char *text, size_t length)
{
	if (!length || *text != '.')
		return 0;
	const char *behind = skip_class(text + 1, text + length, is_digit);
	return behind > text + 1 ? (size_t)(behind - text) : 0;
}

/* A leap second is 23:59:60 of UTC, whatever the local clock shows (section 5.7). */
static bool
is_leap_second(const struct moment *m)
{
	int minute = (int)(m->hour * 60 + m->minute) - m->offset;
	return m->second == 60 &&
	    (minute + MINUTES_A_DAY) % MINUTES_A_DAY == MINUTES_A_DAY - 1;
}

/* whether milliseconds and a Z end a time, as most programs write it */
static inline bool
ends_usually(const char *text, size_t length)
{
	return length == CLOCK_LENGTH + sizeof ".000Z" - 1 &&
	    is_like(load_word(text + CLOCK_LENGTH - 3) ^ load_word(":00.000Z"),
		0x7f7676767f76767f);
}

/* any other end, behind the seconds */
static bool __attribute__((noinline))
read_end(const char *text, size_t length, size_t *fraction, int *offset)
{
	*fraction = measure_fraction(text, length);
	return read_offset(text + *fraction, length - *fraction, offset);
}

/* full-time, which fills the text */
static inline bool
read_time(const char *text, size_t length, struct moment *m)
{
	uint64_t pairs;
	size_t fraction = sizeof ".000" - 1;
	int offset = 0;
	if (length <= CLOCK_LENGTH || !read_pairs(text, "00:00:00", &pairs))
		return false;
	if (!ends_usually(text, length) &&
	    !read_end(text + CLOCK_LENGTH, length - CLOCK_LENGTH, &fraction, &offset))
		return false;
	m->hour = get_pair(pairs, 0);
	m->minute = get_pair(pairs, 1);
	m->second = get_pair(pairs, 2);
	m->fraction = fraction;
	m->offset = offset;
	return m->hour <= 23 && m->minute <= 59 && (m->second <= 59 || is_leap_second(m));
}

static inline bool
read_date_time(const char *text, size_t length, struct moment *m)
{
	return length > DATE_LENGTH && is_either(text[DATE_LENGTH], 'T') &&
	    read_date(text, m) &&
	    read_time(text + DATE_LENGTH + 1, length - DATE_LENGTH - 1, m);
}

/*
 * Days since 1970-01-01. Years begin in March here, so that the leap day ends its year
 * and every month begins at a fixed day. A cycle of 400 years is lent to keep January of
 * the year 0000 above zero.
 */
static int64_t
count_days(const struct moment *m)
{
	const int64_t cycle = 146097, epoch = 719468;
	int64_t year = (int64_t)m->year + 400 - (m->month <= 2);
	int64_t month = (m->month + 9) % 12;
	int64_t day = (month * 153 + 2) / 5 + m->day - 1;
	return year * 365 + year / 4 - year / 100 + year / 400 + day - cycle - epoch;
}

/* from the digits of time-secfrac, which may be more than are wanted */
static uint32_t
read_nanoseconds(const char *digits, size_t count)
{
	uint32_t value = 0;
	for (size_t i = 0; i < NANOSECOND_DIGITS; i++)
		value = value * 10 + (i < count ? (uint32_t)(digits[i] - '0') : 0);
	return value;
}

/*
 * Elements of a duration, each digits and a unit. The grammar nests the units: behind one
 * of them only the next in the row may follow, and the first may be any. NULL when there
 * is no element or a broken one, else what comes behind the last.
 */
static const char *
read_elements(const char *at, const char *end, const char *units)
{
	bool first = true;
	while (at < end && is_digit(*at)) {
		at = skip_class(at, end, is_digit);
		if (at == end)
			return NULL;
		while (first && *units && !is_either(*at, *units))
			units++;
		if (!*units || !is_either(*at, *units))
			return NULL;
		first = false;
		units++;
		at++;
	}
	return first ? NULL : at;
}

bool
format_date_time(const char *text, size_t length)
{
	struct moment m;
	return read_date_time(text, length, &m);
}

bool
format_date(const char *text, size_t length)
{
	struct moment m;
	return length == DATE_LENGTH && read_date(text, &m);
}

bool
format_time(const char *text, size_t length)
{
	struct moment m;
	return read_time(text, length, &m);
}

bool
format_duration(const char *text, size_t length)
{
	if (length < 2 || !is_either(*text, 'P'))
		return false;
	const char *at = text + 1, *end = text + length;
	if (is_either(end[-1], 'W'))
		return read_elements(at, end, "W") == end;
	if (!is_either(*at, 'T'))
		at = read_elements(at, end, "YMD");
	if (at && at < end && is_either(*at, 'T'))
		at = read_elements(at + 1, end, "HMS");
	return at == end;
}

bool
jschema_date_time(
    const char *text, size_t length, int64_t *seconds, uint32_t *nanoseconds)
{
	struct moment m;
	if (!read_date_time(text, length, &m))
		return false;
	int64_t minutes = (int64_t)(m.hour * 60 + m.minute) - m.offset;
	const char *fraction = text + DATE_LENGTH + 1 + CLOCK_LENGTH;
	*seconds = count_days(&m) * 86400 + minutes * 60 + m.second;
	if (nanoseconds)
		*nanoseconds =
		    m.fraction ? read_nanoseconds(fraction + 1, m.fraction - 1) : 0;
	return true;
}
