/*
 * lib/value.c, characters.c and duplicates.c: a document as a program sees it. Texts
 * stand in allocations of exactly their size.
 */
#include "characters.h"
#include "suite.h"

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))
/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

static struct jschema_document *document;
static char *document_text;

static struct jschema_value
read_text(const char *text, size_t length)
{
	struct jschema_error error;
	document = jschema_document_new();
	document_text = malloc(length);
	ck_assert(document && document_text);
	memcpy(document_text, text, length);
	ck_assert_msg(
	    jschema_document_read(document, document_text, length, NULL, NULL, &error),
	    "%.80s: %s", text, error.text);
	return jschema_root(document);
}

static struct jschema_value
read_string(const char *text)
{
	return read_text(text, strlen(text));
}

static void
give_back(void)
{
	jschema_document_free(document);
	free(document_text);
}

/* ---- strings ---- */

static const struct {
	const char *text; /* with its quotes */
	const char *characters;
	size_t length;
	size_t count; /* of code points */
} strings[] = {
    {"\"\"", TEXT(""), 0},
    {"\"abc\"", TEXT("abc"), 3},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", TEXT("\"\\/\b\f\n\r\t"), 8},
    {"\"a\\u0000b\"", TEXT("a\0b"), 3},
    {"\"\\u0000\"", TEXT("\0"), 1},
    {"\"\\u0041\\u006a\\u004A\"", TEXT("AjJ"), 3},
    {"\"\\u007f\\u0080\"", TEXT("\x7f\xc2\x80"), 2},
    {"\"\\u07FF\\u0800\"", TEXT("\xdf\xbf\xe0\xa0\x80"), 2},
    {"\"\\ud7ff\\ue000\\uffff\"", TEXT("\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf"), 3},
    {"\"\\ud800\\udc00\"", TEXT("\xf0\x90\x80\x80"), 1},
    {"\"\\uD83d\\uDe39\"", TEXT("\xf0\x9f\x98\xb9"), 1},
    {"\"\\udbff\\udfffx\"", TEXT("\xf4\x8f\xbf\xbfx"), 2},
    {"\"\xf0\x9f\x98\xb9\xc3\xa4\"", TEXT("\xf0\x9f\x98\xb9\xc3\xa4"), 2},
    {"\"\xc3\xa4\\u00e4\"", TEXT("\xc3\xa4\xc3\xa4"), 2},
    {"\"\\\\u0041\"", TEXT("\\u0041"), 6},
    {"\"0123456789\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\"",
	TEXT("0123456789\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac"), 13},
};

START_TEST(decodes_strings)
{
	const char *text = strings[_i].text, *wanted = strings[_i].characters;
	struct jschema_value v = read_string(text);
	size_t raw, length, size = strings[_i].length;
	const char *spelt = jschema_text(v, &raw);
	ck_assert(raw == strlen(text) - 2 && memcmp(spelt, text + 1, raw) == 0);
	char *buffer = malloc(raw);
	const char *found = jschema_string(v, buffer, &length);
	ck_assert_msg(length == size && memcmp(found, wanted, size) == 0, "%s", text);
	ck_assert_msg((found == buffer) == (strchr(text, '\\') != NULL), "%s", text);
	ck_assert_msg(jschema_string_is(v, wanted, size), "%s", text);
	char longer[64] = {0};
	memcpy(longer, wanted, size);
	ck_assert_msg(!jschema_string_is(v, longer, size + 1), "%s and NUL", text);
	ck_assert_msg(!size || !jschema_string_is(v, longer, size - 1), "%s cut", text);
	for (size_t i = 0; i < size; i++) {
		longer[i] ^= 1;
		ck_assert_msg(!jschema_string_is(v, longer, size), "%s at %zu", text, i);
		longer[i] ^= 1;
	}
	ck_assert_msg(characters_count(document, document->nodes) == strings[_i].count,
	    "%s has %zu", text, strings[_i].count);
	free(buffer);
	give_back();
}
END_TEST

/* the JSON escapes of the first `escaped` letters and the rest as it is */
static int
spell(char *out, size_t size, size_t length, size_t escaped)
{
	int n = snprintf(out, size, "\"");
	for (size_t i = 0; i < length; i++)
		n += snprintf(out + n, size - (size_t)n, i < escaped ? "\\u%04x" : "%c",
		    (int)('a' + i));
	return n + snprintf(out + n, size - (size_t)n, "\"");
}

