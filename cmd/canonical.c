/*
 * What RFC 8785 (JSON Canonicalization Scheme) asks for beyond normal form: numbers as
 * ECMAScript prints the nearest double (section 3.2.2.3), and none that has no double
 * near it (RFC 7493 section 2.2).
 */
#include "canonical.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_DIGITS = 17, /* that any double needs */
	MOST_PLAIN = 21,  /* digits before the point that are written without exponent */
	LEAST_PLAIN = -6, /* zeros behind the point, likewise */
	ROOM = MOST_DIGITS + sizeof "-.e-324",
};

/* A decimal: 0.DIGITS times ten to the power of `point`. */
struct decimal {
	char digits[MOST_DIGITS + 2];
	int count;
	int point;
};

static double
decimal_value(const struct decimal *d)
{
	char text[ROOM + 8];
	snprintf(text, sizeof text, "0.%se%d", d->digits, d->point);
	return strtod(text, NULL);
}

/* the decimal of so many digits that is nearest, an even one of two */
static struct decimal
decimal_nearest(double value, int count)
{
	char text[ROOM];
	struct decimal d = {.count = count};
	snprintf(text, sizeof text, "%.*e", count - 1, value);
	d.digits[0] = text[0];
	memcpy(d.digits + 1, text + 2, (size_t)count - 1);
	d.point = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1;
	return d;
}

static void
decimal_increase(struct decimal *d)
{
	int i = d->count;
	while (i > 0 && d->digits[i - 1] == '9')
		d->digits[--i] = '0';
	if (i > 0) {
		d->digits[i - 1]++;
		return;
	}
	d->digits[0] = '1';
	d->point++;
}

/*
 * ECMA-262 Number::toString: the fewest digits that lead back to the value, and of those
 * the nearest. Above a power of two doubles are twice as far apart as below it, so there
 * the nearest decimal may lead elsewhere, and the next one above lead back.
 */
static struct decimal
decimal_shortest(double value)
{
	for (int count = 1; count < MOST_DIGITS; count++) {
		struct decimal d = decimal_nearest(value, count);
		if (decimal_value(&d) == value)
			return d;
		decimal_increase(&d);
		if (decimal_value(&d) == value)
			return d;
	}
	return decimal_nearest(value, MOST_DIGITS);
}

void
canonical_add_double(struct buffer *b, double value)
{
	const double all_integers = 9007199254740992; /* 2^53 */
	if (value < 0)
		buffer_say(b, "-");
	value = fabs(value);
	if (value < all_integers && value == (double)(int64_t)value) {
		buffer_format(b, "%.0f", value);
		return;
	}
	const struct decimal d = decimal_shortest(value);
	const char *digits = d.digits;
	int k = d.count, n = d.point;
	if (k <= n && n <= MOST_PLAIN)
		buffer_format(b, "%s%.*s", digits, n - k, "00000000000000000000");
	else if (0 < n && n <= MOST_PLAIN)
		buffer_format(b, "%.*s.%s", n, digits, digits + n);
	else if (LEAST_PLAIN < n && n <= 0)
		buffer_format(b, "0.%.*s%s", -n, "000000", digits);
	else
		buffer_format(
		    b, "%c%s%se%+d", digits[0], k > 1 ? "." : "", digits + 1, n - 1);
}

static double
nearest_double(const char *number, size_t length)
{
	char *copy = xstrndup(number, length);
	double value = strtod(copy, NULL);
	free(copy);
	return value;
}

bool
canonical_add_number(struct buffer *b, const char *number, size_t length)
{
	double value = nearest_double(number, length);
	if (!isfinite(value))
		return false;
	canonical_add_double(b, value);
	return true;
}

struct jschema_value
canonical_obstacle(struct jschema_value v)
{
	const struct jschema_value none = {NULL, 0};
	size_t length;
	struct jschema_item item;
	if (jschema_kind(v) == JSCHEMA_NUMBER) {
		const char *number = jschema_text(v, &length);
		return isfinite(nearest_double(number, length)) ? none : v;
	}
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		struct jschema_value found = canonical_obstacle(item.value);
		if (found.document)
			return found;
	}
	return none;
}
