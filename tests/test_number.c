/* lib/number.c: every row is a number that binary arithmetic or 64 bits get wrong. */
#include "number.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *a, *b;
	int order;
} orders[] = {
    {"0", "-0", 0},
    {"0", "0.0", 0},
    {"0", "0e5", 0},
    {"0", "-0.000e-7", 0},
    {"0", "0e999999999999999999", 0},
    {"1", "1.0", 0},
    {"1", "10e-1", 0},
    {"1", "0.1E+1", 0},
    {"1", "1e0", 0},
    {"1", "1e-0", 0},
    {"100", "1e2", 0},
    {"100", "1e00000000000000000000002", 0},
    {"120.50", "0.1205e3", 0},
    {"-1.5", "-15e-1", 0},
    {"1000000000000000000000", "1e21", 0},
    {"0.000000000000000000001", "1e-21", 0},
    {"1e400", "10e399", 0},
    {"0.10", "0.1", 0},
    {"10.01", "1001e-2", 0},
    {"0", "1", -1},
    {"-1", "0", -1},
    {"-1", "1", -1},
    {"-0.1", "1", -1},
    {"-1", "0.1", -1},
    {"-2", "-1", -1},
    {"-10", "-9.99", -1},
    {"0", "1E-400", -1},
    {"-1E-400", "0", -1},
    {"1E-401", "1E-400", -1},
    {"1e399", "1e400", -1},
    {"1.7976931348623157e308", "1e309", -1},
    {"1e999999999999999998", "1e999999999999999999", -1},
    {"1e-999999999999999999", "1e999999999999999999", -1},
    {"9007199254740992", "9007199254740993", -1},
    {"9007199254740992.0", "9007199254740993", -1},
    {"9007199254740991.0", "9007199254740992", -1},
    {"9223372036854775807", "9223372036854775808", -1},
    {"18446744073709551615", "18446744073709551616", -1},
    {"12345678901234567890", "12345678901234567890.5", -1},
    {"0.1", "0.10000000000000000001", -1},
    {"0.3", "0.30000000000000004", -1},
    {"9", "10", -1},
    {"99", "100", -1},
    {"0.9", "1", -1},
    {"0.09", "0.1", -1},
    {"1", "1.1", -1},
    {"1.01", "1.1", -1},
    {"999999999999999999", "1000000000000000000", -1},
};

static int
sign(int order)
{
	return (order > 0) - (order < 0);
}

START_TEST(orders_numbers)
{
	const char *a = orders[_i].a, *b = orders[_i].b;
	size_t m = strlen(a), n = strlen(b);
	int order = orders[_i].order;
	ck_assert_msg(sign(number_compare(a, m, b, n)) == order, "%s to %s", a, b);
	ck_assert_msg(sign(number_compare(b, n, a, m)) == -order, "%s to %s", b, a);
	ck_assert_msg(number_compare(a, m, a, m) == 0, "%s to itself", a);
	ck_assert_msg(number_compare(b, n, b, n) == 0, "%s to itself", b);
	ck_assert_msg(number_equal(a, m, b, n) == (order == 0), "%s equals %s", a, b);
	ck_assert_msg(number_equal(b, n, a, m) == (order == 0), "%s equals %s", b, a);
	ck_assert_msg((number_hash(a, m) == number_hash(b, n)) == (order == 0),
	    "hashes of %s and %s", a, b);
}
END_TEST

static const struct {
	const char *text;
	bool integer;
	bool fits;
	uint64_t count;
} counts[] = {
    {"0", true, true, 0},
    {"-0", true, true, 0},
    {"-0.0", true, true, 0},
    {"0e5", true, true, 0},
    {"0e-999999999999999999", true, true, 0},
    {"2", true, true, 2},
    {"2.0", true, true, 2},
    {"2e3", true, true, 2000},
    {"1.0", true, true, 1},
    {"1e2", true, true, 100},
    {"10e-1", true, true, 1},
    {"1.5e1", true, true, 15},
    {"120", true, true, 120},
    {"100.00", true, true, 100},
    {"1000000000000000000000e-20", true, true, 10},
    {"9007199254740993", true, true, UINT64_C(9007199254740993)},
    {"18446744073709551615", true, true, UINT64_MAX},
    {"1844674407370955161.5e1", true, true, UINT64_MAX},
    {"1e19", true, true, UINT64_C(10000000000000000000)},
    {"18446744073709551616", true, false, 0},
    {"18446744073709551620", true, false, 0},
    {"99999999999999999999", true, false, 0},
    {"1e20", true, false, 0},
    {"1e400", true, false, 0},
    {"1e999999999999999999", true, false, 0},
    {"-1", true, false, 0},
    {"-1e2", true, false, 0},
    {"0.5", false, false, 0},
    {"1e-1", false, false, 0},
    {"10e-2", false, false, 0},
    {"-1.5", false, false, 0},
    {"1E-400", false, false, 0},
    {"1e-999999999999999999", false, false, 0},
    {"1.00000000000000000000000000001", false, false, 0},
    {"12345678901234567890.5", false, false, 0},
};