/* A string has one hash and one order, however it is spelt and however long it is. */
START_TEST(hashes_characters)
{
	char a[400], plain[40], text[900];
	for (size_t length = 0; length < 26; length++) {
		for (size_t escaped = 0; escaped <= length; escaped++) {
			spell(a, sizeof a, length, escaped);
			for (size_t i = 0; i < length; i++)
				plain[i] = (char)('a' + i);
			plain[length] = '\0';
			int n = snprintf(text, sizeof text,
			    "[%s,\"%s\",\"%s\\u0000\",\"%s!\"]", a, plain, plain, plain);
			read_text(text, (size_t)n);
			const struct node *node = document->nodes + 1;
			char *exact = malloc(length);
			memcpy(exact, plain, length);
			ck_assert_msg(characters_hash(document, node) ==
				characters_hash_plain(exact, length),
			    "%s", text);
			free(exact);
			ck_assert(characters_equal(document, node, document, node + 1));
			for (int i = 2; i < 4; i++) {
				ck_assert_msg(characters_compare(document, node, document,
						  node + i) < 0 &&
					characters_compare(
					    document, node + i, document, node) > 0,
				    "%s", text);
			}
			give_back();
		}
	}
}
END_TEST

/* A byte anywhere in a short name and at both ends of a long one changes its hash. */
START_TEST(hashes_differ)
{
	char name[24];
	memset(name, 'n', sizeof name);
	for (size_t length = 1; length <= sizeof name; length++) {
		uint32_t hash = characters_hash_plain(name, length);
		ck_assert_uint_ne(hash, characters_hash_plain(name, length - 1));
		for (size_t i = 0; i < length; i++) {
			if (length > 16 && i >= 8 && i < length - 8)
				continue;
			name[i] ^= 1;
			ck_assert_msg(hash != characters_hash_plain(name, length),
			    "byte %zu of %zu", i, length);
			name[i] ^= 1;
		}
	}
}
END_TEST

/* ---- numbers ---- */

static const char *const numbers[] = {
    "0",
    "-0",
    "-0.0",
    "1.0",
    "1.50",
    "10e-1",
    "1E+2",
    "12345678901234567890123456789012345678901234567890",
    "0.1000000000000000055511151231257827021181583404541015625",
    "1e400",
    "-1E-400",
    "1e999999999999999999",
    "9007199254740993",
};

START_TEST(keeps_digits)
{
	char text[80];
	size_t length;
	int n = snprintf(text, sizeof text, "[%s]", numbers[_i]);
	struct jschema_value v = jschema_at(read_text(text, (size_t)n), "/0", 2);
	const char *digits = jschema_text(v, &length);
	ck_assert_int_eq(jschema_kind(v), JSCHEMA_NUMBER);
	ck_assert_uint_eq(jschema_offset(v), 1);
	ck_assert(length == (size_t)n - 2 && memcmp(digits, numbers[_i], length) == 0);
	give_back();
}
END_TEST

/* ---- steps ---- */

static const char tree[] =
    " {\"a\": [1, [], {}, \"s\", {\"b\": null}], \"\": true, \"k\\u00e9y\" :{\"x\":{}},"
    " \"a\": false, \"nul\\u0000\": -1.5e3 }";

/* What a walk sees: keys, scalars, brackets, in the order of the text. */
static char seen[200];
static size_t seen_length;

static void
see(const char *text, size_t length)
{
	ck_assert_uint_lt(seen_length + length, sizeof seen);
	memcpy(seen + seen_length, text, length);
	seen_length += length;
}

static void
walk(struct jschema_value v)
{
	struct jschema_item item;
	size_t length;
	bool object = jschema_kind(v) == JSCHEMA_OBJECT;
	const char *text = jschema_text(v, &length);
	if (text) {
		see(text, length);
		return;
	}
	see(object ? "{" : "[", 1);
	size_t left = jschema_count(v);
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		ck_assert_uint_eq(item.left, --left);
		ck_assert_int_eq(item.key.document != NULL, object);
		const char *name = jschema_text(item.key, &length);
		if (name) {
			see(name, length);
			see(":", 1);
		}
		walk(item.value);
		see(",", item.left > 0);
	}
	ck_assert_uint_eq(left, 0);
	see(object ? "}" : "]", 1);
}

START_TEST(walks)
{
	walk(read_string(tree));
	ck_assert_str_eq(seen,
	    "{a:[1,[],{},s,{b:null}],:true,k\\u00e9y:{x:{}},a:false,nul\\u0000:-1.5e3}");
	give_back();
}
END_TEST

