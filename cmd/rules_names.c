/*
 * The rules about the names of members: the schema allows every name, so a slip of the
 * pen passes it, and so does what has nothing to do with refresh tokens at all.
 */
#include "rules.h"

#include "quote.h"
#include "slips.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_NAME = 64,
	MOST_SUGGESTIONS = 10000, /* in one document */
	MOST_SLIPS = 3,           /* below this many a name may be meant */
	LETTERS_A_SLIP = 5,       /* of a name, for each */
	SHORTEST_MEANT = 4,       /* of names that may be meant by another */
	SHOWN_MEMBERS = 3,
	LONGEST_POINTER = 256, /* that is shown */
};

/* names that are taken for others, as the manuals show them */
static const struct {
	enum object object;
	const char *name;
	const char *meant;
} traps[] = {
    {OBJECT_RESPONSE, "metadata", "refresh_token_metadata"},
};

/* the objects in an object, whose members may stand beside them by mistake */
static const struct {
	enum object object, inner;
	const char *member;
	const char *path;
} inners[] = {
    {OBJECT_RESPONSE, OBJECT_DEVICE, "device", "device"},
    {OBJECT_RESPONSE, OBJECT_SERVER, "resource_servers", "resource_servers[]"},
};

/* what may be meant by a name */
struct meaning {
	const char *name; /* NULL: nothing */
	const char *path; /* of the object where it belongs; NULL: here */
	bool is_likely;
};

/* without what differs between createdAt, created-at and created_at */
static struct word
plain(const char *text, size_t length, char room[LONGEST_NAME])
{
	size_t count = 0;
	for (size_t i = 0; i < length && count < LONGEST_NAME; i++) {
		if (text[i] != '_' && text[i] != '-')
			room[count++] = lint_lower(text[i]);
	}
	return (struct word){room, count};
}

/* device_id is another thing than device, and no slip */
static bool
is_longer_name(const struct word *a, const struct word *b)
{
	const struct word *shorter = a->length < b->length ? a : b;
	size_t more = a->length + b->length - 2 * shorter->length;
	return more > 1 && memcmp(a->text, b->text, shorter->length) == 0;
}

/*
 * The name that is nearly spelt like the one that is there, or NULL. Those of a frame are
 * not meant where they are there themselves.
 */
static const char *
nearest(
    const struct listing *names, const struct frame *f, const char *name, size_t length)
{
	char typed_room[LONGEST_NAME], room[LONGEST_NAME];
	const struct word typed = plain(name, length, typed_room);
	const char *meant = NULL;
	size_t fewest = typed.length / LETTERS_A_SLIP + 1;
	fewest = fewest < MOST_SLIPS ? fewest : MOST_SLIPS;
	for (size_t i = 0; i < names->count; i++) {
		const struct word *known = &names->members[i].name;
		struct word word = plain(known->text, known->length, room);
		if ((f && f->values[i].document) || is_longer_name(&word, &typed))
			continue;
		if (word.length < SHORTEST_MEANT
			? word_is(&word, typed.text, typed.length)
			: slips_nearer(
			      typed.text, typed.length, word.text, word.length, &fewest))
			meant = known->text;
	}
	return meant;
}

static struct meaning
meant_inside(const struct sight *s, const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(inners); i++) {
		if (inners[i].object != s->rule->object)
			continue;
		const char *meant =
		    nearest(lint_names(s->lint, inners[i].inner), NULL, name, length);
		if (meant)
			return (struct meaning){
			    meant, inners[i].path, lint_is_absent(s, inners[i].member)};
	}
	return (struct meaning){0};
}

/* where nothing is known, an array may be that of a page or a list */
static const char *
meant_around(
    const struct sight *s, struct jschema_value v, const char *name, size_t length)
{
	static const enum object several[] = {OBJECT_PAGE, OBJECT_LIST};
	const char *meant = NULL;
	bool may_be = s->rule->object == OBJECT_RESPONSE && !s->frame->known &&
	    !s->lint->in_rows && jschema_kind(v) == JSCHEMA_ARRAY;
	for (size_t i = 0; may_be && !meant && i < COUNT(several); i++)
		meant = nearest(lint_names(s->lint, several[i]), NULL, name, length);
	return meant;
}

static struct meaning
meant_by(const struct sight *s, struct jschema_value v, const char *name, size_t length)
{
	for (size_t i = 0; i < COUNT(traps); i++) {
		if (traps[i].object == s->rule->object &&
		    strlen(traps[i].name) == length &&
		    memcmp(traps[i].name, name, length) == 0 &&
		    lint_is_absent(s, traps[i].meant))
			return (struct meaning){traps[i].meant, NULL, true};
	}
	if (length > LONGEST_NAME || s->lint->suggestions == MOST_SUGGESTIONS)
		return (struct meaning){0};
	s->lint->suggestions++;
	const char *meant = nearest(s->names, s->frame, name, length);
	if (!meant)
		meant = meant_around(s, v, name, length);
	return meant ? (struct meaning){meant, NULL, true}
		     : meant_inside(s, name, length);
}

