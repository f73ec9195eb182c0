/*
 * A row for each token. What can stand in it is a table of words, of which --columns
 * takes any, and beside them any member by its name.
 */
#include "show_rows.h"

#include "clock.h"
#include "columns.h"
#include "lifetime.h"
#include "normal.h"
#include "path.h"
#include "slips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* what a column shows: a kind, or what a path leads to */
struct source {
	const struct kind *kind;
	const char *path;
	char *title; /* of the path, safe */
};

struct rows {
	struct grid *grid;
	struct grid_column *columns;
	struct source *sources; /* of the columns */
	size_t count;
	char *names;
	int64_t now;
	struct lifetime life; /* of the token that is being added */
};

/* a word for a column */
struct kind {
	const char *word; /* for --columns */
	struct grid_column column;
	const char *member; /* that is shown */
	void (*set)(
	    struct rows *, size_t column, struct jschema_value token, const char *member);
};

/* ---- cells ---- */

static void
set_text(struct rows *r, size_t column, struct jschema_value token, const char *path)
{
	struct buffer text = {0};
	if (path_text(&text, token, path)) {
		buffer_add(&text, "", 1);
		grid_set(r->grid, column, text.text, NULL, NULL);
	}
	free(text.text);
}

/* "2026-10-01 (in 12 days)", or "in 12d" */
static void
put_date(struct rows *r, size_t column, struct jschema_value v)
{
	int64_t seconds;
	char words[CLOCK_WORDS], brief[CLOCK_WORDS], whole[CLOCK_WORDS + 16];
	if (!v.document || jschema_kind(v) == JSCHEMA_NULL)
		return;
	if (!clock_instant(v, &seconds)) {
		grid_set(r->grid, column, normal_kind(v), NULL, NULL);
		return;
	}
	char *text = normal_safe(v);
	clock_relative(seconds, r->now, false, words);
	clock_relative(seconds, r->now, true, brief);
	snprintf(whole, sizeof whole, "%.10s (%s)", text, words);
	grid_set(r->grid, column, whole, brief, NULL);
	free(text);
}

static void
set_date(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	put_date(r, column, jschema_member(token, member, strlen(member)));
}

static void
set_end(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	(void)token, (void)member;
	put_date(r, column, r->life.end);
}

static void
set_truth(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	struct jschema_value v = jschema_member(token, member, strlen(member));
	if (jschema_kind(v) == JSCHEMA_BOOLEAN)
		grid_set(r->grid, column, jschema_boolean(v) ? "yes" : "no", NULL, NULL);
}

static void
set_count(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	struct jschema_value v = jschema_member(token, member, strlen(member));
	char count[32];
	if (!v.document)
		return;
	snprintf(count, sizeof count, "%zu", jschema_count(v));
	grid_set(r->grid, column, count, NULL, NULL);
}

static void
set_used(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	char percent[16];
	(void)token, (void)member;
	if (r->life.percent < 0)
		return;
	snprintf(percent, sizeof percent, "%d%%", r->life.percent);
	grid_set(r->grid, column, percent, NULL, NULL);
}

static void
set_state(struct rows *r, size_t column, struct jschema_value token, const char *member)
{
	(void)token, (void)member;
	grid_set(r->grid, column, r->life.state, NULL, r->life.color);
}

/* ---- columns ---- */

enum {
	USUAL = 9, /* of the kinds are shown where none are asked for */
	LEAST = 8, /* columns of an identifier */
};

/* in the order in which they are shown; the rank says what is left out first */
static const struct kind kinds[] = {
    {"id", {"ID", 0, false, LEAST, GRID_CUT}, "id", set_text},
    {"user", {"USER", 3, false, LEAST, GRID_CUT}, "user_id", set_text},
    {"client", {"CLIENT", 5, false, LEAST, GRID_CUT}, "client_id", set_text},
    {"created", {"CREATED", 6, false, 0, GRID_CUT}, "created_at", set_date},
    {"last_used", {"LAST USED", 4, false, 0, GRID_CUT}, "last_exchanged_at", set_date},
    {"expires", {"EXPIRES", 2, false, 0, GRID_CUT}, NULL, set_end},
    {"rotating", {"ROTATING", 7, false, 0, GRID_CUT}, "rotating", set_truth},
    {"servers", {"SERVERS", 8, true, 0, GRID_CUT}, "resource_servers", set_count},
    {"status", {"STATUS", 1, false, 0, GRID_CUT}, NULL, set_state},
    {"used", {"USED", 6, true, 0, GRID_CUT}, NULL, set_used},
};