static const struct {
	const char *name;
	size_t length;
	const char *pointer; /* to the member, "-": none */
	size_t offset;
} members[] = {
    {TEXT("a"), "/a", 7},
    {TEXT(""), "/", 42},
    {TEXT("k\xc3\xa9y"), "/k\xc3\xa9y", 60},
    {TEXT("nul\0"), "/nul", 95},
    {TEXT("nul"), "-", 0},
    {TEXT("k"), "-", 0},
    {TEXT("b"), "-", 0},
    {TEXT("k\\u00e9y"), "-", 0},
};

START_TEST(finds_members)
{
	char pointer[16];
	struct jschema_value root = read_string(tree);
	struct jschema_value v =
	    jschema_member(root, members[_i].name, members[_i].length);
	bool found = *members[_i].pointer == '/';
	ck_assert_msg((v.document != NULL) == found, "%s", members[_i].name);
	ck_assert_msg(jschema_offset(v) == members[_i].offset, "%s at %zu",
	    members[_i].name, jschema_offset(v));
	jschema_pointer(v, pointer, sizeof pointer);
	ck_assert_msg(!found || strcmp(pointer, members[_i].pointer) == 0, "%s", pointer);
	give_back();
}
END_TEST

/* all of them at once are the same */
START_TEST(finds_several)
{
	struct jschema_value root = read_string(tree), values[countof(members)];
	struct jschema_name names[countof(members)];
	size_t found = 0;
	for (size_t i = 0; i < countof(members); i++)
		names[i] = (struct jschema_name){members[i].name, members[i].length};
	size_t count = jschema_members(root, names, countof(members), values);
	for (size_t i = 0; i < countof(members); i++) {
		struct jschema_value v =
		    jschema_member(root, members[i].name, members[i].length);
		ck_assert_ptr_eq(values[i].document, v.document);
		ck_assert_uint_eq(values[i].node, v.node);
		found += v.document != NULL;
	}
	ck_assert_uint_eq(count, found);
	ck_assert_uint_eq(jschema_members(root, names, 0, values), 0);
	give_back();
}
END_TEST

/* where a value ends, told by its bytes; whether white space or an escape is in it */
static const char *
value_end(const char *at, bool *compact)
{
	int depth = 0;
	bool quoted = false;
	*compact = true;
	do {
		bool space = strchr(" \n\t\r", *at), escape = *at == '\\';
		*compact = *compact && !(space && !quoted) && !escape;
		if (*at == '"')
			quoted = !quoted;
		if (!quoted)
			depth += strchr("{[", *at) ? 1 : strchr("}]", *at) ? -1 : 0;
		at += escape ? 2 : 1;
	} while (quoted || depth ||
	    (isalnum((unsigned char)*at) && isalnum((unsigned char)at[-1])));
	return at;
}

/* with a blank before each byte of it in turn, or none */
START_TEST(tells_what_is_compact)
{
	static const char texts[][100] = {
	    "{\"a\":[1,\"x y\",{}],\"b\":{\"c\":[[],[null,[{}]]]},\"\":\"\",\"d\":[[]]}",
	    "[[[true],{\"k\":{\"]\":[]}},\" ] \",12],{\"\\u0061\":[0,{}]},\"\\\"\"]",
	    "{}", "[ ]", "\"a b\"", "7", "{\"a\":\"}\" }"};
	const char *base = texts[_i];
	for (size_t blank = 0; blank <= strlen(base); blank++) {
		char text[120];
		struct jschema_error error;
		snprintf(text, sizeof text, "%.*s %s", (int)blank, base, base + blank);
		struct jschema_document *d = jschema_document_new();
		ck_assert_ptr_nonnull(d);
		if (!jschema_document_read(d, text, strlen(text), NULL, NULL, &error)) {
			jschema_document_free(d);
			continue;
		}
		for (uint32_t node = 0; node < d->count; node++) {
			struct jschema_value v = {d, node};
			size_t length;
			bool compact;
			const char *start = text + jschema_offset(v), *end, *told;
			end = value_end(start, &compact);
			told = jschema_compact_text(v, &length);
			ck_assert_msg(
			    told == (compact ? start : NULL), "%s: %s", text, start);
			ck_assert_uint_eq(length, compact ? (size_t)(end - start) : 0);
		}
		jschema_document_free(d);
	}
}
END_TEST

