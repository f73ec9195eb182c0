/* Values of a document as C programs see them: steps through the array of nodes. */
#include "characters.h"
#include "document.h"
#include "scan.h"

static const struct jschema_value NOTHING = {NULL, 0};

static const struct node *
node_of(struct jschema_value v)
{
	return &v.document->nodes[v.node];
}

static bool
is_kind(struct jschema_value v, enum jschema_kind kind)
{
	return v.document && node_kind(node_of(v)) == kind;
}

struct jschema_value
jschema_root(const struct jschema_document *d)
{
	return d && d->count ? (struct jschema_value){d, 0} : NOTHING;
}

size_t
jschema_duplicates(const struct jschema_document *d)
{
	return d->duplicate_count;
}

bool
jschema_duplicate(const struct jschema_document *d, size_t i, struct jschema_value *first,
    struct jschema_value *again)
{
	if (i >= d->duplicate_count)
		return false;
	*first = (struct jschema_value){d, d->duplicates[i].first};
	*again = (struct jschema_value){d, d->duplicates[i].again};
	return true;
}

enum jschema_kind
jschema_kind(struct jschema_value v)
{
	return v.document ? node_kind(node_of(v)) : JSCHEMA_NULL;
}

bool
jschema_boolean(struct jschema_value v)
{
	return is_kind(v, JSCHEMA_BOOLEAN) && node_of(v)->about & NODE_TRUE;
}

size_t
jschema_count(struct jschema_value v)
{
	bool container = is_kind(v, JSCHEMA_OBJECT) || is_kind(v, JSCHEMA_ARRAY);
	return container ? node_of(v)->size : 0;
}

static void
set_item(struct jschema_item *item, const struct jschema_document *d, uint32_t node)
{
	bool keyed = d->nodes[node].about & NODE_KEY;
	item->key = keyed ? (struct jschema_value){d, node} : NOTHING;
	item->value = (struct jschema_value){d, node + keyed};
}

bool
jschema_first(struct jschema_value container, struct jschema_item *item)
{
	size_t count = jschema_count(container);
	if (count == 0)
		return false;
	item->left = count - 1;
	set_item(item, container.document, container.node + 1);
	return true;
}

bool
jschema_next(struct jschema_item *item)
{
	if (item->left == 0)
		return false;
	item->left--;
	set_item(item, item->value.document, node_of(item->value)->next);
	return true;
}

struct jschema_value
jschema_member(struct jschema_value object, const char *name, size_t length)
{
	const struct jschema_document *d = object.document;
	if (!is_kind(object, JSCHEMA_OBJECT))
		return NOTHING;
	uint32_t hash = characters_hash_plain(name, length), key = object.node + 1;
	for (uint32_t left = node_of(object)->size; left; left--) {
		const struct node *k = &d->nodes[key];
		if (k->next == hash && characters_are(d, k, name, length))
			return (struct jschema_value){d, key + 1};
		key = next_key(d->nodes, key);
	}
	return NOTHING;
}

/* which of several names a key has; not inlined, because most keys are not asked */
static size_t __attribute__((noinline)) name_of(const struct jschema_document *d,
    const struct node *key, const struct jschema_name *names, size_t count)
{
	size_t i = 0;
	while (i < count && !characters_are(d, key, names[i].text, names[i].length))
		i++;
	return i;
}

size_t
jschema_members(struct jschema_value object, const struct jschema_name *names,
    size_t count, struct jschema_value *values)
{
	const struct jschema_document *d = object.document;
	uint64_t hashes = 0; /* a bit for some of each, as most keys have another one */
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t hash = characters_hash_plain(names[i].text, names[i].length);
		hashes |= UINT64_C(1) << hash % 64;
		values[i] = NOTHING;
	}
	if (!is_kind(object, JSCHEMA_OBJECT))
		return 0;
	const struct node *o = node_of(object), *key = o + 1;
	for (uint32_t left = o->size; left; left--, key = &d->nodes[key[1].next]) {
		if (!(hashes >> key->next % 64 & 1))
			continue;
		size_t i = name_of(d, key, names, count);
		if (i == count || values[i].document)
			continue;
		values[i] = (struct jschema_value){d, (uint32_t)(key - d->nodes) + 1};
		found++;
	}
	return found;
}

