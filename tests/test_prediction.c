/*
 * lib/prediction.c: a document that has read others reads a text as one that has read
 * none, and as the readers of other machines do. Texts are random, but their objects
 * mostly have the names of the ones before, so that they are predicted; then again they
 * stand twice, are escaped, or break off.
 */
#include "prediction.h"
#include "readers.h"
#include "suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STREAMS = 60, TEXTS = 100, MOST_TEXT = 1 << 13 };

/* names that begin alike, at the edge of what is predicted, wide, escaped and the same */
static const char *const names[] = {"", "i", "id", "id2", "user_id", "created_at",
    "a name of sixteen", "a name of thirty bytes, no mor",
    "a name of thirty-one bytes, no", "a name of thirty-one bytes here",
    "a name that is longer than what is predicted", "m\xc3\xbcsli", "\\u0069d", "i\\\"",
    "i\\u0064", "id\\u0000"};

static uint64_t seed;

static unsigned
below(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

struct text {
	char bytes[MOST_TEXT + 64];
	size_t length;
};

static void
say(struct text *t, const char *bytes)
{
	size_t length = strlen(bytes);
	if (t->length + length > MOST_TEXT)
		return;
	memcpy(t->bytes + t->length, bytes, length);
	t->length += length;
}

static void
say_space(struct text *t, unsigned spaced)
{
	static const char *const spaces[] = {" ", "\n    ", "\t\r\n                   "};
	if (spaced && below(spaced) == 0)
		say(t, spaces[below(3)]);
}

/* mostly one that follows the last one, else any; some are of the text alone */
static void
say_name(struct text *t, unsigned *last, unsigned strange)
{
	char name[40];
	*last = below(12) ? *last + 1 : below(100);
	snprintf(name, sizeof name, "n%u", below(strange ? 1000 : 5));
	say(t, "\"");
	say(t,
	    strange && below(strange) == 0
		? name
		: names[*last % (sizeof names / sizeof *names)]);
	say(t, "\"");
}

static void
say_value(struct text *t, unsigned depth, unsigned spaced, unsigned strange)
{
	static const char *const scalars[] = {"\"\"", "\"a string\"", "null", "true",
	    "-1.5e3", "{}", "[]", "\"of sixteen bytes\"", "\"fifteen of them\"",
	    "\"longer than what is looked at together\"", "\"escaped \\n\"",
	    "\"wide \xc3\xbc\"", "\"behind sixteen bytes, \\u00fc\"", "\"cut \x01\""};
	unsigned kind = below(depth ? 4 : 2), last = 0, count = below(9);
	if (kind < 2) {
		/* the last one breaks the text */
		say(t, scalars[below(depth ? 13 + (below(20) == 0) : 7)]);
		return;
	}
	say(t, kind == 2 ? "{" : "[");
	for (unsigned i = 0; i < count; i++) {
		say(t, i ? "," : "");
		say_space(t, spaced);
		if (kind == 2) {
			say_name(t, &last, strange);
			say_space(t, spaced);
			say(t, ":");
			say_space(t, spaced);
		}
		say_value(t, depth - 1, spaced, strange);
		say_space(t, spaced);
	}
	say(t, kind == 2 ? "}" : "]");
}

/* now and then one byte is another one, or the text ends before its end */
static void
spoil(struct text *t)
{
	static const char bytes[] = "\"\\,:{}[] x\n";
	if (below(3) || t->length == 0)
		return;
	if (below(2))
		t->length = below((unsigned)t->length);
	else
		t->bytes[below((unsigned)t->length)] = bytes[below(sizeof bytes - 1)];
}

static void
expect_same(const struct jschema_document *d, const struct jschema_document *fresh)
{
	ck_assert_uint_eq(d->count, fresh->count);
	for (uint32_t i = 0; i < d->count; i++) {
		const struct node *n = &d->nodes[i], *m = &fresh->nodes[i];
		unsigned what = KIND_MASK | NODE_KEY | NODE_TRUE | NODE_ESCAPED |
		    NODE_WIDE | NODE_PLAIN;
		if (n->start != m->start || n->size != m->size || n->next != m->next ||
		    (n->about & what) != (m->about & what))
			ck_abort_msg("node %u differs", (unsigned)i);
	}
	ck_assert_uint_eq(d->duplicate_count, fresh->duplicate_count);
	if (d->duplicate_count)
		ck_assert_mem_eq(d->duplicates, fresh->duplicates,
		    d->duplicate_count * sizeof *d->duplicates);
}

static const struct {
	const char *name;
	bool (*read)(struct jschema_document *, const char *text, size_t length,
	    const struct jschema_read_options *, size_t *end, struct jschema_error *);
} readers[] = {
    {"the reader", jschema_document_read},
    {"without the widest vectors", narrow_read},
    {"without vectors", portable_read},
};

/* as it was read by a document that has read others: the same by one that has not */
static void
read_fresh(size_t reader, const struct jschema_document *d, const char *bytes,
    size_t length, bool done, const struct jschema_error *error)
{
	struct jschema_document *fresh = jschema_document_new();
	struct jschema_error other;
	ck_assert(fresh);
	bool fresh_done = readers[reader].read(fresh, bytes, length, NULL, NULL, &other);
	ck_assert_msg(done == fresh_done && error->code == other.code &&
		error->offset == other.offset && strcmp(error->text, other.text) == 0,
	    "%s: %.*s: %s, and not %s", readers[reader].name, (int)length, bytes,
	    error->text, other.text);
	expect_same(d, fresh);
	jschema_document_free(fresh);
}

/* each from an allocation of its size, so that ASan sees what is read behind it */
static void
read_both(struct jschema_document *d, const struct text *t, size_t *good, size_t *twice)
{
	struct jschema_error error;
	char *bytes = malloc(t->length);
	ck_assert(bytes || !t->length);
	if (t->length)
		memcpy(bytes, t->bytes, t->length);
	bool done = jschema_document_read(d, bytes, t->length, NULL, NULL, &error);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		read_fresh(i, d, bytes, t->length, done, &error);
	*good += done;
	*twice += d->duplicate_count;
	free(bytes);
}

START_TEST(reads_as_a_new_one)
{
	struct jschema_document *d = jschema_document_new();
	struct text *t = malloc(sizeof *t);
	size_t good = 0, twice = 0;
	ck_assert(d && t);
	seed = (uint64_t)_i + 1;
	unsigned spaced = below(3), strange = below(2) * 8;
	for (int i = 0; i < TEXTS; i++) {
		t->length = 0;
		say_value(t, 4, spaced, strange);
		spoil(t);
		read_both(d, t, &good, &twice);
	}
	/* there were some of both */
	ck_assert_uint_gt(good, TEXTS / 3);
	ck_assert_uint_lt(good, TEXTS);
	ck_assert_uint_gt(twice, 0);
	free(t);
	jschema_document_free(d);
}
END_TEST

/* more names in one text, and over many, than are kept */
START_TEST(goes_on_with_many_names)
{
	struct jschema_document *d = jschema_document_new();
	struct text *t = malloc(sizeof *t);
	size_t good = 0, twice = 0;
	ck_assert(d && t);
	for (int i = 0; i < 20; i++) {
		t->length = 0;
		say(t, "{");
		for (int j = 0; j < 50 + 100 * (i % 4); j++) {
			char member[60];
			snprintf(member, sizeof member, "%s\"name %d\":%d", j ? "," : "",
			    j + 70 * (i % 3), j);
			say(t, member);
		}
		say(t, i % 2 ? "}" : ",\"name 140\":0}");
		read_both(d, t, &good, &twice);
	}
	ck_assert_uint_eq(good, 20);
	ck_assert_uint_gt(twice, 0);
	free(t);
	jschema_document_free(d);
}
END_TEST

/* names that somebody has chosen for their hash are not all compared with each other */
START_TEST(tries_few_slots)
{
	struct prediction *p = prediction_new();
	struct node key = {.start = 1, .size = 2, .next = 255, .about = JSCHEMA_STRING};
	unsigned known = 0;
	ck_assert(p);
	for (unsigned twice = 0; twice < 2; twice++) {
		for (unsigned i = 0; i < 90; i++) {
			char text[8];
			snprintf(text, sizeof text, "\"%02u\":", i);
			uint32_t number = prediction_learn(p, text, &key, 1);
			ck_assert_uint_eq(number, number ? i + 1 : 0);
			known += number > 0;
		}
	}
	ck_assert_uint_eq(known, 2 * 16);
	key.next = 100;
	ck_assert_uint_eq(prediction_learn(p, "\"ok\":", &key, 1), 17);
	free(p);
}
END_TEST

/* one name has one number, and the last of its spellings is the one that is expected */
START_TEST(keeps_the_last_spelling)
{
	static const char *const texts[] = {"\"id\": 1", "\"id\":1", "\"id\"\n: 1"};
	static const uint32_t behind[] = {2, 1, 3};
	struct prediction *p = prediction_new();
	struct node key = {.start = 1, .size = 2, .next = 7, .about = JSCHEMA_STRING};
	ck_assert(p);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct predicted *name = &p->names[1];
		ck_assert_uint_eq(prediction_learn(p, texts[i], &key, behind[i]), 1);
		ck_assert_uint_eq(name->length, 4 + behind[i]);
		ck_assert_uint_eq(name->rest, SAME_READ - name->length);
		ck_assert_mem_eq(name->text, texts[i], name->length);
	}
	ck_assert_uint_eq(prediction_learn(p, "\"id\"", &key, 0), 0);
	ck_assert_uint_eq(prediction_learn(p, "\"id\"", &key, UINT32_MAX), 0);
	free(p);
}
END_TEST

