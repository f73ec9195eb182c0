/*
 * The doors to jansson. A tree comes in as the text that jansson writes of it, so that
 * there is one reader and everything has a place; a value goes out node by node.
 */
#include "characters.h"
#include "document.h"
#include "error.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* jansson 2.14 recurses without a limit, so the depth is looked at first */
static bool
fits(const json_t *json, size_t depth)
{
	size_t i;
	json_t *child;
	const char *key;
	if (!json_is_array(json) && !json_is_object(json))
		return true;
	if (depth == 0)
		return false;
	json_array_foreach((json_t *)json, i, child)
	{
		if (!fits(child, depth - 1))
			return false;
	}
	json_object_foreach((json_t *)json, key, child)
	{
		if (!fits(child, depth - 1))
			return false;
	}
	return true;
}

static bool
is_utf8(const char *text, size_t length)
{
	while (length) {
		size_t size = utf8_sequence(text, length);
		if (!size)
			return false;
		text += size;
		length -= size;
	}
	return true;
}

/* whether all strings and names of a tree are, which jansson does not ask of everybody */
static bool
has_only_utf8(const json_t *json)
{
	size_t i;
	json_t *child;
	const char *key;
	if (json_is_string(json))
		return is_utf8(json_string_value(json), json_string_length(json));
	json_array_foreach((json_t *)json, i, child)
	{
		if (!has_only_utf8(child))
			return false;
	}
	json_object_foreach((json_t *)json, key, child)
	{
		if (!is_utf8(key, strlen(key)) || !has_only_utf8(child))
			return false;
	}
	return true;
}

/*
 * jansson writes a real with 17 digits, which is seldom how anybody spelt it: 0.1 becomes
 * 0.10000000000000001, and is no longer equal to 0.1 as these digits stand. So the fewest
 * digits are taken that jansson reads back as the same real; blanks fill the room.
 */
