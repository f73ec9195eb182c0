/* cmd/canonical.c: numbers as ECMAScript prints them, by the rows of RFC 8785 appendix B.
 */
#include "../cmd/canonical.h"
#include "suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static double
double_of(uint64_t bits)
{
	double value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

static const char *
print(struct buffer *b, double value)
{
	b->length = 0;
	canonical_add_double(b, value);
	buffer_add(b, "", 1);
	return b->text;
}

static const struct {
	uint64_t bits;
	const char *text;
} doubles[] = {
    /* appendix B, but for NaN and the infinities, which JSON has not */
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
    /* borders of the forms */
    {0x3ff0000000000000, "1"},
    {0xbff8000000000000, "-1.5"},
    {0x433fffffffffffff, "9007199254740991"},
    {0x4340000000000001, "9007199254740994"},
    {0x0010000000000000, "2.2250738585072014e-308"},
    {0x000fffffffffffff, "2.225073858507201e-308"},
    /* powers of two whose nearest decimal of 16 digits leads to the double below, but
       the next one back: 2^-44, 2^-24, 2^89, 2^976 */
    {0x3d30000000000000, "5.684341886080802e-14"},
    {0x3e70000000000000, "5.960464477539063e-8"},
    {0x4580000000000000, "6.189700196426902e+26"},
    {0x7cf0000000000000, "6.386688990511104e+293"},
};

START_TEST(prints_double)
{
	struct buffer b = {0};
	ck_assert_str_eq(print(&b, double_of(doubles[_i].bits)), doubles[_i].text);
	ck_assert(strtod(doubles[_i].text, NULL) == double_of(doubles[_i].bits));
	free(b.text);
}
END_TEST

/* what is read is the double next to a number, however it is spelt */
static const struct {
	const char *number;
	const char *text; /* NULL: it is infinite */
} numbers[] = {
    {"0", "0"},
    {"-0", "0"},
    {"-0.0e-999999", "0"},
    {"1E400", NULL},
    {"-1e400", NULL},
    {"1e-400", "0"},
    {"1.7976931348623158e308", "1.7976931348623157e+308"},
    {"1.7976931348623159e308", NULL},
    {"333333333.33333329", "333333333.3333333"},
    {"1E30", "1e+30"},
    {"4.50", "4.5"},
    {"2e-3", "0.002"},
    {"0.000000000000000000000000001", "1e-27"},
    {"9007199254740993", "9007199254740992"},
    {"9007199254740993.0000000000000000000000000000000001", "9007199254740994"},
    {"123456789012345678901234567890", "1.2345678901234568e+29"},
    {"100000000000000000000", "100000000000000000000"},
    {"1e21", "1e+21"},
    {"0.0000001", "1e-7"},
};

START_TEST(prints_number)
{
	struct buffer b = {0};
	const char *number = numbers[_i].number;
	bool finite = canonical_add_number(&b, number, strlen(number));
	buffer_add(&b, "", 1);
	ck_assert_str_eq(b.text, numbers[_i].text ? numbers[_i].text : "");
	ck_assert_int_eq(finite, numbers[_i].text != NULL);
	free(b.text);
}
END_TEST

static uint64_t
next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return *state ^ *state >> 29;
}

/* any double leads back to itself, in no more characters than printf() needs */
START_TEST(leads_back)
{
	struct buffer b = {0};
	uint64_t state = 8785;
	for (int i = 0; i < 20000; i++) {
		double value = double_of(next_random(&state));
		if (!isfinite(value))
			continue;
		ck_assert_msg(
		    strtod(print(&b, value), NULL) == value, "%a: %s", value, b.text);
		ck_assert_uint_le(strcspn(b.text, "e"), 25); /* -0.00000 and 17 digits */
	}
	for (int exponent = -1074; exponent < 1024; exponent++) {
		double value = ldexp(1, exponent);
		ck_assert_msg(
		    strtod(print(&b, value), NULL) == value, "%a: %s", value, b.text);
	}
	free(b.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("canonical");
	TCase *rows = tcase_create("numbers");
	tcase_add_loop_test(rows, prints_double, 0, (int)countof(doubles));
	tcase_add_loop_test(rows, prints_number, 0, (int)countof(numbers));
	tcase_add_test(rows, leads_back);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