const char *
jschema_text(struct jschema_value v, size_t *length)
{
	*length = 0;
	if (!v.document || jschema_kind(v) >= JSCHEMA_ARRAY)
		return NULL;
	const struct node *n = node_of(v);
	*length = n->size;
	return v.document->text + n->start;
}

/* bytes of a token, with the punctuation that belongs to it: a comma before each item of
 * a container but the first, a colon behind a key */
static size_t
compact_length(const struct node *n)
{
	enum jschema_kind kind = node_kind(n);
	if (kind >= JSCHEMA_ARRAY)
		return 2 + (n->size ? n->size - 1 : 0);
	return n->size + (kind == JSCHEMA_STRING ? 2 : 0) + (n->about & NODE_KEY ? 1 : 0);
}

/* where a scalar ends, or an opening bracket */
static size_t
token_end(const struct node *n)
{
	enum jschema_kind kind = node_kind(n);
	return kind >= JSCHEMA_ARRAY ? n->start + 1
				     : n->start + n->size + (kind == JSCHEMA_STRING);
}

/*
 * The tokens tell how long they are together. Up to the last one, but for the brackets
 * that close behind it, the text is as long only where there is nothing else; and of
 * those brackets, none may be white space.
 */
const char *
jschema_compact_text(struct jschema_value v, size_t *length)
{
	const struct jschema_document *d = v.document;
	*length = 0;
	if (!d)
		return NULL;
	const struct node *first = node_of(v);
	bool key = first->about & NODE_KEY;
	uint32_t end = key ? v.node + 1 : first->next;
	size_t whole = 0, closing = 0, start = node_offset(first);
	for (const struct node *n = first; n < d->nodes + end; n++) {
		if (n->about & NODE_ESCAPED)
			return NULL;
		whole += compact_length(n);
		closing += node_kind(n) >= JSCHEMA_ARRAY && n->next == end;
	}
	whole -= key; /* its colon */
	if (start + whole - closing != token_end(&d->nodes[end - 1]))
		return NULL;
	for (const char *at = d->text + start + whole; closing; closing--) {
		if (is_space((unsigned char)*--at))
			return NULL;
	}
	*length = whole;
	return d->text + start;
}

const char *
jschema_string(struct jschema_value v, char *buffer, size_t *length)
{
	*length = 0;
	if (!is_kind(v, JSCHEMA_STRING))
		return NULL;
	const struct node *n = node_of(v);
	bool escaped = n->about & NODE_ESCAPED;
	if (escaped && !buffer)
		return NULL;
	*length = escaped ? characters_decode(v.document, n, buffer) : n->size;
	return escaped ? buffer : v.document->text + n->start;
}

bool
jschema_string_is(struct jschema_value v, const char *characters, size_t length)
{
	return is_kind(v, JSCHEMA_STRING) &&
	    characters_are(v.document, node_of(v), characters, length);
}

size_t
jschema_offset(struct jschema_value v)
{
	return v.document ? node_offset(node_of(v)) : 0;
}

bool
jschema_holds(struct jschema_value v, struct jschema_value inner)
{
	return v.document && v.document == inner.document && v.node <= inner.node &&
	    (v.node == inner.node || inner.node < node_of(v)->next);
}

/* ---- other words ---- */

static bool
has_form_of(const struct jschema_document *a, const struct jschema_document *b)
{
	if (a->count != b->count)
		return false;
	for (uint32_t i = 0; i < a->count; i++) {
		const struct node *n = &a->nodes[i], *m = &b->nodes[i];
		bool key = n->about & NODE_KEY, container = node_kind(n) >= JSCHEMA_ARRAY;
		if (node_kind(n) != node_kind(m) || key != (bool)(m->about & NODE_KEY) ||
		    (container && n->size != m->size))
			return false;
	}
	return true;
}

bool
jschema_tell_as(struct jschema_document *d, const struct jschema_document *words)
{
	if (words && !has_form_of(d, words))
		return false;
	d->words = words;
	return true;
}

bool
document_masks(const struct jschema_document *d, uint32_t node)
{
	const struct jschema_document *told = document_told(d);
	const struct node *own = &d->nodes[node], *shown = &told->nodes[node];
	return own->size != shown->size ||
	    memcmp(d->text + own->start, told->text + shown->start, own->size) != 0;
}

struct jschema_value
jschema_told(struct jschema_value v)
{
	if (v.document)
		v.document = document_told(v.document);
	return v;
}
