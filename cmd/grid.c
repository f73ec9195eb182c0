/*
 * Rows that fit. They are held until there are so many that their widths can be trusted,
 * and printed in blocks, so that a million of them takes no more memory than the first
 * thousand. The first block decides for a terminal what there is room for; elsewhere a
 * later one may still be wider.
 */
#include "grid.h"

#include "columns.h"
#include "table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK_ROWS = 1000,
	BLOCK_BYTES = 1 << 20,
	GREATEST = 1000, /* of a cell, so that no single one makes the others huge */
};

/* places of texts in the buffer, where 0 is an empty one */
struct cell {
	size_t whole;
	size_t brief;
	const char *color;
};

/* what is known of a column */
struct fit {
	size_t whole; /* columns that the widest cell wants */
	size_t brief;
	size_t width; /* that it gets */
	bool shown;
	bool is_brief;
};

struct grid {
	const struct grid_column *columns;
	size_t count;
	struct screen screen;
	const char *advice;
	struct fit *fits;
	bool decided;
	struct cell *cells; /* of one block */
	size_t rows;
	struct buffer text;
};

struct grid *
grid_new(const struct grid_column *columns, size_t count, const struct screen *screen,
    const char *advice)
{
	struct grid *g = xmalloc(sizeof *g);
	*g = (struct grid){
	    .columns = columns,
	    .count = count,
	    .screen = *screen,
	    .advice = advice,
	    .fits = xrealloc(NULL, count, sizeof *g->fits),
	    .cells = xrealloc(NULL, count * BLOCK_ROWS, sizeof *g->cells),
	};
	for (size_t i = 0; i < count; i++) {
		size_t name = columns_of(columns[i].name, strlen(columns[i].name));
		g->fits[i] = (struct fit){.whole = name, .brief = name, .shown = true};
	}
	return g;
}

