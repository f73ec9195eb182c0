/* UTF-8, at the corners of Unicode table 3-7, and what a terminal may be sent. */
#include "suite.h"
#include "utf8.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

struct sequence_row {
	const char *text;
	size_t length;
	size_t size;
};

static const struct sequence_row sequence_rows[] = {
    {NULL, 0, 0},
    {TEXT("\0"), 1},
    {TEXT("a\xff"), 1},
    {TEXT("\x7f"), 1},
    {TEXT("\x80"), 0},
    {TEXT("\xbf"), 0},
    {TEXT("\xc0\x80"), 0},
    {TEXT("\xc1\xbf"), 0},
    {TEXT("\xc2"), 0},
    {TEXT("\xc2\x7f"), 0},
    {TEXT("\xc2\x80"), 2},
    {TEXT("\xc2\xc0"), 0},
    {TEXT("\xdf\xbf\x80"), 2},
    {TEXT("\xe0\x80\x80"), 0},
    {TEXT("\xe0\x9f\xbf"), 0},
    {TEXT("\xe0\xa0\x80"), 3},
    {TEXT("\xe0\xa0"), 0},
    {TEXT("\xe0\xa0\x7f"), 0},
    {TEXT("\xe1\x80\xc0"), 0},
    {TEXT("\xed\x9f\xbf"), 3},
    {TEXT("\xed\xa0\x80"), 0},
    {TEXT("\xed\xbf\xbf"), 0},
    {TEXT("\xee\x80\x80"), 3},
    {TEXT("\xef\xbf\xbf"), 3},
    {TEXT("\xf0\x80\x80\x80"), 0},
    {TEXT("\xf0\x8f\xbf\xbf"), 0},
    {TEXT("\xf0\x90\x80\x80"), 4},
    {TEXT("\xf0\x90\x80"), 0},
    {TEXT("\xf0\x90\x7f\x80"), 0},
    {TEXT("\xf0\x90\x80\xc0"), 0},
    {TEXT("\xf3\xbf\xbf\xbf"), 4},
    {TEXT("\xf4\x8f\xbf\xbf"), 4},
    {TEXT("\xf4\x90\x80\x80"), 0},
    {TEXT("\xf5\x80\x80\x80"), 0},
    {TEXT("\xff"), 0},
};

struct count_row {
	const char *text;
	size_t length;
	size_t count;
};

static const struct count_row count_rows[] = {
    {NULL, 0, 0},
    {TEXT("abcdefg"), 7},
    {TEXT("abcdefgh"), 8},
    {TEXT("a\0b"), 3},
    {TEXT("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"), 3},
    {TEXT("abcdefg\xf0\x9f\x98\x80hijklmnopqrst\xc3\xa4"), 22},
    {TEXT("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"), 4},
    {TEXT("\xf4\x8f\xbf\xbf\xc2\x80\xdf\xbf\xef\xbf\xbf"), 4},
};

struct range {
	uint32_t first;
	uint32_t last;
	bool safe;
};

/* In order, so that both sides of every border are looked at. */
static const struct range safe_rows[] = {
    {0x0000, 0x001f, false},
    {0x0020, 0x007e, true},
    {0x007f, 0x009f, false},
    {0x00a0, 0x061b, true},
    {0x061c, 0x061c, false},
    {0x061d, 0x200a, true},
    {0x200b, 0x200b, false},
    {0x200c, 0x200d, true},
    {0x200e, 0x200f, false},
    {0x2010, 0x2027, true},
    {0x2028, 0x202e, false},
    {0x202f, 0x205f, true},
    {0x2060, 0x2064, false},
    {0x2065, 0x2065, true},
    {0x2066, 0x2069, false},
    {0x206a, 0xd7ff, true},
    {0xd800, 0xdfff, false},
    {0xe000, 0xfdcf, true},
    {0xfdd0, 0xfdef, false},
    {0xfdf0, 0xfefe, true},
    {0xfeff, 0xfeff, false},
    {0xff00, 0xfff8, true},
    {0xfff9, 0xfffb, false},
    {0xfffc, 0xfffd, true},
    {0xfffe, 0xffff, false},
    {0x10000, 0x1fffd, true},
    {0x1fffe, 0x1ffff, false},
    {0x20000, 0x2fffd, true},
    {0x2fffe, 0x2ffff, false},
    {0xe0000, 0xe007f, false},
    {0xe0080, 0xefffd, true},
    {0xefffe, 0xeffff, false},
    {0xf0000, 0xffffd, true},
    {0xffffe, 0xfffff, false},
    {0x100000, 0x10fffd, true},
    {0x10fffe, 0x110000, false},
    {0xffffff00, 0xffffffff, false},
};

/* an exact copy, so that valgrind and sanitizers see a read beyond its end */
static char *
copy(const char *text, size_t length)
{
	char *bytes = length ? malloc(length) : NULL;
	if (bytes)
		memcpy(bytes, text, length);
	return bytes;
}

/* the text of a row in hexadecimal, because a report must be UTF-8 itself */
static const char *
spell(const char *text, size_t length)
{
	static char spelt[256];
	*spelt = '\0';
	for (size_t i = 0; i < length && i * 3 + 4 < sizeof spelt; i++)
		snprintf(spelt + i * 3, 4, "%02x ", (unsigned char)text[i]);
	return spelt;
}

START_TEST(a_sequence)
{
	const struct sequence_row *row = &sequence_rows[_i];
	char *text = copy(row->text, row->length);
	size_t size = utf8_sequence(text, row->length);
	free(text);
	ck_assert_msg(size == row->size, "row %d: %sis %zu, not %zu", _i,
	    spell(row->text, row->length), size, row->size);
}
END_TEST

START_TEST(a_count)
{
	const struct count_row *row = &count_rows[_i];
	char *text = copy(row->text, row->length);
	size_t count = utf8_count(text, row->length);
	free(text);
	ck_assert_msg(count == row->count, "row %d: %sis %zu, not %zu", _i,
	    spell(row->text, row->length), count, row->count);
}
END_TEST

/* All functions agree over all code points. An assertion that holds costs a write too. */
START_TEST(every_code_point)
{
	char bytes[4];
	for (uint32_t c = 0; c <= 0x110000; c++) {
		bool scalar = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
		size_t size = utf8_encode(c, bytes);
		if ((size != 0) != scalar)
			ck_abort_msg("U+%04lX", (unsigned long)c);
		if (!size)
			continue;
		const char *at = bytes;
		if (utf8_sequence(bytes, size) != size ||
		    utf8_sequence(bytes, size - 1) != 0 || utf8_count(bytes, size) != 1 ||
		    utf8_decode(&at, bytes + size) != c || at != bytes + size)
			ck_abort_msg("U+%04lX", (unsigned long)c);
	}
}
END_TEST

START_TEST(a_range)
{
	const struct range *row = &safe_rows[_i];
	for (uint32_t c = row->first;; c++) {
		if (utf8_is_safe(c) != row->safe)
			ck_abort_msg("U+%04lX should be %s", (unsigned long)c,
			    row->safe ? "safe" : "unsafe");
		if (c == row->last)
			break;
	}
}
END_TEST

int
main(void)
{
	TCase *tests = tcase_create("utf8");
	tcase_add_loop_test(
	    tests, a_sequence, 0, sizeof sequence_rows / sizeof *sequence_rows);
	tcase_add_loop_test(tests, a_count, 0, sizeof count_rows / sizeof *count_rows);
	tcase_add_test(tests, every_code_point);
	tcase_add_loop_test(tests, a_range, 0, sizeof safe_rows / sizeof *safe_rows);
	Suite *suite = suite_create("utf8");
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
