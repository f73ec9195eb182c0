/*
 * The built-in schemas: one OpenAPI document, of which each component is compiled when it
 * is first asked for, and out of which one can be cut with all it refers to.
 */
#include "builtin.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char openapi[] = {
#include "auth0/openapi.inc"
};
static const unsigned char example_update[] = {
#include "auth0/example-update.inc"
};
static const unsigned char example_get[] = {
#include "auth0/example-get.inc"
};
static const unsigned char example_page[] = {
#include "auth0/example-page.inc"
};
static const unsigned char example_list[] = {
#include "auth0/example-list.inc"
};
static const unsigned char example_invalid[] = {
#include "auth0/example-invalid.inc"
};
static const unsigned char example_error[] = {
#include "auth0/example-error.inc"
};

const struct builtin_schema builtin_schemas[] = {
    {"update", "UpdateRefreshTokenResponseContent", "PATCH /refresh-tokens/{id} answers"},
    {"get", "GetRefreshTokenResponseContent", "GET /refresh-tokens/{id} answers"},
    {"page", "GetRefreshTokensPaginatedResponseContent", "GET /refresh-tokens answers"},
    {"list", "ListRefreshTokensPaginatedResponseContent",
	"GET /users/{user_id}/refresh-tokens answers"},
    {"request", "UpdateRefreshTokenRequestContent", "PATCH /refresh-tokens/{id} takes"},
    {"token", "RefreshTokenResponseContent", "one refresh token of a page"},
    {"array", "RefreshTokenResponseContentArray", "refresh tokens in a bare array"},
    {"date", "RefreshTokenDate", "a date of a refresh token"},
    {"device", "RefreshTokenDevice", "the device of a refresh token"},
    {"session", "RefreshTokenSessionId", "the session of a refresh token"},
    {"server", "RefreshTokenResourceServer", "one API and its scopes"},
    {"metadata", "RefreshTokenMetadata", "the metadata of a refresh token"},
};
const size_t builtin_schema_count = COUNT(builtin_schemas);

const struct builtin_example builtin_examples[] = {
    {"update", (const char *)example_update, sizeof example_update, "a good answer"},
    {"get", (const char *)example_get, sizeof example_get,
	"a good answer without an end"},
    {"page", (const char *)example_page, sizeof example_page, "a page of two tokens"},
    {"list", (const char *)example_list, sizeof example_list,
	"a user's page of two tokens"},
    {"invalid", (const char *)example_invalid, sizeof example_invalid, "five faults"},
    {"error", (const char *)example_error, sizeof example_error, "an error body"},
};
const size_t builtin_example_count = COUNT(builtin_examples);

/* ---- compiled on demand ---- */

static struct jschema_document *document;

static struct compiled {
	const char *name; /* that it was asked for by */
	bool assert_format;
	struct jschema_schema *schema;
	struct compiled *next;
} * compiled;

static _Noreturn void
fail(const struct jschema_error *e)
{
	if (e->code == JSCHEMA_NO_MEMORY)
		die_of_memory();
	die(STATUS_SCHEMA, "the built-in schemas: %zu:%zu: %s", e->line, e->column,
	    e->text);
}

static const struct jschema_document *
read_openapi(void)
{
	struct jschema_error error;
	if (document)
		return document;
	document = jschema_document_new();
	if (!document)
		die_of_memory();
	if (!jschema_document_read(
		document, (const char *)openapi, sizeof openapi, NULL, NULL, &error))
		fail(&error);
	return document;
}

const char *
builtin_revision(void)
{
	static char revision[32];
	struct jschema_value version =
	    jschema_at(jschema_root(read_openapi()), "/info/version", 13);
	size_t length;
	const char *text = jschema_text(version, &length);
	if (text && length < sizeof revision)
		memcpy(revision, text, length);
	return revision;
}

static const char *
component_of(const char *name)
{
	for (size_t i = 0; i < builtin_schema_count; i++) {
		if (strcmp(builtin_schemas[i].name, name) == 0)
			return builtin_schemas[i].component;
	}
	return name;
}

/* threads may ask for schemas at the same time */
static pthread_mutex_t compiling = PTHREAD_MUTEX_INITIALIZER;