/* No value, or one of another kind, is an empty one to every function. */
START_TEST(takes_no_value)
{
	static const char *const texts[] = {
	    "null", "false", "1", "\"a\"", "[]", "{}", NULL};
	static const struct jschema_name name = {"a", 1};
	struct jschema_value none;
	struct jschema_item item;
	char buffer[8];
	size_t length = 9;
	for (int i = 0; i < (int)countof(texts); i++) {
		struct jschema_value v = {NULL, 7};
		if (texts[i])
			v = read_string(texts[i]);
		bool scalar = texts[i] && i < 4;
		ck_assert_int_eq(jschema_kind(v), texts[i] ? i : JSCHEMA_NULL);
		ck_assert(!jschema_boolean(v));
		ck_assert(!jschema_first(v, &item) && jschema_count(v) == 0);
		ck_assert_ptr_null(jschema_member(v, "a", 1).document);
		ck_assert_uint_eq(jschema_members(v, &name, 1, &none), 0);
		ck_assert_ptr_null(none.document);
		ck_assert_ptr_null(jschema_at(v, "/0", 2).document);
		ck_assert_int_eq(jschema_text(v, &length) != NULL, scalar);
		ck_assert(scalar == (length != 0));
		ck_assert_ptr_null(texts[i] ? NULL : jschema_compact_text(v, &length));
		ck_assert_int_eq(jschema_string(v, buffer, &length) != NULL, i == 3);
		ck_assert(length == (i == 3));
		ck_assert_int_eq(jschema_string_is(v, "a", 1), i == 3);
		ck_assert_uint_eq(jschema_offset(v), 0);
		ck_assert_uint_eq(jschema_pointer(v, buffer, sizeof buffer), 0);
		if (texts[i])
			give_back();
	}
	ck_assert(jschema_boolean(read_string("true")));
	give_back();
}
END_TEST

/* ---- duplicates ---- */

static const struct {
	const char *text;
	const char *expected; /* offsets of both keys, in the order of the text */
} repeated[] = {
    {"{}", ""},
    {"{\"a\":1}", ""},
    {"{\"a\":1,\"b\":2}", ""},
    {"{\"a\":1,\"A\":2,\"a \":3,\"\":4}", ""},
    {"{\"a\":1,\"a\":2}", "1-7 "},
    {"{\"\":1,\"\":2}", "1-6 "},
    {"{\"a\":1,\"b\":2,\"a\":3,\"a\":4}", "1-13 1-19 "},
    {"{\"a\":1,\"b\":2,\"b\":3,\"a\":4}", "7-13 1-19 "},
    {"{\"a\":1,\"\\u0061\":2}", "1-7 "},
    {"{\"\\u0061\":1,\"a\":2}", "1-12 "},
    {"{\"\\ud83d\\ude39\":1,\"\xf0\x9f\x98\xb9\":2}", "1-18 "},
    {"{\"\\/\":1,\"/\":2,\"\\u002F\":3}", "1-8 1-14 "},
    {"{\"a\\u0000\":1,\"a\":2}", ""},
    {"{\"a\\u0000b\":1,\"a\\u0000c\":2}", ""},
    {"{\"\\u0000\":1,\"\":2,\"\\u0000\":3}", "1-17 "},
    {"{\"\\\\u0061\":1,\"a\":2}", ""},
    {"{\"01234567x89abcdef\":1,\"01234567y89abcdef\":2}", ""},
    {"{\"01234567x89abcdef\":1,\"0123456\\u0037x89abcdef\":2}", "1-23 "},
    {"{\"01234567x89abcde\\u0066\":1,\"01234567y89abcdef\":2}", ""},
    {"{\"a\":{\"b\":1,\"b\":2},\"c\":[{\"d\":{},\"d\":{}}],\"a\":0}", "6-12 25-32 1-41 "},
    {"{\"a\":{\"a\":{\"a\":1}}}", ""},
    {"[{\"a\":1},{\"a\":1}]", ""},
    {"[{\"a\":[1,2],\"b\":1,\"a\":[]},{\"a\":1,\"a\":1}]", "2-18 27-33 "},
};

static void
list_duplicates(char *out, size_t size)
{
	struct jschema_value first, again;
	size_t used = 0;
	*out = '\0';
	for (size_t i = 0; jschema_duplicate(document, i, &first, &again); i++)
		used += (size_t)snprintf(out + used, size - used, "%zu-%zu ",
		    jschema_offset(first), jschema_offset(again));
}

