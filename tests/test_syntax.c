/* lib/syntax.c: why a text is no JSON, and where. */
#include "reading.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

struct fault_row {
	const char *text;
	size_t length;
	enum jschema_code code;
	size_t line, column;
	const char *message; /* a part of it */
};

static const struct fault_row faults[] = {
    {TEXT(""), JSCHEMA_EMPTY, 1, 1, "expected a value, found nothing"},
    {TEXT(" \r\n\t"), JSCHEMA_EMPTY, 2, 2, "nothing"},
    {TEXT("["), JSCHEMA_TRUNCATED, 1, 2, "expected a value, found the end of the text"},
    {TEXT("{"), JSCHEMA_TRUNCATED, 1, 2, "a name in double quotes"},
    {TEXT("[1\n"), JSCHEMA_TRUNCATED, 2, 1, "expected ',' or ']'"},
    {TEXT("{\"a\":1"), JSCHEMA_TRUNCATED, 1, 7, "expected ',' or '}'"},
    {TEXT("\"a"), JSCHEMA_TRUNCATED, 1, 3, "the closing quote"},
    {TEXT("tru"), JSCHEMA_TRUNCATED, 1, 4, "the rest of a literal"},
    {TEXT("\"\xe2\x82"), JSCHEMA_TRUNCATED, 1, 3, "the rest of a character"},
    {TEXT("\"\\ud800"), JSCHEMA_TRUNCATED, 1, 8, "second half of a surrogate pair"},
    {TEXT("\"\\ud800\\"), JSCHEMA_TRUNCATED, 1, 9, "second half of a surrogate pair"},
    {TEXT("[1}"), JSCHEMA_SYNTAX, 1, 3, "expected ',' or ']', found '}'"},
    {TEXT("{\"a\":[]]"), JSCHEMA_SYNTAX, 1, 8, "expected ',' or '}', found ']'"},
    {TEXT("[1, ]"), JSCHEMA_SYNTAX, 1, 5, "a value, found ']': the comma before"},
    {TEXT("{\"a\":1,}"), JSCHEMA_SYNTAX, 1, 8, "found '}': the comma before"},
    {TEXT("{1:1}"), JSCHEMA_SYNTAX, 1, 2, "a name in double quotes, found '1'"},
    {TEXT("{\"a\",1}"), JSCHEMA_SYNTAX, 1, 5, "a colon behind the name"},
    {TEXT("eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ."), JSCHEMA_SYNTAX, 1, 1,
	"this looks like a JSON Web Token"},
    {TEXT("[eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.]"), JSCHEMA_SYNTAX, 1, 2,
	"this looks like a JSON Web Token"},
    {TEXT("eyJhIjoxfQ==\n"), JSCHEMA_SYNTAX, 1, 1, "this looks like JSON in Base64"},
    {TEXT("ewogICJhIjogMQp9Cg=="), JSCHEMA_SYNTAX, 1, 1, "like JSON in Base64"},
    {TEXT("W3siYSI6MX1d"), JSCHEMA_SYNTAX, 1, 1, "this looks like JSON in Base64"},
    {TEXT("[1] x"), JSCHEMA_SYNTAX, 1, 5, "nothing behind the value"},
    {TEXT("1\0\0\0"), JSCHEMA_SYNTAX, 1, 2, "the byte 0x00: this looks like UTF-16"},
    {TEXT("\xfe\xff\0001"), JSCHEMA_SYNTAX, 1, 1,
	"the byte 0xfe: this looks like UTF-16"},
    {TEXT("\"\xff\xfe\""), JSCHEMA_SYNTAX, 1, 2, "expected UTF-8, found the byte 0xff"},
    {TEXT("\"\0\""), JSCHEMA_SYNTAX, 1, 2, "control character"},
    {TEXT("\"\t\""), JSCHEMA_SYNTAX, 1, 2, "to be written \\t, found a tab"},
    {TEXT("\"\n\""), JSCHEMA_SYNTAX, 1, 2, "on its line, found the end of the line"},
    {TEXT("012"), JSCHEMA_SYNTAX, 1, 2, "leading zero"},
    {TEXT("-01"), JSCHEMA_SYNTAX, 1, 3, "leading zero"},
    {TEXT("\"\xc3\xa4\\ud800x"), JSCHEMA_SYNTAX, 1, 3, "a surrogate stands alone"},
    {TEXT("\"\\udc00\\ud800\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\ud800\\udbff\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\ud800\\ue000\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\uDBFF\\u0041\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\udfff\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\ud83d\\ude39\\ud83d\""), JSCHEMA_SYNTAX, 1, 14, "stands alone"},
    {TEXT("\"\\ud800\\n\""), JSCHEMA_SYNTAX, 1, 2, "a surrogate stands alone"},
    {TEXT("\"\\ud800\\uzz00\""), JSCHEMA_SYNTAX, 1, 10, "four hexadecimal digits"},
    {TEXT("\"\\x41\""), JSCHEMA_SYNTAX, 1, 3, "behind a backslash, found 'x'"},
    {TEXT("\"\\\0\""), JSCHEMA_SYNTAX, 1, 3, "behind a backslash"},
    {TEXT("\"\xc0\x80\""), JSCHEMA_SYNTAX, 1, 2, "expected UTF-8, found the byte 0xc0"},
    {TEXT("\"\xed\xa0\x80\xed\xb0\x80\""), JSCHEMA_SYNTAX, 1, 2, "UTF-8"},
    {TEXT("\"\xff"), JSCHEMA_SYNTAX, 1, 2, "the byte 0xff"},
    {TEXT("\"\xe0\x9f"), JSCHEMA_SYNTAX, 1, 2, "the byte 0xe0"},
    {TEXT("\"\xf4\x90"), JSCHEMA_SYNTAX, 1, 2, "the byte 0xf4"},
    {TEXT("\xef\xbb\xbf{}"), JSCHEMA_SYNTAX, 1, 1, "byte order mark"},
    {TEXT("\xff\xfe[\0]\0"), JSCHEMA_SYNTAX, 1, 1, "the byte 0xff"},
    {TEXT("[\xc2\xa0]"), JSCHEMA_SYNTAX, 1, 2, "the character U+00A0"},
    {TEXT("\xf0\x9f\x98\xb9"), JSCHEMA_SYNTAX, 1, 1, "the character U+1F639"},
    {TEXT("['a']"), JSCHEMA_SYNTAX, 1, 2, "double quotes"},
    {TEXT("[1] // x"), JSCHEMA_SYNTAX, 1, 5, "no comments"},
    {TEXT("[NaN]"), JSCHEMA_SYNTAX, 1, 2, "no NaN"},
    {TEXT("-Infinity"), JSCHEMA_SYNTAX, 1, 2, "no Infinity"},
    {TEXT("True"), JSCHEMA_SYNTAX, 1, 1, "true"},
    {TEXT("[+1]"), JSCHEMA_SYNTAX, 1, 2, "plus"},
    {TEXT("[.5]"), JSCHEMA_SYNTAX, 1, 2, "begins with a digit"},
    {TEXT("<html>"), JSCHEMA_SYNTAX, 1, 1, "HTML"},
    {TEXT("grant_type=a"), JSCHEMA_SYNTAX, 1, 1, "this looks like a form"},
    {TEXT(",1"), JSCHEMA_SYNTAX, 1, 1, "no comma stands before"},
    {TEXT("[\t\t\tx]"), JSCHEMA_SYNTAX, 1, 5, "'x'"},
    {TEXT("[\r\n1,\r\n  x]"), JSCHEMA_SYNTAX, 3, 3, "'x'"},
    {TEXT("[\r\r1 x]"), JSCHEMA_SYNTAX, 1, 6, "'x'"},
    {TEXT("[\n\n\n]]"), JSCHEMA_SYNTAX, 4, 2, "nothing behind"},
    {TEXT("{\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\xb9\" 1}"), JSCHEMA_SYNTAX, 1, 8, "colon"},
    {TEXT("[\n\"\xf0\x9f\x98\xb9\xf0\x9f\x98\xb9\xf0\x9f\x98\xb9\" 1]"), JSCHEMA_SYNTAX,
	2, 7, "'1'"},
    {TEXT("1e1000000000000000000"), JSCHEMA_LIMIT, 1, 3, "18 digits"},
    {TEXT("[-0.1E-001000000000000000000]"), JSCHEMA_LIMIT, 1, 10, "18 digits"},
};

