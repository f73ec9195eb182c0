/* lib/document.c, scan.h, duplicates.c: what is JSON, and where it stops to be. */
#include "document.h"
#include "reading.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text_row {
	const char *text;
	size_t length;
};

static const struct text_row accepted[] = {
    {TEXT("null")},
    {TEXT("true")},
    {TEXT("false")},
    {TEXT(" \t\r\n null \n\r\t ")},
    {TEXT("\"\"")},
    {TEXT("[]")},
    {TEXT("{}")},
    {TEXT("[ ]")},
    {TEXT("{\n}")},
    {TEXT("[[]   ]")},
    {TEXT("[[],{},[[]],{\"\":{}}]")},
    {TEXT("[1\n,1\r\n,\t2 ]")},
    {TEXT("[null, 1, \"1\", {}]")},
    {TEXT("[true,false,null]")},
    {TEXT("{\"a\":\"b\",\"a\":\"b\"}")},
    {TEXT("{\"\":0}")},
    {TEXT("{ \"min\" : -1.0e+28 , \"max\" : 1.0e+28 }")},
    {TEXT("{\"a\":[{\"b\":[{\"c\":[]}]}]}")},
    {TEXT("{\"foo\\u0000bar\": 42}")},
    {TEXT("0")},
    {TEXT("-0")},
    {TEXT("[-0]")},
    {TEXT("[0e1,0E1,0e+1,0e-1,0.0,-0.0e-0]")},
    {TEXT("[20e1,1E22,1E-2,1E+2,1e00]")},
    {TEXT("[123.456e78,-123,-1,1.5,-0.1]")},
    {TEXT("[12345678901234567890123456789012345678901234567890]")},
    {TEXT("[1e400,-1e400,1E-400,0.4e00669999999999999999]")},
    {TEXT("1e999999999999999999")},
    {TEXT("1E-999999999999999999")},
    {TEXT("1.5e+000000000000000000999999999999999999")},
    {TEXT("1e-0000000000000000000000000000")},
    {TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")},
    {TEXT("\"\\u0060\\u012a\\u12AB\\uabCD\\uFFFF\\u0000\"")},
    {TEXT("\"\\ud801\\udc37\\uD83D\\uDe39\\ud83d\\ude39\"")},
    {TEXT("\"\\uD800\\uDC00\\uDBFF\\uDFFF\\uD7FF\\uE000\"")},
    {TEXT("\"\\\\u0000\\\\\"")},
    {TEXT("\"\x7f\"")},
    {TEXT("\"a/*b*/c/*d//e\"")},
    {TEXT("\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\"")},
    {TEXT("\"\xf0\x90\x80\x80\xf3\xbf\xbf\xbf\xf4\x8f\xbf\xbf\"")},
    {TEXT("\"\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf\xe2\x81\xa4\"")},
    {TEXT("{\"\xcf\x80\xe2\x82\xac\":\"\xf0\x9f\x98\xb9\\ud83d\\ude39\"}")},
    {TEXT("[\"new\\u000Aline\", \"\\u0022\", \"\\u005C\"]")},
};

/* A valid text stays so wherever it stands, and every part of it could still become it.
 */
START_TEST(accepts)
{
	const char *text = accepted[_i].text;
	size_t length = accepted[_i].length, end = 0;
	expect(text, length, JSCHEMA_OK, 0);
	for (size_t cut = 0; cut < length; cut++) {
		struct reading r = read_with(text, cut, 0, NULL);
		bool wait =
		    r.error.code == JSCHEMA_EMPTY || r.error.code == JSCHEMA_TRUNCATED;
		if (r.done ? strchr("[{\"tfn", *text) != NULL
			   : !wait || r.error.offset != cut)
			ck_abort_msg("%s cut at %zu: %s at %zu", text, cut, r.error.text,
			    r.error.offset);
		give_back(r);
	}
	for (size_t before = 0; before < 34; before++) {
		char moved[256];
		int size = snprintf(
		    moved, sizeof moved, "%*s[%.*s]", (int)before, "", (int)length, text);
		expect(moved, (size_t)size, JSCHEMA_OK, 0);
		size = snprintf(moved, sizeof moved, "{\"%0*d\":%.*s}", (int)before, 0,
		    (int)length, text);
		struct reading r = read_with(moved, (size_t)size, 0, &end);
		ck_assert_msg(
		    r.done && end == (size_t)size, "%s: %s", moved, r.error.text);
		give_back(r);
	}
}
END_TEST

/*
 * Behind each of these beginnings only the bytes of the set may follow: a-b stands for a
 * range. Any other stops the reading, `back` bytes before it.
 */
static const struct {
	const char *text;
	const char *set;
	size_t back;
} states[] = {
    {"", " \t\n\r[{\"0-9tfn-", 0},
    {"  ", " \t\n\r[{\"0-9tfn-", 0},
    {"[", " \t\n\r[{\"0-9tfn]-", 0},
    {"[ ", " \t\n\r[{\"0-9tfn]-", 0},
    {"[1", " \t\n\r0-9.eE,]", 0},
    {"[1 ", " \t\n\r,]", 0},
    {"[1,", " \t\n\r[{\"0-9tfn-", 0},
    {"[\"\"", " \t\n\r,]", 0},
    {"[[]", " \t\n\r,]", 0},
    {"[{}", " \t\n\r,]", 0},
    {"[true", " \t\n\r,]", 0},
    {"{", " \t\n\r\"}", 0},
    {"{ ", " \t\n\r\"}", 0},
    {"{\"a\"", " \t\n\r:", 0},
    {"{\"a\" ", " \t\n\r:", 0},
    {"{\"a\":", " \t\n\r[{\"0-9tfn-", 0},
    {"{\"a\":1", " \t\n\r0-9.eE,}", 0},
    {"{\"a\":1 ", " \t\n\r,}", 0},
    {"{\"a\":[]", " \t\n\r,}", 0},
    {"{\"a\":{}", " \t\n\r,}", 0},
    {"{\"a\":null", " \t\n\r,}", 0},
    {"{\"a\":1,", " \t\n\r\"", 0},
    {"{\"a\":1, ", " \t\n\r\"", 0},
    {"[]", " \t\n\r", 0},
    {"{}", " \t\n\r", 0},
    {"\"\"", " \t\n\r", 0},
    {"null", " \t\n\r", 0},
    {"0 ", " \t\n\r", 0},
    {"-", "0-9", 0},
    {"0", " \t\n\r.eE", 0},
    {"-0", " \t\n\r.eE", 0},
    {"1", " \t\n\r0-9.eE", 0},
    {"10", " \t\n\r0-9.eE", 0},
    {"-9", " \t\n\r0-9.eE", 0},
    {"1.", "0-9", 0},
    {"0.0", " \t\n\r0-9eE", 0},
    {"1e", "0-9+-", 0},
    {"0E", "0-9+-", 0},
    {"1.5e", "0-9+-", 0},
    {"1e+", "0-9", 0},
    {"1e-", "0-9", 0},
    {"1e0", " \t\n\r0-9", 0},
    {"1e+1", " \t\n\r0-9", 0},
    {"\"", "\x20-\x7f\xc2-\xf4", 0},
    {"{\"", "\x20-\x7f\xc2-\xf4", 0},
    {"\"0123456789abcdef", "\x20-\x7f\xc2-\xf4", 0},
    {"\"\\n", "\x20-\x7f\xc2-\xf4", 0},
    {"\"\\u0000", "\x20-\x7f\xc2-\xf4", 0},
    {"\"\xc3\xa4", "\x20-\x7f\xc2-\xf4", 0},
    {"\"\\", "\"\\/bfnrtu", 0},
    {"\"\\u", "0-9a-fA-F", 0},
    {"\"\\u1", "0-9a-fA-F", 0},
    {"\"\\u1a", "0-9a-fA-F", 0},
    {"\"\\u1aF", "0-9a-fA-F", 0},
    {"\"\\uD800", "\\", 6},
    {"\"\\udbff\\", "u", 7},
    {"\"\\uD800\\u", "0-9a-fA-F", 0},
    {"\"\\uD800\\uDC0", "0-9a-fA-F", 0},
    {"\"\xc2", "\x80-\xbf", 1},
    {"\"\xdf", "\x80-\xbf", 1},
    {"\"\xe0", "\xa0-\xbf", 1},
    {"\"\xe1", "\x80-\xbf", 1},
    {"\"\xec", "\x80-\xbf", 1},
    {"\"\xed", "\x80-\x9f", 1},
    {"\"\xee", "\x80-\xbf", 1},
    {"\"\xf0", "\x90-\xbf", 1},
    {"\"\xf1", "\x80-\xbf", 1},
    {"\"\xf4", "\x80-\x8f", 1},
    {"\"\xe2\x82", "\x80-\xbf", 2},
    {"\"\xf0\x90", "\x80-\xbf", 2},
    {"\"\xf4\x8f\xbf", "\x80-\xbf", 3},
    {"t", "r", 1},
    {"tr", "u", 2},
    {"tru", "e", 3},
    {"f", "a", 1},
    {"fa", "l", 2},
    {"fal", "s", 3},
    {"fals", "e", 4},
    {"[n", "u", 1},
    {"[nu", "l", 2},
    {"[nul", "l", 3},
};

static bool
is_in(const char *set, unsigned char c)
{
	for (const unsigned char *s = (const unsigned char *)set; *s; s++) {
		if (s[1] == '-' && s[2]) {
			if (c >= s[0] && c <= s[2])
				return true;
			s += 2;
		} else if (c == *s) {
			return true;
		}
	}
	return false;
}

START_TEST(knows_what_may_follow)
{
	char text[32];
	size_t length = strlen(states[_i].text);
	memcpy(text, states[_i].text, length);
	for (int c = 0; c < 256; c++) {
		text[length] = (char)c;
		if (!is_in(states[_i].set, (unsigned char)c)) {
			expect(
			    text, length + 1, JSCHEMA_SYNTAX, length - states[_i].back);
			continue;
		}
		struct reading r = read_with(text, length + 1, 0, NULL);
		bool wait =
		    r.error.code == JSCHEMA_EMPTY || r.error.code == JSCHEMA_TRUNCATED;
		if (!r.done && !wait)
			ck_abort_msg("%s and 0x%02x: %s", states[_i].text, (unsigned)c,
			    r.error.text);
		give_back(r);
	}
}
END_TEST

/* ---- blocks of 16 and 8 bytes ---- */

static const struct {
	const char *piece;
	size_t length;
	bool good;
} pieces[] = {
    {TEXT("\x7f"), true},
    {TEXT(" "), true},
    {TEXT("!"), true},
    {TEXT("#"), true},
    {TEXT("[]"), true},
    {TEXT("\\\""), true},
    {TEXT("\\\\"), true},
    {TEXT("\\u0000"), true},
    {TEXT("\\ud83d\\ude39"), true},
    {TEXT("\xc2\x80"), true},
    {TEXT("\xe2\x82\xac"), true},
    {TEXT("\xf4\x8f\xbf\xbf"), true},
    {TEXT("\0"), false},
    {TEXT("\x01"), false},
    {TEXT("\n"), false},
    {TEXT("\x1f"), false},
    {TEXT("\x80"), false},
    {TEXT("\xbf"), false},
    {TEXT("\xc1\xbf"), false},
    {TEXT("\xe0\x9f\xbf"), false},
    {TEXT("\xed\xa0\x80"), false},
    {TEXT("\xf0\x8f\xbf\xbf"), false},
    {TEXT("\xf4\x90\x80\x80"), false},
    {TEXT("\xff"), false},
};

START_TEST(finds_in_strings)
{
	const char *piece = pieces[_i].piece;
	size_t size = pieces[_i].length;
	for (size_t length = 0; length <= 40; length++) {
		for (size_t at = 0; at <= length; at++) {
			char text[64];
			memset(text, 'a', sizeof text);
			text[0] = text[length + size + 1] = '"';
			memcpy(text + 1 + at, piece, size);
			bool good = pieces[_i].good;
			expect(text, length + size + 2,
			    good ? JSCHEMA_OK : JSCHEMA_SYNTAX, good ? 0 : 1 + at);
			if (at % 8 > 1 && at < length)
				continue;
			/* the same without the closing quote */
			expect(text, length + size + 1,
			    good ? JSCHEMA_TRUNCATED : JSCHEMA_SYNTAX,
			    good ? length + size + 1 : 1 + at);
		}
	}
}
END_TEST

START_TEST(finds_behind_space)
{
	static const char blanks[] = " \n\t\r",
			  others[] = "\v\f\0\x1f!\x08\x0e\x80\xa0\xff";
	char text[64] = {0};
	for (size_t length = 0; length <= 40; length++) {
		for (size_t i = 0; i < length; i++)
			text[i] = _i == 4 ? blanks[i * i % 7 % 4] : blanks[_i];
		expect(text, length, JSCHEMA_EMPTY, length);
		text[length] = '0';
		expect(text, length + 1, JSCHEMA_OK, 0);
		for (size_t at = 0; at < length; at++) {
			char kept = text[at];
			for (size_t i = (length + at) % 3; i < sizeof others - 1;
			     i += 3) {
				text[at] = others[i];
				expect(text, length + 1, JSCHEMA_SYNTAX, at);
			}
			text[at] = kept;
		}
	}
}
END_TEST

/* ---- limits ---- */

static const struct {
	size_t depth, max_depth;
	bool fits;
} depths[] = {
    {1, 1, true},
    {2, 1, false},
    {2, 2, true},
    {3, 2, false},
    {1023, 0, true},
    {1024, 0, true},
    {1025, 0, false},
    {10000, 0, false},
    {10000, 9999, false},
    {10000, 10000, true},
    {10001, SIZE_MAX, false},
    {1024, 1025, true},
};

START_TEST(limits_depth)
{
	size_t depth = depths[_i].depth, max = depths[_i].max_depth;
	for (int objects = 0; objects < 2; objects++) {
		const char *open = objects ? "{\"\":" : "[", *shut = objects ? "}" : "]";
		size_t step = strlen(open), length = 0;
		char *text = malloc(depth * 5 + 1);
		ck_assert_ptr_nonnull(text);
		for (size_t i = 0; i < depth; i++, length += step)
			memcpy(text + length, open, step);
		text[length++] = '1';
		memset(text + length, *shut, depth);
		struct reading r = read_with(text, length + depth, max, NULL);
		ck_assert_msg(r.done == depths[_i].fits, "%zu levels of %zu: %s", depth,
		    max, r.error.text);
		if (!r.done) {
			ck_assert_int_eq(r.error.code, JSCHEMA_DEPTH);
			size_t most = max > 10000 ? 10000 : max;
			ck_assert_uint_eq(r.error.offset, (max ? most : 1024) * step);
		}
		size_t found = 0;
		struct jschema_item item = {.value = jschema_root(r.document)};
		while (jschema_first(item.value, &item))
			found++;
		ck_assert_uint_eq(found, r.done ? depth : 0);
		give_back(r);
		free(text);
	}
}
END_TEST

START_TEST(counts_depth_and_not_containers)
{
	struct reading r = read_with(TEXT("[[],[[]],{\"a\":[]},[[]]]"), 3, NULL);
	ck_assert(r.done);
	give_back(r);
}
END_TEST

static const struct {
	const char *text;
	size_t length;
	enum jschema_code code; /* of reading to an end */
	size_t end;
} ends[] = {
    {TEXT("1 2"), JSCHEMA_OK, 1},
    {TEXT("  [1]\n[2]"), JSCHEMA_OK, 5},
    {TEXT("{}}"), JSCHEMA_OK, 2},
    {TEXT("\"a\"\"b\""), JSCHEMA_OK, 3},
    {TEXT("null\0"), JSCHEMA_OK, 4},
    {TEXT("1\xff"), JSCHEMA_OK, 1},
    {TEXT("-1.5e3,"), JSCHEMA_OK, 6},
    {TEXT("truefalse"), JSCHEMA_OK, 4},
    {TEXT("[]   "), JSCHEMA_OK, 2},
    {TEXT("   "), JSCHEMA_EMPTY, 77},
    {TEXT(""), JSCHEMA_EMPTY, 77},
    {TEXT("[1"), JSCHEMA_TRUNCATED, 77},
    {TEXT("]"), JSCHEMA_SYNTAX, 77},
};

START_TEST(tells_the_end)
{
	size_t end = 77;
	struct reading r = read_with(ends[_i].text, ends[_i].length, 0, &end);
	ck_assert_msg(
	    r.error.code == ends[_i].code, "%s: %s", ends[_i].text, r.error.text);
	ck_assert_msg(end == ends[_i].end, "%s ends at %zu", ends[_i].text, end);
	give_back(r);
}
END_TEST

/* The nodes of a failed or larger reading leave nothing behind in the next one. */
START_TEST(reads_again)
{
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error;
	static const struct {
		const char *text;
		bool done;
		size_t count, duplicates;
	} steps[] = {
	    {"{\"a\":1,\"a\":[1,2],\"b\":{\"c\":1,\"c\":2}}", true, 3, 2},
	    {"[1]", true, 1, 0},
	    {"{\"a\":1,\"a\":2}x", false, 0, 0},
	    {"[{\"a\":1,\"a\":2},", false, 0, 0},
	    {"{\"a\":1,\"b\":2}", true, 2, 0},
	    {"", false, 0, 0},
	    {"{\"a\":1,\"a\":2}", true, 2, 1},
	};
	ck_assert_ptr_nonnull(d);
	ck_assert_ptr_null(jschema_root(d).document);
	for (size_t i = 0; i < countof(steps); i++) {
		const char *text = steps[i].text;
		ck_assert_msg(jschema_document_read(d, text, strlen(text), NULL, NULL,
				  &error) == steps[i].done,
		    "%s: %s", text, error.text);
		ck_assert_uint_eq(jschema_count(jschema_root(d)), steps[i].count);
		ck_assert_uint_eq(jschema_duplicates(d), steps[i].duplicates);
	}
	ck_assert(!jschema_document_read(d, NULL, 0, NULL, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_EMPTY);
	jschema_document_free(d);
	jschema_document_free(NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("document");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, accepts, 0, (int)countof(accepted));
	tcase_add_loop_test(rows, knows_what_may_follow, 0, (int)countof(states));
	tcase_add_loop_test(rows, finds_in_strings, 0, (int)countof(pieces));
	tcase_add_loop_test(rows, finds_behind_space, 0, 5);
	tcase_add_loop_test(rows, limits_depth, 0, (int)countof(depths));
	tcase_add_test(rows, counts_depth_and_not_containers);
	tcase_add_loop_test(rows, tells_the_end, 0, (int)countof(ends));
	tcase_add_test(rows, reads_again);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
