/*
 * Exact decimal arithmetic on the digits of JSON numbers (RFC 8259 section 6).
 *
 * The one idea: a number is 0.ddd times a power of ten, where the digits neither begin
 * nor end with 0. This form is unique, so it decides equality, order and hash, and it
 * needs no memory, because the digits stay in the text (Validation 6.2).
 */
#include "number.h"

#include <string.h>

enum {
	SHORT_DIGITS = 18, /* ten times as much and a digit more fit into 64 bits */
	LIMB_DIGITS = 9,
	LIMB = 1000000000,
	LIMBS = (NUMBER_DIVISOR_DIGITS + LIMB_DIGITS - 1) / LIMB_DIGITS,
};

/* The digits reach from the first to the last that is not 0, with one '.' among them. */
struct decimal {
	const char *digits;
	size_t count;  /* of the digits; 0 when the number is 0 */
	int64_t point; /* the value is 0.digits times ten to this power */
	bool negative; /* never for 0, since -0 is 0 */
};

static int64_t
parse_exponent(const char *at, const char *end)
{
	bool negative = *at == '-';
	int64_t exponent = 0;
	for (at += negative || *at == '+'; at < end; at++)
		exponent = exponent * 10 + (*at - '0');
	return negative ? -exponent : exponent;
}

static struct decimal
parse(const char *text, size_t length)
{
	const char *end = text + length;
	bool negative = length > 0 && *text == '-';
	const char *first = text + negative;
	const char *dot = NULL;
	const char *behind = first;
	for (; behind < end && *behind != 'e' && *behind != 'E'; behind++)
		if (*behind == '.')
			dot = behind;
	const char *exponent = behind;
	while (first < behind && (*first == '0' || *first == '.'))
		first++;
	if (first == behind)
		return (struct decimal){0};
	if (!dot)
		dot = exponent;
	while (behind[-1] == '0' || behind[-1] == '.')
		behind--;
	bool inside = first < dot && dot < behind;
	struct decimal number = {.digits = first, .negative = negative};
	number.count = (size_t)(behind - first) - inside;
	number.point = dot - first + (first > dot);
	if (exponent < end)
		number.point += parse_exponent(exponent + 1, end);
	return number;
}

static uint32_t
next_digit(const char **at)
{
	*at += **at == '.';
	return (uint32_t)(*(*at)++ - '0');
}

/* Without the signs. Because no digits end with 0, the longer of two equal beginnings is
 * the larger number. */
static int
compare_sizes(const struct decimal *a, const struct decimal *b)
{
	if (a->count == 0 || b->count == 0)
		return (a->count > 0) - (b->count > 0);
	if (a->point != b->point)
		return a->point < b->point ? -1 : 1;
	const char *p = a->digits, *q = b->digits;
	for (size_t left = a->count < b->count ? a->count : b->count; left > 0; left--) {
		uint32_t x = next_digit(&p), y = next_digit(&q);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (a->count > b->count) - (a->count < b->count);
}

/* The commonest numbers by far: a few digits and nothing else. */
static bool
read_short(const char *text, size_t length, uint64_t *value)
{
	if (length > SHORT_DIGITS)
		return false;
	uint64_t sum = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		sum = sum * 10 + (uint64_t)(text[i] - '0');
	}
	*value = sum;
	return true;
}

/* The digits of a number as an integer, with zeros behind them, from the left. */
struct digits {
	const char *at;
	size_t left;
	size_t zeros;
};

static uint32_t
take_digit(struct digits *d)
{
	if (d->left > 0) {
		d->left--;
		return next_digit(&d->at);
	}
	d->zeros--;
	return 0;
}

static uint32_t
take_limb(struct digits *d, size_t count)
{
	uint32_t limb = 0;
	while (count-- > 0)
		limb = limb * 10 + take_digit(d);
	return limb;
}

/* Reduces as seldom as 64 bits allow, so that a short number costs one division. */
static bool
divides_short(uint64_t divisor, struct digits *number)
{
	const uint64_t full = UINT64_C(1000000000000000000);
	uint64_t rest = 0;
	while (number->left + number->zeros > 0) {
		if (rest >= full)
			rest %= divisor;
		rest = rest * 10 + take_digit(number);
	}
	return rest % divisor == 0;
}

static bool
reaches(const uint32_t *rest, const uint32_t *divisor, size_t limbs)
{
	if (rest[0] != 0)
		return true;
	for (size_t i = 0; i < limbs; i++)
		if (rest[i + 1] != divisor[i])
			return rest[i + 1] > divisor[i];
	return true;
}

/*
 * The remainder, where `rest` has a limb more than `divisor` and is less than LIMB times
 * it. The quotient is guessed from the first limbs and never too large, so it is enough
 * to try again; the first limb of the divisor is full, so a few times are enough.
 */
static void
reduce(uint32_t *rest, const uint32_t *divisor, size_t limbs)
{
	while (reaches(rest, divisor, limbs)) {
		uint64_t top = (uint64_t)rest[0] * LIMB + rest[1];
		uint64_t quotient = top / (divisor[0] + UINT64_C(1));
		if (quotient == 0)
			quotient = 1;
		uint64_t borrow = 0;
		for (size_t i = limbs; i > 0; i--) {
			uint64_t take = quotient * divisor[i - 1] + borrow;
			uint32_t low = (uint32_t)(take % LIMB);
			bool under = rest[i] < low;
			rest[i] = rest[i] + (under ? LIMB : 0) - low;
			borrow = take / LIMB + under;
		}
		rest[0] -= (uint32_t)borrow;
	}
}

