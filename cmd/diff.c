/*
 * What differs between two texts, by lines, in the unified form. The lines to delete and
 * to insert are found as E. W. Myers has it ("An O(ND) Difference Algorithm and Its
 * Variations", 1986): of all ways that need so many edits, the furthest on each diagonal
 * is known. Where that takes too many edits, the way that came furthest so far is taken,
 * and the search begins anew behind it: the result may be longer than need be, but the
 * time stays linear.
 */
#include "diff.h"

#include "patch_name.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT = 3,      /* equal lines around what differs */
	MOST_EDITS = 256, /* of one search */
};

struct line {
	const char *text;
	size_t length; /* with its line end, if it has one */
	uint64_t hash;
	bool changed; /* deleted, or inserted */
};

struct lines {
	struct line *list;
	size_t count;
};

/* ---- lines ---- */

static size_t
line_length(const char *at, const char *end)
{
	const char *line_end = memchr(at, '\n', (size_t)(end - at));
	return (size_t)((line_end ? line_end + 1 : end) - at);
}

static struct lines
split(const char *text, size_t length)
{
	struct lines lines = {0};
	const char *end = text + length;
	for (const char *at = text; at < end; at += line_length(at, end))
		lines.count++;
	lines.list = xrealloc(NULL, lines.count, sizeof *lines.list);
	struct line *line = lines.list;
	for (const char *at = text; at < end; at += line->length, line++) {
		size_t n = line_length(at, end);
		*line = (struct line){.text = at, .length = n, .hash = word_hash(at, n)};
	}
	return lines;
}

static bool
is_equal(const struct line *a, const struct line *b)
{
	return a->hash == b->hash && a->length == b->length &&
	    memcmp(a->text, b->text, a->length) == 0;
}

/* ---- the search ---- */

static const int64_t NOWHERE = -1;

/*
 * A search through a table of lines before by lines after: on diagonal k, which is x - y,
 * rows[d][(k + d) / 2] is the furthest x that can be reached with d edits.
 */
struct search {
	const struct line *before;
	const struct line *after;
	int64_t width;
	int64_t height;
	int64_t *rows[MOST_EDITS + 1];
};

/* by one edit from a row to a place of the next; -1: none leads there */
static int64_t
step(const struct search *s, int edits, int i, bool *inserts)
{
	const int64_t *row = s->rows[edits - 1];
	int64_t k = 2 * (int64_t)i - edits;
	int64_t by_delete = NOWHERE, by_insert = NOWHERE;
	if (i > 0 && row[i - 1] != NOWHERE && row[i - 1] < s->width)
		by_delete = row[i - 1] + 1;
	if (i < edits && row[i] != NOWHERE && row[i] - k <= s->height)
		by_insert = row[i];
	*inserts = by_insert > by_delete;
	return *inserts ? by_insert : by_delete;
}

static int64_t
follow(const struct search *s, int64_t x, int64_t k)
{
	while (x < s->width && x - k < s->height &&
	    is_equal(&s->before[x], &s->after[x - k]))
		x++;
	return x;
}

/* the place of the row that came furthest */
static int
furthest(const struct search *s, int edits)
{
	int best = 0;
	int64_t far = INT64_MIN;
	for (int i = 0; i <= edits; i++) {
		int64_t x = s->rows[edits][i], sum = 2 * x - (2 * (int64_t)i - edits);
		if (x != NOWHERE && sum > far) {
			far = sum;
			best = i;
		}
	}
	return best;
}

/* with how many edits the end, or the most that are allowed */
static int
reach(struct search *s)
{
	bool inserts;
	s->rows[0][0] = follow(s, 0, 0);
	for (int edits = 0;; edits++) {
		for (int i = 0; edits && i <= edits; i++) {
			int64_t k = 2 * (int64_t)i - edits;
			int64_t x = step(s, edits, i, &inserts);
			s->rows[edits][i] = x == NOWHERE ? x : follow(s, x, k);
		}
		int64_t end = s->width - s->height; /* its diagonal */
		bool meets = llabs(end) <= edits && (end + edits) % 2 == 0;
		if (edits == MOST_EDITS ||
		    (meets && s->rows[edits][(end + edits) / 2] == s->width))
			return edits;
	}
}

/* Marks what the way to a place changes. */
static void
mark(const struct search *s, struct line *before, struct line *after, int edits, int i)
{
	bool inserts;
	for (; edits; edits--) {
		int64_t k = 2 * (int64_t)i - edits;
		int64_t x = step(s, edits, i, &inserts);
		if (inserts)
			after[x - k - 1].changed = true;
		else
			before[x - 1].changed = true;
		i -= !inserts;
	}
}

static void
compare(struct lines *before, struct lines *after)
{
	size_t x = 0, y = 0, width = before->count, height = after->count;
	struct search s;
	int64_t *memory =
	    xrealloc(NULL, (MOST_EDITS + 1) * (MOST_EDITS + 2) / 2, sizeof *memory);
	for (int i = 0; i <= MOST_EDITS; i++)
		s.rows[i] = memory + i * (i + 1) / 2;
	while (width && height &&
	    is_equal(&before->list[width - 1], &after->list[height - 1])) {
		width--;
		height--;
	}
	while (x < width && y < height) {
		s.before = before->list + x;
		s.after = after->list + y;
		s.width = (int64_t)(width - x);
		s.height = (int64_t)(height - y);
		int edits = reach(&s), i = furthest(&s, edits);
		mark(&s, before->list + x, after->list + y, edits, i);
		int64_t far = s.rows[edits][i];
		x += (size_t)far;
		y += (size_t)(far - (2 * (int64_t)i - edits));
	}
	while (x < width)
		before->list[x++].changed = true;
	while (y < height)
		after->list[y++].changed = true;
	free(memory);
}