static const char usual[] =
    "{\"id\":\"a string that is 31 bytes long.\",\"i\": \"another one of "
    "these\",\n\"user_id\":\"\",\"id2\":\"the last of these strings\"}";

/* what was read before it is cut off, so that each of its bytes may be the last */
START_TEST(sees_each_end)
{
	struct jschema_document *d = jschema_document_new();
	struct text *t = malloc(sizeof *t);
	size_t good = 0, twice = 0;
	ck_assert(d && t);
	for (size_t length = sizeof usual; length-- > 0;) {
		t->length = 0;
		say(t, usual);
		t->length = length;
		read_both(d, t, &good, &twice);
	}
	ck_assert_uint_eq(good, 1);
	free(t);
	jschema_document_free(d);
}
END_TEST

/* a byte of the grammar is not taken for another one */
START_TEST(sees_each_sign)
{
	struct jschema_document *d = jschema_document_new();
	struct text *t = malloc(sizeof *t);
	size_t good = 0, twice = 0;
	ck_assert(d && t);
	for (size_t i = 0; usual[i]; i++) {
		for (const char *other = ",:{}[]x\x1f"; *other; other++) {
			t->length = 0;
			say(t, usual);
			read_both(d, t, &good, &twice);
			if (!strchr(",:{}\"", usual[i]) || *other == usual[i])
				continue;
			t->bytes[i] = *other;
			size_t before = good;
			read_both(d, t, &good, &twice);
			/* nor is it learnt */
			read_both(d, t, &good, &twice);
			ck_assert_msg(good == before, "%s", t->bytes);
		}
	}
	free(t);
	jschema_document_free(d);
}
END_TEST

