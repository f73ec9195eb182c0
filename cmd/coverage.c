/*
 * Counts in a tree that has the form of the values: below an object a field for each
 * name, below an array one for all elements. Names that nobody foresaw make it grow, up
 * to limits, behind which a field stands for all others beside it.
 */
#include "clock.h"
#include "coverage_tree.h"
#include "normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 16 };

const char *const coverage_types[TYPES] = {
    "boolean", "number", "string", "date-time", "array", "object"};

struct coverage *
coverage_new(void)
{
	struct coverage *c = xmalloc(sizeof *c);
	*c = (struct coverage){.root = {.role = ELEMENTS}};
	return c;
}

static void
free_below(struct field *f)
{
	for (size_t i = 0; i < f->below_count; i++) {
		free_below(f->below[i]);
		free(f->below[i]->name);
		free(f->below[i]);
	}
	free(f->below);
	free(f->slots);
}

void
coverage_free(struct coverage *c)
{
	if (!c)
		return;
	free_below(&c->root);
	listings_free(&c->listings);
	free(c->scratch.text);
	free(c);
}

/* ---- fields ---- */

/* where a name is among those of an object that has slots, or would be */
static struct field **
find_slot(const struct field *object, const char *name, size_t length)
{
	for (size_t i = (size_t)word_hash(name, length);; i++) {
		struct field **slot = &object->slots[i & (object->slot_count - 1)];
		if (!*slot ||
		    ((*slot)->length == length &&
			memcmp((*slot)->name, name, length) == 0))
			return slot;
	}
}

/* at most half of them are taken */
static void
grow_slots(struct field *object)
{
	free(object->slots);
	object->slot_count = object->slot_count ? object->slot_count * 2 : FIRST_SLOTS;
	object->slots = xrealloc(NULL, object->slot_count, sizeof *object->slots);
	for (size_t i = 0; i < object->slot_count; i++)
		object->slots[i] = NULL;
	for (size_t i = 0; i < object->below_count; i++) {
		struct field *f = object->below[i];
		if (f->role == NAMED)
			*find_slot(object, f->name, f->length) = f;
	}
}

struct field *
field_insert(struct coverage *c, struct field *parent, size_t at, enum role role,
    const char *name, size_t length)
{
	struct field *f = xmalloc(sizeof *f);
	*f = (struct field){.role = role, .length = length};
	if (role == NAMED) {
		f->name = xstrndup(name, length);
		if (parent->below_count * 2 >= parent->slot_count)
			grow_slots(parent);
		*find_slot(parent, name, length) = f;
	}
	parent->below =
	    xrealloc(parent->below, parent->below_count + 1, sizeof(struct field *));
	memmove(parent->below + at + 1, parent->below + at,
	    (parent->below_count - at) * sizeof(struct field *));
	parent->below[at] = f;
	parent->below_count++;
	c->fields++;
	return f;
}

/* what has no name is behind all names */
struct field *
field_find(const struct field *parent, enum role role, const char *name, size_t length)
{
	if (role == NAMED)
		return parent->slot_count ? *find_slot(parent, name, length) : NULL;
	for (size_t i = parent->below_count; i && parent->below[i - 1]->role != NAMED;
	     i--) {
		if (parent->below[i - 1]->role == role)
			return parent->below[i - 1];
	}
	return NULL;
}

struct field *
field_foresee(struct coverage *c, struct field *object, const char *name, size_t length)
{
	struct field *f = field_find(object, NAMED, name, length);
	if (!f)
		f = field_insert(c, object, object->listed++, NAMED, name, length);
	f->foreseen = true;
	return f;
}

/* the names that a schema lists, also those that never come */
static void
foresee(struct coverage *c, struct field *object, const struct listing *of)
{
	if (of == object->of)
		return;
	object->of = of;
	for (size_t i = 0; i < of->count && c->fields < MOST_FIELDS; i++) {
		const struct word *name = &of->members[i].name;
		if (name->text)
			field_foresee(c, object, name->text, name->length);
	}
}

/* where a name goes that nobody foresaw: what stands for several is behind all names */
static size_t
end_of_names(const struct field *object)
{
	size_t end = object->below_count;
	while (end && object->below[end - 1]->role != NAMED)
		end--;
	return end;
}

