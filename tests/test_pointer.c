/* lib/pointer.c: JSON Pointers there and back (RFC 6901), and lines and columns. */
#include "document_of.h"
#include "pointer.h"

#include "arena.h"
#include "suite.h"
#include "utf8.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))
/* A text with its length, for it may hold NUL. */
#define TEXT(literal) literal, sizeof(literal) - 1

/* the document of RFC 6901 section 5, and what it leaves out */
static const char tree[] =
    "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,"
    "\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8,"
    "\"~1\":9,\"deep\":{\"\":{\"\":[[],[10,{\"x\":11}]]}},\"0\":[12],\"n\\u0000\":13,"
    "\"\\u00fc\":14,\"twice\":15,\"twice\":16,\"01\":17,\"~\":18,\"/\":19,\"~\\u0000b\":20}";

static const struct {
	const char *pointer;
	size_t length;
	const char *found; /* as it stands in the text; NULL: nothing */
} pointers[] = {
    {TEXT("/foo/0"), "bar"},
    {TEXT("/foo/1"), "baz"},
    {TEXT("/"), "0"},
    {TEXT("/a~1b"), "1"},
    {TEXT("/c%d"), "2"},
    {TEXT("/e^f"), "3"},
    {TEXT("/g|h"), "4"},
    {TEXT("/i\\j"), "5"},
    {TEXT("/k\"l"), "6"},
    {TEXT("/ "), "7"},
    {TEXT("/m~0n"), "8"},
    {TEXT("/~01"), "9"},
    {TEXT("/deep///1/0"), "10"},
    {TEXT("/deep///1/1/x"), "11"},
    {TEXT("/0/0"), "12"},
    {TEXT("/n\0"), "13"},
    {TEXT("/\xc3\xbc"), "14"},
    {TEXT("/twice"), "15"},
    {TEXT("/01"), "17"},
    {TEXT("/~0"), "18"},
    {TEXT("/~1"), "19"},
    {TEXT("/~0\0b"), "20"},
    {TEXT("/~0\0c"), NULL},
    {TEXT("foo"), NULL},
    {TEXT("#/foo"), NULL},
    {TEXT("/fo"), NULL},
    {TEXT("/fooo"), NULL},
    {TEXT("/n"), NULL},
    {TEXT("/a/b"), NULL},
    {TEXT("//"), NULL},
    {TEXT("/foo/"), NULL},
    {TEXT("/foo/2"), NULL},
    {TEXT("/foo/-"), NULL},
    {TEXT("/foo/-1"), NULL},
    {TEXT("/foo/+1"), NULL},
    {TEXT("/foo/00"), NULL},
    {TEXT("/foo/01"), NULL},
    {TEXT("/foo/1 "), NULL},
    {TEXT("/foo/1a"), NULL},
    {TEXT("/foo/0.0"), NULL},
    {TEXT("/foo/1e0"), NULL},
    {TEXT("/foo/\xd9\xa1"), NULL},
    {TEXT("/foo/4294967295"), NULL},
    {TEXT("/foo/4294967296"), NULL},
    {TEXT("/foo/4294967297"), NULL},
    {TEXT("/foo/18446744073709551616"), NULL},
    {TEXT("/foo/18446744073709551617"), NULL},
    {TEXT("/foo/bar"), NULL},
    {TEXT("/foo/0/0"), NULL},
    {TEXT("/foo/0/"), NULL},
    {TEXT("/deep////"), NULL},
    {TEXT("/deep///0/0"), NULL},
    {TEXT("/deep///1/1/x/"), NULL},
    {TEXT("/m~n"), NULL},
    {TEXT("/~"), NULL},
    {TEXT("/~2"), NULL},
    {TEXT("/foo~"), NULL},
};

START_TEST(resolves)
{
	const char *pointer = pointers[_i].pointer, *wanted = pointers[_i].found;
	struct jschema_document *d = document_of(tree);
	size_t length = pointers[_i].length, size;
	char *exact = malloc(length);
	ck_assert_ptr_nonnull(exact);
	memcpy(exact, pointer, length);
	struct jschema_value v = jschema_at(jschema_root(d), exact, length);
	free(exact);
	const char *text = jschema_text(v, &size);
	ck_assert_msg((text != NULL) == (wanted != NULL), "%s", pointer);
	ck_assert_msg(
	    !wanted || (size == strlen(wanted) && memcmp(text, wanted, size) == 0),
	    "%s leads to %.*s", pointer, (int)size, text);
	/* and back */
	char back[40] = "";
	if (wanted) {
		ck_assert_uint_eq(jschema_pointer(v, back, sizeof back), length);
		ck_assert_msg(memcmp(back, pointer, length + 1) == 0, "%s", back);
	}
	jschema_document_free(d);
}
END_TEST