static const struct kind *
find_kind(const char *word, size_t length)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct word known = {kinds[i].word, strlen(kinds[i].word)};
		if (word_is(&known, word, length))
			return &kinds[i];
	}
	return NULL;
}

void
rows_words(struct buffer *b, const struct jschema_schema *schema)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		buffer_format(b, "%s%s", i ? ", " : "", kinds[i].word);
	if (!schema)
		return;
	struct jschema_subschema token = jschema_schema_root(schema);
	for (size_t i = 0; i < jschema_property_count(token); i++) {
		size_t length;
		const char *name = jschema_property_name(token, i, &length);
		if (!find_kind(name, length))
			buffer_format(b, ", %.*s", (int)length, name);
	}
}

static _Noreturn void
refuse(const char *name, size_t length, const struct jschema_schema *schema)
{
	struct buffer words = {0}, all = {0}, advice = {0};
	rows_words(&words, NULL);
	rows_words(&all, schema);
	if (schema)
		path_words(&all, jschema_schema_root(schema));
	slips_advise(&advice, &all, name, length);
	die(STATUS_USAGE,
	    "--columns knows %.*s, and members of a token such as session_id or "
	    "device.last_ip, not '%.*s'%.*s",
	    (int)words.length, words.text, (int)length, name, (int)advice.length,
	    advice.text);
}

static void
add_column(struct rows *r, const struct kind *kind, const char *path)
{
	struct buffer safe = {0}, title = {0};
	r->columns = xrealloc(r->columns, r->count + 1, sizeof *r->columns);
	r->sources = xrealloc(r->sources, r->count + 1, sizeof *r->sources);
	if (!kind) {
		buffer_safe(&safe, path, strlen(path));
		columns_settle(&title, safe.text, safe.length);
		buffer_add(&title, "", 1);
		free(safe.text);
	}
	r->sources[r->count] = (struct source){kind, path, title.text};
	r->columns[r->count++] = kind
	    ? kind->column
	    : (struct grid_column){.name = title.text, .least = LEAST};
}

/* the next one of names with commas between, which is cut off from the rest; or NULL */
static char *
next_name(char **rest)
{
	char *name = *rest, *comma = name ? strchr(name, ',') : NULL;
	if (comma)
		*comma = '\0';
	*rest = comma ? comma + 1 : NULL;
	return name;
}

void
rows_check(const char *names, const struct jschema_schema *schema)
{
	const struct jschema_subschema anything = {NULL, 0};
	struct jschema_subschema token = schema ? jschema_schema_root(schema) : anything;
	char *copy = xstrndup(names, strlen(names)), *rest = copy, *name;
	while ((name = next_name(&rest))) {
		if (!find_kind(name, strlen(name)) && !path_is_known(token, name))
			break;
	}
	const char *unknown = name ? names + (name - copy) : NULL;
	free(copy);
	if (unknown)
		refuse(unknown, strcspn(unknown, ","), schema);
}

struct rows *
rows_new(const char *names, const struct screen *screen, int64_t now)
{
	struct rows *r = xmalloc(sizeof *r);
	char *name, *rest;
	*r = (struct rows){.now = now};
	if (names) {
		rest = r->names = xstrndup(names, strlen(names));
		while ((name = next_name(&rest))) {
			add_column(r, find_kind(name, strlen(name)), name);
			/* what was asked for first is kept longest */
			r->columns[r->count - 1].rank = (unsigned)r->count;
		}
	} else {
		for (size_t i = 0; i < USUAL; i++)
			add_column(r, &kinds[i], NULL);
	}
	r->grid = grid_new(r->columns, r->count, screen, "; --columns chooses");
	return r;
}

void
rows_add(struct rows *r, struct jschema_value token)
{
	r->life = lifetime_of(token, r->now);
	grid_row(r->grid);
	for (size_t i = 0; i < r->count; i++) {
		const struct source *from = &r->sources[i];
		if (from->kind)
			from->kind->set(r, i, token, from->kind->member);
		else
			set_text(r, i, token, from->path);
	}
}

void
rows_finish(struct rows *r)
{
	if (!r)
		return;
	grid_finish(r->grid);
	for (size_t i = 0; i < r->count; i++)
		free(r->sources[i].title);
	free(r->sources);
	free(r->columns);
	free(r->names);
	free(r);
}