/* a new one, or that of all others */
struct field *
field_unforeseen(
    struct coverage *c, struct field *object, const char *name, size_t length)
{
	struct field *f = NULL;
	if (length <= LONGEST_NAME)
		f = field_find(object, NAMED, name, length);
	if (!f && length <= LONGEST_NAME && c->fields < MOST_FIELDS &&
	    object->below_count - object->listed < MOST_NAMES_BELOW)
		f = field_insert(c, object, end_of_names(object), NAMED, name, length);
	if (!f)
		f = field_find(object, OTHERS, NULL, 0);
	if (!f)
		f = field_insert(c, object, object->below_count, OTHERS, NULL, 0);
	return f;
}

/* the field of a member; mostly it stands where the schema lists it */
static struct field *
field_of(
    struct coverage *c, struct field *object, struct jschema_value key, size_t position)
{
	size_t length;
	const char *name = jschema_string(key, NULL, &length);
	if (!name) {
		jschema_text(key, &length);
		name =
		    jschema_string(key, buffer_reserve(&c->scratch, length + 1), &length);
	}
	struct field *f = position < object->listed ? object->below[position] : NULL;
	if (!f || f->length != length || memcmp(f->name, name, length) != 0)
		f = field_unforeseen(c, object, name, length);
	return f;
}

/* ---- counting ---- */

static enum type
type_of(struct jschema_value v)
{
	static const enum type types[] = {[JSCHEMA_BOOLEAN] = BOOLEAN,
	    [JSCHEMA_NUMBER] = NUMBER,
	    [JSCHEMA_STRING] = STRING,
	    [JSCHEMA_ARRAY] = ARRAY,
	    [JSCHEMA_OBJECT] = OBJECT};
	int64_t seconds;
	return clock_instant(v, &seconds) ? DATE_TIME : types[jschema_kind(v)];
}

static void count(struct coverage *, struct field *, struct jschema_value,
    struct jschema_subschema, size_t levels);

static void
count_members(struct coverage *c, struct field *f, struct jschema_value v,
    struct jschema_subschema of, size_t levels)
{
	struct jschema_item item;
	size_t expected = 0;
	const struct listing *names = listing_of(&c->listings, of);
	foresee(c, f, names);
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		size_t at = listing_position(names, item.key, expected);
		expected = at == UNLISTED ? expected : at + 1;
		count(c, field_of(c, f, item.key, at), item.value,
		    listing_subschema(names, at), levels);
	}
}

static void
count_elements(struct coverage *c, struct field *f, struct jschema_value v,
    struct jschema_subschema of, size_t levels)
{
	struct jschema_item item;
	struct field *elements = field_find(f, ELEMENTS, NULL, 0);
	if (!jschema_first(v, &item))
		return;
	if (!elements)
		elements = field_insert(c, f, f->below_count, ELEMENTS, NULL, 0);
	do
		count(c, elements, item.value, of, levels);
	while (jschema_next(&item));
}

static void
count(struct coverage *c, struct field *f, struct jschema_value v,
    struct jschema_subschema of, size_t levels)
{
	f->count++;
	if (jschema_kind(v) == JSCHEMA_NULL) {
		f->nulls++;
		return;
	}
	f->types[type_of(v)]++;
	if (f->role == OTHERS || levels == MOST_LEVELS)
		f->deeper = f->deeper || jschema_count(v) > 0;
	else if (jschema_kind(v) == JSCHEMA_OBJECT)
		count_members(c, f, v, of, levels + 1);
	else if (jschema_kind(v) == JSCHEMA_ARRAY)
		count_elements(c, f, v, jschema_elements(of), levels + 1);
}

void
coverage_add(struct coverage *c, struct jschema_value v, struct jschema_subschema of)
{
	count(c, &c->root, v, of, 0);
}

/* ---- printing ---- */

enum { MEMBER, PRESENT, NULLS, KINDS, NOTE, COLUMNS };