/* Every value of the document is where its pointer leads, from the root and from within.
 */
START_TEST(leads_back)
{
	struct jschema_document *d = document_of(tree);
	struct arena arena = {0};
	const uint32_t *parents = pointer_parents(&arena, d);
	char pointer[64], of_key[64];
	for (uint32_t node = 0; node < d->count; node++) {
		struct jschema_value v = {d, node};
		size_t length = jschema_pointer(v, pointer, sizeof pointer);
		struct jschema_value back = jschema_at(jschema_root(d), pointer, length);
		if (d->nodes[node].about & NODE_KEY) {
			v.node++;
			ck_assert_uint_eq(
			    jschema_pointer(v, of_key, sizeof of_key), length);
			ck_assert(memcmp(pointer, of_key, length + 1) == 0);
		}
		bool second = back.node != v.node;
		ck_assert_msg(!second || strcmp(pointer, "/twice") == 0, "%s", pointer);
		for (uint32_t from = 0; from <= v.node; from++) {
			if (d->nodes[from].about & NODE_KEY ||
			    d->nodes[from].next <= v.node)
				continue;
			struct words w = {.arena = &arena};
			uint32_t found;
			words_say(&w, "");
			pointer_write(&w, d, from, v.node);
			struct words up = {.arena = &arena};
			words_say(&up, "");
			pointer_write_up(&up, d, parents, from, v.node);
			ck_assert_str_eq(up.text, w.text);
			ck_assert(pointer_resolve(d, from, w.text, w.length, &found));
			ck_assert_msg(found == (from == v.node ? from : back.node),
			    "%s from %u", w.text, from);
		}
	}
	arena_free(&arena);
	jschema_document_free(d);
}
END_TEST

START_TEST(leads_to_the_value_itself)
{
	struct jschema_document *d = document_of(tree);
	struct jschema_value v = jschema_at(jschema_root(d), "/foo/1", 6);
	ck_assert_uint_eq(jschema_at(v, "", 0).node, v.node);
	v = jschema_at(jschema_root(d), "/deep", 5);
	ck_assert_ptr_nonnull(jschema_at(v, "///1/1/x", 6).document);
	ck_assert_ptr_null(jschema_at((struct jschema_value){NULL, 0}, "", 0).document);
	jschema_document_free(d);
}
END_TEST

/* Below a value, in the order of the text and against it, with what stands beside. */
START_TEST(begins_at_a_value)
{
	struct jschema_document *d = document_of(tree);
	struct jschema_value deep = jschema_at(jschema_root(d), "/deep", 5);
	struct jschema_pointers *p = jschema_pointers_below(deep);
	size_t held = 0;
	ck_assert_ptr_nonnull(p);
	for (uint32_t i = 0; i < 2 * d->count; i++) {
		struct jschema_value v = {d, i < d->count ? i : 2 * d->count - 1 - i};
		char whole[100];
		jschema_pointer(v, whole, sizeof whole);
		bool below = strncmp(whole, "/deep", 5) == 0 && v.node >= deep.node;
		ck_assert_msg(jschema_holds(deep, v) == below, "%s", whole);
		if (below)
			ck_assert_str_eq(jschema_pointers_to(p, v), whole + 5);
		else
			ck_assert_ptr_null(jschema_pointers_to(p, v));
		held += below;
	}
	ck_assert_uint_gt(held, 8);
	ck_assert(!jschema_holds((struct jschema_value){NULL, 0}, deep));
	ck_assert_ptr_null(jschema_pointers_to(p, (struct jschema_value){NULL, 0}));
	jschema_pointers_free(p);
	p = jschema_pointers_below((struct jschema_value){NULL, 0});
	ck_assert_ptr_null(jschema_pointers_to(p, (struct jschema_value){NULL, 0}));
	ck_assert_ptr_null(jschema_pointers_to(p, deep));
	jschema_pointers_free(p);
	jschema_document_free(d);
}
END_TEST

/* What does not fit is cut, and nothing is written behind. */
START_TEST(fits_pointers)
{
	static const char whole[] = "/deep///1/1/x";
	struct jschema_document *d = document_of(tree);
	struct jschema_value v = jschema_at(jschema_root(d), whole, sizeof whole - 1);
	ck_assert_uint_eq(jschema_pointer(v, NULL, 0), sizeof whole - 1);
	for (size_t size = 1; size <= sizeof whole + 1; size++) {
		char *buffer = malloc(size);
		ck_assert_ptr_nonnull(buffer);
		ck_assert_uint_eq(jschema_pointer(v, buffer, size), sizeof whole - 1);
		size_t fit = size < sizeof whole ? size - 1 : sizeof whole - 1;
		ck_assert(strlen(buffer) == fit && memcmp(buffer, whole, fit) == 0);
		free(buffer);
	}
	jschema_document_free(d);
}
END_TEST