static const struct jschema_schema *
find_or_compile(const char *name, bool assert_format)
{
	for (const struct compiled *c = compiled; c; c = c->next) {
		if (c->assert_format == assert_format && strcmp(c->name, name) == 0)
			return c->schema;
	}
	struct buffer entry = {0};
	struct jschema_error error;
	buffer_format(&entry, "/components/schemas/%s", component_of(name));
	struct jschema_compile_options options = {
	    .entry = entry.text, .assert_format = assert_format, .trusted = true};
	struct compiled *c = xmalloc(sizeof *c);
	*c = (struct compiled){
	    .name = name,
	    .assert_format = assert_format,
	    .schema = jschema_compile(read_openapi(), &options, &error),
	    .next = compiled,
	};
	if (!c->schema)
		fail(&error);
	compiled = c;
	free(entry.text);
	return c->schema;
}

const struct jschema_schema *
builtin_compiled(const char *name, bool assert_format)
{
	pthread_mutex_lock(&compiling);
	const struct jschema_schema *schema = find_or_compile(name, assert_format);
	pthread_mutex_unlock(&compiling);
	return schema;
}

void
builtin_free(void)
{
	while (compiled) {
		struct compiled *next = compiled->next;
		jschema_schema_free(compiled->schema);
		free(compiled);
		compiled = next;
	}
	jschema_document_free(document);
	document = NULL;
}

/* ---- one schema on its own ---- */

static const char COMPONENTS[] = "#/components/schemas/";

static const char *
component_named(const char *target)
{
	size_t length = sizeof COMPONENTS - 1;
	if (strncmp(target, COMPONENTS, length) != 0)
		die(STATUS_SCHEMA, "the built-in schemas: '%s' is no component", target);
	return target + length;
}

static void
need(int result)
{
	if (result != 0)
		die_of_memory();
}

/* a new tree of a component; NULL: there is none. A copy by jansson may lack a part. */
static json_t *
component_json(struct jschema_value components, const char *name)
{
	struct jschema_error error;
	struct jschema_value v = jschema_member(components, name, strlen(name));
	if (!v.document)
		return NULL;
	json_t *component = jschema_document_to_json(v, &error);
	if (!component)
		fail(&error);
	return component;
}

/* Points references at "$defs" and adds the components they name to it. */
static void
move_references(json_t *schema, struct jschema_value components, json_t *definitions)
{
	const char *key;
	size_t i;
	json_t *child;
	json_array_foreach(schema, i, child)
	    move_references(child, components, definitions);
	json_object_foreach(schema, key, child)
	{
		const char *target = json_string_value(child);
		if (strcmp(key, "$ref") != 0 || !target) {
			move_references(child, components, definitions);
			continue;
		}
		const char *name = component_named(target);
		if (!json_object_get(definitions, name)) {
			json_t *component = component_json(components, name);
			if (!component)
				die(STATUS_SCHEMA,
				    "the built-in schemas: '%s' leads nowhere", target);
			need(json_object_set_new(definitions, name, component));
			move_references(component, components, definitions);
		}
		/* at last, for it frees the name */
		need(json_object_set_new(schema, key, json_sprintf("#/$defs/%s", name)));
	}
}

static json_t *
cut_out(struct jschema_value components, const char *component)
{
	json_t *alone = component_json(components, component);
	if (!alone)
		return NULL;
	json_t *definitions = json_object();
	json_t *schema = json_pack("{s:s, s:s}", "$schema",
	    "https://json-schema.org/draft/2020-12/schema", "title", component);
	need(definitions && schema ? 0 : -1);
	move_references(alone, components, definitions);
	need(json_object_update(schema, alone));
	if (json_object_size(definitions))
		need(json_object_set(schema, "$defs", definitions));
	json_decref(definitions);
	json_decref(alone);
	return schema;
}

bool
builtin_print_schema(const char *name, struct buffer *out)
{
	if (strcmp(name, "openapi") == 0) {
		buffer_add(out, (const char *)openapi, sizeof openapi);
		return true;
	}
	struct jschema_value components =
	    jschema_at(jschema_root(read_openapi()), "/components/schemas", 19);
	json_t *schema = cut_out(components, component_of(name));
	if (schema) {
		char *text = json_dumps(schema, JSON_INDENT(2));
		if (!text)
			die_of_memory();
		buffer_say(out, text);
		buffer_say(out, "\n");
		free(text);
	}
	json_decref(schema);
	return schema != NULL;
}
