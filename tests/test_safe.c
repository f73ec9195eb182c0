/* lib/safe.c: no text of a stranger reaches a terminal as it is. */
#include "safe.h"

#include "jschema.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))
/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
	const char *text;
	size_t length;
	const char *shown; /* NULL: the text itself */
} rows[] = {
    {TEXT(""), NULL},
    {TEXT("plain ~ \\ \" text"), NULL},
    {TEXT("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\xb9"), NULL},
    {TEXT("\xe4\xbd\xa0\xd7\xa9\xd8\xa7"), NULL},
    {TEXT("\0"), "\\u0000"},
    {TEXT("a\0b"), "a\\u0000b"},
    {TEXT("\t\r\n"), "\\u0009\\u000d\\u000a"},
    {TEXT("\x1b[31m"), "\\u001b[31m"},
    {TEXT("\x1b]0;x\x07"), "\\u001b]0;x\\u0007"},
    {TEXT("\x1f "), "\\u001f "},
    {TEXT("~\x7f"), "~\\u007f"},
    {TEXT("\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0"), "\\u0080\\u009b\\u009f\xc2\xa0"},
    {TEXT("\xd8\x9c"), "\\u061c"},
    {TEXT("\xe2\x80\x8b"), "\\u200b"},
    {TEXT("\xe2\x80\x8e\xe2\x80\x8f"), "\\u200e\\u200f"},
    {TEXT("\xe2\x80\xa8\xe2\x80\xa9"), "\\u2028\\u2029"},
    {TEXT("\xe2\x80\xaa\xe2\x80\xae"), "\\u202a\\u202e"},
    {TEXT("\xe2\x81\xa6\xe2\x81\xa9"), "\\u2066\\u2069"},
    {TEXT("\xef\xbb\xbfx"), "\\ufeffx"},
    {TEXT("\xef\xb7\x90\xef\xbf\xbe\xef\xbf\xbf"), "\\ufdd0\\ufffe\\uffff"},
    {TEXT("\xf3\xa0\x80\x81\xf3\xa0\x81\xbf"), "\\u{e0001}\\u{e007f}"},
    {TEXT("\xf0\x9f\xbf\xbe\xf4\x8f\xbf\xbf"), "\\u{1fffe}\\u{10ffff}"},
    {TEXT("\x80"), "\\x80"},
    {TEXT("\x9b"
	  "31m"),
	"\\x9b31m"},
    {TEXT("\xff\xfe"), "\\xff\\xfe"},
    {TEXT("\xc0\x80"), "\\xc0\\x80"},
    {TEXT("\xc1\xbf"), "\\xc1\\xbf"},
    {TEXT("\xe0\x9f\xbf"), "\\xe0\\x9f\\xbf"},
    {TEXT("\xed\xa0\x80\xed\xb0\x80"), "\\xed\\xa0\\x80\\xed\\xb0\\x80"},
    {TEXT("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80"},
    {TEXT("a\xc3"), "a\\xc3"},
    {TEXT("\xe2\x82"), "\\xe2\\x82"},
    {TEXT("\xe2\x82z"), "\\xe2\\x82z"},
    {TEXT("\xf0\x9f\x98"), "\\xf0\\x9f\\x98"},
    {TEXT("\xf0\x9f\x98\x1b"), "\\xf0\\x9f\\x98\\u001b"},
    {TEXT("\xc3\xc3\xa4"), "\\xc3\xc3\xa4"},
};

/* The text stands in an allocation of its size; so does the buffer, of every size. */
START_TEST(escapes)
{
	size_t length = rows[_i].length;
	const char *shown = rows[_i].shown ? rows[_i].shown : rows[_i].text;
	size_t whole = strlen(shown);
	char *text = malloc(length);
	ck_assert(text || !length);
	if (length)
		memcpy(text, rows[_i].text, length);
	ck_assert_uint_eq(jschema_escape(text, length, NULL, 0), whole);
	for (size_t size = 1; size <= whole + 2; size++) {
		char *buffer = malloc(size);
		ck_assert_ptr_nonnull(buffer);
		ck_assert_uint_eq(jschema_escape(text, length, buffer, size), whole);
		size_t fit = strlen(buffer);
		ck_assert_msg(fit < size && memcmp(buffer, shown, fit) == 0,
		    "%s in %zu: %s", shown, size, buffer);
		ck_assert_msg(size <= whole || fit == whole, "%s in %zu", shown, size);
		ck_assert_msg(size - fit <= 10, "%s in %zu: room is left", shown, size);
		free(buffer);
	}
	free(text);
}
END_TEST

static const struct {
	const char *text;
	size_t size;
	const char *shown;
} cuts[] = {
    {"abc", 4, "abc"},
    {"abc", 3, "ab"},
    {"abc", 1, ""},
    {"a\xc3\xa4", 3, "a"},
    {"a\xc3\xa4", 4, "a\xc3\xa4"},
    {"\xf0\x9f\x98\xb9", 4, ""},
    {"\xf0\x9f\x98\xb9", 5, "\xf0\x9f\x98\xb9"},
    {"a\n", 7, "a"},
    {"a\n", 8, "a\\u000a"},
    {"a\xff", 5, "a"},
    {"a\xff", 6, "a\\xff"},
    {"\xf4\x8f\xbf\xbf", 10, ""},
    {"\xf4\x8f\xbf\xbf", 11, "\\u{10ffff}"},
    /* what is small does not slip in behind what was too large */
    {"ab\nc", 6, "ab"},
    {"ab\xe2\x82\xac"
     "c",
	5, "ab"},
};

START_TEST(cuts_between_characters)
{
	char *buffer = malloc(cuts[_i].size);
	ck_assert_ptr_nonnull(buffer);
	jschema_escape(cuts[_i].text, strlen(cuts[_i].text), buffer, cuts[_i].size);
	ck_assert_str_eq(buffer, cuts[_i].shown);
	free(buffer);
}
END_TEST

/* Any two bytes: what is shown holds no control, and by safe_next() it is the same. */
START_TEST(escapes_any_bytes)
{
	for (unsigned pair = 0; pair < 0x10000; pair += 23) {
		char text[2] = {(char)(pair >> 8), (char)pair}, shown[32], again[32];
		char piece[SAFE_PIECE];
		const char *at = text;
		size_t length = jschema_escape(text, 2, shown, sizeof shown), i = 0;
		while (at < text + 2) {
			size_t n = safe_next(&at, text + 2, piece);
			if (n == 0 || n >= SAFE_PIECE || memcmp(shown + i, piece, n))
				ck_abort_msg("%04x", pair);
			i += n;
		}
		ck_assert_uint_eq(i, length);
		for (i = 0; i < length; i++)
			if ((unsigned char)shown[i] < 0x20 || shown[i] == 0x7f)
				ck_abort_msg("%04x", pair);
		/* what is safe stays as it is */
		ck_assert_uint_eq(
		    jschema_escape(shown, length, again, sizeof again), length);
		ck_assert_str_eq(shown, again);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("safe");
	TCase *tests = tcase_create("rows");
	tcase_add_loop_test(tests, escapes, 0, (int)countof(rows));
	tcase_add_loop_test(tests, cuts_between_characters, 0, (int)countof(cuts));
	tcase_add_test(tests, escapes_any_bytes);
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