START_TEST(writes_long_pointers)
{
	struct arena arena = {0};
	struct words text = {.arena = &arena}, expected = {.arena = &arena};
	char pointer[300];
	words_say(&text, "{\"");
	words_say(&expected, "/");
	for (int i = 0; i < 50; i++) {
		words_say(&text, "~x/");
		words_say(&expected, "~0x~1");
	}
	words_say(&text, "\":1}");
	struct jschema_document *d = document_of(text.text);
	struct jschema_value v = {d, 2};
	ck_assert_uint_eq(jschema_pointer(v, pointer, sizeof pointer), 251);
	ck_assert_str_eq(pointer, expected.text);
	ck_assert_uint_eq(jschema_at(jschema_root(d), pointer, 251).node, 2);
	jschema_document_free(d);
	arena_free(&arena);
}
END_TEST

/* ---- places ---- */

static const struct {
	const char *text;
	size_t offset, line, column;
} places[] = {
    {"", 0, 1, 1},
    {"abc", 2, 1, 3},
    {"abc", 3, 1, 4},
    {"\n", 0, 1, 1},
    {"\n", 1, 2, 1},
    {"a\nb", 1, 1, 2},
    {"a\nb", 2, 2, 1},
    {"a\r\nb", 2, 1, 3},
    {"a\r\nb", 3, 2, 1},
    {"a\rb", 2, 1, 3},
    {"\t\tx", 2, 1, 3},
    {"\n\n\n\n", 3, 4, 1},
    {"\xc3\xa4x", 2, 1, 2},
    {"\xe2\x82\xac\xf0\x9f\x98\xb9x", 7, 1, 3},
    {"\xe2\x82\xac\n\xf0\x9f\x98\xb9x", 8, 2, 2},
    {"e\xcc\x81x", 3, 1, 3},
    {"\xe2\x80\xa8x", 3, 1, 2},
};

START_TEST(moves_to_places)
{
	struct jschema_place place = {0, 1, 1};
	jschema_move(&place, places[_i].text, places[_i].offset);
	ck_assert_msg(place.offset == places[_i].offset &&
		place.line == places[_i].line && place.column == places[_i].column,
	    "%zu in %s: %zu:%zu", places[_i].offset, places[_i].text, place.line,
	    place.column);
	jschema_move(&place, places[_i].text, 0);
	ck_assert(place.offset == 0 && place.line == 1 && place.column == 1);
}
END_TEST

static uint32_t
next_random(uint32_t *state)
{
	return (*state = *state * 1664525 + 1013904223) >> 8;
}

/* Wherever it comes from, a place is what counting from the start gives. */
START_TEST(moves_at_random)
{
	static const char *const bits[] = {"a", "\n", "\r\n", "\t", "\xc3\xa4",
	    "\xe2\x82\xac", "\xf0\x9f\x98\xb9", "{\"name\": 12345}, "};
	uint32_t random = (uint32_t)_i + 1;
	char text[600];
	size_t length = 0, starts[601], count = 0;
	struct jschema_place counted[601], place = {0, 1, 1};
	for (struct jschema_place p = place;;) {
		starts[count] = length;
		p.offset = length;
		counted[count++] = p;
		if (length > 500)
			break;
		const char *bit = bits[next_random(&random) % (_i % 2 ? 8 : 7)];
		size_t size = strlen(bit);
		memcpy(text + length, bit, size);
		length += size;
		p.column += utf8_count(bit, size);
		if (strchr(bit, '\n')) {
			p.line++;
			p.column = 1;
		}
	}
	char *exact = malloc(length);
	ck_assert_ptr_nonnull(exact);
	memcpy(exact, text, length);
	for (int i = 0; i < 2000; i++) {
		size_t k = next_random(&random) % count;
		jschema_move(&place, exact, starts[k]);
		if (memcmp(&place, &counted[k], sizeof place) != 0)
			ck_abort_msg("%zu: %zu:%zu, not %zu:%zu", place.offset,
			    place.line, place.column, counted[k].line, counted[k].column);
	}
	free(exact);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pointer");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, resolves, 0, (int)countof(pointers));
	tcase_add_test(rows, leads_back);
	tcase_add_test(rows, leads_to_the_value_itself);
	tcase_add_test(rows, begins_at_a_value);
	tcase_add_test(rows, fits_pointers);
	tcase_add_test(rows, writes_long_pointers);
	tcase_add_loop_test(rows, moves_to_places, 0, (int)countof(places));
	tcase_add_loop_test(rows, moves_at_random, 0, 10);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