START_TEST(counts_numbers)
{
	const char *text = counts[_i].text;
	size_t length = strlen(text);
	uint64_t untouched = 77, count = untouched;
	ck_assert_msg(number_is_integer(text, length) == counts[_i].integer,
	    "%s is an integer", text);
	ck_assert_msg(number_to_count(text, length, &count) == counts[_i].fits,
	    "%s is a count", text);
	ck_assert_msg(count == (counts[_i].fits ? counts[_i].count : untouched),
	    "%s gives %llu", text, (unsigned long long)count);
}
END_TEST

#define NINES_40 "9999999999999999999999999999999999999999"

static const struct {
	const char *number, *divisor;
	bool multiple;
} multiples[] = {
    {"10", "2", true},
    {"7", "2", false},
    {"0", "2", true},
    {"-0.0", "0.01", true},
    {"0", "1e400", true},
    {"4.5", "1.5", true},
    {"35", "1.5", false},
    {"0.0075", "0.0001", true},
    {"0.00751", "0.0001", false},
    {"-4.5", "1.5", true},
    {"4.5", "-1.5", true},
    {"1", "0", false},
    {"0.3", "0.1", true},
    {"1.1", "0.1", true},
    {"4.02", "0.01", true},
    {"19.99", "0.01", true},
    {"1.15", "0.01", true},
    {"1.155", "0.01", false},
    {"0.07", "0.01", true},
    {"1e308", "0.5", true},
    {"1e308", "0.123456789", false},
    {"12391239123", "1e-8", true},
    {"1e400", "7", false},
    {"7e400", "7", true},
    {"1e400", "1e-400", true},
    {"1e-400", "1e400", false},
    {"1", "3e-1", false},
    {"1", "0.25", true},
    {"1", "0.3", false},
    {"1", "8", false},
    {"1e3", "8", true},
    {"1e2", "8", false},
    {"1e3", "16", false},
    {"9007199254740993", "2", false},
    {"9007199254740993", "3", true},
    {"9223372036854775808", "2", true},
    {"12345678901234567890.5", "0.5", true},
    {"12345678901234567890.5", "1", false},
    {"1e999999999999999999", "3", false},
    {"3e999999999999999999", "3", true},
    {"1e999999999999999999", "1024", true},
    {"1e999999999999999999", "1e-999999999999999999", true},
    {"1e-999999999999999999", "1e999999999999999999", false},
    {"1e999999999999999999", "6", false},
    /* 2 to the 59 is the largest power of two in 18 digits, 5 to the 25 that of five */
    {"1e59", "576460752303423488", true},
    {"1e58", "576460752303423488", false},
    {"1e99", "576460752303423488", true},
    {"1e25", "298023223876953125", true},
    {"1e24", "298023223876953125", false},
    {"999999999999999999999999999999999999", "999999999999999999", true},
    {"999999999999999999999999999999999998", "999999999999999999", false},
    /* divisors of more than 18 digits */
    {"1e63", "9223372036854775808", true},
    {"1e62", "9223372036854775808", false},
    {"1e1000", "9223372036854775808", true},
    {"1e27", "7450580596923828125", true},
    {"1e26", "7450580596923828125", false},
    {"12345678901234567890123", "12345678901234567890123", true},
    {"12345678901234567890124", "12345678901234567890123", false},
    {"24691357802469135780246", "12345678901234567890123", true},
    {"24691357802469135780246e300", "12345678901234567890.123", true},
    {"1", "12345678901234567890123", false},
    {"1e999999999999999999", "12345678901234567890123", false},
    {"12345678901234567890123e999999999999999999", "12345678901234567890123", true},
    {NINES_40 NINES_40, NINES_40, true},
    {NINES_40 "." NINES_40, NINES_40, false},
    {NINES_40 "." NINES_40, "0." NINES_40, true},
    {NINES_40 NINES_40 "1", NINES_40, false},
    /* the quotient's guess is furthest off where the second limb of the divisor is full
     */
    {"999999999999999999999999999", "100000000999999999999999999", false},
    {"900000008999999999999999991", "100000000999999999999999999", true},
    {"100000000999999999899999999000000001", "100000000999999999", false},
    {"100000000999999998999999999000000001", "1000000009999999989.99999999000000001",
	true},
};

