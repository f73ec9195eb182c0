/* cmd/diff.c: what it prints is applied to the one text and has to give the other. */
#include "../cmd/diff.h"
#include "suite.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define countof(a) (sizeof(a) / sizeof *(a))

static void
diff(struct buffer *b, const char *before, size_t before_length, const char *after,
    size_t after_length)
{
	const struct diff d = {.name = "f",
	    .before = before,
	    .before_length = before_length,
	    .after = after,
	    .after_length = after_length};
	b->length = 0;
	diff_print(b, &d);
	buffer_add(b, "", 1);
}

static const struct {
	const char *before;
	const char *after;
	const char *hunks; /* without the two lines of names */
} rows[] = {
    {"", "", ""},
    {"a\n", "a\n", ""},
    {"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
    {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
    {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
    {"a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
    {"a\nb", "b", "@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n"},
    {"1\n2\n3\n4\n5\n", "1\n2\n3\n4\nx\n", "@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+x\n"},
    {"1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
	"@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
	"@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
    {"a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n", NULL},
};

START_TEST(prints_hunks)
{
	struct buffer b = {0};
	const char *names = "--- a/f\n+++ b/f\n";
	diff(&b, rows[_i].before, strlen(rows[_i].before), rows[_i].after,
	    strlen(rows[_i].after));
	if (rows[_i].hunks && !rows[_i].hunks[0])
		ck_assert_str_eq(b.text, "");
	else
		ck_assert(strncmp(b.text, names, strlen(names)) == 0);
	if (rows[_i].hunks && rows[_i].hunks[0])
		ck_assert_str_eq(b.text + strlen(names), rows[_i].hunks);
	free(b.text);
}
END_TEST

/* ---- applying ---- */

static size_t
line_length(const char *at)
{
	return strcspn(at, "\n") + 1;
}

/* applies what diff() printed; the number of lines that it changes */
static size_t
apply(const char *patch, const char *before, struct buffer *after)
{
	const char *at = before;
	size_t changed = 0, line = 1;
	patch += line_length(patch);
	patch += line_length(patch);
	for (; *patch; patch += line_length(patch)) {
		size_t n = line_length(patch) - 1;
		bool whole = strncmp(patch + n + 1, "\\ No", 4) != 0;
		if (*patch == '@') {
			size_t from = strtoul(patch + 4, NULL, 10);
			for (; line < from; line++, at += line_length(at))
				buffer_add(after, at, line_length(at));
			continue;
		}
		if (*patch == '\\')
			continue;
		if (*patch != '+') {
			ck_assert(strncmp(at, patch + 1, n - 1 + whole) == 0);
			at += n - 1 + whole;
			line++;
		}
		if (*patch != '-')
			buffer_add(after, patch + 1, n - 1 + whole);
		changed += *patch != ' ';
	}
	buffer_say(after, at);
	return changed;
}

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

/* lines out of so many different ones, the last without its end now and then */
static void
make_text(struct buffer *b, uint32_t *random, unsigned lines, unsigned kinds)
{
	b->length = 0;
	for (unsigned i = 0; i < lines; i++)
		buffer_format(b, "%u\n", next_random(random) % kinds);
	if (b->length && next_random(random) % 4 == 0)
		b->length--;
	buffer_add(b, "", 1);
	b->length--;
}

/* the fewest lines that have to change, by the table of longest common subsequences */
static size_t
count_least(const char *before, const char *after)
{
	enum { MOST = 40 };
	const char *a[MOST], *b[MOST];
	size_t x = 0, y = 0, common[MOST + 1][MOST + 1] = {0};
	for (; *before; before += strcspn(before, "\n"), before += *before == '\n')
		a[x++] = before;
	for (; *after; after += strcspn(after, "\n"), after += *after == '\n')
		b[y++] = after;
	for (size_t i = x; i-- > 0;) {
		for (size_t k = y; k-- > 0;) {
			size_t n = strcspn(a[i], "\n") + 1;
			size_t right = common[i][k + 1], down = common[i + 1][k];
			bool equal = strncmp(a[i], b[k], n) == 0;
			common[i][k] = equal ? common[i + 1][k + 1] + 1
			    : right > down   ? right
					     : down;
		}
	}
	return x + y - 2 * common[0][0];
}

/* any two texts: the difference leads from one to the other, and is the shortest */
START_TEST(leads_over)
{
	struct buffer before = {0}, after = {0}, patch = {0}, result = {0};
	uint32_t random = 20201;
	for (int i = 0; i < 3000; i++) {
		unsigned kinds = 1 + next_random(&random) % 12;
		make_text(&before, &random, next_random(&random) % 40, kinds);
		make_text(&after, &random, next_random(&random) % 40, kinds);
		diff(&patch, before.text, before.length, after.text, after.length);
		if (strcmp(before.text, after.text) == 0) {
			ck_assert_str_eq(patch.text, "");
			continue;
		}
		result.length = 0;
		size_t changed = apply(patch.text, before.text, &result);
		buffer_add(&result, "", 1);
		ck_assert_msg(strcmp(result.text, after.text) == 0, "%s", patch.text);
		ck_assert_uint_eq(changed, count_least(before.text, after.text));
	}
	free(before.text);
	free(after.text);
	free(patch.text);
	free(result.text);
}
END_TEST

/* more edits than one search may have */
START_TEST(leads_over_large)
{
	struct buffer before = {0}, after = {0}, patch = {0}, result = {0};
	uint32_t random = 7;
	for (int i = 0; i < 12; i++) {
		make_text(&before, &random, 3000, 1 + 100 * (unsigned)i);
		make_text(&after, &random, 300 * (unsigned)i, 1 + 100 * (unsigned)i);
		diff(&patch, before.text, before.length, after.text, after.length);
		result.length = 0;
		apply(patch.text, before.text, &result);
		buffer_add(&result, "", 1);
		ck_assert(strcmp(result.text, after.text) == 0);
	}
	free(before.text);
	free(after.text);
	free(patch.text);
	free(result.text);
}
END_TEST

static const struct {
	const char *name;
	const char *shown;
} names[] = {
    {"a.json", "--- a/a.json\n"},
    {"./a.json", "--- a/a.json\n"},
    {"./.././/nowhere/a.json", "--- a/./.././/nowhere/a.json\n"},
    {"/a.json", "--- a/a.json\n"},
    {"a b.json", "--- a/a b.json\t\n"},
    {"a\n+b", "--- \"a/a\\n+b\"\n"},
};

START_TEST(names_file)
{
	struct buffer b = {0};
	const struct diff d = {
	    .name = names[_i].name, .before = "", .after = "x\n", .after_length = 2};
	diff_print(&b, &d);
	ck_assert(strncmp(b.text, names[_i].shown, strlen(names[_i].shown)) == 0);
	free(b.text);
}
END_TEST

START_TEST(is_tame_on_terminal)
{
	struct buffer b = {0};
	const struct diff d = {.name = "f",
	    .before = "\033[31m\n",
	    .before_length = 6,
	    .after = "\t\302\233\n",
	    .after_length = 4,
	    .color = true,
	    .for_terminal = true};
	diff_print(&b, &d);
	buffer_add(&b, "", 1);
	ck_assert_str_eq(b.text,
	    "\033[1m--- a/f\033[0m\n\033[1m+++ b/f\033[0m\n\033[36m@@ -1 +1 @@\033[0m\n"
	    "\033[31m-\\u001b[31m\033[0m\n\033[32m+\t\\u009b\033[0m\n");
	free(b.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("diff");
	TCase *tcase = tcase_create("diff");
	tcase_add_loop_test(tcase, prints_hunks, 0, (int)countof(rows));
	tcase_add_test(tcase, leads_over);
	tcase_add_test(tcase, leads_over_large);
	tcase_add_loop_test(tcase, names_file, 0, (int)countof(names));
	tcase_add_test(tcase, is_tame_on_terminal);
	suite_add_tcase(suite, tcase);
	return run_suite(suite);
}
