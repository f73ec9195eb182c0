/* lib/names.c: a table must find all that was put in, and nothing else, while it grows.
 */
#include "names.h"

#include "arena.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

/* Sizes at which tables fill up, and how names look. */
static const struct {
	const char *before, *behind;
	uint32_t count;
} sets[] = {
    {"", "", 5}, {"", "", 22}, {"name-", "", 100}, {"", "-behind", 1000},
    {"abcdefgh", "abcdefgh", 400}, /* one hash for all of the same length */
};

static size_t
make_name(char *out, size_t size, int set, uint32_t i)
{
	return (size_t)snprintf(
	    out, size, "%s%u%s", sets[set].before, i, sets[set].behind);
}

static void
check_all(const struct names *n, int set, uint32_t count)
{
	char name[40];
	ck_assert_uint_eq(n->count, count);
	for (uint32_t i = 0; i < count; i++) {
		size_t length = make_name(name, sizeof name, set, i);
		const struct name *found = names_find(n, name, length);
		if (found != &n->list[i] || found->value != i + 7 ||
		    found->length != length || memcmp(found->text, name, length))
			ck_abort_msg("%s of %u", name, count);
		if (names_find(n, name, length - 1 - (i > 9)))
			ck_abort_msg("%s, cut, of %u", name, count);
	}
	size_t length = make_name(name, sizeof name, set, count);
	ck_assert_ptr_null(names_find(n, name, length));
}

static void
add(struct names *n, struct arena *arena, int set, uint32_t i)
{
	char name[40];
	size_t length = make_name(name, sizeof name, set, i);
	char *text = arena_copy(arena, name, length);
	ck_assert(names_add(n, text, length, i + 7));
	ck_assert(!names_add(n, text, length, 99));
}

/* One by one, each with room made for it: the list and the slots fill up together. */
START_TEST(grows)
{
	struct arena arena = {0};
	struct names n = {0};
	ck_assert_ptr_null(names_find(&n, "", 0));
	for (uint32_t i = 0; i < sets[_i].count; i++) {
		ck_assert(names_reserve(&n, &arena));
		add(&n, &arena, _i, i);
		if (i < 40 || i + 1 == sets[_i].count)
			check_all(&n, _i, i + 1);
	}
	arena_free(&arena);
}
END_TEST

/* As many as were asked for, also none. */
START_TEST(holds_its_capacity)
{
	for (uint32_t capacity = 0; capacity <= sets[_i].count; capacity++) {
		struct arena arena = {0};
		struct names n;
		if (capacity > 30 && capacity < sets[_i].count)
			continue;
		ck_assert_msg(names_init(&n, &arena, capacity), "room for %u", capacity);
		for (uint32_t i = 0; i < capacity; i++)
			add(&n, &arena, _i, i);
		check_all(&n, _i, capacity);
		arena_free(&arena);
	}
}
END_TEST

static const struct {
	const char *key;  /* as it is spelt */
	const char *name; /* NULL: none */
} keys[] = {
    {"name", "name"},
    {"\\u006eame", "name"},
    {"n\\u0061m\\u0065", "name"},
    {"nam", NULL},
    {"name\\u0000", NULL},
    {"names", NULL},
    {"\\u006eam", NULL},
    {"", ""},
    {"\xc3\xa4", "\xc3\xa4"},
    {"\\u00e4", "\xc3\xa4"},
    {"\\u00E4", "\xc3\xa4"},
    {"a long name with more than sixteen bytes",
	"a long name with more than sixteen bytes"},
    {"a long name with mor\\u0065 than sixteen bytes",
	"a long name with more than sixteen bytes"},
    {"a long name with more then sixteen bytes", NULL},
    {"a long name with mor\\u0065 then sixteen bytes", NULL},
};

START_TEST(finds_keys)
{
	char text[100];
	struct arena arena = {0};
	struct names n, none = {0};
	struct jschema_document *d = jschema_document_new();
	int size = snprintf(text, sizeof text, "{\"%s\":1}", keys[_i].key);
	ck_assert(jschema_document_read(d, text, (size_t)size, NULL, NULL, NULL));
	ck_assert(names_init(&n, &arena, countof(keys)));
	for (size_t i = 0; i < countof(keys); i++) {
		if (keys[i].name)
			names_add(&n, keys[i].name, strlen(keys[i].name), 0);
	}
	const struct name *found = names_find_key(&n, d, &d->nodes[1]);
	ck_assert_msg((found != NULL) == (keys[_i].name != NULL), "%s", keys[_i].key);
	if (found)
		ck_assert_mem_eq(found->text, keys[_i].name, found->length);
	ck_assert_ptr_null(names_find_key(&none, d, &d->nodes[1]));
	jschema_document_free(d);
	arena_free(&arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("names");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, grows, 0, (int)countof(sets));
	tcase_add_loop_test(rows, holds_its_capacity, 0, (int)countof(sets));
	tcase_add_loop_test(rows, finds_keys, 0, (int)countof(keys));
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