START_TEST(finds_repeated_names)
{
	char found[100];
	read_string(repeated[_i].text);
	list_duplicates(found, sizeof found);
	ck_assert_msg(strcmp(found, repeated[_i].expected) == 0, "%s: %s, not %s",
	    repeated[_i].text, found, repeated[_i].expected);
	give_back();
}
END_TEST

/* 14 to 60 members, of which the k-th is spelt like the third, and in between two pairs
 */
START_TEST(finds_repeated_names_among_many)
{
	for (int count = 14; count < 60; count++) {
		char text[1400], found[100], expected[100];
		int n = snprintf(text, sizeof text, "{"), at[60];
		for (int i = 0; i < count; i++) {
			at[i] = n;
			const char *name = i == count - 1 ? "name-2"
			    : i == count - 3              ? "nam\\u0065-9"
			    : i == count - 4              ? "name-1"
							  : NULL;
			if (name)
				n += snprintf(text + n, sizeof text - (size_t)n,
				    "\"%s\":{\"name-2\":1},", name);
			else
				n += snprintf(text + n, sizeof text - (size_t)n,
				    "\"name-%d\":[%d],", i, i);
		}
		text[n - 1] = '}';
		snprintf(expected, sizeof expected, "%d-%d %d-%d %d-%d ", at[1],
		    at[count - 4], at[9], at[count - 3], at[2], at[count - 1]);
		read_text(text, (size_t)n);
		list_duplicates(found, sizeof found);
		ck_assert_msg(strcmp(found, expected) == 0, "%d: %s, not %s", count,
		    found, expected);
		give_back();
	}
}
END_TEST

/* Names alike in all that is hashed, the first and last eight bytes and the length; and
 * many others. */
static const struct {
	const char *before, *behind;
	int count, step; /* every step-th name comes a second time, the first a third */
} crowds[] = {
    {"abcdefgh", "abcdefgh", 3000, 100},
    {"", "", 100000, 50000},
    {"abcdefgh\\u00e4", "abcdefgh", 1000, 10},
};

START_TEST(finds_repeated_names_in_a_crowd)
{
	int count = crowds[_i].count, step = crowds[_i].step;
	size_t size = (size_t)count * 64, n = 0;
	char *text = malloc(size), name[40];
	ck_assert_ptr_nonnull(text);
	text[n++] = '{';
	for (int i = 0; i < count + count / step + 1; i++) {
		int number =
		    i < count + count / step ? i < count ? i : (i - count) * step : 0;
		snprintf(name, sizeof name, "%s%06d%s", crowds[_i].before, number,
		    crowds[_i].behind);
		n += (size_t)snprintf(text + n, size - n, "\"%s\":%d,", name, i);
	}
	text[n - 1] = '}';
	read_text(text, n);
	free(text);
	size_t found = jschema_duplicates(document);
	ck_assert_uint_eq(found, (size_t)(count / step) + 1);
	struct jschema_value first, again, last = {0};
	for (size_t i = 0; i < found; i++, last = again) {
		ck_assert(jschema_duplicate(document, i, &first, &again));
		ck_assert(jschema_offset(again) > jschema_offset(last));
		uint32_t nth = i < found - 1 ? (uint32_t)i * (uint32_t)step : 0;
		ck_assert_uint_eq(first.node, 1 + 2 * nth);
		ck_assert(characters_equal(document, &document->nodes[first.node],
		    document, &document->nodes[again.node]));
	}
	ck_assert(!jschema_duplicate(document, found, &first, &again));
	give_back();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("value");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, decodes_strings, 0, (int)countof(strings));
	tcase_add_test(rows, hashes_characters);
	tcase_add_test(rows, hashes_differ);
	tcase_add_loop_test(rows, keeps_digits, 0, (int)countof(numbers));
	tcase_add_test(rows, walks);
	tcase_add_loop_test(rows, finds_members, 0, (int)countof(members));
	tcase_add_test(rows, finds_several);
	tcase_add_loop_test(rows, tells_what_is_compact, 0, 7);
	tcase_add_test(rows, takes_no_value);
	tcase_add_loop_test(rows, finds_repeated_names, 0, (int)countof(repeated));
	tcase_add_test(rows, finds_repeated_names_among_many);
	tcase_add_loop_test(
	    rows, finds_repeated_names_in_a_crowd, 0, (int)countof(crowds));
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
