/*
 * Any two numbers, with a space between them: equality, order, multiples, integers and
 * hashes as digits on paper have them, where the numbers are laid out in full.
 */
#include "../../lib/number.h"
#include "demand.h"
#include "jschema.h"

#include <string.h>

enum { MOST_DIGITS = 700, MOST_SHIFT = 200 };

/* a number times ten to the power MOST_SHIFT, as digits from the right */
struct laid_out {
	unsigned char digits[MOST_DIGITS];
	bool negative;
};

/* false where it is too long for that */
static bool
lay_out(struct laid_out *n, const char *text, size_t length)
{
	const char *end = text + length, *mark = text;
	long exponent = 0, behind = 0;
	*n = (struct laid_out){.negative = *text == '-'};
	while (mark < end && *mark != 'e' && *mark != 'E')
		mark++;
	if (end - mark > 5 || mark - text > MOST_SHIFT)
		return false;
	if (mark < end) {
		char copy[8] = {0};
		memcpy(copy, mark + 1, (size_t)(end - mark - 1));
		exponent = strtol(copy, NULL, 10);
	}
	const char *dot = memchr(text, '.', (size_t)(mark - text));
	if (dot)
		behind = mark - dot - 1;
	long place = MOST_SHIFT + exponent - behind;
	if (place < 0 || place + (mark - text) >= MOST_DIGITS - 1)
		return false;
	for (const char *at = mark; at > text; at--) {
		if (at[-1] >= '0' && at[-1] <= '9')
			n->digits[place++] = (unsigned char)(at[-1] - '0');
	}
	return true;
}

static int
compare_digits(const unsigned char *a, const unsigned char *b, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

static bool
is_zero(const unsigned char *digits)
{
	static const unsigned char zero[MOST_DIGITS];
	return memcmp(digits, zero, sizeof zero) == 0;
}

static int
compare_laid_out(const struct laid_out *a, const struct laid_out *b)
{
	bool a_below = a->negative && !is_zero(a->digits);
	bool b_below = b->negative && !is_zero(b->digits);
	if (a_below != b_below)
		return a_below ? -1 : 1;
	int sizes = compare_digits(a->digits, b->digits, MOST_DIGITS);
	return a_below ? -sizes : sizes;
}

/* how many digits there are without zeros before them */
static int
count_digits(const unsigned char *digits)
{
	int count = MOST_DIGITS;
	while (count > 0 && digits[count - 1] == 0)
		count--;
	return count;
}

/* division as at school: what is left gets the next digit, and gives what it can */
static bool
divides(const struct laid_out *divisor, const struct laid_out *number)
{
	unsigned char left[MOST_DIGITS] = {0};
	int count = count_digits(divisor->digits);
	if (count == 0)
		return is_zero(number->digits);
	for (int i = count_digits(number->digits) - 1; i >= 0; i--) {
		memmove(left + 1, left, (size_t)count);
		left[0] = number->digits[i];
		while (compare_digits(left, divisor->digits, count + 1) >= 0) {
			int borrowed = 0;
			for (int k = 0; k <= count; k++) {
				int digit = left[k] - divisor->digits[k] - borrowed;
				borrowed = digit < 0;
				left[k] = (unsigned char)(digit + 10 * borrowed);
			}
		}
	}
	return is_zero(left);
}

/* whether the digits behind the point are all 0 */
static bool
is_whole(const struct laid_out *n)
{
	int i = 0;
	while (i < MOST_SHIFT && n->digits[i] == 0)
		i++;
	return i == MOST_SHIFT;
}

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
	struct laid_out x, y;
	enum number_multiple multiple = number_is_multiple(a, a_length, b, b_length);
	int order = sign(number_compare(a, a_length, b, b_length));
	bool equal = number_equal(a, a_length, b, b_length);
	uint64_t count = 0;
	demand(order == -sign(number_compare(b, b_length, a, a_length)));
	demand(equal == (order == 0));
	demand(!equal || number_hash(a, a_length) == number_hash(b, b_length));
	demand(multiple != NUMBER_LIMIT ||
	    number_digits(b, b_length) > NUMBER_DIVISOR_DIGITS);
	if (number_to_count(a, a_length, &count))
		demand(number_is_integer(a, a_length));
	if (!lay_out(&x, a, a_length) || !lay_out(&y, b, b_length))
		return;
	demand(order == compare_laid_out(&x, &y));
	demand(number_is_integer(a, a_length) == is_whole(&x));
	demand((multiple == NUMBER_MULTIPLE) == divides(&y, &x));
}

/* the length of the number that a text begins with, as the reader has it; or 0 */
static size_t
number_length(struct jschema_document *d, const char *text, size_t length)
{
	size_t end = 0;
	if (!jschema_document_read(d, text, length, NULL, &end, NULL) ||
	    jschema_kind(jschema_root(d)) != JSCHEMA_NUMBER ||
	    jschema_offset(jschema_root(d)) != 0)
		return 0;
	return end;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const char *a = length ? (const char *)bytes : "";
	struct jschema_document *d = jschema_document_new();
	demand(d != NULL);
	size_t a_length = number_length(d, a, length);
	if (a_length && a_length < length && a[a_length] == ' ') {
		const char *b = a + a_length + 1;
		size_t b_length = number_length(d, b, length - a_length - 1);
		if (b_length)
			compare(a, a_length, b, b_length);
	}
	jschema_document_free(d);
	return 0;
}