/* strings of every length, plain, or not from some byte on, as the last of a text or not
 */
START_TEST(reads_each_string)
{
	static const char *const rest[] = {"\"}", "\",\"i\":\"\"}", "\xc3\xbc\"}",
	    "\\n, \\\"\" }", "\x01\"}", "\xc3\"}", "\\", ""};
	struct jschema_document *d = jschema_document_new();
	struct text *t = malloc(sizeof *t);
	size_t good = 0, twice = 0;
	ck_assert(d && t);
	for (int length = 0; length <= 70; length++) {
		for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
			char start[100];
			snprintf(start, sizeof start, "{\"id\":\"%0*d", length + 1, 0);
			t->length = 0;
			say(t, start);
			say(t, rest[i]);
			read_both(d, t, &good, &twice);
		}
	}
	ck_assert_uint_eq(good, 71 * 4);
	free(t);
	jschema_document_free(d);
}
END_TEST

/* the one that stands for no name has no text, which is no reason to find it in zeros */
START_TEST(sees_no_name_in_zeros)
{
	static const char zeros[64] = "{\"a\":1,";
	struct jschema_document *d = jschema_document_new();
	struct jschema_error error;
	ck_assert(d);
	ck_assert(!jschema_document_read(d, zeros, sizeof zeros, NULL, NULL, &error));
	ck_assert_int_eq(error.code, JSCHEMA_SYNTAX);
	ck_assert_uint_eq(error.offset, strlen(zeros));
	ck_assert_ptr_nonnull(strstr(error.text, "a name"));
	jschema_document_free(d);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("prediction");
	TCase *rows = tcase_create("rows");
	tcase_add_loop_test(rows, reads_as_a_new_one, 0, STREAMS);
	tcase_add_test(rows, goes_on_with_many_names);
	tcase_add_test(rows, tries_few_slots);
	tcase_add_test(rows, keeps_the_last_spelling);
	tcase_add_test(rows, sees_each_end);
	tcase_add_test(rows, sees_each_sign);
	tcase_add_test(rows, reads_each_string);
	tcase_add_test(rows, sees_no_name_in_zeros);
	suite_add_tcase(suite, rows);
	return run_suite(suite);
}