/* School division in limbs of nine digits. Zeros behind both numbers change nothing, and
 * fill the first limb of the divisor. */
static bool
divides_long(const struct decimal *divisor, struct digits *number)
{
	size_t limbs = (divisor->count + LIMB_DIGITS - 1) / LIMB_DIGITS;
	size_t fill = limbs * LIMB_DIGITS - divisor->count;
	struct digits digits = {divisor->digits, divisor->count, fill};
	uint32_t by[LIMBS] = {0}, rest[LIMBS + 1] = {0};
	for (size_t i = 0; i < limbs; i++)
		by[i] = take_limb(&digits, LIMB_DIGITS);

	number->zeros += fill;
	size_t left = number->left + number->zeros;
	while (left > 0) {
		size_t count = left % LIMB_DIGITS ? left % LIMB_DIGITS : LIMB_DIGITS;
		memmove(rest, rest + 1, limbs * sizeof *rest);
		rest[limbs] = take_limb(number, count);
		reduce(rest, by, limbs);
		left -= count;
	}
	for (size_t i = 0; i <= limbs; i++)
		if (rest[i] != 0)
			return false;
	return true;
}

/*
 * With x and y for the digits as integers, neither of them a multiple of ten, the
 * question is whether y divides x times ten to the `shift`. A negative shift would have
 * y times a power of ten divide x: it cannot. Of a positive one no more counts than y
 * has factors 2 or 5, which is less than four for each of its digits.
 */
static enum number_multiple
decide_multiple(const struct decimal *number, const struct decimal *divisor)
{
	int64_t shift = number->point - (int64_t)number->count - divisor->point +
	    (int64_t)divisor->count;
	if (shift < 0)
		return NUMBER_NOT_MULTIPLE;
	size_t most = divisor->count * 4;
	size_t zeros = (uint64_t)shift < most ? (size_t)shift : most;
	struct digits digits = {number->digits, number->count, zeros};
	bool yes;
	if (divisor->count <= SHORT_DIGITS) {
		struct digits by = {divisor->digits, divisor->count, 0};
		uint64_t value = 0;
		while (by.left > 0)
			value = value * 10 + take_digit(&by);
		yes = divides_short(value, &digits);
	} else if (divisor->count <= NUMBER_DIVISOR_DIGITS) {
		yes = divides_long(divisor, &digits);
	} else {
		int order = compare_sizes(number, divisor);
		if (order > 0)
			return NUMBER_LIMIT;
		yes = order == 0;
	}
	return yes ? NUMBER_MULTIPLE : NUMBER_NOT_MULTIPLE;
}

int
number_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
	uint64_t p, q;
	if (read_short(a, a_length, &p) && read_short(b, b_length, &q))
		return (p > q) - (p < q);
	struct decimal x = parse(a, a_length), y = parse(b, b_length);
	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? compare_sizes(&y, &x) : compare_sizes(&x, &y);
}

bool
number_equal(const char *a, size_t a_length, const char *b, size_t b_length)
{
	if (a_length == b_length && memcmp(a, b, a_length) == 0)
		return true;
	return number_compare(a, a_length, b, b_length) == 0;
}

bool
number_is_integer(const char *text, size_t length)
{
	struct decimal number = parse(text, length);
	return number.count == 0 || number.point >= (int64_t)number.count;
}

enum number_multiple
number_is_multiple(
    const char *text, size_t length, const char *divisor, size_t divisor_length)
{
	uint64_t p, q;
	if (read_short(text, length, &p) && read_short(divisor, divisor_length, &q) && q)
		return p % q == 0 ? NUMBER_MULTIPLE : NUMBER_NOT_MULTIPLE;
	struct decimal number = parse(text, length);
	if (number.count == 0)
		return NUMBER_MULTIPLE;
	struct decimal by = parse(divisor, divisor_length);
	return by.count == 0 ? NUMBER_NOT_MULTIPLE : decide_multiple(&number, &by);
}

bool
number_to_count(const char *text, size_t length, uint64_t *count)
{
	const int64_t most_digits = 20; /* of an uint64_t */
	struct decimal number = parse(text, length);
	if (number.negative || number.point < (int64_t)number.count ||
	    number.point > most_digits)
		return false;
	size_t zeros = (size_t)number.point - number.count;
	struct digits digits = {number.digits, number.count, zeros};
	uint64_t sum = 0;
	while (digits.left + digits.zeros > 0) {
		uint32_t digit = take_digit(&digits);
		if (sum > (UINT64_MAX - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*count = sum;
	return true;
}

/* FNV-1a, because no part of the unique form may be left out. */
size_t
number_digits(const char *text, size_t length)
{
	return parse(text, length).count;
}

uint32_t
number_hash(const char *text, size_t length)
{
	const uint64_t prime = UINT64_C(0x100000001b3);
	struct decimal number = parse(text, length);
	uint64_t hash = (UINT64_C(0xcbf29ce484222325) ^ number.negative) * prime;
	hash = (hash ^ (uint64_t)number.point) * prime;
	const char *at = number.digits;
	for (size_t left = number.count; left > 0; left--)
		hash = (hash ^ next_digit(&at)) * prime;
	return (uint32_t)(hash ^ hash >> 32);
}