/* ---- the unified form ---- */

static const char BOLD[] = "\033[1m", RED[] = "\033[31m", GREEN[] = "\033[32m",
		  CYAN[] = "\033[36m", PLAIN[] = "\033[0m";

/* a place in both texts, in lines */
struct place {
	size_t before;
	size_t after;
};

struct texts {
	const struct diff *diff;
	struct lines before;
	struct lines after;
};

static void
paint(struct buffer *b, const struct diff *d, const char *color)
{
	if (d->color)
		buffer_say(b, color);
}

static void
add_name(struct buffer *b, const struct diff *d, const char *mark, const char *side)
{
	paint(b, d, BOLD);
	buffer_format(b, "%s ", mark);
	patch_name(b, side, d->name);
	paint(b, d, PLAIN);
	buffer_say(b, "\n");
}

static void
add_line(struct buffer *b, const struct diff *d, char mark, const struct line *line)
{
	bool ends = line->text[line->length - 1] == '\n';
	const char *at = line->text, *end = at + line->length - ends;
	paint(b, d, mark == '-' ? RED : mark == '+' ? GREEN : "");
	buffer_add(b, &mark, 1);
	if (!d->for_terminal)
		buffer_add(b, at, (size_t)(end - at));
	while (d->for_terminal && at < end) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		buffer_safe(b, at, (size_t)((tab ? tab : end) - at));
		buffer_add(b, "\t", tab != NULL); /* harmless, and an indent may be */
		at = tab ? tab + 1 : end;
	}
	paint(b, d, mark == ' ' ? "" : PLAIN);
	buffer_say(b, ends ? "\n" : "\n\\ No newline at end of file\n");
}

static bool
is_equal_at(const struct texts *t, struct place p)
{
	return p.before < t->before.count && p.after < t->after.count &&
	    !t->before.list[p.before].changed && !t->after.list[p.after].changed;
}

static bool
is_end(const struct texts *t, struct place p)
{
	return p.before == t->before.count && p.after == t->after.count;
}

/* over equal lines, so many at most */
static struct place
skip_equal(const struct texts *t, struct place p, size_t most)
{
	for (; most && is_equal_at(t, p); most--) {
		p.before++;
		p.after++;
	}
	return p;
}

static struct place
skip_changed(const struct texts *t, struct place p)
{
	while (p.before < t->before.count && t->before.list[p.before].changed)
		p.before++;
	while (p.after < t->after.count && t->after.list[p.after].changed)
		p.after++;
	return p;
}

/* the end of a hunk: the equal lines behind are too many to belong to it */
static struct place
hunk_end(const struct texts *t, struct place p)
{
	for (;;) {
		struct place changed = skip_changed(t, p);
		p = skip_equal(t, changed, 2 * CONTEXT + 1);
		if (is_end(t, p) || p.before - changed.before > 2 * CONTEXT)
			return skip_equal(t, changed, CONTEXT);
	}
}

static void
add_range(struct buffer *b, char mark, size_t from, size_t to)
{
	buffer_format(b, "%c%zu", mark, from + (to > from));
	if (to - from != 1)
		buffer_format(b, ",%zu", to - from);
}

static void
add_hunk(struct buffer *b, const struct texts *t, struct place from, struct place to)
{
	const struct diff *d = t->diff;
	paint(b, d, CYAN);
	buffer_say(b, "@@ ");
	add_range(b, '-', from.before, to.before);
	buffer_say(b, " ");
	add_range(b, '+', from.after, to.after);
	buffer_say(b, " @@");
	paint(b, d, PLAIN);
	buffer_say(b, "\n");
	while (from.before < to.before || from.after < to.after) {
		struct place equal = skip_equal(t, from, to.before - from.before);
		for (; from.before < equal.before; from.before++)
			add_line(b, d, ' ', &t->before.list[from.before]);
		from = equal;
		struct place changed = skip_changed(t, from);
		for (; from.before < changed.before; from.before++)
			add_line(b, d, '-', &t->before.list[from.before]);
		for (; from.after < changed.after; from.after++)
			add_line(b, d, '+', &t->after.list[from.after]);
	}
}

static void
add_hunks(struct buffer *b, const struct texts *t)
{
	struct place end = {0, 0};
	for (;;) {
		struct place change = skip_equal(t, end, SIZE_MAX);
		if (is_end(t, change))
			return;
		size_t before = change.before - end.before;
		if (before > CONTEXT)
			before = CONTEXT;
		struct place from = {change.before - before, change.after - before};
		end = hunk_end(t, change);
		add_hunk(b, t, from, end);
	}
}

void
diff_print(struct buffer *b, const struct diff *d)
{
	bool equal = d->before_length == d->after_length &&
	    (!d->after_length || !memcmp(d->before, d->after, d->after_length));
	if (equal)
		return;
	struct texts t = {
	    d, split(d->before, d->before_length), split(d->after, d->after_length)};
	compare(&t.before, &t.after);
	add_name(b, d, "---", "a");
	add_name(b, d, "+++", "b");
	add_hunks(b, &t);
	free(t.before.list);
	free(t.after.list);
}