START_TEST(tells_place_and_cause)
{
	const struct fault_row *row = &faults[_i];
	struct reading r = read_with(row->text, row->length, 0, NULL);
	ck_assert_msg(r.error.code == row->code, "%s: code %d, %s", row->text,
	    (int)r.error.code, r.error.text);
	ck_assert_msg(r.error.line == row->line && r.error.column == row->column,
	    "%s: %zu:%zu, %s", row->text, r.error.line, r.error.column, r.error.text);
	ck_assert_msg(
	    strstr(r.error.text, row->message), "%s: %s", row->text, r.error.text);
	ck_assert(!strstr(r.error.text, "comma") == !strstr(row->message, "comma"));
	ck_assert(
	    !jschema_document_read(r.document, r.text, row->length, NULL, NULL, NULL));
	/* what follows a fault does not change it */
	char longer[100];
	memcpy(longer, row->text, row->length);
	memcpy(longer + row->length, "\"]}", 3);
	if (row->code == JSCHEMA_SYNTAX)
		expect(longer, row->length + 3, JSCHEMA_SYNTAX, r.error.offset);
	give_back(r);
}
END_TEST

START_TEST(calls_the_end_of_a_line_so)
{
	static const struct jschema_read_options options = {.is_line = true};
	struct reading r = read_with(TEXT("[1"), 0, NULL);
	ck_assert(
	    !jschema_document_read(r.document, r.text, 2, &options, NULL, &r.error));
	ck_assert_int_eq(r.error.code, JSCHEMA_TRUNCATED);
	ck_assert_str_eq(r.error.text, "expected ',' or ']', found the end of the line");
	give_back(r);
}
END_TEST