/* ---- what there is room for ---- */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
greatest(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* the columns of all that are shown, with the spaces between them */
static size_t
total(const struct grid *g)
{
	size_t sum = 0;
	for (size_t i = 0; i < g->count; i++)
		sum += g->fits[i].shown ? g->fits[i].width + 1 : 0;
	return sum ? sum - 1 : 0;
}

static size_t
wanted(const struct fit *f)
{
	return f->is_brief ? f->brief : f->whole;
}

/* gives what may be cut so many columns at most, and what it has to keep */
static void
cut_to(struct grid *g, size_t most)
{
	for (size_t i = 0; i < g->count; i++) {
		size_t width = wanted(&g->fits[i]), kept = g->columns[i].least;
		g->fits[i].width = kept ? least(width, greatest(most, kept)) : width;
	}
}

/* the same for all that are cut, and what is over to the first of them */
static bool
squeeze(struct grid *g, size_t room)
{
	size_t most = room;
	for (cut_to(g, most); most && total(g) > room; cut_to(g, most))
		most--;
	for (size_t i = 0, taken = total(g); i < g->count && taken < room; i++) {
		bool grows = g->fits[i].shown && g->fits[i].width < wanted(&g->fits[i]);
		g->fits[i].width += grows;
		taken += grows;
	}
	return total(g) <= room;
}

/*
 * Of the columns that are shown, and still whole where a brief form is asked about, the
 * one that matters least; `count` where there is none.
 */
static size_t
least_of(const struct grid *g, bool to_be_brief)
{
	size_t found = g->count;
	for (size_t i = 0; i < g->count; i++) {
		const struct fit *f = &g->fits[i];
		if (!f->shown || (to_be_brief && (f->is_brief || f->brief >= f->whole)))
			continue;
		if (found == g->count || g->columns[i].rank >= g->columns[found].rank)
			found = i;
	}
	return found;
}

static void
fit(struct grid *g)
{
	size_t room = g->screen.width ? g->screen.width : SIZE_MAX, i, shown = g->count;
	for (cut_to(g, room); total(g) > room; cut_to(g, room)) {
		i = least_of(g, true);
		if (i == g->count)
			break;
		g->fits[i].is_brief = true;
	}
	for (; !squeeze(g, room) && shown > 1; shown--)
		g->fits[least_of(g, false)].shown = false;
	for (i = 0; i < g->count; i++)
		g->fits[i].width = least(g->fits[i].width, room);
}

/* ---- printing ---- */

/* a copy of a text in so many columns */
static char *
fitting(const struct grid_column *column, const char *text, size_t width)
{
	struct buffer lines = {0};
	if (column->narrow == GRID_CUT_FRONT)
		return columns_cut_front(text, width);
	if (column->narrow == GRID_CUT)
		return columns_cut(text, width);
	columns_wrap(&lines, text, width);
	buffer_add(&lines, "", 1);
	return lines.text;
}

static void
fill(struct grid *g, struct table *t)
{
	const struct cell *cell = g->cells;
	for (size_t row = 0; row < g->rows; row++) {
		struct table_row *line = table_add(t, NULL);
		for (size_t i = 0, k = 0; i < g->count; i++, cell++) {
			const struct fit *f = &g->fits[i];
			if (!f->shown)
				continue;
			size_t at = f->is_brief ? cell->brief : cell->whole;
			char *text = fitting(&g->columns[i], g->text.text + at, f->width);
			table_set(line, k++, text, cell->color);
			free(text);
		}
	}
}

static void
print_block(struct grid *g)
{
	struct table_column *columns = xrealloc(NULL, g->count, sizeof *columns);
	char **names = xrealloc(NULL, g->count, sizeof *names);
	bool first = !g->decided;
	size_t shown = 0;
	if (first || g->screen.width == 0)
		fit(g);
	g->decided = true;
	for (size_t i = 0; i < g->count; i++) {
		if (!g->fits[i].shown)
			continue;
		names[shown] = columns_cut(g->columns[i].name, g->fits[i].width);
		columns[shown] = (struct table_column){.name = names[shown],
		    .width = g->fits[i].width,
		    .lines = g->columns[i].narrow == GRID_WRAP,
		    .right = g->columns[i].right};
		shown++;
	}
	struct table *t = table_new(columns, shown);
	fill(g, t);
	table_print(t, g->screen.out, g->screen.color, first);
	table_free(t);
	while (shown)
		free(names[--shown]);
	free(names);
	free(columns);
	sink_spill(g->screen.out);
	g->rows = 0;
	g->text.length = 0;
}

void
grid_row(struct grid *g)
{
	if (g->rows == BLOCK_ROWS || g->text.length > BLOCK_BYTES)
		print_block(g);
	if (g->rows == 0)
		buffer_add(&g->text, "", 1);
	for (size_t i = 0; i < g->count; i++)
		g->cells[g->rows * g->count + i] = (struct cell){0};
	g->rows++;
}

/* the place of a copy, and its columns */
static size_t
keep(struct grid *g, const char *safe, size_t *width)
{
	size_t place = g->text.length;
	columns_settle(&g->text, safe, strlen(safe));
	buffer_add(&g->text, "", 1);
	*width = columns_of(g->text.text + place, g->text.length - place - 1);
	if (*width > GREATEST) {
		char *text = columns_cut(g->text.text + place, GREATEST);
		g->text.length = place;
		buffer_add(&g->text, text, strlen(text) + 1);
		*width = GREATEST;
		free(text);
	}
	return place;
}

void
grid_set(
    struct grid *g, size_t column, const char *safe, const char *brief, const char *color)
{
	struct cell *cell = &g->cells[(g->rows - 1) * g->count + column];
	struct fit *f = &g->fits[column];
	size_t width;
	cell->color = color;
	cell->brief = cell->whole = keep(g, safe, &width);
	f->whole = greatest(f->whole, width);
	if (brief)
		cell->brief = keep(g, brief, &width);
	f->brief = greatest(f->brief, width);
}

/* "no room for CREATED, SERVERS", in lines that have it */
static void
say_left_out(struct grid *g)
{
	struct buffer words = {0};
	for (size_t i = 0; i < g->count; i++) {
		if (g->fits[i].shown)
			continue;
		buffer_say(&words, words.length ? ", " : "no room for ");
		buffer_say(&words, g->columns[i].name);
	}
	if (words.length) {
		buffer_say(&words, g->advice);
		buffer_add(&words, "", 1);
		columns_wrap(&g->screen.out->text, words.text, g->screen.width);
		buffer_say(&g->screen.out->text, "\n");
	}
	free(words.text);
}

void
grid_finish(struct grid *g)
{
	if (!g)
		return;
	if (g->rows)
		print_block(g);
	say_left_out(g);
	free(g->text.text);
	free(g->cells);
	free(g->fits);
	free(g);
}
