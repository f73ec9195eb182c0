/* Recognition: a table of forms, of which the first one without rows takes everything. */
#include "shape.h"

#include <string.h>

static const struct shape shapes[] = {
    {"array", ""},
    {"page", "refresh_tokens"},
    {"list", "tokens"},
    {"update", NULL},
    {"get", NULL},
    {"request", NULL},
};

struct jschema_value
shape_rows(const struct shape *shape, struct jschema_value v)
{
	struct jschema_value none = {NULL, 0};
	if (!shape->rows)
		return none;
	if (shape->rows[0])
		v = jschema_member(v, shape->rows, strlen(shape->rows));
	return jschema_kind(v) == JSCHEMA_ARRAY ? v : none;
}

const struct shape *
shape_of(struct jschema_value v)
{
	const struct shape *shape = shapes;
	while (shape->rows && !shape_rows(shape, v).document)
		shape++;
	return shape;
}

const struct shape *
shape_named(const char *name)
{
	for (size_t i = 0; i < COUNT(shapes); i++) {
		if (strcmp(shapes[i].component, name) == 0)
			return &shapes[i];
	}
	return NULL;
}

void
shape_names(struct buffer *b)
{
	for (size_t i = 0; i < COUNT(shapes); i++)
		buffer_format(b, "%s%s", i ? ", " : "", shapes[i].component);
}
