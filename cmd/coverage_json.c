/*
 * The coverage as JSON, and back: a field is an object with its counts, and with the
 * fields below it.
 */
#include "coverage_tree.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* ---- there ---- */

static int
compare_names(const void *left, const void *right)
{
	const struct field *a = *(struct field *const *)left;
	const struct field *b = *(struct field *const *)right;
	size_t shorter = a->length < b->length ? a->length : b->length;
	int order = memcmp(a->name, b->name, shorter);
	return order ? order : (a->length > b->length) - (a->length < b->length);
}

static json_t *write_field(const struct field *);

static void
add_member(json_t *members, const struct field *f)
{
	if (json_object_setn_new(members, f->name, f->length, write_field(f)) != 0)
		die_of_memory();
}

/* first those that the schema lists, in its order */
static json_t *
write_members(const struct field *object)
{
	json_t *members = json_object();
	size_t count = 0;
	struct field **rest = xrealloc(NULL, object->below_count, sizeof(struct field *));
	for (size_t i = 0; i < object->below_count; i++) {
		struct field *f = object->below[i];
		if (f->role != NAMED)
			continue;
		if (f->foreseen)
			add_member(members, f);
		else
			rest[count++] = f;
	}
	if (count)
		qsort(rest, count, sizeof *rest, compare_names);
	for (size_t i = 0; i < count; i++)
		add_member(members, rest[i]);
	free(rest);
	return members;
}

static json_t *
write_types(const struct field *f)
{
	json_t *types = json_object();
	for (size_t i = 0; i < TYPES; i++) {
		if (f->types[i])
			report_set_count(types, coverage_types[i], f->types[i]);
	}
	return types;
}

static json_t *
write_field(const struct field *f)
{
	json_t *object = json_object();
	const struct field *elements = field_find(f, ELEMENTS, NULL, 0);
	const struct field *others = field_find(f, OTHERS, NULL, 0);
	report_set_count(object, "present", f->count);
	report_set_count(object, "null", f->nulls);
	report_set(object, "types", write_types(f));
	if (f->foreseen)
		report_set(object, "known", json_true());
	if (f->deeper)
		report_set(object, "deeper", json_true());
	if (f->below_count && f->below[0]->role == NAMED)
		report_set(object, "members", write_members(f));
	if (elements)
		report_set(object, "elements", write_field(elements));
	if (others)
		report_set(object, "others", write_field(others));
	return object;
}

json_t *
coverage_json(const struct coverage *c)
{
	return write_field(&c->root);
}

/* ---- and back ---- */

static bool
key_is(struct jschema_value key, const char *name)
{
	return jschema_string_is(key, name, strlen(name));
}

static bool
is_true(struct jschema_value object, const char *name)
{
	struct jschema_value v = jschema_member(object, name, strlen(name));
	return v.document && jschema_kind(v) == JSCHEMA_BOOLEAN && jschema_boolean(v);
}

static bool
add_count(struct jschema_value object, const char *name, size_t *count, struct misfit *m)
{
	size_t more;
	struct jschema_value v;
	if (!tally_find(object, name, &v, m) || !tally_read_count(v, &more, m))
		return false;
	*count += more;
	return true;
}

static bool read_field(struct coverage *, struct field *, struct jschema_value,
    size_t levels, struct misfit *);

/* a name takes at most as many bytes as it is written with */
static struct field *
field_for(struct coverage *c, struct field *object, const struct jschema_item *item)
{
	size_t length;
	jschema_text(item->key, &length);
	char *buffer = xmalloc(length + 1);
	const char *name = jschema_string(item->key, buffer, &length);
	bool known = is_true(item->value, "known") && c->fields < MOST_FIELDS;
	struct field *f = known ? field_foresee(c, object, name, length)
				: field_unforeseen(c, object, name, length);
	free(buffer);
	return f;
}

static bool
read_members(struct coverage *c, struct field *object, struct jschema_value members,
    size_t levels, struct misfit *m)
{
	struct jschema_item item;
	if (members.document && jschema_kind(members) != JSCHEMA_OBJECT)
		return misfit_say(m, members, "an object of counts");
	for (bool more = jschema_first(members, &item); more;
	     more = jschema_next(&item)) {
		if (jschema_kind(item.value) != JSCHEMA_OBJECT)
			return misfit_say(m, item.value, "an object of counts");
		if (!read_field(c, field_for(c, object, &item), item.value, levels, m))
			return false;
	}
	return true;
}

/* one that is there once, behind all others */
static bool
read_single(struct coverage *c, struct field *parent, enum role role,
    struct jschema_value v, size_t levels, struct misfit *m)
{
	if (!v.document)
		return true;
	struct field *f = field_find(parent, role, NULL, 0);
	if (!f)
		f = field_insert(c, parent, parent->below_count, role, NULL, 0);
	return read_field(c, f, v, levels, m);
}

static bool
read_types(struct field *f, struct jschema_value v, struct misfit *m)
{
	struct jschema_value types;
	struct jschema_item item;
	size_t count;
	if (!tally_find(v, "types", &types, m))
		return false;
	if (jschema_kind(types) != JSCHEMA_OBJECT)
		return misfit_say(m, types, "an object of counts");
	for (bool more = jschema_first(types, &item); more; more = jschema_next(&item)) {
		size_t i = 0;
		while (i < TYPES && !key_is(item.key, coverage_types[i]))
			i++;
		if (i == TYPES)
			return misfit_say(m, item.key, "a type");
		if (!tally_read_count(item.value, &count, m))
			return false;
		f->types[i] += count;
	}
	return true;
}

/* what is misspelt would be lost */
static bool
has_known_names(struct jschema_value v, struct misfit *m)
{
	static const char *const names[] = {"present", "null", "types", "known", "deeper",
	    "members", "elements", "others"};
	struct jschema_item item;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		size_t i = 0;
		while (i < COUNT(names) && !key_is(item.key, names[i]))
			i++;
		if (i == COUNT(names))
			return misfit_say(m, item.key, "a name of counts");
	}
	return true;
}

static bool
read_field(struct coverage *c, struct field *f, struct jschema_value v, size_t levels,
    struct misfit *m)
{
	struct jschema_value members = jschema_member(v, "members", 7);
	struct jschema_value elements = jschema_member(v, "elements", 8);
	struct jschema_value others = jschema_member(v, "others", 6);
	if (jschema_kind(v) != JSCHEMA_OBJECT)
		return misfit_say(m, v, "an object of counts");
	if (!has_known_names(v, m) || !add_count(v, "present", &f->count, m) ||
	    !add_count(v, "null", &f->nulls, m) || !read_types(f, v, m))
		return false;
	f->deeper = f->deeper || is_true(v, "deeper");
	if (f->role == OTHERS || levels == MOST_LEVELS) {
		f->deeper = f->deeper || members.document || elements.document;
		return true;
	}
	return read_members(c, f, members, levels + 1, m) &&
	    read_single(c, f, ELEMENTS, elements, levels + 1, m) &&
	    read_single(c, f, OTHERS, others, levels + 1, m);
}

bool
coverage_read(struct coverage *c, struct jschema_value v, struct misfit *m)
{
	return read_field(c, &c->root, v, 0, m);
}
