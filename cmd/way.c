/*
 * The way through a document to a value, as far as it tells what the value is. Names and
 * values stand beside each other in three forms: as a member, as the two members of a
 * pair, {"name": "authorization", "value": "..."}, which recordings have, and in turn in
 * an array, ["Authorization", "..."]. Short names count in pairs only, and in what has
 * members for them, as "headers".
 */
#include "way.h"

#include "builtin.h"
#include "harmless.h"
#include "normal.h"
#include "secret_names.h"
#include "secrets.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- names ---- */

static const char *
named(struct jschema_value string, const char *known(const char *, size_t))
{
	size_t length;
	const char *plain = jschema_string(string, NULL, &length);
	if (plain)
		return known(plain, length);
	if (jschema_kind(string) != JSCHEMA_STRING)
		return NULL;
	char *text = normal_characters(string, &length);
	const char *name = known(text, length);
	free(text);
	return name;
}

static bool
has_string(struct jschema_value object, const char *name)
{
	struct jschema_value v = jschema_member(object, name, strlen(name));
	return jschema_kind(v) == JSCHEMA_STRING;
}

/* a pair that is called "value" has the name of what it stands in, as an API key has, and
 * so has a cookie */
static const char *
paired(struct jschema_value object, const struct place *place)
{
	static const char *const members[] = {"name", "Name", "Key", "key"};
	struct jschema_value key;
	const char *name = NULL;
	bool any = false;
	for (size_t i = 0; i < COUNT(members) && !name; i++) {
		key = jschema_member(object, members[i], strlen(members[i]));
		name = named(key, secret_paired);
		any = any || jschema_kind(key) == JSCHEMA_STRING;
	}
	if (!name && jschema_string_is(key, "value", 5))
		name = named(place->name, secret_paired);
	any = any && (has_string(object, "value") || has_string(object, "Value"));
	return !name && any ? named(place->name, secret_has_cookies) : name;
}

/* a request for a token (RFC 6749 section 4.3.2, RFC 7009 section 2.1), and whatever else
 * somebody signs in with */
static bool
is_request(struct jschema_value object)
{
	static const char *const members[] = {
	    "grant_type", "client_id", "client_secret", "token_type_hint", "username"};
	size_t i = 0;
	while (i < COUNT(members) && !has_string(object, members[i]))
		i++;
	return i < COUNT(members);
}

/* what has an id is what the API tells of a refresh token, and never the token itself */
static bool
is_record(struct jschema_value object, const struct place *place)
{
	const char *name = place->secret ? named(place->name, secret_named) : NULL;
	return name && strcmp(name, "refresh_token") == 0 &&
	    jschema_kind(jschema_member(object, "id", 2)) == JSCHEMA_STRING;
}

/* but only as far as it is known what that is */
static bool
is_recorded(struct jschema_value key)
{
	struct jschema_subschema record =
	    jschema_schema_root(builtin_compiled("update", true));
	return jschema_property(record, key, NULL).schema;
}

/* ---- base64 ---- */

static const char BASE64[] = "base64";

static const char *
find_base64(const char *text, size_t length)
{
	size_t least = sizeof BASE64 - 1;
	for (size_t i = 0; i + least <= length; i++) {
		if (strncasecmp(text + i, BASE64, least) == 0)
			return BASE64;
	}
	return NULL;
}

/* "base64Body", "isBase64Encoded" */
static bool
names_base64(struct jschema_value key)
{
	return named(key, find_base64);
}

/* "encoding": "base64", or a member that is true and named so */
static bool
speaks_of_base64(struct jschema_value object)
{
	struct jschema_item item;
	bool more = jschema_first(object, &item);
	while (more && !jschema_string_is(item.value, BASE64, sizeof BASE64 - 1) &&
	    !(jschema_boolean(item.value) && names_base64(item.key)))
		more = jschema_next(&item);
	return more;
}

/* ---- places ---- */

struct company
way_company(const struct place *place, struct jschema_value object)
{
	const char *pair = paired(object, place);
	return (struct company){
	    .place = place,
	    .pair = pair,
	    .is_record = is_record(object, place),
	    .is_pair = pair && named(place->name, secret_has_cookies),
	    .has_pairs = named(place->name, secret_has_pairs) || is_request(object),
	    .base64 = speaks_of_base64(object),
	};
}

/* by its own name, or that beside it */
static const char *
secret_of_member(const struct company *c, struct jschema_value key)
{
	if (c->pair &&
	    (jschema_string_is(key, "value", 5) || jschema_string_is(key, "Value", 5)))
		return c->pair;
	return named(key, c->has_pairs ? secret_paired : secret_named);
}

static const char *
inherited_by_member(const struct company *c, struct jschema_value key)
{
	const char *cookies = named(key, secret_has_cookies);
	if (cookies)
		return cookies;
	return c->is_pair || (c->is_record && is_recorded(key)) ? NULL : c->place->secret;
}

struct place
way_to_member(const struct company *c, struct jschema_value key)
{
	const char *secret = secret_of_member(c, key);
	return (struct place){
	    .secret = secret ? secret : inherited_by_member(c, key),
	    .inherited = !secret,
	    .parent = c->place->name,
	    .name = key,
	    .closed = c->place->closed || harmless_closes(key),
	    .base64 = c->base64 || names_base64(key),
	};
}

struct place
way_to_element(const struct place *array, size_t i, struct jschema_value before,
    struct jschema_value element)
{
	struct place place = *array;
	const char *name = i % 2 ? named(before, secret_paired) : NULL;
	if (name && named(element, secrets_expected))
		place.secret = name;
	return place;
}