/* ---- words of other languages ---- */

static const struct {
	const char *text;
	const char *message; /* from what was found to its end */
} rows[] = {
    {"[nil]", "found 'n': JSON spells it null"},
    {"{\"a\":oN}", "found 'o': JSON spells it true"},
    {"{\"a\": No , \"b\":1}", "found 'N': JSON spells it false"},
    {"[1,OFF\n]", "found 'O': JSON spells it false"},
    {"-inf", "found 'i': JSON has no Infinity; null is the usual stand-in"},
    {"[y", "found 'y': JSON spells it true"},
    {"[yes_]", "found 'y'"},
    {"no news", "found 'n'"},
    {"scope", "found 's'"},
    {"{n:1}", "found 'n'"},
    {"[1 true]", "found 't'"},
};

START_TEST(advises_for_words)
{
	const char *text = rows[_i].text;
	struct reading r = read_with(text, strlen(text), 0, NULL);
	const char *found = strstr(r.error.text, "found");
	ck_assert_ptr_nonnull(found);
	ck_assert_str_eq(found, rows[_i].message);
	/* what stands behind the text would make a form of it */
	char form[64];
	struct jschema_error error;
	snprintf(form, sizeof form, "%s=1", text);
	jschema_document_read(r.document, form, strlen(text), NULL, NULL, &error);
	ck_assert_str_eq(error.text, r.error.text);
	give_back(r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("syntax");
	TCase *tests = tcase_create("syntax");
	tcase_add_loop_test(tests, tells_place_and_cause, 0, (int)countof(faults));
	tcase_add_test(tests, calls_the_end_of_a_line_so);
	tcase_add_loop_test(tests, advises_for_words, 0, (int)countof(rows));
	suite_add_tcase(suite, tests);
	return run_suite(suite);
}