static void
shorten_real(char *text, size_t length)
{
	json_t *real = json_loadb(text, length, JSON_DECODE_ANY, NULL);
	for (size_t digits = 1; json_is_real(real) && digits < 17; digits++) {
		char shorter[64];
		size_t size = json_dumpb(real, shorter, sizeof shorter,
		    JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
		if (size == 0 || size > sizeof shorter || size > length)
			continue;
		json_t *back = json_loadb(shorter, size, JSON_DECODE_ANY, NULL);
		bool same = json_real_value(back) == json_real_value(real);
		json_decref(back);
		if (!same)
			continue;
		memset(text, ' ', length);
		memcpy(text, shorter, size);
		break;
	}
	json_decref(real);
}

/* reads the document's own text, then once more with its reals as short as can be */
static bool
read_own(struct jschema_document *d, size_t size, struct jschema_error *error)
{
	if (!jschema_document_read(d, d->own_text, size, NULL, NULL, error))
		return false;
	for (uint32_t i = 0; i < d->count; i++) {
		const struct node *n = &d->nodes[i];
		if (node_kind(n) == JSCHEMA_NUMBER && !(n->about & NODE_PLAIN))
			shorten_real(d->own_text + n->start, n->size);
	}
	return jschema_document_read(d, d->own_text, size, NULL, NULL, error);
}

static struct jschema_document *
read_tree(const json_t *json, struct jschema_error *error)
{
	const size_t flags = JSON_ENCODE_ANY | JSON_COMPACT;
	size_t size = json_dumpb(json, NULL, 0, flags);
	char *text = size ? malloc(size) : NULL;
	struct jschema_document *d = text ? jschema_document_new() : NULL;
	if (!d || json_dumpb(json, text, size, flags) != size) {
		error_no_memory(error);
		free(text);
		jschema_document_free(d);
		return NULL;
	}
	d->own_text = text;
	if (!read_own(d, size, error)) {
		jschema_document_free(d);
		return NULL;
	}
	return d;
}

struct jschema_document *
jschema_document_from_json(const json_t *json, struct jschema_error *error)
{
	struct jschema_error why = {0};
	struct jschema_document *d = NULL;
	if (!json)
		error_set(&why, JSCHEMA_NO_MATCH, "there is no value");
	else if (!fits(json, JSCHEMA_MAX_DEPTH))
		error_set(
		    &why, JSCHEMA_DEPTH, "limit reached: nested deeper than 1024 levels");
	else if (!(d = read_tree(json, &why)) && !has_only_utf8(json)) {
		/* of which the writer says nothing, and the reader what it got */
		why = (struct jschema_error){0};
		error_set(&why, JSCHEMA_SYNTAX, "a string is not UTF-8");
	}
	if (error)
		*error = why;
	return d;
}

enum jschema_verdict
jschema_check_json(
    const struct jschema_schema *schema, const json_t *json, struct jschema_error *error)
{
	struct jschema_document *d = jschema_document_from_json(json, error);
	enum jschema_verdict verdict =
	    d ? jschema_check(schema, jschema_root(d), error) : JSCHEMA_UNDECIDED;
	jschema_document_free(d);
	return verdict;
}

static json_t *
no_match(struct jschema_error *error, const struct node *n, const char *why)
{
	error_set(error, JSCHEMA_NO_MATCH, "%s", why);
	if (error && error->code == JSCHEMA_NO_MATCH)
		error->offset = node_offset(n);
	return NULL;
}

/* jansson reads it, as it would in a text: the same type, and no decimal comma of a
 * locale */
static json_t *
make_number(const struct jschema_document *d, const struct node *n, bool spelled,
    struct jschema_error *error)
{
	json_error_t why = {0};
	json_t *json = json_loadb(d->text + n->start, n->size, JSON_DECODE_ANY, &why);
	if (json || json_error_code(&why) != json_error_numeric_overflow)
		return json;
	if (spelled)
		return json_stringn_nocheck(d->text + n->start, n->size);
	return no_match(error, n,
	    n->about & NODE_PLAIN ? "an integer beyond 64 bits has no json_t"
				  : "a number this large has no json_t");
}

/* a string's characters in memory of their own, which the caller frees */
static char *
copy_characters(const struct jschema_document *d, const struct node *n, size_t *length)
{
	char *text = malloc((size_t)n->size + 1);
	if (text)
		*length = characters_decode(d, n, text);
	return text;
}

static json_t *
make_string(
    const struct jschema_document *d, const struct node *n, struct jschema_error *error)
{
	size_t length;
	char *text = copy_characters(d, n, &length);
	json_t *json = text ? json_stringn_nocheck(text, length) : NULL;
	free(text);
	if (!json)
		error_no_memory(error);
	return json;
}

/* a scalar with its value, a container still empty */
static json_t *
make(const struct jschema_document *d, const struct node *n, bool spelled,
    struct jschema_error *error)
{
	json_t *json = NULL;
	switch (node_kind(n)) {
	case JSCHEMA_NULL:
		return json_null();
	case JSCHEMA_BOOLEAN:
		return json_boolean(n->about & NODE_TRUE);
	case JSCHEMA_NUMBER:
		return make_number(d, n, spelled, error);
	case JSCHEMA_STRING:
		return make_string(d, n, error);
	case JSCHEMA_ARRAY:
		json = json_array();
		break;
	case JSCHEMA_OBJECT:
		json = json_object();
		break;
	}
	if (!json)
		error_no_memory(error);
	return json;
}

/* gives a new value to its parent, under the key where the parent is an object */
static bool
attach(const struct jschema_document *d, json_t *parent, const struct node *key,
    json_t *json)
{
	if (json_is_array(parent))
		return json_array_append_new(parent, json) == 0;
	size_t length;
	char *name = copy_characters(d, key, &length);
	bool done = name && json_object_setn_new_nocheck(parent, name, length, json) == 0;
	if (!name)
		json_decref(json);
	free(name);
	return done;
}

/* a container whose children are being made */
struct open {
	json_t *json;
	uint32_t end; /* the node behind it */
};

struct open_stack {
	struct open *items;
	size_t count;
	size_t capacity;
};

static bool
push(struct open_stack *stack, struct open item)
{
	if (stack->count == stack->capacity) {
		size_t capacity = stack->capacity * 2 + 16;
		struct open *more = realloc(stack->items, capacity * sizeof *more);
		if (!more)
			return false;
		stack->items = more;
		stack->capacity = capacity;
	}
	stack->items[stack->count++] = item;
	return true;
}

/* the root is kept by a reference of its own, everything else by its parent */
static json_t *
make_tree(const struct jschema_document *d, uint32_t from, bool spelled,
    struct open_stack *stack, struct jschema_error *error)
{
	json_t *root = NULL;
	uint32_t end = d->nodes[from].next;
	for (uint32_t i = from; i < end; i++) {
		const struct node *key = &d->nodes[i];
		i += (key->about & NODE_KEY) != 0;
		const struct node *n = &d->nodes[i];
		json_t *json = make(d, n, spelled, error);
		if (!json)
			break;
		while (stack->count && stack->items[stack->count - 1].end <= i)
			stack->count--;
		if (!stack->count)
			root = json;
		else if (!attach(d, stack->items[stack->count - 1].json, key, json))
			break;
		if (node_kind(n) >= JSCHEMA_ARRAY &&
		    !push(stack, (struct open){json, n->next}))
			break;
		if (i + 1 == end)
			return root;
	}
	error_no_memory(error);
	json_decref(root);
	return NULL;
}

static json_t *
to_json(struct jschema_value v, bool spelled, struct jschema_error *error)
{
	if (error)
		*error = (struct jschema_error){0};
	if (!v.document) {
		error_set(error, JSCHEMA_NO_MATCH, "there is no value");
		return NULL;
	}
	/* a key is a string to the caller */
	struct open_stack stack = {0};
	json_t *root = v.document->nodes[v.node].about & NODE_KEY
	    ? make(v.document, &v.document->nodes[v.node], spelled, error)
	    : make_tree(v.document, v.node, spelled, &stack, error);
	free(stack.items);
	return root;
}

json_t *
jschema_document_to_json(struct jschema_value v, struct jschema_error *error)
{
	return to_json(v, false, error);
}

json_t *
document_to_json_spelled(struct jschema_value v, struct jschema_error *error)
{
	return to_json(v, true, error);
}