START_TEST(divides_numbers)
{
	const char *number = multiples[_i].number, *divisor = multiples[_i].divisor;
	enum number_multiple expected =
	    multiples[_i].multiple ? NUMBER_MULTIPLE : NUMBER_NOT_MULTIPLE;
	ck_assert_msg(number_is_multiple(
			  number, strlen(number), divisor, strlen(divisor)) == expected,
	    "%s %s of %s", number, multiples[_i].multiple ? "is a multiple" : "is none",
	    divisor);
}
END_TEST

/* A number of that many sevens, with a tail. */
static char *
sevens(size_t count, const char *tail)
{
	char *text = malloc(count + strlen(tail) + 1);
	ck_assert_ptr_nonnull(text);
	memset(text, '7', count);
	memcpy(text + count, tail, strlen(tail) + 1);
	return text;
}

static const struct {
	size_t digits;
	const char *tail;
	size_t divisor_digits;
	const char *divisor_tail;
	enum number_multiple expected;
} large[] = {
    {NUMBER_DIVISOR_DIGITS, "", NUMBER_DIVISOR_DIGITS, "", NUMBER_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 3, "", NUMBER_DIVISOR_DIGITS, "", NUMBER_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 3, "1", NUMBER_DIVISOR_DIGITS, "", NUMBER_NOT_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 3, "e9999999", NUMBER_DIVISOR_DIGITS, "e5", NUMBER_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 3 + 1, "", NUMBER_DIVISOR_DIGITS, "", NUMBER_NOT_MULTIPLE},
    {200000, "", 1, "", NUMBER_MULTIPLE},
    {200000, "", 18, "", NUMBER_NOT_MULTIPLE},
    {200000, "", 20, "", NUMBER_MULTIPLE},
    {200000, "8", 20, "", NUMBER_NOT_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS + 1, "", NUMBER_DIVISOR_DIGITS + 1, ".0", NUMBER_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS, "", NUMBER_DIVISOR_DIGITS + 1, "", NUMBER_NOT_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 2, "e1", NUMBER_DIVISOR_DIGITS + 1, "", NUMBER_LIMIT},
    {NUMBER_DIVISOR_DIGITS * 2, "", NUMBER_DIVISOR_DIGITS + 1, "e1", NUMBER_NOT_MULTIPLE},
    {NUMBER_DIVISOR_DIGITS * 2, ".5", NUMBER_DIVISOR_DIGITS + 1, "", NUMBER_NOT_MULTIPLE},
};

START_TEST(divides_large_numbers)
{
	char *number = sevens(large[_i].digits, large[_i].tail);
	char *divisor = sevens(large[_i].divisor_digits, large[_i].divisor_tail);
	enum number_multiple got =
	    number_is_multiple(number, strlen(number), divisor, strlen(divisor));
	ck_assert_msg(got == large[_i].expected, "%zu%s by %zu%s: %d", large[_i].digits,
	    large[_i].tail, large[_i].divisor_digits, large[_i].divisor_tail, (int)got);
	ck_assert(number_equal(number, strlen(number), number, strlen(number)));
	ck_assert_int_eq(
	    number_compare(number, strlen(number), "7", 1) > 0, strlen(number) > 1);
	free(number);
	free(divisor);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("number");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, orders_numbers, 0, (int)countof(orders));
	tcase_add_loop_test(rows, counts_numbers, 0, (int)countof(counts));
	tcase_add_loop_test(rows, divides_numbers, 0, (int)countof(multiples));
	tcase_add_loop_test(rows, divides_large_numbers, 0, (int)countof(large));
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