static void
say_unknown(const struct sight *s, struct jschema_value key, struct meaning meant)
{
	struct rule rule = *s->rule;
	struct sight as_hint = *s;
	struct buffer message = {0};
	buffer_say(&message, "expected a member that the schema knows, got ");
	quote_string(&message, key);
	if (meant.path)
		buffer_format(&message, "; \"%s\" belongs in %s", meant.name, meant.path);
	else if (meant.name)
		buffer_format(&message, "; did you mean \"%s\"?", meant.name);
	rule.severity = HINT;
	as_hint.rule = &rule;
	lint_tell(meant.is_likely ? s : &as_hint, key, message);
}

/* one that is near to a known name is likely a slip; any other may just be new */
void
look_unknown(const struct sight *s)
{
	struct jschema_item item;
	size_t length, left = s->frame->unknown;
	if (left == 0)
		return;
	for (bool more = jschema_first(s->value, &item); more && left;
	     more = jschema_next(&item)) {
		const char *name = lint_text(s->lint, item.key, &length);
		if (listing_find(s->names, name, length) < s->names->count)
			continue;
		left--;
		struct meaning meant = meant_by(s, item.value, name, length);
		/* where nothing is known, that was told */
		if (meant.name || s->frame->known || s->rule->object != OBJECT_RESPONSE)
			say_unknown(s, item.key, meant);
	}
}

/* a token by names that others have too seldom, or a page of them */
static bool
looks_like_answer(const struct listing *names, struct jschema_value v)
{
	struct jschema_item item;
	size_t known = 0, length;
	const struct shape *shape = shape_of(v, false);
	if (jschema_kind(v) != JSCHEMA_OBJECT)
		return false;
	for (bool more = jschema_first(v, &item); more; more = jschema_next(&item)) {
		const char *name = jschema_text(item.key, &length);
		known += listing_find(names, name, length) < names->count;
	}
	bool telling =
	    shape_has_identity(v) || jschema_member(v, "client_id", 9).document;
	return (known > 1 && telling) || shape_rows(shape, v).document;
}

/* what a client of HTTP has put around an answer, or a list of them around its elements
 */
static void
say_inside(const struct sight *s, struct buffer *message)
{
	struct jschema_item item, first;
	bool more = s->lint->is_whole && jschema_first(s->value, &item), each = false;
	for (; more; more = jschema_next(&item)) {
		each = jschema_kind(item.value) == JSCHEMA_ARRAY &&
		    jschema_first(item.value, &first);
		if (looks_like_answer(s->names, each ? first.value : item.value))
			break;
	}
	const char *pointer = more ? lint_pointer(s->lint, item.value) : "";
	if (!more || strlen(pointer) >= LONGEST_POINTER)
		return;
	struct buffer word = {0};
	buffer_say(&word, pointer);
	buffer_say(&word, each ? "/*" : "");
	buffer_add(&word, "", 1);
	buffer_say(message, "; rtok --at ");
	buffer_word(message, word.text);
	buffer_say(message, " checks what looks like one");
	free(word.text);
}

void
look_known(const struct sight *s)
{
	struct jschema_item item;
	struct buffer message = {0};
	size_t shown = 0, count = s->frame->unknown;
	if (s->frame->known)
		return;
	buffer_say(&message, "expected a refresh token, got ");
	if (count == 0) {
		buffer_say(&message, "an empty object, which says nothing");
		lint_tell(s, s->value, message);
		return;
	}
	buffer_say(&message, "an object that has none of its members, only ");
	for (bool more = jschema_first(s->value, &item); more && shown < SHOWN_MEMBERS;
	     more = jschema_next(&item)) {
		buffer_say(&message, shown++ ? ", " : "");
		quote_string(&message, item.key);
	}
	if (count > shown)
		buffer_format(&message, " and %zu more", count - shown);
	say_inside(s, &message);
	lint_tell(s, s->value, message);
}

void
look_request(const struct sight *s)
{
	struct buffer message = {0};
	if (s->lint->in_rows || s->frame->unknown || jschema_count(s->value) != 1 ||
	    lint_is_absent(s, "refresh_token_metadata"))
		return;
	buffer_say(&message,
	    "expected a refresh token, got its refresh_token_metadata alone, as PATCH "
	    "sends it; --as request checks it as that");
	lint_tell(s, s->value, message);
}