static const struct grid_column columns[COLUMNS] = {
    [MEMBER] = {.name = "MEMBER", .least = 20, .narrow = GRID_CUT_FRONT},
    [PRESENT] = {.name = "PRESENT", .rank = 1, .right = true},
    [NULLS] = {.name = "NULL", .rank = 4, .right = true},
    [KINDS] = {.name = "TYPES", .rank = 2, .least = 8},
    [NOTE] = {.name = "NOTE", .rank = 3},
};

/* "12 of 15 (80%)": whole percents, and all only where it is all */
static void
set_present(struct grid *g, const struct field *f, size_t of)
{
	char whole[96], brief[32];
	if (f->role != NAMED) {
		snprintf(whole, sizeof whole, "%zu", f->count);
		grid_set(g, PRESENT, whole, NULL, NULL);
		return;
	}
	size_t percent = of ? (size_t)(100.0 * (double)f->count / (double)of) : 0;
	if (percent == 0 && f->count)
		snprintf(brief, sizeof brief, "<1%%");
	else
		snprintf(brief, sizeof brief, "%zu%%", percent);
	snprintf(whole, sizeof whole, "%zu of %zu (%s)", f->count, of, brief);
	grid_set(g, PRESENT, whole, brief, NULL);
}

static void
set_types(struct grid *g, const struct field *f)
{
	struct buffer whole = {0}, brief = {0};
	for (size_t i = 0; i < TYPES; i++) {
		if (f->types[i] == 0)
			continue;
		const char *comma = whole.length ? ", " : "";
		buffer_format(&whole, "%s%s %zu", comma, coverage_types[i], f->types[i]);
		buffer_format(&brief, "%s%s", comma, coverage_types[i]);
	}
	if (whole.length) {
		buffer_add(&whole, "", 1);
		buffer_add(&brief, "", 1);
		grid_set(g, KINDS, whole.text, brief.text, NULL);
	}
	free(whole.text);
	free(brief.text);
}

struct note {
	const char *whole;
	const char *brief;
	const char *color;
};

static const struct note never = {"never seen", "never", "yellow"},
			 unknown = {"not in the schema", "unknown", "red"},
			 others = {"more names, counted together", "others", NULL},
			 deeper = {"what is below is not counted", "deeper", NULL};

static void
print_field(struct grid *g, struct buffer *path, const struct field *f,
    const struct field *parent)
{
	char nulls[32];
	const struct note *note = NULL;
	if (f->role == OTHERS)
		note = &others;
	else if (f->count == 0)
		note = &never;
	else if (f->role == NAMED && !f->foreseen && parent->listed)
		note = &unknown;
	else if (f->deeper)
		note = &deeper;
	grid_row(g);
	grid_set(g, MEMBER, path->text, NULL, NULL);
	set_present(g, f, parent->types[OBJECT]);
	if (f->nulls) {
		snprintf(nulls, sizeof nulls, "%zu", f->nulls);
		grid_set(g, NULLS, nulls, NULL, NULL);
	}
	set_types(g, f);
	if (note)
		grid_set(g, NOTE, note->whole, note->brief, note->color);
}

static void
print_below(struct grid *g, struct buffer *path, const struct field *parent)
{
	size_t before = path->length;
	for (size_t i = 0; i < parent->below_count; i++) {
		const struct field *f = parent->below[i];
		path->length = before;
		if (f->role == ELEMENTS) {
			buffer_say(path, "[]");
		} else {
			buffer_say(path, before ? "." : "");
			if (f->role == OTHERS)
				buffer_say(path, "*");
			else if (f->length == 0)
				buffer_say(path, "\"\"");
			else
				buffer_safe(path, f->name, f->length);
		}
		buffer_add(path, "", 1);
		path->length--;
		print_field(g, path, f, parent);
		print_below(g, path, f);
	}
	path->length = before;
}

void
coverage_print(const struct coverage *c, const struct screen *screen)
{
	struct grid *g = grid_new(columns, COLUMNS, screen, "");
	struct buffer path = {0};
	print_below(g, &path, &c->root);
	grid_finish(g);
	buffer_format(&screen->out->text, "%zu refresh token%s\n", c->root.count,
	    c->root.count == 1 ? "" : "s");
	free(path.text);
}
