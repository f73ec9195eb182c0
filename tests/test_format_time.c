/* The formats of time, beyond the cases of the official suite, and the instant. */
#include "format_row.h"
#include "jschema.h"
#include "suite.h"

#include <check.h>
#include <string.h>

static const struct format_row format_rows[] = {
    {format_date_time, TEXT("2024-05-01T12:34:56.789Z"), true},
    {format_date_time, TEXT("2024-05-01t12:34:56z"), true},
    {format_date_time, TEXT("0000-01-01T00:00:00+23:59"), true},
    {format_date_time, TEXT("9999-12-31T23:59:59-23:59"), true},
    {format_date_time, TEXT("2024-05-01T12:34:56.0123456789012345678901234567Z"), true},
    {format_date_time, TEXT("2016-12-31T23:59:60.999Z"), true},
    {format_date_time, TEXT("2017-01-01T00:59:60+01:00"), true},
    {format_date_time, TEXT("2016-12-31T00:00:60-23:59"), true},
    {format_date_time, TEXT("2016-12-31T23:58:60+23:59"), true},
    {format_date_time, TEXT("2016-12-31T23:59:60+01:00"), false},
    {format_date_time, TEXT("2016-12-31T00:00:60Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56."), false},
    {format_date_time, TEXT("2024-05-01T12:34:56.Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56.1"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56.1.2Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56,1Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56ZZ"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56Z\0"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56\0"), false},
    {format_date_time, TEXT("2024-05-01 12:34:56Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56 Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56+0100"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56+01:0"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56+01:000"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56+1:000"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56+24:00"), false},
    {format_date_time, TEXT("2024-05-01T12:34:56-00:60"), false},
    {format_date_time, TEXT("2024-05-01T12:34:5\xb0Z"), false},
    {format_date_time,
	TEXT("2024-05-01T12\xba"
	     "34:56Z"),
	false},
    {format_date_time, TEXT("2024-05-01T12:34:5/Z"), false},
    {format_date_time, TEXT("2024-05-01T12:3::56Z"), false},
    {format_date_time, TEXT("2024-05-01T24:00:00Z"), false},
    {format_date_time, TEXT("2024-05-01T12:60:00Z"), false},
    {format_date_time, TEXT("2024-05-01T12:34:61Z"), false},
    {format_date_time, TEXT("2022-02-29T00:00:00Z"), false},
    {format_date_time, TEXT("2023-02-29T00:00:00Z"), false},
    {format_date_time, TEXT("T12:34:56Z"), false},
    {format_date_time, TEXT("2024-05-01T"), false},
    {format_date_time, TEXT("2024-05-01"), false},
    {format_date_time, TEXT(""), false},
    {format_date_time, NULL, 0, false},

    {format_date, TEXT("0000-02-29"), true},
    {format_date, TEXT("2000-02-29"), true},
    {format_date, TEXT("1900-02-29"), false},
    {format_date, TEXT("2024-02-30"), false},
    {format_date, TEXT("2024-04-31"), false},
    {format_date, TEXT("2024-00-01"), false},
    {format_date, TEXT("2024-99-01"), false},
    {format_date, TEXT("2024-01-00"), false},
    {format_date, TEXT("2024-01-99"), false},
    {format_date, TEXT("/024-01-01"), false},
    {format_date, TEXT("2:24-01-01"), false},
    {format_date, TEXT("2024-01-0"), false},
    {format_date, TEXT("2024-01-01 "), false},
    {format_date, TEXT("\xb2\xb0\xb2\xb4-01-01"), false},
    {format_date, NULL, 0, false},

    {format_time, TEXT("00:00:00z"), true},
    {format_time, TEXT("23:59:59.5-23:59"), true},
    {format_time, TEXT("23:59:60-00:00"), true},
    {format_time, TEXT("00:00:60-23:59"), true},
    /* milliseconds and a Z are read in one look */
    {format_time, TEXT("12:34:56.000Z"), true},
    {format_time, TEXT("12:34:59.999Z"), true},
    {format_time, TEXT("12:34:56.789z"), true},
    {format_time, TEXT("23:59:60.000Z"), true},
    {format_time, TEXT("12:34:60.000Z"), false},
    {format_time, TEXT("24:00:00.000Z"), false},
    {format_time, TEXT("12:60:00.000Z"), false},
    {format_time, TEXT("12:34:56:789Z"), false},
    {format_time, TEXT("12:34:56,789Z"), false},
    {format_time, TEXT("12:34:56.7:9Z"), false},
    {format_time, TEXT("12:34:56./89Z"), false},
    {format_time, TEXT("12:34:56.78:Z"), false},
    {format_time, TEXT("12:34:56.78\xb9Z"), false},
    {format_time, TEXT("12:34:56.789["), false},
    {format_time, TEXT("12:34:56.789\xda"), false},
    {format_time, TEXT("12:34:56.789Z\0"), false},
    {format_time, TEXT("12:34:56.789Z:0"), false},
    {format_time, TEXT("23:59:99Z"), false},
    {format_time, TEXT(":0:00:00Z"), false},
    {format_time, TEXT("0::00:00Z"), false},
    {format_time, TEXT("00;00:00Z"), false},
    {format_time, TEXT("00::0:00Z"), false},
    {format_time, TEXT("00:0::00Z"), false},
    {format_time, TEXT("00:00;00Z"), false},
    {format_time, TEXT("00:00::0Z"), false},
    {format_time, TEXT("00:00:0:Z"), false},
    {format_time, TEXT("00:60:00Z"), false},
    {format_time, TEXT("00:00:00-00:0:"), false},
    {format_time, TEXT("T00:00:00Z"), false},
    {format_time, TEXT("00:00:00"), false},
    {format_time, TEXT("00:00:0Z"), false},
    {format_time, TEXT("Z"), false},
    {format_time, NULL, 0, false},

    {format_duration, TEXT("P1Y2M3DT4H5M6S"), true},
    {format_duration, TEXT("p1y2m3dt4h5m6s"), true},
    {format_duration, TEXT("P1YT6S"), true},
    {format_duration, TEXT("P007W"), true},
    {format_duration, TEXT("P1W2W"), false},
    {format_duration, TEXT("P1D1W"), false},
    {format_duration, TEXT("PW"), false},
    {format_duration, TEXT("PTW"), false},
    {format_duration, TEXT("P1Y1D"), false},
    {format_duration, TEXT("P1D1D"), false},
    {format_duration, TEXT("P1M1Y"), false},
    {format_duration, TEXT("PD"), false},
    {format_duration, TEXT("P1DT"), false},
    {format_duration, TEXT("P1DT1HT1M"), false},
    {format_duration, TEXT("PT1H1S"), false},
    {format_duration, TEXT("PT1"), false},
    {format_duration, TEXT("P1D\0"), false},
    {format_duration, TEXT("P1\0"), false},
    {format_duration, TEXT("P"), false},
    {format_duration, TEXT("1D"), false},
    {format_duration, NULL, 0, false},
};

struct instant_row {
	const char *text;
	int64_t seconds;
	uint32_t nanoseconds;
};

static const struct instant_row instant_rows[] = {
    {"1970-01-01T00:00:00Z", 0, 0},
    {"1969-12-31T23:59:59.999999999Z", -1, 999999999},
    {"1970-01-01T01:00:00.5+01:00", 0, 500000000},
    {"1969-12-31T16:00:00.001-08:00", 0, 1000000},
    {"2000-02-29T12:00:00z", 951825600, 0},
    {"2000-03-01T00:00:00Z", 951868800, 0},
    {"2038-01-19t03:14:08Z", 2147483648, 0},
    {"0000-01-01T00:00:00Z", -62167219200, 0},
    {"0000-01-01T00:00:00+23:59", -62167305540, 0},
    {"0000-03-01T00:00:00Z", -62162035200, 0},
    {"9999-12-31T23:59:59.9999999999Z", 253402300799, 999999999},
    {"2016-12-31T23:59:60.25Z", 1483228800, 250000000},
    {"2017-01-01T00:59:60+01:00", 1483228800, 0},
    {"2024-05-01T00:00:00.0000000019Z", 1714521600, 1},
    {"2024-05-01T00:00:00.987Z", 1714521600, 987000000},
    {"2024-05-01T00:00:00.987z", 1714521600, 987000000},
};

START_TEST(a_format)
{
	check_format_row(&format_rows[_i], _i);
}
END_TEST

START_TEST(an_instant)
{
	const struct instant_row *row = &instant_rows[_i];
	int64_t seconds = 0;
	uint32_t nanoseconds = 0;
	ck_assert_msg(
	    jschema_date_time(row->text, strlen(row->text), &seconds, &nanoseconds),
	    "%s is refused", row->text);
	ck_assert_msg(seconds == row->seconds && nanoseconds == row->nanoseconds,
	    "%s is %lld s %lu ns, not %lld s %lu ns", row->text, (long long)seconds,
	    (unsigned long)nanoseconds, (long long)row->seconds,
	    (unsigned long)row->nanoseconds);
	ck_assert(jschema_date_time(row->text, strlen(row->text), &seconds, NULL));
	ck_assert(seconds == row->seconds);
}
END_TEST

/* What is no date-time has no instant either, and leaves the caller's alone. */
START_TEST(no_instant)
{
	const struct format_row *row = &format_rows[_i];
	int64_t seconds = 7;
	uint32_t nanoseconds = 7;
	bool valid = format_date_time(row->text, row->length);
	bool instant = jschema_date_time(row->text, row->length, &seconds, &nanoseconds);
	ck_assert_msg(instant == valid, "row %d: %s", _i, row->text ? row->text : "NULL");
	ck_assert_msg(instant || (seconds == 7 && nanoseconds == 7), "row %d: %s", _i,
	    row->text ? row->text : "NULL");
}
END_TEST

int
main(void)
{
	const int formats = sizeof format_rows / sizeof *format_rows;
	const int instants = sizeof instant_rows / sizeof *instant_rows;
	TCase *tests = tcase_create("format_time");
	tcase_add_loop_test(tests, a_format, 0, formats);
	tcase_add_loop_test(tests, an_instant, 0, instants);
	tcase_add_loop_test(tests, no_instant, 0, formats);
	Suite *suite = suite_create("format_time");
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
